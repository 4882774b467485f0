#include "core/login.h"

#include "core/error.h"

#include <gtest/gtest.h>

namespace core {
namespace {

TEST(Login, IsTakenOutOfAnAddress) {
    std::string url = "https://reader:pa%40ss@news.example:8443/a?b=c@d";
    const std::optional<Login> login = take_login(url);
    EXPECT_EQ(url, "https://news.example:8443/a?b=c@d");
    ASSERT_TRUE(login);
    EXPECT_EQ(login->site, "https://news.example:8443");
    EXPECT_EQ(login->user, "reader");
    EXPECT_EQ(login->password, "pa%40ss");

    std::string with_user_only = "socks5h://reader@proxy.example";
    const std::optional<Login> user = take_login(with_user_only);
    EXPECT_EQ(with_user_only, "socks5h://proxy.example");
    ASSERT_TRUE(user);
    EXPECT_EQ(user->user, "reader");
    EXPECT_EQ(user->password, "");

    // As browsers do, the last "@" ends it.
    std::string several = "http://a:b@c@host";
    EXPECT_EQ(take_login(several)->password, "b@c");
    EXPECT_EQ(several, "http://host");

    for (const std::string other : {"", "http://news.example/", "http://news.example/@mail", "mail@news.example",
                                    "http://news.example?to=a@b", "http://[::1]:80/x@y"}) {
        std::string same = other;
        EXPECT_FALSE(take_login(same)) << other;
        EXPECT_EQ(same, other);
    }
}

TEST(Login, StandsInNoText) {
    const std::pair<const char*, const char*> texts[] = {
        {"", ""},
        {"cannot fetch 'http://u:p@host/a': HTTP status 404", "cannot fetch 'http://host/a': HTTP status 404"},
        {"http://u:p@a, https://v:q@b/c and ://", "http://a, https://b/c and ://"},
        {"Unsupported proxy 'socks9://u:p@host:1'", "Unsupported proxy 'socks9://host:1'"},
        {"http://u:pa/ss@host/", "http://host/"},
        {"http://u:p?a#ss@host/", "http://host/"},
        {"{\"url\": \"http://u:p@host/\", \"mail\": \"a@b.example\"}",
         "{\"url\": \"http://host/\", \"mail\": \"a@b.example\"}"},
        {"http://host:80/@name http://host/@name http://[::1]/a@b mail a@b.example",
         "http://host:80/@name http://host/@name http://[::1]/a@b mail a@b.example"},
    };
    for (const auto& [text, expected] : texts) EXPECT_EQ(without_logins(text), expected);
}

TEST(Login, StandsInNoError) {
    const Error error(ErrorKind::network, "cannot fetch 'http://u:p@host/'");
    EXPECT_STREQ(error.what(), "cannot fetch 'http://host/'");
    EXPECT_STREQ(error.with_context("source http://u:p@host/list").what(),
                 "source http://host/list: cannot fetch 'http://host/'");
}

}  // namespace
}  // namespace core
