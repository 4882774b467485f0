#include "fetch/markup/url.h"
#include "fetch/markup/url_identity.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using fetch::host_of;
using fetch::identity_of;
using fetch::normalize;
using fetch::resolve;

const std::string refused = "(refused)";

std::string text(const std::optional<std::string>& url) {
    return url.value_or(refused);
}

// RFC 3986 section 5.4, without the references to other schemes and with fragments dropped.
TEST(Url, ResolvesTheExamplesOfRfc3986) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"g", "http://a/b/c/g"},
        {"./g", "http://a/b/c/g"},
        {"g/", "http://a/b/c/g/"},
        {"/g", "http://a/g"},
        {"//g", "http://g/"},
        {"?y", "http://a/b/c/d;p?y"},
        {"g?y", "http://a/b/c/g?y"},
        {"#s", "http://a/b/c/d;p?q"},
        {"g#s", "http://a/b/c/g"},
        {"g?y#s", "http://a/b/c/g?y"},
        {";x", "http://a/b/c/;x"},
        {"g;x", "http://a/b/c/g;x"},
        {"g;x?y#s", "http://a/b/c/g;x?y"},
        {"", "http://a/b/c/d;p?q"},
        {".", "http://a/b/c/"},
        {"./", "http://a/b/c/"},
        {"..", "http://a/b/"},
        {"../", "http://a/b/"},
        {"../g", "http://a/b/g"},
        {"../..", "http://a/"},
        {"../../", "http://a/"},
        {"../../g", "http://a/g"},
        {"../../../g", "http://a/g"},
        {"../../../../g", "http://a/g"},
        {"/./g", "http://a/g"},
        {"/../g", "http://a/g"},
        {"g.", "http://a/b/c/g."},
        {".g", "http://a/b/c/.g"},
        {"g..", "http://a/b/c/g.."},
        {"..g", "http://a/b/c/..g"},
        {"./../g", "http://a/b/g"},
        {"./g/.", "http://a/b/c/g/"},
        {"g/./h", "http://a/b/c/g/h"},
        {"g/../h", "http://a/b/c/h"},
        {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
        {"g;x=1/../y", "http://a/b/c/y"},
        {"g?y/./x", "http://a/b/c/g?y/./x"},
        {"g?y/../x", "http://a/b/c/g?y/../x"},
        {"g#s/../x", "http://a/b/c/g"},
        {"http:g", "http://a/b/c/g"},
    };
    for (const auto& [reference, expected] : cases) {
        EXPECT_EQ(text(resolve("http://a/b/c/d;p?q", reference)), expected) << reference;
    }
}

TEST(Url, ResolvesReferencesAsBrowsersDo) {
    const std::string base = "https://bao.example/tin/bai.html?id=1";
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"  /a.mp3 \n", "https://bao.example/a.mp3"},
        {"/a\n\tb\r.mp3", "https://bao.example/ab.mp3"},
        {"\\media\\a.mp3?x=\\", "https://bao.example/media/a.mp3?x=\\"},
        {"/a b.mp3", "https://bao.example/a%20b.mp3"},
        {"/a%20b.mp3", "https://bao.example/a%20b.mp3"},
        {"/ng\xC3\xA0y.mp3?t=\xC4\x91", "https://bao.example/ng%C3%A0y.mp3?t=%C4%91"},
        {"/100%.mp3", "https://bao.example/100%.mp3"},
        {"//cdn.example:8443/a.mp3", "https://cdn.example:8443/a.mp3"},
        {"///cdn.example/a.mp3", "https://cdn.example/a.mp3"},
        {"http:/other.example/a", "http://other.example/a"},
        {"HTTP://EXAMPLE.com:80", "http://example.com/"},
        {"https://EXAMPLE.com:443/a?", "https://example.com/a?"},
        {"https://example.com:0443/a", "https://example.com/a"},
        {"http://example.com:443/", "http://example.com:443/"},
        {"http://example.com:/", "http://example.com/"},
        {"http://example.com?x=1", "http://example.com/?x=1"},
        {"/a/%2e%2E/b/%2e/c", "https://bao.example/b/c"},
        {"/a//b", "https://bao.example/a//b"},
        {"http://b\xC3\xBC"
         "cher.example/",
         "http://xn--bcher-kva.example/"},
        {"http://B\xC3\x9C"
         "CHER.example/",
         "http://xn--bcher-kva.example/"},
        {"http://ex%61mple.com/", "http://example.com/"},
        {"http://user:pa@ss@example.com/", "http://user:pa%40ss@example.com/"},
        {"http://good.example@evil.example/", "http://good.example@evil.example/"},
        {"http://good.example\\@evil.example/", "http://good.example/@evil.example/"},
        {"/a'b<c>\"d\"", "https://bao.example/a'b%3Cc%3E%22d%22"},
        {"?v='1'|{2}", "https://bao.example/tin/bai.html?v=%271%27|{2}"},
    };
    for (const auto& [reference, expected] : cases) {
        EXPECT_EQ(text(fetch::resolve_with_login(base, reference)), expected) << reference;
        EXPECT_EQ(text(resolve(base, reference)), fetch::printable(expected)) << reference;
    }
}

