#include "core/error.h"
#include "fetch/web/http.h"
#include "tests/fetch/web/http_tools.h"
#include "tests/fetch/web/resolver_stub.h"
#include "tests/support/loopback_server.h"
#include "tests/support/temporary_folder.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <future>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using core::Error;
using core::ErrorKind;
using fetch::Http;
using fetch::Request;
using support::answer;
using support::LoopbackServer;
using testing::AnyOf;
using testing::HasSubstr;
using tools::error_of;
using tools::request;

using Clock = std::chrono::steady_clock;

core::Limits limits() {
    return tools::limits(0);
}

/// Sets an environment variable for its scope.
class Variable {
public:
    Variable(const char* name, const std::string& value) : name_(name) { setenv(name, value.c_str(), 1); }
    ~Variable() { unsetenv(name_); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    const char* name_;
};

TEST(HttpNames, ANameThatDoesNotResolveHurtsOnlyItself) {
    LoopbackServer server;
    server.on("/", answer(200, "fine"));
    resolver::script("none.test", {""});
    Http http(limits());
    const Error error = error_of(http, request("http://none.test/"));
    EXPECT_EQ(error.kind(), ErrorKind::network);
    EXPECT_THAT(error.what(), AllOf(HasSubstr("http://none.test/"), HasSubstr("resolve"), Not(HasSubstr("\n"))));
    EXPECT_EQ(http.get(request(server.url())).body, "fine");
}

TEST(HttpNames, AResolverThatHangsHoldsUpNobody) {
    LoopbackServer server;
    server.on("/", answer(200, "fine"));
    const resolver::Hang hang("hang.test");
    core::Limits hasty = limits();
    hasty.connect_timeout = 300ms;
    const auto start = Clock::now();
    {
        Http http(hasty);
        auto stuck = std::async(std::launch::async, [&] { return error_of(http, request("http://hang.test/")); });
        for (int i = 0; i < 20; ++i) EXPECT_EQ(http.get(request(server.url())).body, "fine");
        EXPECT_EQ(stuck.get().kind(), ErrorKind::network);
        auto cancelled = std::async(std::launch::async, [&] { return error_of(http, request("http://hang.test/")); });
        while (resolver::lookups("hang.test") < 2) std::this_thread::yield();
        http.cancel();
        EXPECT_THAT(cancelled.get().what(), AnyOf(HasSubstr("interrupted"), HasSubstr("timed out")));
    }
    EXPECT_LT(Clock::now() - start, 5s);
}

TEST(HttpNames, APrivateAddressBehindANameIsRefused) {
    LoopbackServer canary;
    core::Limits strict = limits();
    strict.allow_hosts.clear();
    Http http(strict);
    for (const std::string address : {"127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.1", "0.0.0.0"}) {
        const std::string name = fmt::format("a{}.test", std::hash<std::string>{}(address));
        resolver::script(name, {address});
        const Error error = error_of(http, request(fmt::format("http://{}:{}/", name, canary.port())));
        EXPECT_EQ(error.kind(), ErrorKind::network);
        EXPECT_THAT(error.what(), HasSubstr("is not public")) << address;
    }
    EXPECT_EQ(canary.connections(), 0u);
}

TEST(HttpNames, ARefusalIsNotRepeated) {
    core::Limits strict;
    strict.retry_delay = 1ms;
    resolver::script("once.test", {"10.0.0.1"});
    Http http(strict);
    error_of(http, request("http://once.test/"));
    EXPECT_EQ(resolver::lookups("once.test"), 1);
}

TEST(HttpNames, AResolverErrorAndThenAPrivateAddressIsRefused) {
    LoopbackServer canary;
    core::Limits strict = limits();
    strict.allow_hosts.clear();
    strict.retries = 3;
    resolver::script("rebind.test", {"", "127.0.0.1"});
    Http http(strict);
    const Error error = error_of(http, request(fmt::format("http://rebind.test:{}/", canary.port())));
    EXPECT_THAT(error.what(), HasSubstr("is not public"));
    EXPECT_EQ(canary.connections(), 0u);
}

TEST(HttpNames, ARedirectToAPrivateNameIsRefused) {
    LoopbackServer server;
    LoopbackServer canary("127.0.0.3");
    resolver::script("inside.test", {"127.0.0.3"});
    server.on("/", support::redirect(fmt::format("http://inside.test:{}/", canary.port())));
    Http http(limits());
    EXPECT_THAT(error_of(http, request(server.url())).what(), HasSubstr("is not public"));
    EXPECT_EQ(canary.connections(), 0u);
}

TEST(HttpNames, ANameMayBeAllowed) {
    LoopbackServer server;
    server.on("/", answer(200, "inside"));
    resolver::script("intranet.test", {"127.0.0.1"});
    core::Limits named = limits();
    named.allow_hosts = {"Intranet.test"};
    Http http(named);
    EXPECT_EQ(http.get(request(fmt::format("http://intranet.test:{}/", server.port()))).body, "inside");
}

TEST(HttpTime, ABlackHoleIsLeftAfterTheConnectTimeout) {
    const support::BlackHole hole;
    core::Limits hasty = limits();
    hasty.connect_timeout = 300ms;
    hasty.retries = 20;
    Http http(hasty);
    const auto start = Clock::now();
    EXPECT_EQ(error_of(http, request(hole.url())).kind(), ErrorKind::network);
    EXPECT_GE(Clock::now() - start, 250ms);
    EXPECT_LT(Clock::now() - start, 3s);
}

TEST(HttpTime, SlowHeadersAndBodiesAreGivenUpWhileOthersRun) {
    LoopbackServer slow;
    LoopbackServer quick("127.0.0.2");
    slow.on("/headers", support::dribble("HTTP/1.1 200 OK\r\nX: " + std::string(1000, 'x'), 200ms));
    slow.on("/body",
            support::dribble("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + std::string(1000, 'x'), 10ms));
    quick.on("/", answer(200, std::string(1 << 20, 'q')));
    core::Limits impatient = limits();
    impatient.allow_hosts = {"127.0.0.1", "127.0.0.2"};
    impatient.low_speed_time = 1s;
    impatient.low_speed_bytes = 2000;
    Http http(impatient);
    const auto start = Clock::now();
    std::vector<std::future<Error>> futures;
    for (const std::string path : {"/headers", "/body"}) {
        futures.push_back(
            std::async(std::launch::async, [&, path] { return error_of(http, request(slow.url(path))); }));
    }
    for (int i = 0; i < 50; ++i) EXPECT_EQ(http.get(request(quick.url())).body.size(), 1u << 20);
    for (auto& future : futures) EXPECT_EQ(future.get().kind(), ErrorKind::network);
    EXPECT_LT(Clock::now() - start, 10s);
}

TEST(HttpTime, TheWholeTransferHasALimit) {
    LoopbackServer server;
    server.on("/", support::endless());
    core::Limits short_lived = limits();
    short_lived.total_timeout = 300ms;
    Http http(short_lived);
    Request file = request(server.url());
    file.max_bytes = UINT64_MAX;
    file.sink = [](std::span<const std::byte>) {};
    EXPECT_THAT(error_of(http, file).what(), HasSubstr("timed out"));
}

TEST(HttpSurroundings, ProxyVariablesAreIgnored) {
    LoopbackServer server;
    LoopbackServer proxy;
    server.on("/", answer(200, "direct"));
    const Variable a("http_proxy", proxy.url());
    const Variable b("HTTP_PROXY", proxy.url());
    const Variable c("ALL_PROXY", proxy.url());
    const Variable d("all_proxy", proxy.url());
    const Variable e("https_proxy", proxy.url());
    Http http(limits());
    EXPECT_EQ(http.get(request(server.url())).body, "direct");
    EXPECT_EQ(proxy.connections(), 0u);
}

TEST(HttpSurroundings, AConfiguredProxyIsUsedWhateverNoProxySays) {
    LoopbackServer proxy;
    proxy.on("http://bao.example/a.mp3", answer(200, "by proxy"));
    const Variable none("no_proxy", "*");
    core::Limits by_proxy = limits();
    by_proxy.allow_hosts.clear();
    by_proxy.proxy = proxy.url();
    Http http(by_proxy);
    EXPECT_EQ(http.get(request("http://bao.example/a.mp3")).body, "by proxy");
    EXPECT_THAT(error_of(http, request("http://10.0.0.1/")).what(), HasSubstr("is not public"));
    EXPECT_EQ(proxy.requests().size(), 1u);
}

TEST(HttpSurroundings, NetrcIsIgnored) {
    const support::TemporaryFolder home;
    std::ofstream(home / ".netrc") << "machine 127.0.0.1 login somebody password secret\n";
    const char* before = std::getenv("HOME");
    const std::string kept = before == nullptr ? "" : before;
    LoopbackServer server;
    server.on("/", answer(200));
    setenv("HOME", home.path().c_str(), 1);
    Http(limits()).get(request(server.url()));
    setenv("HOME", kept.c_str(), 1);
    EXPECT_EQ(server.requests().at(0).headers.count("authorization"), 0u);
}

}  // namespace
