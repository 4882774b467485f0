#include "fetch/web/presence.h"

#include "core/error.h"
#include "tests/fetch/web/http_tools.h"
#include "tests/support/loopback_server.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace {

using fetch::Http;
using fetch::Presence;
using support::answer;
using support::Handler;
using support::Headers;
using support::LoopbackServer;
using testing::ElementsAre;
using testing::HasSubstr;

class PresenceTest : public testing::Test {
protected:
    Presence ask(const std::string& path = "/a.mp3") {
        return fetch::presence_of(http, {server.url(path), server.url("/page.html")});
    }
    std::vector<std::string> methods(const std::string& path = "/a.mp3") const {
        std::vector<std::string> all;
        for (const support::ServerRequest& request : server.requests(path)) all.push_back(request.method);
        return all;
    }
    /// What answers HEAD, and what answers everything else.
    void on(Handler head, Handler other) {
        server.on("/a.mp3", [=](support::Exchange& exchange) {
            exchange.request().method == "HEAD" ? head(exchange) : other(exchange);
        });
    }

    LoopbackServer server;
    Http http{tools::limits(0)};
};

const Headers mp3{{"Content-Type", "audio/mpeg"}};
const std::string recording = "ID3" + std::string(5000, '\0');

TEST_F(PresenceTest, IsToldByHeadAlone) {
    server.on("/a.mp3", answer(200, std::string(5000, 'x'), mp3));
    EXPECT_TRUE(ask().is_there);
    ASSERT_THAT(methods(), ElementsAre("HEAD"));
    EXPECT_EQ(server.requests("/a.mp3").front().header("referer"), server.url("/page.html"));
    for (const int status : {404, 410}) {
        server.on("/b.mp3", answer(status));
        const Presence gone = ask("/b.mp3");
        EXPECT_FALSE(gone.is_there);
        EXPECT_EQ(gone.reason, "HTTP status " + std::to_string(status));
    }
    EXPECT_THAT(methods("/b.mp3"), ElementsAre("HEAD", "HEAD"));
}

TEST_F(PresenceTest, APageOrNothingIsNoRecording) {
    server.on("/a.mp3", answer(200, "<p>404</p>", {{"Content-Type", "text/html; charset=utf-8"}}));
    EXPECT_EQ(ask().reason, "a page answers (text/html)");
    server.on("/b.mp3", answer(200, "", mp3));
    EXPECT_EQ(ask("/b.mp3").reason, "it is empty");
    server.on("/c.mp3", {answer(200, "", mp3), answer(416)});
    EXPECT_EQ(ask("/c.mp3").reason, "it is empty");
    server.on("/d.mp3", support::redirect("/a.mp3"));
    EXPECT_EQ(ask("/d.mp3").reason, "a page answers (text/html)");
}

TEST_F(PresenceTest, WhereHeadIsRefusedTheFirstBytesDecide) {
    for (const int status : {400, 401, 403, 405, 500, 501, 503}) {
        on(answer(status), support::file({recording}));
        EXPECT_TRUE(ask().is_there) << status;
    }
    EXPECT_EQ(server.requests("/a.mp3")[1].header("range"), "bytes=0-4095");
    EXPECT_EQ(methods().size(), 14u) << "no refusal of HEAD is waited for";
    // Where there are no ranges the whole begins to come.
    on(answer(405), support::endless());
    EXPECT_TRUE(ask().is_there);
    on(answer(405), answer(405));
    EXPECT_EQ(ask().reason, "HTTP status 405");
    on(answer(503), answer(404));
    EXPECT_EQ(ask().reason, "HTTP status 404");
}

TEST_F(PresenceTest, AFileThatOnlyHeadCallsEmptyIsThere) {
    on(answer(200, "", mp3), answer(200, recording, mp3));
    EXPECT_TRUE(ask().is_there);
}

TEST_F(PresenceTest, ATextIsNoRecordingWhateverItsType) {
    for (const char* type : {"text/plain", "application/octet-stream", ""}) {
        const Headers headers = *type == 0 ? Headers() : Headers{{"Content-Type", type}};
        server.on("/a.mp3", answer(200, "Không tìm thấy", headers));
        EXPECT_EQ(ask().reason, "a text answers (text)") << type;
        server.on("/a.mp3", answer(200, recording, headers));
        EXPECT_TRUE(ask().is_there) << type;
    }
    on(answer(405), answer(200, "not found", mp3));
    EXPECT_EQ(ask().reason, "a text answers (text)");
    for (const char* type : {"application/json", "application/problem+json", "text/xml", "image/png"}) {
        server.on("/b.mp3", answer(200, recording, {{"Content-Type", type}}));
        EXPECT_THAT(ask("/b.mp3").reason, HasSubstr(type));
    }
    EXPECT_EQ(methods("/b.mp3").size(), 4u);
    for (const char* type : {"audio/mp4", "video/mp4", "application/ogg"}) {
        server.on("/c.mp3", answer(200, recording, {{"Content-Type", type}}));
        EXPECT_TRUE(ask("/c.mp3").is_there) << type;
    }
    EXPECT_EQ(methods("/c.mp3").size(), 3u) << "HEAD was enough";
}

TEST_F(PresenceTest, AStoreThatForbidsWhatItLacksDoesNotHaveIt) {
    server.on("/a.mp3", answer(403, "<Error/>", {{"Content-Type", "application/xml"}}));
    EXPECT_EQ(ask().reason, "HTTP status 403");
    EXPECT_THAT(methods(), ElementsAre("HEAD", "GET")) << "once";
}

TEST_F(PresenceTest, IsNotKnownWhereTheServerDoesNotSay) {
    for (const Handler& handler : {answer(401), answer(429), answer(500), answer(503), answer(451), support::reset()}) {
        server.on("/a.mp3", handler);
        EXPECT_THROW(ask(), core::Error);
    }
    for (const int status : {401, 429, 503}) {
        on(answer(405), answer(status));
        EXPECT_THROW(ask(), core::Error);
    }
}

TEST_F(PresenceTest, ObeysRobots) {
    server.on("/robots.txt", answer(200, "User-agent: *\nDisallow: /a.mp3\n"));
    server.on("/a.mp3", answer(200, "x", mp3));
    EXPECT_THROW(fetch::presence_of(http, {server.url("/a.mp3"), {}, true}), core::Error);
    EXPECT_TRUE(ask().is_there);
}

}  // namespace
