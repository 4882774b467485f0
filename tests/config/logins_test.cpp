#include "config/load.h"

#include "tests/config/load_fixture.h"

#include <gmock/gmock.h>

#include <string>

namespace {

using config_tests::show;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string feed(const std::string& url) {
    return "[[source]]\nkind = \"feed\"\nurl = \"" + url + "\"\n";
}

class Logins : public config_tests::Load {
protected:
    /// With the file's name.
    std::string complaint(const std::string& text) {
        try {
            load(text);
        } catch (const core::Error& error) {
            return error.what();
        }
        return "it was accepted";
    }
};

TEST_F(Logins, LeaveTheAddressesOfSourcesAndProxy) {
    const config::Config config =
        load(show + feed("https://reader:s3cr%40t@town.example/rss") +
             feed("https://reader:s3cr%40t@TOWN.example:443/b") + feed("http://free.example/") +
             "[fetch]\nlogins = [\"http://listener:w0rd@audio.example:8080/\"]\n"
             "proxy = \"http://clerk:pr0xy@proxy.example:3128\"\n");
    EXPECT_EQ(config.sources.at(0).url, "https://town.example/rss");
    EXPECT_EQ(config.sources.at(1).url, "https://TOWN.example:443/b");
    EXPECT_EQ(config.sources.at(2).url, "http://free.example/");
    const core::Limits& limits = config.limits;
    ASSERT_EQ(limits.logins.size(), 3u);
    EXPECT_EQ(limits.logins[0].site, "http://audio.example:8080");
    EXPECT_EQ(limits.logins[0].user, "listener");
    EXPECT_EQ(limits.logins[1].site, "https://town.example");
    EXPECT_EQ(limits.logins[1].password, "s3cr%40t");
    EXPECT_EQ(limits.proxy, "http://proxy.example:3128");
    ASSERT_TRUE(limits.proxy_login);
    EXPECT_EQ(limits.proxy_login->user, "clerk");
    EXPECT_EQ(limits.proxy_login->password, "pr0xy");
    EXPECT_FALSE(load(show + feed("http://a.example/")).limits.proxy_login);
}

TEST_F(Logins, AreOneForAnOrigin) {
    EXPECT_THAT(
        complaint(show + feed("http://a:s3cret@town.example/1") + feed("http://a:other-s3cret@Town.example:80/2")),
        AllOf(HasSubstr(":16: http://town.example is told of two users or passwords; it must be one"),
              Not(HasSubstr("s3cret"))));
    EXPECT_THAT(complaint(show + feed("http://a:s3cret@town.example/1") +
                          "[fetch]\nlogins = [\"http://b:s3cret@town.example/\"]\n"),
                AllOf(HasSubstr("two users"), Not(HasSubstr("s3cret"))));
    EXPECT_THAT(complaint(show + feed("http://town.example/1") +
                          "[fetch]\nlogins = [\"http://a:b@c.example/\", \"http://a:x@c.example\"]\n"),
                HasSubstr(":15: http://c.example is told of two users"));
    // The same host by another scheme or port is another origin.
    EXPECT_EQ(load(show + feed("http://a:s3cret@town.example/1") + feed("https://b:s3cret@town.example/2") +
                   feed("http://c:s3cret@town.example:81/3"))
                  .limits.logins.size(),
              3u);
}

/// However an address with a password is mistyped, what is said of it does not show the password.
TEST_F(Logins, StandInNoComplaint) {
    const std::string good = show + feed("http://town.example/");
    for (const std::string& text : {
             show + feed("http://a:s3cret@"),
             show + feed("http://a:s3cret word@town.example/"),
             show + feed("http://a:s3cret/x@town.example/"),
             show + feed("ftp://a:s3cret@town.example/"),
             show + feed("a:s3cret@town.example"),
             show + feed("http:/a:s3cret@town.example/"),
             good + "[fetch]\nproxy = \"a:s3cret@proxy.example:3128\"\n",
             good + "[fetch]\nproxy = \"ftp://a:s3cret@proxy.example:3128\"\n",
             good + "[fetch]\nproxy = \"http://a:s3cret@proxy.example:port\"\n",
             good + "[fetch]\nproxy = http://a:s3cret@proxy.example\n",
             good + "[fetch]\nproxies = \"http://a:s3cret@proxy.example\"\n",
             good + "[fetch]\nlogins = [\"a:s3cret@town.example\"]\n",
             good + "[fetch]\nlogins = [\"http://:s3cret@town.example\"]\n",
             good + "[fetch]\nlogins = \"http://a:s3cret@town.example\"\n",
         }) {
        EXPECT_THAT(complaint(text), AllOf(Not(HasSubstr("s3cret")), HasSubstr("show.toml:"))) << text;
    }
}

TEST_F(Logins, AreRefusedWhereListenersWouldSeeThem) {
    for (const std::string key : {"website", "base_url"}) {
        std::string text = show + feed("http://town.example/");
        const std::size_t at = text.find(key);
        text.replace(at, text.find('\n', at) - at, key + " = \"http://a:s3cret@town.example/\"");
        EXPECT_THAT(complaint(text), AllOf(HasSubstr(key), Not(HasSubstr("s3cret"))));
    }
}

}  // namespace
