#include "core/error.h"
#include "fetch/web/http.h"
#include "tests/fetch/web/http_tools.h"
#include "tests/support/loopback_server.h"

#include <gmock/gmock.h>
#include <zlib.h>

#include <chrono>
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

std::string gzip(const std::string& bytes) {
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY), Z_OK);
    std::string packed(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

TEST(HttpCaps, CompressedBodiesAreReadAndCountedUnpacked) {
    LoopbackServer server;
    server.on("/page", answer(200, gzip("<p>hello</p>"), {{"Content-Encoding", "gzip"}}));
    const std::string bomb = gzip(std::string(200 << 20, '\0'));
    EXPECT_LT(bomb.size(), 220'000u);
    server.on("/bomb", answer(200, bomb, {{"Content-Encoding", "gzip"}}));
    server.on("/twice", answer(200, gzip(bomb), {{"Content-Encoding", "gzip, gzip"}}));
    server.on("/many",
              answer(200, "x", {{"Content-Encoding", "gzip,gzip,gzip,gzip,gzip,gzip,gzip,gzip,gzip,gzip,gzip,gzip"}}));
    server.on("/broken", answer(200, gzip("some words") + "junk", {{"Content-Encoding", "gzip"}}));
    server.on("/lie", answer(200, "<p>no gzip at all</p>", {{"Content-Encoding", "gzip"}}));
    Http http(limits());
    EXPECT_EQ(http.get(request(server.url("/page"))).body, "<p>hello</p>");
    for (const std::string path : {"/bomb", "/twice"}) {
        const Error error = error_of(http, request(server.url(path)));
        EXPECT_EQ(error.kind(), ErrorKind::media) << path;
        EXPECT_THAT(error.what(), HasSubstr("exceeds 16777216 bytes")) << path;
    }
    for (const std::string path : {"/many", "/lie"}) {
        EXPECT_EQ(error_of(http, request(server.url(path))).kind(), ErrorKind::media) << path;
    }
    std::size_t most = 0;
    Request file = request(server.url("/bomb"));
    file.max_bytes = 1 << 20;
    file.sink = [&](std::span<const std::byte> bytes) { most += bytes.size(); };
    EXPECT_EQ(error_of(http, file).kind(), ErrorKind::media);
    EXPECT_LE(most, 1u << 20);
}

TEST(HttpCaps, BodiesStopAtTheirCap) {
    LoopbackServer server;
    server.on("/endless", support::endless());
    server.on("/announced", answer(200, std::string(1001, 'x')));
    server.on("/just", answer(200, std::string(1000, 'x')));
    Http http(limits());
    Request small = request(server.url("/endless"));
    small.max_bytes = 1000;
    EXPECT_EQ(error_of(http, small).kind(), ErrorKind::media);
    small.url = server.url("/announced");
    EXPECT_THAT(error_of(http, small).what(), HasSubstr("1001 bytes are announced, more than the 1000 allowed"));
    small.url = server.url("/just");
    EXPECT_EQ(http.get(small).body_bytes, 1000u);
}

TEST(HttpCaps, LengthsThatMakeNoSenseAreRefused) {
    LoopbackServer server;
    Http http(limits());
    const std::vector<std::string> heads = {"Content-Length: 9223372036854775808",
                                            "Content-Length: 99999999999999999999999999",
                                            "Content-Length: 5\r\nContent-Length: 6",
                                            "Content-Length: -1",
                                            "Content-Length: 5, 6",
                                            "Content-Length: five",
                                            "Content-Length: 0x5"};
    for (const std::string& head : heads) {
        server.on("/", support::raw("HTTP/1.1 200 OK\r\n" + head + "\r\n\r\nhello"));
        const Error error = error_of(http, request(server.url()));
        EXPECT_THAT(error.kind(), AnyOf(ErrorKind::media, ErrorKind::network)) << head;
    }
    server.on("/", support::raw("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello"));
    EXPECT_EQ(http.get(request(server.url())).body, "hello");
}

TEST(HttpCaps, HeadersStopAtTheirCap) {
    LoopbackServer server;
    std::size_t sent = 0;
    server.on("/many", [&](support::Exchange& exchange) {
        exchange.send("HTTP/1.1 200 OK\r\n");
        const std::string header = "X-Flood: " + std::string(1000, 'x') + "\r\n";
        while (sent < (100u << 20) && exchange.send(header)) sent += header.size();
    });
    server.on("/one", support::raw("HTTP/1.1 200 OK\r\nX: " + std::string(1 << 20, 'x') + "\r\n\r\n"));
    server.on("/interim", [](support::Exchange& exchange) {
        while (exchange.send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")) {
        }
    });
    server.on("/trailers", [](support::Exchange& exchange) {
        exchange.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n");
        while (exchange.send("X-Trailer: " + std::string(1000, 'x') + "\r\n")) {
        }
    });
    Http http(limits());
    for (const std::string path : {"/many", "/one", "/interim", "/trailers"}) {
        const auto start = Clock::now();
        const Error error = error_of(http, request(server.url(path)));
        EXPECT_THAT(error.kind(), AnyOf(ErrorKind::media, ErrorKind::network)) << path;
        EXPECT_LT(Clock::now() - start, 5s) << path << ": " << error.what();
    }
}

TEST(HttpCaps, AnswersThatAreNotHttpAreRefused) {
    LoopbackServer server;
    Http http(limits());
    for (const std::string bytes :
         {"", "hello", "\r\n\r\n", "HTTP/1.1\r\n\r\n", "HTTP/9.9 200 OK\r\n\r\nx", "HTTP/1.1 abc OK\r\n\r\nx",
          "ICY 200 OK\r\nicy-name: radio\r\n\r\nx", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx"}) {
        server.on("/", support::raw(bytes));
        const Error error = error_of(http, request(server.url()));
        EXPECT_THAT(error.kind(), AnyOf(ErrorKind::media, ErrorKind::network)) << bytes;
    }
    server.on("/", support::raw(std::string("HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\nx", 29)));
    error_of(http, request(server.url()));
}

TEST(HttpCaps, ALengthCountsOnlyWhereABodyIsWanted) {
    LoopbackServer server;
    server.on("/304", support::raw("HTTP/1.1 304 Not Modified\r\nContent-Length: 99999999999\r\n\r\n"));
    server.on("/404", [](support::Exchange& exchange) {
        exchange.respond_head(404, {{"Content-Length", "99999999999"}});
        exchange.wait_for_end();  // the body never comes, and nobody waits for it
    });
    Http http(limits());
    Request page = request(server.url("/304"));
    page.validators.etag = "\"1\"";
    EXPECT_EQ(http.get(page).status, 304);
    EXPECT_EQ(error_of(http, request(server.url("/404"))).kind(), ErrorKind::gone);
}

TEST(HttpMethods, HeadGivesTheHeadersOfWhatPassesTheCap) {
    LoopbackServer server;
    server.on("/", support::raw("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\nX-A: b\r\n\r\n"));
    Http http(limits());
    Request head = request(server.url());
    head.method = fetch::Method::head;
    const auto response = http.get(head);
    EXPECT_EQ(server.requests().at(0).method, "HEAD");
    EXPECT_EQ(response.header("content-length"), "99999999999");
    EXPECT_EQ(response.body, "");
}

TEST(HttpMethods, PostSendsAFormAndTakesAny2xx) {
    LoopbackServer server;
    Http http(limits());
    for (const int status : {200, 202, 204}) {
        server.on("/", answer(status));
        Request post = request(server.url());
        post.method = fetch::Method::post;
        post.form = "hub.mode=publish&hub.url=http%3A%2F%2Fa.example%2F";
        EXPECT_EQ(http.get(post).status, status);
        const auto sent = server.requests().back();
        EXPECT_EQ(sent.method, "POST");
        EXPECT_EQ(sent.header("content-type"), "application/x-www-form-urlencoded");
        EXPECT_EQ(sent.header("content-length"), std::to_string(post.form.size()));
        EXPECT_EQ(sent.body, post.form);
    }
    server.on("/", answer(400));
    Request post = request(server.url());
    post.method = fetch::Method::post;
    EXPECT_EQ(error_of(http, post).kind(), ErrorKind::network);
}

TEST(HttpCaps, AnswersNobodyAskedForAreRefused) {
    LoopbackServer server;
    server.on("/206", answer(206, "x", {{"Content-Range", "bytes 0-0/2"}}));
    server.on("/304", answer(304));
    server.on("/416", answer(416));
    Http http(limits());
    EXPECT_THAT(error_of(http, request(server.url("/206"))).what(), HasSubstr("206 to a request without a range"));
    EXPECT_THAT(error_of(http, request(server.url("/304"))).what(), HasSubstr("304 to a request without a condition"));
    EXPECT_THAT(error_of(http, request(server.url("/416"))).what(), HasSubstr("416"));
}

TEST(HttpCaps, TheBodyOfAnErrorOrARedirectIsNotReadOn) {
    LoopbackServer server;
    const auto flood = [](int status, std::string location) {
        return [=](support::Exchange& exchange) {
            exchange.respond_head(status, {{"Location", location}});
            while (exchange.send(std::string(1 << 16, 'x'))) {
            }
        };
    };
    server.on("/gone", flood(404, ""));
    server.on("/moved", flood(302, "/here"));
    server.on("/here", answer(200, "here"));
    Http http(limits());
    EXPECT_EQ(error_of(http, request(server.url("/gone"))).kind(), ErrorKind::gone);
    EXPECT_EQ(http.get(request(server.url("/moved"))).body, "here");
}

}  // namespace
