#include "fetch/web/http.h"

#include "core/error.h"
#include "tests/fetch/web/http_tools.h"
#include "tests/support/loopback_server.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <chrono>
#include <future>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace std::chrono_literals;
using core::Error;
using core::ErrorKind;
using fetch::Http;
using fetch::Request;
using fetch::Response;
using support::answer;
using support::LoopbackServer;
using testing::HasSubstr;
using tools::error_of;
using tools::request;

core::Limits limits() {
    return tools::limits(2);
}

TEST(Http, GivesStatusHeadersAndBody) {
    LoopbackServer server;
    server.on("/page", answer(200, "<p>hello</p>",
                              {{"Content-Type", "Text/HTML; charset=utf-8"},
                               {"X-Two", "a"},
                               {"x-two", "b"},
                               {"ETag", "\"1\""},
                               {"Last-Modified", "Mon, 08 Jul 2024 03:00:11 GMT"}}));
    Http http(limits());
    const Response response = http.get(request(server.url("/page?a=b#c")));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "<p>hello</p>");
    EXPECT_EQ(response.body_bytes, 12u);
    EXPECT_TRUE(response.length_known);
    EXPECT_EQ(response.content_type(), "text/html");
    EXPECT_EQ(response.header("x-two"), "a, b");
    EXPECT_EQ(response.header("x-three"), "");
    EXPECT_EQ(response.validators.etag, "\"1\"");
    EXPECT_EQ(response.validators.last_modified, "Mon, 08 Jul 2024 03:00:11 GMT");
    EXPECT_EQ(response.url, server.url("/page?a=b"));
}

TEST(Http, AsksPolitely) {
    LoopbackServer server;
    server.on("/", answer(200, "x", {{"Set-Cookie", "a=b"}}));
    Http http(limits());
    Request page = request(server.url());
    page.accept = "text/html";
    http.get(page);
    http.get(page);
    const auto sent = server.requests().back();
    EXPECT_EQ(sent.method, "GET");
    EXPECT_EQ(sent.header("accept"), "text/html");
    EXPECT_THAT(sent.header("user-agent"), testing::StartsWith("newscast/"));
    EXPECT_THAT(sent.header("accept-encoding"), HasSubstr("gzip"));
    for (const std::string name :
         {"cookie", "authorization", "referer", "range", "if-none-match", "if-modified-since"}) {
        EXPECT_EQ(sent.headers.count(name), 0u) << name;
    }
    EXPECT_EQ(server.connections(), 1u) << "the connection is used again";
}

TEST(Http, SendsTheOperatorsUserAgent) {
    LoopbackServer server;
    server.on("/", answer(200));
    core::Limits named = limits();
    named.user_agent = "reader of Dong Thap";
    Http(named).get(request(server.url()));
    EXPECT_EQ(server.requests().at(0).header("user-agent"), "reader of Dong Thap");
    named.user_agent = "a\r\nX-Injected: 1";
    Http http(named);
    EXPECT_EQ(error_of(http, request(server.url())).kind(), ErrorKind::config);
    EXPECT_EQ(server.requests().size(), 1u);
}

TEST(Http, AsksConditionally) {
    LoopbackServer server;
    server.on("/f", support::file({"body", "text/plain", "\"v1\"", "Mon, 08 Jul 2024 03:00:11 GMT"}));
    Http http(limits());
    Request again = request(server.url("/f"));
    again.validators = http.get(again).validators;
    const Response response = http.get(again);
    EXPECT_EQ(response.status, 304);
    EXPECT_EQ(response.body, "");
    EXPECT_EQ(server.requests().back().header("if-none-match"), "\"v1\"");
    EXPECT_EQ(server.requests().back().header("if-modified-since"), "Mon, 08 Jul 2024 03:00:11 GMT");
}

TEST(Http, NeverSendsControlCharactersOfAValidator) {
    LoopbackServer server;
    server.on("/", answer(200, "x"));
    Http http(limits());
    Request page = request(server.url());
    page.validators.etag = "\"1\"\r\nX-Injected: 1";
    EXPECT_EQ(http.get(page).status, 200);
    EXPECT_EQ(server.requests().at(0).headers.count("x-injected"), 0u);
    EXPECT_EQ(server.requests().at(0).headers.count("if-none-match"), 0u);
}