TEST(Url, NamesAddressesInOneSpelling) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"http://2130706433/", "http://127.0.0.1/"},
        {"http://0x7f.1/", "http://127.0.0.1/"},
        {"http://127.1/", "http://127.0.0.1/"},
        {"http://0177.0.0.1/", "http://127.0.0.1/"},
        {"http://0/", "http://0.0.0.0/"},
        {"http://\xEF\xBC\x91\xEF\xBC\x92\xEF\xBC\x97.0.0.1/", "http://127.0.0.1/"},
        {"http://127%2e0%2e0%2e1/", "http://127.0.0.1/"},
        {"http://[0:0:0:0:0:0:0:1]:8080/", "http://[::1]:8080/"},
        {"http://[::FFFF:127.0.0.1]/", "http://[::ffff:127.0.0.1]/"},
    };
    for (const auto& [url, expected] : cases) EXPECT_EQ(text(normalize(url)), expected) << url;
}

TEST(Url, RefusesWhatIsNoWebUrl) {
    const std::vector<std::string> cases = {"javascript:alert(1)",
                                            "data:audio/mpeg;base64,AAAA",
                                            "mailto:a@b.example",
                                            "file:///etc/passwd",
                                            "ftp://example.com/a",
                                            "gopher://example.com/",
                                            "blob:https://example.com/1",
                                            "tel:113",
                                            "http://",
                                            "http:///",
                                            "http://:80/",
                                            "http://user@/",
                                            "http://example.com:0/",
                                            "http://example.com:65536/",
                                            "http://example.com:8o/",
                                            "http://example.com:-1/",
                                            "http://exa mple.com/",
                                            "http://a<b>.example/",
                                            "http://[::1/",
                                            "http://[::g]/",
                                            "http://[fe80::1%25eth0]/",
                                            "http://a%00b.example/",
                                            "http://a%2fb.example/",
                                            "http://::1/",
                                            "http://xn--a\xC3\xA4.example/",
                                            std::string("http://a\0.example/", 18),
                                            "http://example.com/" + std::string(20'000, 'a')};
    for (const std::string& url : cases) {
        EXPECT_EQ(text(resolve("https://bao.example/", url)), refused) << url;
        EXPECT_EQ(text(normalize(url)), refused) << url;
    }
    EXPECT_EQ(text(normalize("/only/a/path")), refused);
    EXPECT_EQ(text(normalize("//host.example/a")), refused);
    EXPECT_EQ(text(normalize("")), refused);
    EXPECT_EQ(text(resolve("", "https://a.example/b/../c")), "https://a.example/c");
    EXPECT_EQ(text(resolve("no base", "a.mp3")), refused);
}

TEST(Url, DoesNotHandUsersAndPasswordsOn) {
    EXPECT_EQ(text(resolve("http://user:secret@a.example/feed/x", "y")), "http://a.example/feed/y");
    EXPECT_EQ(text(resolve("http://user:secret@a.example/feed/x", "//u:other@b.example/y")), "http://b.example/y");
    EXPECT_EQ(text(fetch::resolve_with_login("http://user:secret@a.example/feed/x", "y")), "http://a.example/feed/y");
    EXPECT_EQ(text(fetch::resolve_with_login("http://a.example/", "//u:other@b.example/y")),
              "http://u:other@b.example/y");
    EXPECT_EQ(text(normalize("http://user:secret@a.example/feed")), "http://user:secret@a.example/feed");
    EXPECT_EQ(fetch::printable("http://user:sec/ret@a.example/"), "http://a.example/");
    EXPECT_EQ(fetch::printable("http://user:secret@a.example/feed?token=1"), "http://a.example/feed?token=1");
}

TEST(Url, NormalizingTwiceChangesNothing) {
    for (const std::string url : {"HTTP://EXAMPLE.com:80/a b/../c?d e#f",
                                  "https://b\xC3\xBC"
                                  "cher.example/%7e/\xE1\xBA\xA5",
                                  "http://0x7f.1/?'"}) {
        const std::string once = text(normalize(url));
        EXPECT_EQ(text(normalize(once)), once) << url;
    }
}

TEST(Url, FiveSpellingsOfAnArticleAreOne) {
    const std::string article = identity_of("https://bao.example/tin/bai-viet");
    for (const std::string url : {"http://bao.example/tin/bai-viet", "https://www.bao.example/tin/bai-viet/",
                                  "https://bao.example/tin/bai-viet?utm_source=rss&utm_medium=feed&fbclid=x",
                                  "http://BAO.example:80/tin/bai-viet#top", "https://bao.example/tin/./b%61i%2Dviet?",
                                  "https://bao.example./tin/bai-viet?&UTM_Campaign=1&gclid"}) {
        EXPECT_EQ(identity_of(url), article) << url;
    }
}

TEST(Url, DifferentArticlesStayDifferent) {
    const std::vector<std::string> urls = {"https://bao.example/",
                                           "https://bao.example/a",
                                           "https://bao.example/A",
                                           "https://bao.example/?id=1",
                                           "https://bao.example/?id=2",
                                           "https://bao.example/?id=1&p=2",
                                           "https://bao.example/?p=2&id=1",
                                           "https://bao.example:8080/a",
                                           "https://m.bao.example/a",
                                           "https://www.example/a",
                                           "https://example/a",
                                           "https://bao.example/a%2Fb",
                                           "https://bao.example/a/b",
                                           "https://bao.example/?utmost=1",
                                           "not a url"};
    for (std::size_t i = 0; i < urls.size(); ++i) {
        for (std::size_t j = i + 1; j < urls.size(); ++j) {
            EXPECT_NE(identity_of(urls[i]), identity_of(urls[j])) << urls[i] << " and " << urls[j];
        }
    }
    EXPECT_EQ(identity_of("https://a.example/x?b=2&utm_id=9&a=1"), "https://a.example/x?b=2&a=1");
    EXPECT_EQ(identity_of(" not a url "), "not a url");
}

TEST(Url, TellsTheHost) {
    EXPECT_EQ(host_of("http://User@WWW.Example.com:81/x"), "www.example.com");
    EXPECT_EQ(host_of("http://[::1]:8080/"), "[::1]");
    EXPECT_EQ(host_of("mailto:a@b"), "");
    EXPECT_EQ(host_of(""), "");
}

TEST(Url, TellsThePartsOfARequest) {
    const auto url = fetch::parse_url("https://u:p@a.example:8443/b/c?d=e#f");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->scheme, "https");
    EXPECT_EQ(url->user, "u");
    EXPECT_EQ(url->password, "p");
    EXPECT_EQ(url->host, "a.example");
    EXPECT_EQ(url->port, 8443);
    EXPECT_EQ(url->target(), "/b/c?d=e");
    EXPECT_EQ(url->origin(), "https://a.example:8443");
    EXPECT_EQ(url->text(), "https://u:p@a.example:8443/b/c?d=e");
}

}  // namespace
