#include "core/error.h"
#include "fetch/web/http.h"
#include "tests/fetch/web/http_tools.h"
#include "tests/support/loopback_server.h"

#include <gmock/gmock.h>

#include <string>

namespace {

using core::Error;
using fetch::Http;
using support::answer;
using support::LoopbackServer;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using tools::error_of;
using tools::request;

const std::string basic = "Basic cmVhZGVyOnMzY3JAdA==";  // reader:s3cr@t

core::Limits limits_for(const LoopbackServer& server) {
    core::Limits limits = tools::limits(0);
    limits.logins = {{server.url(""), "reader", "s3cr%40t"}};
    return limits;
}

/// 401 for who does not say who they are.
support::Handler guarded(std::string body) {
    return [body = std::move(body)](support::Exchange& exchange) {
        if (exchange.request().header("authorization") == basic) return exchange.respond(200, body);
        exchange.respond(401, "", {{"WWW-Authenticate", "Basic realm=\"news\""}});
    };
}

TEST(Logins, AreSentToTheirOriginAndNowhereElse) {
    LoopbackServer mine;
    LoopbackServer other;
    mine.on("/robots.txt", guarded(""));
    mine.on("/list", guarded("articles"));
    mine.on("/away", support::redirect(other.url("/c")));
    other.on("/c", answer(200, "theirs"));
    other.on("/back", support::redirect(mine.url("/list")));
    Http http(limits_for(mine));
    fetch::Request listing = request(mine.url("/list"));
    listing.obey_robots = true;
    const fetch::Response response = http.get(listing);
    EXPECT_EQ(response.body, "articles");
    EXPECT_EQ(response.url, mine.url("/list"));
    EXPECT_EQ(mine.requests("/robots.txt").at(0).header("authorization"), basic);
    EXPECT_EQ(http.get(request(mine.url("/away"))).body, "theirs");
    EXPECT_EQ(http.get(request(other.url("/back"))).body, "articles");
    for (const support::ServerRequest& seen : other.requests())
        EXPECT_EQ(seen.headers.count("authorization"), 0u) << seen.target;
}

TEST(Logins, OfARedirectsTargetDoNotBringTheRequestsOwnAuthorization) {
    LoopbackServer mine;
    LoopbackServer other;
    mine.on("/list", guarded("articles"));
    other.on("/ping", support::redirect(mine.url("/list")));
    Http http(limits_for(mine));
    fetch::Request ping = request(other.url("/ping"));
    ping.authorization = "key";
    EXPECT_EQ(http.get(ping).body, "articles");
    EXPECT_EQ(other.requests("/ping").at(0).header("authorization"), "key");
    EXPECT_EQ(mine.requests("/list").at(0).header("authorization"), basic);
}

TEST(Logins, ThatAListingHandsOutAreKeptAndDoNotReplaceTheOperators) {
    LoopbackServer mine;
    LoopbackServer other;
    mine.on("/a", guarded("mine"));
    other.on("/b", guarded("theirs"));
    Http http(limits_for(mine));
    EXPECT_EQ(http.keep_login("http://reader:s3cr%40t@" + other.url("/b").substr(7)), other.url("/b"));
    EXPECT_EQ(http.keep_login("http://thief:word@" + mine.url("/a").substr(7)), mine.url("/a"));
    EXPECT_EQ(http.keep_login(other.url("/b")), other.url("/b"));
    EXPECT_EQ(http.keep_login("nonsense"), "nonsense");
    EXPECT_EQ(http.get(request(mine.url("/a"))).body, "mine");
    EXPECT_EQ(http.get(request(other.url("/b"))).body, "theirs");
}

TEST(Logins, ThatAreMissingOrWrongAreSaidToBe) {
    LoopbackServer server;
    server.on("/a", guarded("x"));
    Http nobody(tools::limits(0));
    EXPECT_THAT(error_of(nobody, request(server.url("/a"))).what(),
                HasSubstr("HTTP status 401, it asks for a user and a password ([fetch] logins)"));
    core::Limits limits = limits_for(server);
    limits.logins[0].password = "guess3d";
    Http wrong(limits);
    EXPECT_THAT(error_of(wrong, request(server.url("/a"))).what(),
                AllOf(HasSubstr("HTTP status 401, the user or the password is wrong"), Not(HasSubstr("guess3d"))));
}

core::Limits limits_by(const std::string& proxy) {
    core::Limits limits = tools::limits(0);
    limits.proxy = proxy;
    limits.proxy_login = core::Login{proxy, "clerk", "pr%40xy"};
    return limits;
}

TEST(Logins, LetUsThroughAProxyThatAsks) {
    LoopbackServer proxy;
    proxy.on("http://news.example/a", [](support::Exchange& exchange) {
        const bool known = exchange.request().header("proxy-authorization") == "Basic Y2xlcms6cHJAeHk=";  // clerk:pr@xy
        if (known) return exchange.respond(200, "by proxy");
        exchange.respond(407, "", {{"Proxy-Authenticate", "Basic realm=\"proxy\""}});
    });
    Http http(limits_by(proxy.url("")));
    EXPECT_EQ(http.get(request("http://news.example/a")).body, "by proxy");
    EXPECT_EQ(proxy.requests().back().headers.count("authorization"), 0u);

    core::Limits wrong = limits_by(proxy.url(""));
    wrong.proxy_login->password = "guess3d";
    Http refused(wrong);
    EXPECT_THAT(error_of(refused, request("http://news.example/a")).what(),
                AllOf(HasSubstr("407"), Not(HasSubstr("guess3d"))));
    // A tunnel, which the loopback server does not dig.
    Http tunnelled(limits_by(proxy.url("")));
    EXPECT_THAT(error_of(tunnelled, request("https://news.example/a")).what(), Not(HasSubstr("xy/")));
}

/// libcurl names the proxy in some of its own words.
TEST(Logins, OfAProxyAreNeverShown) {
    const auto shows_nothing = AllOf(Not(HasSubstr("clerk")), Not(HasSubstr("pr%40xy")), Not(HasSubstr("pr@xy")));
    for (const std::string proxy : {"http://127.0.0.1:1", "socks5://127.0.0.1:1", "socks4a://127.0.0.1:1",
                                    "http://no.such.host.invalid:3128", "nonsense://127.0.0.1:1", "http://[::1"}) {
        Http http(limits_by(proxy));
        EXPECT_THAT(error_of(http, request("http://127.0.0.1:2/")).what(), shows_nothing);
    }
    core::Limits unsplit = tools::limits(0);
    for (const std::string proxy : {"nonsense://clerk:pr%40xy@127.0.0.1:1", "http://clerk:pr%40xy@127.0.0.1:1"}) {
        unsplit.proxy = proxy;
        Http http(unsplit);
        EXPECT_THAT(error_of(http, request("http://127.0.0.1:2/")).what(), shows_nothing);
    }
}

}  // namespace
