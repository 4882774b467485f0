#include "core/error.h"
#include "core/file_descriptor.h"
#include "fetch/web/http.h"
#include "tests/support/temporary_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace {

using core::Error;
using core::ErrorKind;
using testing::HasSubstr;

using Arguments = std::vector<std::string>;

/// A child process, ended with its object.
class Child {
public:
    Child(Arguments arguments, int output) {
        std::vector<char*> pointers;
        for (std::string& argument : arguments) pointers.push_back(argument.data());
        pointers.push_back(nullptr);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&actions, output, 1);
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
        if (posix_spawnp(&pid_, pointers[0], &actions, nullptr, pointers.data(), environ) != 0) pid_ = -1;
        posix_spawn_file_actions_destroy(&actions);
    }
    ~Child() {
        if (pid_ <= 0) return;
        kill(pid_, SIGKILL);
        waitpid(pid_, nullptr, 0);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    int wait() {
        int status = -1;
        if (pid_ > 0) waitpid(std::exchange(pid_, -1), &status, 0);
        return status;
    }

private:
    pid_t pid_ = -1;
};

/// Runs the command to its end; true when it succeeded.
bool run(const Arguments& arguments) {
    const core::FileDescriptor nowhere(open("/dev/null", O_WRONLY | O_CLOEXEC));
    return Child(arguments, nowhere.get()).wait() == 0;
}

/// What a server shows, made by an authority of this test alone.
struct Certificate {
    std::filesystem::path file;
    std::filesystem::path key;
};

class HttpTls : public testing::Test {
protected:
    void SetUp() override {
        if (!run({"openssl", "version"})) GTEST_SKIP() << "there is no openssl command";
        std::ofstream(folder / "ca.cnf")
            << "[ca]\ndefault_ca=x\n[x]\ndatabase=" << (folder / "index").string()
            << "\nnew_certs_dir=" << folder.path().string()
            << "\nrand_serial=yes\ndefault_md=sha256\npolicy=p\ncopy_extensions=copy\nunique_subject=no\n"
               "[p]\ncommonName=supplied\n";
        std::ofstream(folder / "index") << "";
        ASSERT_TRUE(
            run({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
                 "/CN=newscast test authority", "-days", "30", "-keyout", path("ca.key"), "-out", path("ca.pem")}));
    }

    std::string path(const std::string& name) const { return (folder / name).string(); }

    /// Valid between the two dates (YYMMDDHHMMSSZ) for the host.
    Certificate certificate(const std::string& name, const std::string& host, const std::string& from = "200101000000Z",
                            const std::string& until = "491231000000Z") {
        EXPECT_TRUE(run({"openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
                         "/CN=bao.example", "-addext", "subjectAltName=" + host, "-keyout", path(name + ".key"), "-out",
                         path(name + ".csr")}));
        EXPECT_TRUE(run({"openssl", "ca", "-batch", "-notext", "-config", path("ca.cnf"), "-cert", path("ca.pem"),
                         "-keyfile", path("ca.key"), "-startdate", from, "-enddate", until, "-in", path(name + ".csr"),
                         "-out", path(name + ".pem")}));
        return {folder / (name + ".pem"), folder / (name + ".key")};
    }

    /// openssl s_server on a port of its own; -www makes it answer every request with a page.
    struct Server {
        Server(const Certificate& certificate, const Arguments& more) {
            int ends[2];
            if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
            const core::FileDescriptor reading(ends[0]);
            const core::FileDescriptor writing(ends[1]);
            Arguments arguments = {"openssl",
                                   "s_server",
                                   "-accept",
                                   "127.0.0.1:0",
                                   "-www",
                                   "-cert",
                                   certificate.file.string(),
                                   "-key",
                                   certificate.key.string()};
            arguments.insert(arguments.end(), more.begin(), more.end());
            child = std::make_unique<Child>(arguments, writing.get());
            // "ACCEPT 127.0.0.1:PORT"
            std::string said;
            char byte = 0;
            while (port == 0 && read(reading.get(), &byte, 1) == 1) {
                said += byte;
                if (byte != '\n') continue;
                const std::size_t colon = said.rfind(':');
                if (said.starts_with("ACCEPT") && colon != std::string::npos) port = std::stoi(said.substr(colon + 1));
                said.clear();
            }
        }
        int port = 0;
        std::unique_ptr<Child> child;
    };