TEST(Http, AsksForARangeOnlyWithAStrongValidator) {
    LoopbackServer server;
    server.on("/f", support::file({"0123456789", "audio/mpeg", "\"v1\"", ""}));
    Http http(limits());
    Request part = request(server.url("/f"));
    part.range_from = 4;
    EXPECT_EQ(http.get(part).status, 200);
    part.if_range = "W/\"v1\"";
    EXPECT_EQ(http.get(part).status, 200);
    part.if_range = "\"v1\"";
    const Response response = http.get(part);
    EXPECT_EQ(response.status, 206);
    EXPECT_EQ(response.body, "456789");
    EXPECT_EQ(response.header("content-range"), "bytes 4-9/10");
    EXPECT_EQ(server.requests().back().header("accept-encoding"), "identity");
    part.range_from = 10;
    EXPECT_EQ(http.get(part).status, 416);
}

TEST(Http, GivesTheBodyToASinkAfterTheHeaders) {
    LoopbackServer server;
    const std::string body(300'000, 'a');
    server.on("/moved", support::redirect("/f"));
    server.on("/f", support::chunked({body}, 7000));
    Http http(limits());
    std::string order;
    std::string received;
    Request file = request(server.url("/moved"));
    file.on_headers = [&](const Response& response) { order += std::to_string(response.status) + "h"; };
    file.sink = [&](std::span<const std::byte> bytes) {
        received.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        if (!order.ends_with('b')) order += 'b';
    };
    const Response response = http.get(file);
    EXPECT_EQ(order, "200hb");
    EXPECT_EQ(received, body);
    EXPECT_EQ(response.body, "");
    EXPECT_EQ(response.body_bytes, body.size());
    EXPECT_TRUE(response.length_known);
}

TEST(Http, ThrowsOnWhatTheCallersFunctionsThrow) {
    LoopbackServer server;
    server.on("/f", answer(200, "body"));
    Http http(limits());
    Request file = request(server.url("/f"));
    file.sink = [](std::span<const std::byte>) { throw std::runtime_error("disk full"); };
    EXPECT_THROW(http.get(file), std::runtime_error);
    file.sink = nullptr;
    file.on_headers = [](const Response&) { throw Error(ErrorKind::storage, "no room"); };
    EXPECT_EQ(error_of(http, file).kind(), ErrorKind::storage);
    EXPECT_EQ(server.requests().size(), 2u) << "neither is tried again";
    file.on_headers = nullptr;
    EXPECT_EQ(http.get(file).body, "body");
}

TEST(Http, TellsALengthFromABodyThatJustEnds) {
    LoopbackServer server;
    server.on("/10", support::without_length({"body"}));
    server.on("/chunked", support::chunked({"body"}));
    Http http(limits());
    const Response old = http.get(request(server.url("/10")));
    EXPECT_EQ(old.body, "body");
    EXPECT_FALSE(old.length_known);
    EXPECT_TRUE(http.get(request(server.url("/chunked"))).length_known);
}

TEST(Http, SortsStatusesIntoKinds) {
    LoopbackServer server;
    Http http(limits());
    for (const int status : {404, 410, 400, 401, 403, 451, 300, 204, 999}) {
        const std::string path = "/" + std::to_string(status);
        server.on(path, answer(status, "why"));
        const Error error = error_of(http, request(server.url(path)));
        EXPECT_EQ(error.kind(), status == 404 || status == 410 ? ErrorKind::gone : ErrorKind::network) << status;
        EXPECT_THAT(error.what(),
                    testing::StartsWith(fmt::format("cannot fetch '{}': HTTP status {}", server.url(path), status)));
        EXPECT_EQ(server.requests(path).size(), 1u) << status << " must not be repeated";
    }
}

TEST(Http, RepeatsWhatMayPass) {
    LoopbackServer server;
    Http http(limits());
    for (const int status : {408, 425, 429, 500, 502, 503, 504}) {
        const std::string path = "/" + std::to_string(status);
        server.on(path, {answer(status), answer(status), answer(200, "at last")});
        EXPECT_EQ(http.get(request(server.url(path))).body, "at last") << status;
        server.on(path + "x", answer(status));
        EXPECT_EQ(error_of(http, request(server.url(path + "x"))).kind(), ErrorKind::network) << status;
        EXPECT_EQ(server.requests(path + "x").size(), 3u) << "one try and two repetitions";
    }
    const support::Resource resource{std::string(5000, 'a')};
    server.on("/reset", {support::reset(), support::reset_after(resource, 1000), support::file(resource)});
    EXPECT_EQ(http.get(request(server.url("/reset"))).body, resource.body);
    server.on("/cut",
              {support::cut_after(resource, 1000), support::chunked_cut_after(resource, 10), support::file(resource)});
    EXPECT_EQ(http.get(request(server.url("/cut"))).body, resource.body);
}

TEST(Http, DoesNotRepeatWhatASinkHasSeen) {
    LoopbackServer server;
    server.on("/f", support::cut_after({std::string(5000, 'a')}, 1000));
    server.on("/none", {support::cut_after({std::string(5000, 'a')}, 0), answer(200, "ok")});
    Http http(limits());
    Request file = request(server.url("/f"));
    std::size_t bytes = 0;
    file.sink = [&](std::span<const std::byte> piece) { bytes += piece.size(); };
    const Error error = error_of(http, file);
    EXPECT_EQ(error.kind(), ErrorKind::network);
    EXPECT_THAT(error.what(), HasSubstr("the body ended early, after 1000 bytes"));
    EXPECT_EQ(bytes, 1000u);
    EXPECT_EQ(server.requests("/f").size(), 1u);
    file.url = server.url("/none");
    EXPECT_EQ(http.get(file).body_bytes, 2u);
}

TEST(Http, HonoursRetryAfterWithinItsCap) {
    LoopbackServer server;
    core::Limits patient = limits();
    patient.max_retry_after = 60s;
    Http http(patient);
    server.on("/short", {answer(503, "", {{"Retry-After", "1"}}), answer(200, "ok")});
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(http.get(request(server.url("/short"))).body, "ok");
    EXPECT_GE(std::chrono::steady_clock::now() - start, 1s);

    server.on("/long", answer(429, "", {{"Retry-After", "61"}}));
    const Error error = error_of(http, request(server.url("/long")));
    EXPECT_EQ(error.retry_after(), 61s);
    EXPECT_EQ(server.requests("/long").size(), 1u);
    server.on("/years", answer(503, "", {{"Retry-After", "315360000"}}));
    EXPECT_EQ(error_of(http, request(server.url("/years"))).retry_after(), 7 * 24h);

    server.on("/nonsense", answer(503, "", {{"Retry-After", "-1"}}));
    EXPECT_EQ(error_of(http, request(server.url("/nonsense"))).retry_after(), std::nullopt);
    EXPECT_EQ(server.requests("/nonsense").size(), 3u);
}

TEST(Http, FollowsFiveRedirects) {
    LoopbackServer server;
    for (int i = 0; i < 6; ++i) {
        const int statuses[] = {301, 302, 303, 307, 308, 302};
        server.on(fmt::format("/{}", i), support::redirect(fmt::format("{}?from={}", i + 1, i), statuses[i]));
    }
    server.on("/6", answer(200, "here"));
    Http http(limits());
    const Response response = http.get(request(server.url("/1")));
    EXPECT_EQ(response.body, "here");
    EXPECT_EQ(response.url, server.url("/6?from=5"));
    const Error error = error_of(http, request(server.url("/0")));
    EXPECT_THAT(error.what(), HasSubstr("more than 5 redirects"));
    server.on("/loop", support::redirect("/loop"));
    EXPECT_EQ(error_of(http, request(server.url("/loop"))).kind(), ErrorKind::network);
    EXPECT_EQ(server.requests("/loop").size(), 6u);
}

TEST(Http, FollowsNoRedirectOutOfTheWeb) {
    LoopbackServer server;
    Http http(limits());
    for (const std::string target :
         {"file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:70/", "sftp://127.0.0.1/", "data:text/plain,x",
          "dict://127.0.0.1:11211/", "http://", "http://127.0.0.1:0/"}) {
        server.on("/r", support::redirect(target));
        const Error error = error_of(http, request(server.url("/r")));
        EXPECT_EQ(error.kind(), ErrorKind::network) << target;
        EXPECT_THAT(error.what(), HasSubstr("refused")) << target;
    }
    server.on("/nowhere", answer(302));
    EXPECT_THAT(error_of(http, request(server.url("/nowhere"))).what(), HasSubstr("does not say where"));
    for (const std::string url : {"file:///etc/passwd", "ftp://127.0.0.1/", "", "nonsense", "http:///"}) {
        EXPECT_THAT(error_of(http, request(url)).what(), HasSubstr("not a web address")) << url;
    }
}

TEST(Http, KeepsCredentialsToTheirOrigin) {
    LoopbackServer mine;
    LoopbackServer other;
    mine.on("/a", support::redirect("/b"));
    mine.on("/b", support::redirect(other.url("/c")));
    other.on("/c", support::redirect("http://thief:word@" + mine.url("/d").substr(7)));
    mine.on("/d", answer(200, "x"));
    Http http(limits());
    const Response response = http.get(request("http://user:p%40ss@" + mine.url("/a").substr(7)));
    const std::string basic = "Basic dXNlcjpwQHNz";  // user:p@ss
    EXPECT_EQ(mine.requests("/a").at(0).header("authorization"), basic);
    EXPECT_EQ(mine.requests("/b").at(0).header("authorization"), basic);
    EXPECT_EQ(other.requests("/c").at(0).headers.count("authorization"), 0u);
    EXPECT_EQ(mine.requests("/d").at(0).header("authorization"), basic);
    EXPECT_EQ(response.url, mine.url("/d"));
    const Error error = error_of(http, request("http://user:secret@" + mine.url("/none").substr(7)));
    EXPECT_THAT(error.what(), Not(HasSubstr("secret")));
}

TEST(Http, ConnectsWhereTheOperatorSays) {
    LoopbackServer server;
    server.on("/audio.mp3", answer(200, "stand-in"));
    core::Limits mapped = limits();
    mapped.connect_to = {fmt::format("bao.example:80:127.0.0.1:{}", server.port())};
    Http http(mapped);
    EXPECT_EQ(http.get(request("http://bao.example/audio.mp3")).body, "stand-in");
    EXPECT_EQ(server.requests().at(0).header("host"), "bao.example");
    EXPECT_EQ(error_of(http, request("http://bao.example:0/")).kind(), ErrorKind::network);
    mapped.connect_to = {"bao.example:80"};
    EXPECT_THROW(Http{mapped}, Error);
}

TEST(Http, RunsSoManyAtOnce) {
    LoopbackServer server;
    std::mutex mutex;
    std::condition_variable changed;
    int inside = 0;
    // Each answer waits until two requests are there, so that fewer at once would never end.
    server.on("/", [&](support::Exchange& exchange) {
        std::unique_lock lock(mutex);
        ++inside;
        changed.notify_all();
        changed.wait(lock, [&] { return inside >= 2; });
        lock.unlock();
        exchange.respond(200, "x");
    });
    core::Limits two = limits();
    two.per_host = 2;
    Http http(two);
    std::vector<std::future<Response>> futures;
    for (int i = 0; i < 10; ++i) {
        futures.push_back(std::async(std::launch::async, [&] { return http.get(request(server.url())); }));
    }
    for (auto& future : futures) EXPECT_EQ(future.get().body, "x");
    EXPECT_EQ(server.most_at_once(), 2u);
}

TEST(Http, WaitsBetweenRequestsToOneHost) {
    LoopbackServer server;
    server.on("/", answer(200, "x"));
    core::Limits slow = limits();
    slow.host_delay = 100ms;
    Http http(slow);
    const auto start = std::chrono::steady_clock::now();
    std::vector<std::future<Response>> futures;
    for (int i = 0; i < 4; ++i) {
        futures.push_back(std::async(std::launch::async, [&] { return http.get(request(server.url())); }));
    }
    for (auto& future : futures) future.get();
    EXPECT_GE(std::chrono::steady_clock::now() - start, 300ms);
}

TEST(Http, CancelEndsTransfersWaitersAndPauses) {
    LoopbackServer server;
    server.on("/silent", support::silence());
    server.on("/later", answer(503, "", {{"Retry-After", "50"}}));
    core::Limits one = limits();
    one.per_host = 2;
    Http http(one);
    std::vector<std::future<Error>> futures;
    futures.push_back(std::async(std::launch::async, [&] { return error_of(http, request(server.url("/later"))); }));
    server.wait_for_requests(1);
    for (int i = 0; i < 4; ++i) {
        futures.push_back(
            std::async(std::launch::async, [&] { return error_of(http, request(server.url("/silent"))); }));
    }
    server.wait_for_requests(3);
    const auto start = std::chrono::steady_clock::now();
    http.cancel();
    for (auto& future : futures) {
        const Error error = future.get();
        EXPECT_EQ(error.kind(), ErrorKind::network);
        EXPECT_THAT(error.what(), HasSubstr("interrupted"));
    }
    EXPECT_LT(std::chrono::steady_clock::now() - start, 2s);
    EXPECT_THAT(error_of(http, request(server.url("/silent"))).what(), HasSubstr("interrupted"));
}

}  // namespace
