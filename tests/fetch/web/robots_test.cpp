#include "fetch/web/robots.h"

#include "core/error.h"
#include "fetch/web/http.h"
#include "tests/fetch/web/http_tools.h"
#include "tests/support/loopback_server.h"

#include <gmock/gmock.h>

#include <chrono>
#include <future>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using core::ErrorKind;
using fetch::Http;
using fetch::Robots;
using support::answer;
using support::LoopbackServer;
using testing::ElementsAre;
using testing::HasSubstr;
using tools::error_of;

bool allows(std::string_view text, std::string_view target) {
    return Robots::parse(text, "newscast").allows(target);
}

TEST(Robots, PicksTheGroupsThatNameUs) {
    const std::string text =
        "Disallow: /quite-before\n"
        "User-agent: *\nDisallow: /all\n"
        "User-Agent: other\nUser-agent: NewsCast/2.0\nDisallow: /alpha # comment\nCrawl-delay: 2.5\n"
        "Sitemap: https://bao.example/sitemap.xml\n"
        "user-agent : newscast\ndisallow : /b\n"
        "User-agent: newscaster\nDisallow: /c\n";
    for (const std::string target : {"/alpha", "/alpha/b", "/b?x"}) EXPECT_FALSE(allows(text, target)) << target;
    for (const std::string target : {"/", "/all", "/c", "/quite-before"}) EXPECT_TRUE(allows(text, target)) << target;
    const Robots robots = Robots::parse(text, "newscast");
    EXPECT_EQ(robots.crawl_delay(), 2500ms);
    EXPECT_THAT(robots.sitemaps(), ElementsAre("https://bao.example/sitemap.xml"));
    EXPECT_FALSE(Robots::parse(text, "unknown").allows("/all"));
    EXPECT_EQ(Robots::parse(text, "unknown").crawl_delay(), std::nullopt);
}

TEST(Robots, ANamedGroupWithoutRulesAllowsEverything) {
    EXPECT_TRUE(allows("User-agent: newscast\nDisallow:\n\nUser-agent: *\nDisallow: /\n", "/x"));
    EXPECT_TRUE(allows("User-agent: *\nDisallow: /\nUser-agent: newscast\n", "/x"));
}

TEST(Robots, OtherLinesDoNotPartAGroup) {
    const std::string text =
        "User-agent: newscast\nSitemap: /s\nCrawl-delay: 1\n\nHost: x\nUser-agent: other\nDisallow: /a\n";
    EXPECT_FALSE(allows(text, "/a"));
    EXPECT_FALSE(Robots::parse(text, "other").allows("/a"));
}

TEST(Robots, MatchesAsRfc9309Says) {
    struct Case {
        std::string rules;
        std::string target;
        bool allowed;
    };
    const std::vector<Case> cases = {
        {"Disallow: /", "/", false},
        {"Disallow: /", "/robots.txt", true},
        {"Disallow:", "/a", true},
        {"Disallow: a", "/a", true},
        {"Disallow: /fish", "/fish.html", false},
        {"Disallow: /fish", "/Fish", true},
        {"Disallow: /fish", "/cat/fish", true},
        {"Disallow: /fish/", "/fish", true},
        {"Disallow: /fish*", "/fishheads", false},
        {"Disallow: /*.php", "/a/index.php?x", false},
        {"Disallow: /*.php$", "/a/index.php?x", true},
        {"Disallow: /*.php$", "/a.php.php", false},
        {"Disallow: /*.php$", "/.php", false},
        {"Disallow: /a*b*c", "/a1c2b3c", false},
        {"Disallow: /a*b*c", "/a1c2b3", true},
        {"Disallow: /$", "/", false},
        {"Disallow: /$", "/a", true},
        {"Disallow: /ab*ab$", "/ab", true},
        {"Disallow: *", "/a", false},
        {"Disallow: /a$b", "/a$b", false},
        {"Allow: /p\nDisallow: /", "/page", true},
        {"Disallow: /folder\nAllow: /folder", "/folder/page", true},
        {"Allow: /folder\nDisallow: /folder", "/folder/page", true},
        {"Allow: /page\nDisallow: /*.htm", "/page.htm", false},
        {"Allow: /page\nDisallow: /*.ph", "/page.php5", true},
        {"Allow: /$\nDisallow: /", "/", true},
        {"Allow: /$\nDisallow: /", "/page.htm", false},
        {"Disallow: /a%3cd.html", "/a%3Cd.html", false},
        {"Disallow: /%7ejoe", "/~joe/index.html", false},
        {"Disallow: /~joe", "/%7Ejoe/index.html", false},
        {"Disallow: /a%2fb", "/a/b", true},
        {"Disallow: /\xE1\xBA\xA5", "/%e1%ba%a5", false},
        {"Disallow: /a?b=*&c", "/a?b=1&c=2", false},
        {"DISALLOW:/x", "/x", false},
        {"Disallow /x", "/x", true},
    };
    for (const Case& each : cases) {
        EXPECT_EQ(allows("User-agent: *\n" + each.rules, each.target), each.allowed)
            << each.rules << " for " << each.target;
    }
}

TEST(Robots, ReadsAnyLineEndsAndABom) {
    EXPECT_FALSE(allows("\xEF\xBB\xBFUser-agent: *\r\nDisallow: /a\r\n", "/a"));
    EXPECT_FALSE(allows("User-agent: *\rDisallow: /a\r", "/a"));
    EXPECT_TRUE(allows("", "/a"));
    EXPECT_TRUE(allows("<!DOCTYPE html><title>404</title>", "/a"));
}

