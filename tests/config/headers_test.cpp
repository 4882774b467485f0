#include "config/load.h"

#include "tests/config/load_fixture.h"

#include <gmock/gmock.h>

#include <string>

namespace {

using config_tests::show;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class OwnHeaders : public config_tests::Load {
protected:
    static std::string file(const std::string& headers) {
        return show + "[[source]]\nkind = \"page\"\nurl = \"http://a.example/\"\n" + headers;
    }
    std::string complaint(const std::string& headers) {
        try {
            load(file(headers));
        } catch (const core::Error& error) {
            return error.what();
        }
        return "it was accepted";
    }
};

TEST_F(OwnHeaders, AreListedByHost) {
    const config::Config config =
        load(file("[fetch.headers]\n\"news.example\" = [\"Referer: https://news.example/?a:b\", \"X-Key:  abc \"]\n"
                  "\"127.0.0.1\" = [\"Cookie: consent=yes; a=1\"]\nlocalhost = []\n"));
    ASSERT_EQ(config.limits.headers.size(), 3u);
    EXPECT_EQ(config.limits.headers[0].host, "127.0.0.1");
    EXPECT_EQ(config.limits.headers[0].value, "consent=yes; a=1");
    EXPECT_EQ(config.limits.headers[1].name, "Referer");
    EXPECT_EQ(config.limits.headers[1].value, "https://news.example/?a:b");
    EXPECT_EQ(config.limits.headers[2].value, "abc");
    EXPECT_EQ(load(file("[fetch]\nheaders = { \"a.example\" = [\"X-Key: abc\"] }\n")).limits.headers.size(), 1u);
}

TEST_F(OwnHeaders, ThatCannotBeSentAreRefusedAndNotShown) {
    const auto of_one = [](const std::string& header) { return "[fetch.headers]\n\"a.example\" = [" + header + "]\n"; };
    for (const auto& [headers, said] : std::vector<std::pair<std::string, std::string>>{
             {of_one("\"X-Key: s3cret\\r\\nHost: evil\""),
              "fetch.headers.\"a.example\"[0] cannot be sent; it must be the name and a value"},
             {of_one("\"X-Key: s3cret\\u0007\""), "printable ASCII"},
             {of_one("\"s3cret\""), "it must be \"Name: value\""},
             {of_one("\"X Key: s3cret\""), "it must be \"Name: value\""},
             {of_one("\"X-Key:\""), "the name and a value"},
             {of_one("\"hOsT: s3cret\""), "another header than hOsT, which newscast sends itself"},
             {of_one("\"Range: bytes=0-\""), "another header than Range"},
             {of_one("\"Accept-Encoding: br\""), "another header than Accept-Encoding"},
             {of_one("\"X-Key: a\", \"x-key: s3cret\""), "is a second x-key"},
             {of_one("5"), "\"Name: value\" in quotes"},
             {"[fetch.headers]\nnews.example = [\"X-Key: s3cret\"]\n", "a host's name must stand in quotes"},
             {"[fetch.headers]\n\"a.example\" = \"X-Key: s3cret\"\n", "must be a list in square brackets"},
             {"[fetch.headers]\n\"http://a.example/\" = [\"X-Key: s3cret\"]\n", "names no host"},
             {"[fetch]\nheaders = \"X-Key: s3cret\"\n", "fetch.headers must be a table of hosts"},
             {"[fetch]\nheaders = [\"X-Key: s3cret\"]\n", "fetch.headers must be a table of hosts"}}) {
        EXPECT_THAT(complaint(headers), AllOf(HasSubstr(said), Not(HasSubstr("s3cret")))) << headers;
    }
}

}  // namespace
