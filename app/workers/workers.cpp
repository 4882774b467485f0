#include "app/workers/workers.h"

#include "app/workers/values.h"
#include "core/error.h"

#include <fmt/core.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cerrno>
#include <cstring>
#include <map>
#include <vector>

namespace app {

using core::FileDescriptor;
using nlohmann::json;

namespace {

constexpr unsigned job_seconds = 3600;
constexpr rlim_t job_memory = rlim_t{1} << 30;
constexpr rlim_t job_file_size = rlim_t{16} << 30;
constexpr std::size_t max_answer = 64 << 10;

/// What travels with a request: where the answer goes, the request itself, and the files.
constexpr std::size_t descriptor_count = 4;
using Descriptors = std::array<int, descriptor_count>;

/// A message of one byte with room for the descriptors beside it.
struct Envelope {
    Envelope() {
        message.msg_iov = &part;
        message.msg_iovlen = 1;
        message.msg_control = rights.data();
        message.msg_controllen = rights.size();
    }
    Envelope(const Envelope&) = delete;
    Envelope& operator=(const Envelope&) = delete;

    char byte = 0;
    iovec part{&byte, 1};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(Descriptors))> rights{};
    msghdr message{};
};

void send_descriptors(int socket, const Descriptors& descriptors) {
    Envelope envelope;
    cmsghdr* header = CMSG_FIRSTHDR(&envelope.message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(Descriptors));
    std::memcpy(CMSG_DATA(header), descriptors.data(), sizeof(Descriptors));
    if (::sendmsg(socket, &envelope.message, MSG_NOSIGNAL) < 0)
        throw core::system_error("cannot reach", "the worker processes", errno);
}

/// False at the end of the conversation.
bool receive_descriptors(int socket, Descriptors& descriptors) {
    Envelope envelope;
    ssize_t got = 0;
    do got = ::recvmsg(socket, &envelope.message, MSG_CMSG_CLOEXEC);
    while (got < 0 && errno == EINTR);
    const cmsghdr* header = got > 0 ? CMSG_FIRSTHDR(&envelope.message) : nullptr;
    if (header == nullptr || header->cmsg_len != CMSG_LEN(sizeof(Descriptors))) return false;
    std::memcpy(descriptors.data(), CMSG_DATA(header), sizeof(Descriptors));
    return true;
}

void send_answer(int channel, const json& answer) {
    const std::vector<std::uint8_t> bytes = json::to_cbor(answer);
    // Nobody may be left to hear it; the sender ends either way.
    [[maybe_unused]] const ssize_t sent = ::send(channel, bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

// --- in the child ---------------------------------------------------------------------------------------------------

void limit(int resource, rlim_t value) {
    const rlimit both{value, value};
    ::setrlimit(static_cast<__rlimit_resource>(resource), &both);
}

void confine() {
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, job_seconds);
    limit(RLIMIT_FSIZE, job_file_size);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    // Sanitizers reserve terabytes of addresses for themselves.
    limit(RLIMIT_AS, job_memory);
#endif
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    ::alarm(job_seconds);
}

json work(const json& request, int input, int output, const transcode::Progress& progress) {
    const std::string what = request.at("work");
    if (what == "prepare")
        return to_json(transcode::prepare(input, output, recipe_from(request.at("recipe")),
                                          tags_from(request.at("tags")), progress));
    if (what == "retag")
        return to_json(transcode::retag(input, output,
                                        core::parse_format(request.at("format").get<std::string>()).value(),
                                        tags_from(request.at("tags"))));
    if (what == "measure") return to_json(transcode::measure(input, request.at("dual_mono"), progress));
    if (what == "square_jpeg")
        return to_json(transcode::square_jpeg(input, output, request.at("min_side"), request.at("max_side")));
    return to_json(transcode::plain_cover(output, request.at("title"), request.at("author"), request.at("side")));
}

[[noreturn]] void run_job(const Descriptors& descriptors) {
    const auto [channel, request_file, input, output] = descriptors;
    confine();
    json answer;
    try {
        const off_t size = ::lseek(request_file, 0, SEEK_END);
        std::vector<std::uint8_t> bytes(static_cast<std::size_t>(size));
        if (::pread(request_file, bytes.data(), bytes.size(), 0) != size)
            throw core::system_error("cannot read", "the worker's request", errno);
        int last = -1;
        const auto report = [&last, out = channel](double share) {
            // At most a hundred messages a job, and none that could block it.
            const int percent = static_cast<int>(share * 100);
            if (percent == last) return;
            last = percent;
            const std::vector<std::uint8_t> message = json::to_cbor(json{{"progress", share}});
            [[maybe_unused]] const ssize_t sent =
                ::send(out, message.data(), message.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        };
        answer["result"] = work(json::from_cbor(bytes), input, output, report);
    } catch (const core::Error& error) {
        answer = {{"error", std::string(error.what()).substr(0, max_answer / 2)},
                  {"kind", static_cast<int>(error.kind())}};
    } catch (const std::bad_alloc&) {
        answer = {{"error", "needs more memory than a recording may"},
                  {"kind", static_cast<int>(core::ErrorKind::media)}};
    } catch (const std::exception& error) {
        answer = {{"error", error.what()}, {"kind", static_cast<int>(core::ErrorKind::media)}};
    }
    send_answer(channel, answer);
    ::_exit(0);
}

// --- in the zygote --------------------------------------------------------------------------------------------------

std::string describe_death(int status) {
    if (!WIFSIGNALED(status)) return fmt::format("exit code {}", WEXITSTATUS(status));
    const int signal = WTERMSIG(status);
    if (signal == SIGALRM || signal == SIGXCPU) return "it took too long";
    return fmt::format("signal {} ({})", signal, ::strsignal(signal));
}

void die_with(pid_t parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    // The parent may have gone before the line above took effect.
    if (::getppid() != parent) ::_exit(1);
}

/// Reaps the children that have ended; a channel is kept for each, so that a death without an answer can be told.
void reap(std::map<pid_t, FileDescriptor>& channels) {
    int status = 0;
    for (pid_t child = ::waitpid(-1, &status, WNOHANG); child > 0; child = ::waitpid(-1, &status, WNOHANG)) {
        const auto found = channels.find(child);
        if (found == channels.end()) continue;
        if (status != 0) send_answer(found->second.get(), {{"died", describe_death(status)}});
        channels.erase(found);
    }
}

/// Ends what still runs and waits for it, so that its time and memory are counted as this program's.
[[noreturn]] void end_zygote(const std::map<pid_t, FileDescriptor>& channels) {
    for (const auto& [child, channel] : channels) ::kill(child, SIGKILL);
    while (::waitpid(-1, nullptr, 0) > 0 || errno == EINTR) {
    }
    ::_exit(0);
}

void start_job(int control, int child_signals, std::map<pid_t, FileDescriptor>& channels,
               const Descriptors& descriptors) {
    const pid_t self = ::getpid();
    const pid_t child = ::fork();
    if (child == 0) {
        die_with(self);
        ::close(control);
        ::close(child_signals);
        for (auto& [other, channel] : channels) ::close(channel.release());
        sigset_t none;
        ::sigemptyset(&none);
        ::sigprocmask(SIG_SETMASK, &none, nullptr);
        run_job(descriptors);
    }
    FileDescriptor channel(descriptors[0]);
    for (std::size_t index = 1; index < descriptors.size(); ++index) ::close(descriptors[index]);
    if (child < 0)
        send_answer(channel.get(), {{"died", std::string("cannot fork: ") + std::strerror(errno)}});
    else
        channels.emplace(child, std::move(channel));
}

[[noreturn]] void run_zygote(int control) {
    // A key pressed at the terminal reaches the whole group; the parent decides when the work ends.
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) ::signal(signal, SIG_IGN);
    sigset_t child_signal;
    ::sigemptyset(&child_signal);
    ::sigaddset(&child_signal, SIGCHLD);
    ::sigprocmask(SIG_BLOCK, &child_signal, nullptr);
    const int child_signals = ::signalfd(-1, &child_signal, SFD_CLOEXEC | SFD_NONBLOCK);
    std::map<pid_t, FileDescriptor> channels;
    for (;;) {
        std::array<pollfd, 2> waiting{{{control, POLLIN, 0}, {child_signals, POLLIN, 0}}};
        if (::poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR) ::_exit(1);
        if ((waiting[1].revents & POLLIN) != 0) {
            signalfd_siginfo ignored{};
            while (::read(child_signals, &ignored, sizeof ignored) > 0) {
            }
            reap(channels);
        }
        if ((waiting[0].revents & (POLLIN | POLLHUP)) != 0) {
            Descriptors descriptors{};
            if (!receive_descriptors(control, descriptors)) end_zygote(channels);
            start_job(control, child_signals, channels, descriptors);
        }
    }
}

// --- in the parent --------------------------------------------------------------------------------------------------

FileDescriptor memory_file(const std::vector<std::uint8_t>& bytes) {
    FileDescriptor file(::memfd_create("request", MFD_CLOEXEC));
    if (!file) throw core::system_error("cannot make", "a worker's request", errno);
    std::size_t written = 0;
    while (written < bytes.size()) {
        const ssize_t count = ::write(file.get(), bytes.data() + written, bytes.size() - written);
        if (count < 0 && errno != EINTR) throw core::system_error("cannot write", "a worker's request", errno);
        if (count > 0) written += static_cast<std::size_t>(count);
    }
    return file;
}

std::pair<FileDescriptor, FileDescriptor> socket_pair() {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0)
        throw core::system_error("cannot make", "a worker's socket", errno);
    return {FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

}  // namespace

Workers::Workers() {
    auto [ours, theirs] = socket_pair();
    const pid_t self = ::getpid();
    const pid_t child = ::fork();
    if (child < 0) throw core::system_error("cannot fork", "the worker processes", errno);
    if (child == 0) {
        die_with(self);
        ours.reset();
        run_zygote(theirs.get());
    }
    zygote_ = child;
    control_ = std::move(ours);
}

Workers::~Workers() {
    stop();
}

void Workers::stop() {
    if (stopped_.exchange(true)) return;
    // The end of the conversation ends the zygote and its children.
    ::shutdown(control_.get(), SHUT_RDWR);
    while (::waitpid(zygote_, nullptr, 0) < 0 && errno == EINTR) {
    }
}

json Workers::call(const json& request, int input, int output, const transcode::Progress& progress) {
    const core::Error interrupted(core::ErrorKind::network, "interrupted");
    if (stopped_) throw interrupted;
    auto [ours, theirs] = socket_pair();
    {
        const FileDescriptor request_file = memory_file(json::to_cbor(request));
        // Work without an input or output gets the request's own file in its place: four descriptors always travel.
        const Descriptors descriptors{theirs.get(), request_file.get(), input < 0 ? request_file.get() : input,
                                      output < 0 ? request_file.get() : output};
        try {
            send_descriptors(control_.get(), descriptors);
        } catch (const core::Error&) {
            if (stopped_) throw interrupted;
            throw;
        }
    }
    theirs.reset();
    std::vector<std::uint8_t> buffer(max_answer);
    for (;;) {
        const ssize_t got = ::recv(ours.get(), buffer.data(), buffer.size(), 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) {
            if (stopped_) throw interrupted;
            throw core::Error(core::ErrorKind::media, "the worker process ended without an answer");
        }
        json answer = json::from_cbor(buffer.begin(), buffer.begin() + got);
        if (answer.contains("progress")) {
            if (progress) progress(answer["progress"].get<double>());
        } else if (answer.contains("result")) {
            return std::move(answer["result"]);
        } else if (answer.contains("died")) {
            throw core::Error(core::ErrorKind::media, "the worker process died: " + answer["died"].get<std::string>());
        } else {
            throw core::Error(static_cast<core::ErrorKind>(answer.at("kind").get<int>()),
                              answer.at("error").get<std::string>());
        }
    }
}

core::Made Workers::prepare(int input, int output, const core::Recipe& recipe, const core::Tags& tags,
                            const transcode::Progress& progress) {
    return made_from(
        call({{"work", "prepare"}, {"recipe", to_json(recipe)}, {"tags", to_json(tags)}}, input, output, progress));
}

transcode::Retagged Workers::retag(int input, int output, core::Format format, const core::Tags& tags) {
    return retagged_from(
        call({{"work", "retag"}, {"format", core::name(format)}, {"tags", to_json(tags)}}, input, output));
}

transcode::Measurement Workers::measure(int input, bool dual_mono, const transcode::Progress& progress) {
    return measurement_from(call({{"work", "measure"}, {"dual_mono", dual_mono}}, input, -1, progress));
}

transcode::PictureFacts Workers::square_jpeg(int input, int output, int min_side, int max_side) {
    return picture_from(call({{"work", "square_jpeg"}, {"min_side", min_side}, {"max_side", max_side}}, input, output));
}

transcode::PictureFacts Workers::plain_cover(int output, const std::string& title, const std::string& author,
                                             int side) {
    return picture_from(
        call({{"work", "plain_cover"}, {"title", title}, {"author", author}, {"side", side}}, -1, output));
}

}  // namespace app