TEST(Robots, IgnoresDelaysThatMakeNoSense) {
    for (const std::string delay : {"-1", "soon", "", "1e9", "nan", "inf", "1s"}) {
        EXPECT_EQ(Robots::parse("User-agent: *\nCrawl-delay: " + delay, "x").crawl_delay(), std::nullopt) << delay;
    }
    EXPECT_EQ(Robots::parse("User-agent: *\nCrawl-delay: 1\nCrawl-delay: 3\nCrawl-delay: 2", "x").crawl_delay(), 3s);
}

TEST(Robots, StaysQuickOnHostileFiles) {
    std::string text = "User-agent: *\n";
    while (text.size() < (1 << 20)) text += "Disallow: /*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b\n";
    const auto start = std::chrono::steady_clock::now();
    EXPECT_TRUE(allows(text, "/" + std::string(16'000, 'a')));
    EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
}

fetch::Request polite(std::string url) {
    fetch::Request request = tools::request(std::move(url));
    request.obey_robots = true;
    return request;
}

TEST(HttpRobots, AsksOnceAndObeysOnEveryHop) {
    LoopbackServer server;
    server.on("/robots.txt", answer(200, "User-agent: newscast\nDisallow: /private\n"));
    server.on("/open", answer(200, "open"));
    server.on("/private", answer(200, "private"));
    server.on("/moved", support::redirect("/private?x"));
    Http http(tools::limits(0));
    std::vector<std::future<std::string>> futures;
    for (int i = 0; i < 8; ++i) {
        futures.push_back(std::async(std::launch::async, [&] { return http.get(polite(server.url("/open"))).body; }));
    }
    for (auto& future : futures) EXPECT_EQ(future.get(), "open");
    for (const std::string path : {"/private", "/moved"}) {
        const auto error = error_of(http, polite(server.url(path)));
        EXPECT_EQ(error.kind(), ErrorKind::network) << path;
        EXPECT_THAT(error.what(), HasSubstr("robots.txt forbids it")) << path;
    }
    EXPECT_TRUE(server.requests("/private").empty());
    EXPECT_EQ(http.get(tools::request(server.url("/private"))).body, "private")
        << "only who asks for obedience gets it";
    EXPECT_EQ(server.requests("/robots.txt").size(), 1u);
}

TEST(HttpRobots, AMissingFileAllowsEverything) {
    for (const int status : {400, 401, 403, 404, 410, 451}) {
        LoopbackServer server;
        server.on("/robots.txt", answer(status, "User-agent: *\nDisallow: /\n"));
        server.on("/a", answer(200, "a"));
        Http http(tools::limits(0));
        EXPECT_EQ(http.get(polite(server.url("/a"))).body, "a") << status;
    }
    LoopbackServer server;
    server.on("/robots.txt", support::redirect("/robots.txt"));
    server.on("/a", answer(200, "a"));
    Http http(tools::limits(0));
    EXPECT_EQ(http.get(polite(server.url("/a"))).body, "a") << "a loop of redirects";
}

TEST(HttpRobots, AFileThatCannotBeReadForbidsEverything) {
    for (const int status : {429, 500, 503}) {
        LoopbackServer server;
        server.on("/robots.txt", answer(status));
        server.on("/a", answer(200, "a"));
        Http http(tools::limits(1));
        const auto error = error_of(http, polite(server.url("/a")));
        EXPECT_EQ(error.kind(), ErrorKind::network) << status;
        EXPECT_THAT(error.what(), HasSubstr("robots.txt")) << status;
        error_of(http, polite(server.url("/a")));
        EXPECT_EQ(server.requests().size(), 2u) << "one repetition, and no further question in this run";
    }
    LoopbackServer server;
    server.on("/robots.txt", {support::reset(), answer(200, "")});
    server.on("/a", answer(200, "a"));
    Http http(tools::limits(1));
    EXPECT_EQ(http.get(polite(server.url("/a"))).body, "a") << "it is tried again";
}

TEST(HttpRobots, AFileWithoutEndIsReadInPart) {
    LoopbackServer server;
    server.on("/robots.txt", [](support::Exchange& exchange) {
        exchange.respond_head(200, {});
        exchange.send("User-agent: *\nDisallow: /no\n");
        while (exchange.send(std::string(1 << 16, '#'))) {
        }
    });
    server.on("/yes", answer(200, "yes"));
    Http http(tools::limits(0));
    EXPECT_EQ(http.get(polite(server.url("/yes"))).body, "yes");
    EXPECT_THAT(error_of(http, polite(server.url("/no"))).what(), HasSubstr("forbids"));
}

TEST(HttpRobots, KeepsTheCrawlDelay) {
    LoopbackServer server;
    server.on("/robots.txt", answer(200, "User-agent: *\nCrawl-delay: 0.2\n"));
    server.on("/a", answer(200, "a"));
    Http http(tools::limits(0));
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 3; ++i) http.get(polite(server.url("/a")));
    EXPECT_GE(std::chrono::steady_clock::now() - start, 590ms);
}

TEST(HttpRobots, CapsTheCrawlDelay) {
    LoopbackServer server;
    server.on("/robots.txt", answer(200, "User-agent: *\nCrawl-delay: 86400\n"));
    server.on("/a", answer(200, "a"));
    core::Limits limits = tools::limits(0);
    limits.max_retry_after = 0s;
    Http http(limits);
    EXPECT_EQ(http.get(polite(server.url("/a"))).body, "a");
}

}  // namespace
