#include "tests/fetch/web/download_fixture.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <zlib.h>

#include <algorithm>
#include <chrono>
#include <string>

namespace {

using core::ErrorKind;
using fetch::Http;
using fetch::Request;
using fetch::Response;
using support::answer;
using support::LoopbackServer;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using tools::error_of;
using tools::request;

/// Servers that answer well, though not by the book.
class Answers : public tools::DownloadTest {};

std::string gzipped(const std::string& text) {
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, text.size()), '\0');
    std::string in = text;
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

TEST_F(Answers, WhatIsNoContentCodingIsTakenAsTheBytesItIs) {
    for (const std::string said :
         {"UTF-8", "binary", "aws-chunked", "None", "8bit", "utf-8, binary", "identity, None"}) {
        const std::string path = "/" + core::sha256(said);
        server.on(path, answer(200, audio, {{"Content-Encoding", said}, {"ETag", "\"1\""}}));
        EXPECT_EQ(content(fetch(path).path), audio) << said;
        EXPECT_EQ(http.get(tools::request(server.url(path))).body, audio) << said;
        for (const auto& asked : server.requests(path)) EXPECT_EQ(asked.method, "GET");
        EXPECT_EQ(server.requests(path).front().header("accept-encoding"), "identity");
    }
}

TEST_F(Answers, WhatIsMislabelledIsContinuedAsOthersAre) {
    server.on("/a.mp3", [&](support::Exchange& exchange) {
        const std::string range = exchange.request().header("range");
        const std::size_t from = range.empty() ? 0 : std::stoul(range.substr(6));
        const bool cut = from == 0 && exchange.request().number <= 2;
        support::Headers headers{{"Content-Encoding", "utf-8"}, {"ETag", "\"1\""}};
        headers.emplace_back("Content-Length", std::to_string(audio.size() - from));
        if (from > 0)
            headers.emplace_back("Content-Range", fmt::format("bytes {}-{}/{}", from, audio.size() - 1, audio.size()));
        exchange.respond_head(from > 0 ? 206 : 200, headers);
        exchange.send(std::string_view(audio).substr(from, cut ? 400'000 : std::string::npos));
    });
    expect_whole(fetch("/a.mp3"), audio);
    EXPECT_EQ(server.requests("/a.mp3").back().header("range"), "bytes=400000-");
}

TEST_F(Answers, ARealCodingIsUndoneAndOneThatCannotBeIsNamed) {
    server.on("/zipped", answer(200, gzipped("<p>hello</p>"), {{"Content-Encoding", "GZIP"}}));
    EXPECT_EQ(http.get(tools::request(server.url("/zipped"))).body, "<p>hello</p>");
    for (const std::string said : {"compress", "x-compress", "sdch, gzip"}) {
        const std::string path = "/" + core::sha256(said);
        server.on(path, answer(200, "x", {{"Content-Encoding", said}}));
        const core::Error error = tools::error_of(http, tools::request(server.url(path)));
        EXPECT_EQ(error.kind(), ErrorKind::media);
        EXPECT_THAT(error.what(), HasSubstr("content coding '" + said.substr(0, said.find(',')) + "'"));
    }
    server.on("/both", answer(200, gzipped("x"), {{"Content-Encoding", "gzip, utf-8"}}));
    EXPECT_THAT(tools::error_of(http, tools::request(server.url("/both"))).what(),
                HasSubstr("content coding 'gzip, utf-8', of which only a part is one"));
}

TEST_F(Answers, AProxysAnswerAndAWholeThatCallsItselfAPartAreAnswers) {
    server.on("/203", answer(203, audio));
    const auto as_part = [this](bool announced, std::size_t bytes) {
        return [=, this](support::Exchange& exchange) {
            support::Headers headers{{"Content-Range", fmt::format("bytes 0-{}/{}", audio.size() - 1, audio.size())}};
            if (announced) headers.emplace_back("Content-Length", std::to_string(audio.size()));
            exchange.respond_head(206, headers);
            exchange.send(std::string_view(audio).substr(0, bytes));
        };
    };
    server.on("/206", as_part(true, std::string::npos));
    server.on("/unannounced", as_part(false, std::string::npos));
    for (const std::string path : {"/203", "/206", "/unannounced"}) {
        const Response page = http.get(tools::request(server.url(path)));
        EXPECT_EQ(page.status, 200) << path;
        EXPECT_EQ(page.body, audio) << path;
        EXPECT_EQ(content(fetch(path).path), audio) << path;
    }
    server.on("/short", as_part(false, 1000));
    EXPECT_THAT(tools::error_of(http, tools::request(server.url("/short"))).what(),
                HasSubstr("the body ended early, after 1000 bytes"));
    server.on("/part", answer(206, "x", {{"Content-Range", "bytes 0-0/2"}}));
    EXPECT_THAT(tools::error_of(http, tools::request(server.url("/part"))).what(), HasSubstr("answered 206"));
}

TEST_F(Answers, WhoRefusesARangeIsAskedForTheWhole) {
    for (const int status : {400, 403, 405, 500, 501}) {
        const std::string path = fmt::format("/{}.mp3", status);
        server.on(path, {support::cut_after(resource, 300'000), [=, this](support::Exchange& exchange) {
                             if (!exchange.request().header("range").empty()) return exchange.respond(status, "no");
                             exchange.respond(200, audio, {{"ETag", "\"v1\""}});
                         }});
        EXPECT_EQ(content(fetch(path).path), audio) << status;
        EXPECT_EQ(server.requests(path).size(), 3u) << status;
        EXPECT_EQ(server.requests(path).back().header("if-range"), "");
    }
    // What is no longer there is not asked for twice.
    server.on("/gone.mp3", {support::cut_after(resource, 300'000), answer(404)});
    EXPECT_EQ(DownloadTest::error_of("/gone.mp3").kind(), ErrorKind::gone);
    EXPECT_EQ(server.requests("/gone.mp3").size(), 2u);
    // And who refuses both has been asked for each once.
    server.on("/closed.mp3", {support::cut_after(resource, 300'000), answer(403)});
    EXPECT_THAT(DownloadTest::error_of("/closed.mp3").what(), HasSubstr("HTTP status 403"));
    EXPECT_EQ(server.requests("/closed.mp3").size(), 3u);
}

TEST_F(Answers, ARecordingIsAskedForWithItsPage) {
    server.on("/a.mp3", support::redirect("/b.mp3"));
    server.on("/b.mp3", support::file(resource));
    fetch::DownloadRequest asked = DownloadTest::request("/a.mp3");
    asked.referer = "http://reader:s3cret@News.example:80/b%C3%A0i.html?id=1#nghe";
    fetch(asked);
    for (const auto& each : server.requests())
        EXPECT_EQ(each.header("referer"), "http://news.example/b%C3%A0i.html?id=1");
    for (const std::string unknown : {"https://news.example/bai.html", "not a page", ""}) {
        asked.referer = unknown;
        fetch(asked);
        EXPECT_EQ(server.requests().back().headers.count("referer"), 0u) << unknown;
    }
}

TEST(Cookies, OfARedirectGoBackToItsHostAndNoOther) {
    LoopbackServer here;
    LoopbackServer there("127.0.0.2");
    here.on("/page", [](support::Exchange& exchange) {
        if (exchange.request().header("cookie") == "seen=yes; b=2") return exchange.respond(200, "hello");
        exchange.respond(302, "",
                         {{"Location", "/page"},
                          {"Set-Cookie", "seen=yes; Path=/; HttpOnly"},
                          {"Set-Cookie", "b=2"},
                          {"Set-Cookie", "safe=1; Secure"},
                          {"Set-Cookie", "other=1; Domain=elsewhere.example"},
                          {"Set-Cookie", "deep=1; Path=/deeper"},
                          {"Set-Cookie", "old=1; Max-Age=0"}});
    });
    here.on("/away", support::redirect(there.url("/x")));
    there.on("/x", answer(200, "x", {{"Set-Cookie", "x=1"}}));
    here.on("/again", answer(200, "again"));
    core::Limits limits = tools::limits(0);
    limits.allow_hosts.push_back("127.0.0.2");
    Http http(limits);
    EXPECT_EQ(http.get(request(here.url("/page"))).body, "hello");
    http.get(request(here.url("/again")));
    EXPECT_EQ(here.requests("/again").back().header("cookie"), "seen=yes; b=2") << "until the run ends";
    http.get(request(here.url("/away")));
    EXPECT_EQ(there.requests("/x").back().headers.count("cookie"), 0u);
    http.get(request(there.url("/x")));
    EXPECT_EQ(there.requests("/x").back().headers.count("cookie"), 0u) << "a page's own cookies are not kept";
    EXPECT_EQ(Http(limits).get(request(here.url("/again"))).body, "again");
    EXPECT_EQ(here.requests("/again").back().headers.count("cookie"), 0u) << "another run knows nothing of them";
}

TEST(Cookies, OfOneChainDoNotMixWithAnothers) {
    LoopbackServer server;
    const auto gate = [](const std::string& token) {
        return answer(302, "", {{"Location", "/files/" + token}, {"Set-Cookie", "token=" + token + "; Path=/"}});
    };
    server.on("/a", gate("a"));
    server.on("/b", gate("b"));
    server.on("/files/a", answer(200));
    server.on("/files/b", answer(200));
    Http http(tools::limits(0));
    for (const std::string name : {"a", "b", "a"}) {
        http.get(request(server.url("/" + name)));
        EXPECT_EQ(server.requests("/files/" + name).back().header("cookie"), "token=" + name);
    }
}

TEST(Cookies, AreBounded) {
    LoopbackServer server;
    support::Headers many{{"Location", "/x"},
                          {"Set-Cookie", "long=" + std::string(5000, 'x')},
                          {"Set-Cookie", "bad=a\x01z"},
                          {"Set-Cookie", "nothing"}};
    for (int i = 0; i < 80; ++i) many.emplace_back("Set-Cookie", fmt::format("c{}=1", i));
    server.on("/", answer(302, "", many));
    server.on("/x", answer(200));
    Http(tools::limits(0)).get(request(server.url("/")));
    const std::string sent = server.requests("/x").back().header("cookie");
    EXPECT_EQ(std::count(sent.begin(), sent.end(), '='), 50);
    EXPECT_THAT(sent, AllOf(HasSubstr("c79=1"), Not(HasSubstr("long")), Not(HasSubstr("bad"))));
}

TEST(OwnHeaders, GoToTheirHostAndNoOther) {
    LoopbackServer here;
    LoopbackServer there("127.0.0.2");
    here.on("/", answer(302, "", {{"Location", there.url("/")}, {"Set-Cookie", "a=1"}}));
    there.on("/", answer(302, "", {{"Location", here.url("/x")}}));
    here.on("/x", answer(403, "no"));
    core::Limits limits = tools::limits(0);
    limits.allow_hosts.push_back("127.0.0.2");
    limits.headers = {{"127.0.0.1", "X-Key", "s3cret"},          {"127.0.0.1", "referer", "http://own.example/"},
                      {"127.0.0.1", "Cookie", "consent=yes"},    {"127.0.0.1", "accept", "text/x-own"},
                      {"127.0.0.1", "User-Agent", "Reader/1.0"}, {"127.0.0.3", "X-Third", "3"}};
    Http http(limits);
    Request asked = request(here.url("/"));
    asked.referer = "http://news.example/";
    const core::Error error = error_of(http, asked);
    EXPECT_THAT(error.what(), Not(HasSubstr("s3cret")));
    const auto first = here.requests("/").front();
    EXPECT_EQ(first.header("x-key"), "s3cret");
    EXPECT_EQ(first.header("referer"), "http://own.example/");
    EXPECT_EQ(first.header("cookie"), "consent=yes");
    EXPECT_EQ(first.header("accept"), "text/x-own");
    EXPECT_EQ(first.header("user-agent"), "Reader/1.0");
    EXPECT_EQ(first.headers.count("x-third"), 0u);
    const auto away = there.requests("/").front();
    EXPECT_EQ(away.headers.count("x-key") + away.headers.count("cookie"), 0u);
    EXPECT_EQ(away.header("referer"), "http://news.example/");
    EXPECT_THAT(away.header("user-agent"), HasSubstr("newscast/"));
    EXPECT_EQ(here.requests("/x").front().header("x-key"), "s3cret") << "back at its host";
    EXPECT_EQ(here.requests("/x").front().header("cookie"), "consent=yes; a=1");
}

TEST(Offline, IsWhereNoConnectionCameAbout) {
    std::string closed;
    {
        LoopbackServer gone;
        closed = gone.url("/");
    }
    LoopbackServer server;
    server.on("/500", answer(500));
    server.on("/forbidden/x", answer(200));
    server.on("/robots.txt", answer(200, "User-agent: *\nDisallow: /forbidden/\n"));
    server.on("/reset", support::reset());
    core::Limits limits = tools::limits(0);
    limits.connect_timeout = std::chrono::milliseconds(200);
    Http http(limits);
    EXPECT_TRUE(error_of(http, request(closed)).is_offline());
    Request careful = request(closed);
    careful.obey_robots = true;
    EXPECT_TRUE(error_of(http, careful).is_offline());
    support::BlackHole hole;
    EXPECT_TRUE(error_of(http, request(hole.url())).is_offline());
    EXPECT_FALSE(http.was_answered());
    for (const std::string path : {"/500", "/404", "/reset"})
        EXPECT_FALSE(error_of(http, request(server.url(path))).is_offline()) << path;
    careful.url = server.url("/forbidden/x");
    EXPECT_FALSE(error_of(http, careful).is_offline());
    EXPECT_TRUE(http.was_answered());
    // Refused by rule is not unreachable.
    EXPECT_FALSE(error_of(http, request("http://10.0.0.1/")).is_offline());
}

}  // namespace
