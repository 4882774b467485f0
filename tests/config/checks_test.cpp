#include "config/checks.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct Case {
    std::string (*check)(std::string_view);
    const char* name;
    std::vector<std::string> right;
    std::vector<std::string> wrong;
};

class Checks : public testing::TestWithParam<Case> {};

TEST_P(Checks, TakeWhatIsRightAndRefuseWhatIsWrong) {
    for (const std::string& text : GetParam().right) EXPECT_THAT(GetParam().check(text), IsEmpty()) << text;
    for (const std::string& text : GetParam().wrong) EXPECT_THAT(GetParam().check(text), Not(IsEmpty())) << text;
}

const Case cases[] = {
    {config::show_id,
     "show_id",
     {"a", "dong-thap", "News_2", "7"},
     {"", "-a", "_a", "a b", "đồng", "a/b", "..", "a.b", std::string(65, 'a'), std::string("a\0b", 3)}},
    {config::plain_line, "plain_line", {"x", "Đồng Tháp"}, {"", " ", "a\nb"}},
    {config::language_tag, "language_tag", {"vi", "en", "en-GB", "zh-Hant-TW"}, {"", "vietnamese!", "xx-", "v", "e n"}},
    {config::time_zone,
     "time_zone",
     {"UTC", "Asia/Ho_Chi_Minh", "Europe/Berlin"},
     {"", "Asia/Hanoi", "+07:00", "/etc/passwd"}},
    {config::email_address,
     "email_address",
     {"a@b.example", "news.room+x@podcast.example"},
     {"", "a", "a@", "@b.example", "a@b", "a b@c.example", "a@b.example\n", "<a@b.example>", "a@b@c.example",
      "a@b.example."}},
    {config::web_url,
     "web_url",
     {"http://a/", "https://a.example/x?y=1#z", "HTTP://A.example", "http://127.0.0.1:8080/", "http://[::1]:80/",
      "http://báo.example/tin-tức"},
     {"", "ftp://a/", "a.example", "http://", "http:///x", "http://a:0/", "http://a:65536/", "http://a:x/",
      "http://u:p@a/", "http://a b/", "http://a/\n", "javascript:alert(1)", "file:///etc/passwd"}},
    {config::audio_pattern,
     "audio_pattern",
     {"https://cdn.example/tts/{id}.mp3", "http://cdn.example/{id}", "https://cdn.example/play?id={id}&of={id}"},
     {"", "https://cdn.example/a.mp3", "https://cdn.example/{ID}.mp3", "https://cdn.example/{id}.{ext}",
      "https://cdn.example/{{id}}.mp3", "https://{id}.cdn.example/a.mp3", "{id}", "/tts/{id}.mp3",
      "ftp://cdn.example/{id}.mp3", "https://u:p@cdn.example/{id}.mp3", "https://cdn.example/{id}{.mp3"}},
    {config::public_base,
     "public_base",
     {"https://podcast.example/dong-thap/", "http://127.0.0.1:8899/x", "https://feed.xml", "https://feed.xml/",
      "https://podcast.example/feed", "https://podcast.example/rss", "https://podcast.example/a.xml.d/"},
     {"", "https://podcast.example/?a", "https://podcast.example/#a", "https://podcast.example/đ/",
      "ftp://podcast.example/", "https://podcast.example/feed.xml", "https://podcast.example/x/Podcast.RSS",
      "https://podcast.example/x/feed.xml/", "https://podcast.example/x/index.html"}},
    {config::proxy_url,
     "proxy_url",
     {"", "http://p:3128", "socks5h://127.0.0.1:1080"},
     {"p:3128", "file://x", "http://"}},
    {config::header_value,
     "header_value",
     {"", "newscast/1.0 (+https://a.example/)"},
     {"a\r\nb", "é", std::string(257, 'a')}},
    {config::connect_to,
     "connect_to",
     {"a.example:80:127.0.0.1:8080", "a:80:[::1]:8080", "::127.0.0.1:8080", "a:80:b:"},
     {"", "a", "a:80:b", "a:80:b:0", "a:80:b:99999", "a:x:b:80", "a:80:b:80:c", "a:80:[::1:80", ":::"}},
    {config::host_name,
     "host_name",
     {"127.0.0.1", "intranet", "a.example", "::1", "[fd00::1]"},
     {"", "http://a", "a/b", "a:80", "a b", "-a"}},
};

INSTANTIATE_TEST_SUITE_P(Each, Checks, testing::ValuesIn(cases),
                         [](const auto& tested) { return std::string(tested.param.name); });

TEST(PublicBase, SaysWhatToWriteInsteadOfAFile) {
    const auto folder = [](const std::string& url) { return "the folder that this file is in, \"" + url + "\""; };
    EXPECT_EQ(config::public_base("https://podcast.example/x/feed.xml"), folder("https://podcast.example/x/"));
    EXPECT_EQ(config::public_base("https://podcast.example/feed.xml/"), folder("https://podcast.example/"));
    EXPECT_EQ(config::public_base("https://a.example/x/feed.xml/feed.xml"), folder("https://a.example/x/"));
}

TEST(Nearest, FindsTheKeyThatWasMeant) {
    const std::vector<std::string> known{"title", "timezone", "base_url", "bitrate_kbps", "max_items"};
    EXPECT_EQ(config::nearest("titel", known), "title");
    EXPECT_EQ(config::nearest("time_zone", known), "timezone");
    EXPECT_EQ(config::nearest("Title", known), "title");
    EXPECT_EQ(config::nearest("bitrate", known), "bitrate_kbps");
    EXPECT_EQ(config::nearest("baseurl", known), "base_url");
    EXPECT_EQ(config::nearest("colour", known), "");
    EXPECT_EQ(config::nearest("", known), "");
    EXPECT_EQ(config::nearest(std::string(100'000, 't'), known), "");
}

TEST(IsWithin, ComparesWholeNames) {
    EXPECT_TRUE(config::is_within("/a/b", "/a/b"));
    EXPECT_TRUE(config::is_within("/a/b/c", "/a/b"));
    EXPECT_FALSE(config::is_within("/a/bc", "/a/b"));
    EXPECT_FALSE(config::is_within("/a", "/a/b"));
}

TEST(IsSystemFolder, KnowsWhereNothingMayBePublished) {
    for (const char* path :
         {"/", "/etc", "/etc/newscast", "/usr/local/x", "/proc/1", "/dev/shm", "/home", "/var", "/tmp"})
        EXPECT_TRUE(config::is_system_folder(path)) << path;
    for (const char* path :
         {"/srv", "/srv/podcast", "/home/a", "/var/www", "/tmp/x", "/etcetera", "/out", "/root/podcast"})
        EXPECT_FALSE(config::is_system_folder(path)) << path;
}

TEST(UsualState, OfAConfigurationUnderEtcIsUnderVar) {
    for (const char* folder : {"/etc", "/etc/newscast", "/etc/newscast/shows"})
        EXPECT_EQ(config::usual_state_directory(folder), "/var/lib/newscast") << folder;
    for (const char* folder : {"/etcetera", "/home/a", "/srv/etc", "/"})
        EXPECT_EQ(config::usual_state_directory(folder), "state") << folder;
}

}  // namespace