    core::Limits limits() const {
        core::Limits limits;
        limits.allow_hosts = {"127.0.0.1"};
        limits.retries = 3;
        limits.retry_delay = std::chrono::milliseconds(1);
        limits.total_timeout = std::chrono::seconds(20);
        limits.ca_file = path("ca.pem");
        return limits;
    }

    /// The error of a request to the server under this host name; fails the test if there is an answer.
    Error refusal(const Server& server, const core::Limits& given, const std::string& host) {
        core::Limits mapped = given;
        mapped.connect_to = {fmt::format("{}:443:127.0.0.1:{}", host, server.port)};
        fetch::Http http(mapped);
        fetch::Request request;
        request.url = "https://" + host + "/";
        try {
            http.get(request);
            ADD_FAILURE() << "accepted";
        } catch (const Error& error) {
            return error;
        }
        return {ErrorKind::config, "no error"};
    }

    support::TemporaryFolder folder;
};

TEST_F(HttpTls, AcceptsATrustedCertificateForTheHost) {
    const Server server(certificate("good", "DNS:bao.example"), {});
    ASSERT_GT(server.port, 0);
    core::Limits mapped = limits();
    mapped.connect_to = {fmt::format("bao.example:443:127.0.0.1:{}", server.port)};
    fetch::Http http(mapped);
    fetch::Request request;
    request.url = "https://bao.example/";
    EXPECT_THAT(http.get(request).body, HasSubstr("s_server"));
}

TEST_F(HttpTls, RefusesWhatTheSystemDoesNotTrust) {
    const Server server(certificate("good", "DNS:bao.example"), {});
    ASSERT_GT(server.port, 0);
    core::Limits system = limits();
    system.ca_file.clear();
    const Error error = refusal(server, system, "bao.example");
    EXPECT_EQ(error.kind(), ErrorKind::network);
    EXPECT_THAT(error.what(), HasSubstr("certificate"));
}

TEST_F(HttpTls, RefusesAnotherHostsCertificate) {
    const Server server(certificate("other", "DNS:other.example"), {});
    ASSERT_GT(server.port, 0);
    EXPECT_THAT(refusal(server, limits(), "bao.example").what(), HasSubstr("certificate"));
}

TEST_F(HttpTls, RefusesCertificatesOutOfTheirTime) {
    const Server expired(certificate("expired", "DNS:bao.example", "200101000000Z", "210101000000Z"), {});
    const Server early(certificate("early", "DNS:bao.example", "480101000000Z", "490101000000Z"), {});
    ASSERT_GT(expired.port, 0);
    ASSERT_GT(early.port, 0);
    EXPECT_THAT(refusal(expired, limits(), "bao.example").what(), HasSubstr("certificate has expired"));
    EXPECT_FALSE(refusal(expired, limits(), "bao.example").is_offline()) << "it is the server's failure";
    EXPECT_THAT(refusal(early, limits(), "bao.example").what(), HasSubstr("certificate is not yet valid"));
}

TEST_F(HttpTls, RefusesASelfSignedCertificate) {
    ASSERT_TRUE(run({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                     "-subj", "/CN=bao.example", "-addext", "subjectAltName=DNS:bao.example", "-days", "30", "-keyout",
                     path("self.key"), "-out", path("self.pem")}));
    const Server server({folder / "self.pem", folder / "self.key"}, {});
    ASSERT_GT(server.port, 0);
    EXPECT_THAT(refusal(server, limits(), "bao.example").what(), HasSubstr("certificate"));
}

TEST_F(HttpTls, RefusesOldProtocols) {
    const Server server(certificate("good", "DNS:bao.example"), {"-tls1_1", "-cipher", "ALL:@SECLEVEL=0"});
    ASSERT_GT(server.port, 0);
    EXPECT_EQ(refusal(server, limits(), "bao.example").kind(), ErrorKind::network);
}

}  // namespace
