#include "fetch/markup/url_identity.h"

#include <gtest/gtest.h>

#include <string>

namespace fetch {
namespace {

TEST(UnsignedIdentity, StaysWhenAFileIsSignedAnew) {
    const std::string file = "https://media.example/so-1/ben-pha.mp3";
    const char* signatures[][2] = {
        // CloudFront, canned and custom policy
        {"Expires=1780000000&Signature=abc~-_&Key-Pair-Id=APK1", "Expires=1780009999&Signature=xyz__&Key-Pair-Id=APK2"},
        {"Policy=eyJT&Signature=abc&Key-Pair-Id=APK1", "Policy=eyJU&Signature=xyz&Key-Pair-Id=APK1"},
        // S3, versions 2 and 4
        {"AWSAccessKeyId=A1&Expires=1&Signature=a%2Bb%3D", "AWSAccessKeyId=A2&Expires=2&Signature=c%2Fd%3D"},
        {"X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=A%2F20260601%2Feu&X-Amz-Date=20260601T000000Z&"
         "X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature=01",
         "x-amz-algorithm=AWS4-HMAC-SHA256&x-amz-credential=A%2F20260602%2Feu&x-amz-date=20260602T000000Z&"
         "x-amz-expires=900&x-amz-signedheaders=host&x-amz-signature=02&x-amz-security-token=t"},
        // Google Cloud Storage, versions 2 and 4
        {"GoogleAccessId=a@b.example&Expires=1&Signature=a", "GoogleAccessId=a@b.example&Expires=2&Signature=b"},
        {"X-Goog-Algorithm=GOOG4&X-Goog-Date=1&X-Goog-Expires=9&X-Goog-Signature=1",
         "X-Goog-Algorithm=GOOG4&X-Goog-Date=2&X-Goog-Expires=9&X-Goog-Signature=2"},
        // Azure, without the optional start
        {"sv=2024-05-04&se=2026-06-01T00%3A00%3A00Z&sr=b&sp=r&sig=a%3D",
         "sv=2025-01-05&se=2026-06-02T00%3A00%3A00Z&sr=b&sp=r&sig=b%3D"},
        {"skoid=1&sktid=2&skt=3&ske=4&sks=b&skv=5&se=6&sig=7", "skoid=1&sktid=2&skt=8&ske=9&sks=b&skv=5&se=10&sig=11"},
        // nginx secure_link, tokens, Akamai
        {"md5=abc&expires=1", "md5=def&expires=2"},
        {"token=abc", "token=def"},
        {"token=abc&timestamp=1&nonce=a", "timestamp=2&nonce=b&token=def"},
        {"hdnea=exp=1~acl=/*~hmac=a", "hdnea=exp=2~acl=/*~hmac=b"},
        {"sign=a&exp=1", "sign=b&exp=2"},
    };
    for (const auto& [first, second] : signatures) {
        EXPECT_EQ(unsigned_identity_of(file + "?" + first), unsigned_identity_of(file)) << first;
        EXPECT_EQ(unsigned_identity_of(file + "?" + second), unsigned_identity_of(file)) << second;
        EXPECT_NE(identity_of(file + "?" + first), identity_of(file + "?" + second)) << first;
    }
}

TEST(UnsignedIdentity, KeepsWhatChoosesTheFile) {
    const std::string script = "https://media.example/nghe.php";
    EXPECT_NE(unsigned_identity_of(script + "?id=1&token=a"), unsigned_identity_of(script + "?id=2&token=a"));
    EXPECT_EQ(unsigned_identity_of(script + "?id=1&token=a9f3c1d27b40e865&q=hd"),
              unsigned_identity_of(script + "?id=1&q=hd"));
    EXPECT_EQ(unsigned_identity_of(script + "?id=1&e=1780000000"), unsigned_identity_of(script + "?id=1"));
    EXPECT_NE(unsigned_identity_of(script + "?e=1"), unsigned_identity_of(script + "?e=2")) << "it may be an episode";
    EXPECT_NE(unsigned_identity_of("https://media.example/1.mp3?sig=a"),
              unsigned_identity_of("https://media.example/2.mp3?sig=a"));
    EXPECT_NE(unsigned_identity_of(script + "?signal=1"), unsigned_identity_of(script + "?signal=2"));
    EXPECT_NE(unsigned_identity_of(script + "?tokens=1"), unsigned_identity_of(script + "?tokens=2"));
}

TEST(UnsignedIdentity, DropsWhatTracksAndIsItselfForNoUrl) {
    EXPECT_EQ(unsigned_identity_of("http://www.media.example/1.mp3?utm_source=x&Expires=1"),
              unsigned_identity_of("https://media.example/1.mp3"));
    EXPECT_EQ(unsigned_identity_of(" tag:ben-do,2026:1 "), "tag:ben-do,2026:1");
    EXPECT_EQ(unsigned_identity_of(""), "");
}

struct Address {
    const char* canonical;
    const char* page;
};

TEST(OwnAddress, IsThePagesOwnInItsOtherForms) {
    const Address own[] = {
        // the very same, folded
        {"http://a.example/tin", "http://a.example/tin"},
        {"https://www.a.example/tin/", "http://a.example/tin?utm_source=x"},
        {"http://a.example/", "http://a.example"},
        // AMP, print and mobile
        {"https://a.example/tin/ben-pha-cu-dong-cua", "https://a.example/tin/ben-pha-cu-dong-cua/amp"},
        {"https://a.example/tin/ben-pha-cu-dong-cua.html", "https://a.example/amp/tin/ben-pha-cu-dong-cua.html"},
        {"https://a.example/tin/ben-pha-cu-dong-cua.html", "https://a.example/tin/ben-pha-cu-dong-cua-amp.html"},
        {"https://a.example/tin/ben-pha-cu-dong-cua-amp.html", "https://a.example/tin/ben-pha-cu-dong-cua.html"},
        {"https://a.example/tin/ben-pha-cu-dong-cua-print.html", "https://a.example/tin/ben-pha-cu-dong-cua.html"},
        {"https://a.example/ben-pha-cu.html", "https://a.example/ben-pha-cu.html?print=1"},
        {"https://a.example/ben-pha-cu.html", "https://m.a.example/ben-pha-cu.html"},
        {"https://a.example/tin/ben-pha-cu-184523.html", "https://m.a.example/tin/ben-pha-cu-184523.html?m=1"},
        // what a feed or a redirect links to, and the words under which the page goes
        {"https://a.example/doi-song/184523", "https://a.example/?p=184523"},
        {"https://a.example/xem.php?id=184523", "https://a.example/xem.php?id=184523&from=rss"},
        {"https://a.example/TIN/Ben-Pha-Cu.html", "https://a.example/tin/ben-pha-cu.html?x=1"},
    };
    for (const auto& [canonical, page] : own)
        EXPECT_TRUE(is_own_address(canonical, page)) << canonical << " of " << page;
}

TEST(OwnAddress, IsNoHomePageNoSectionAndNoScriptWithoutItsQuery) {
    const Address foreign[] = {
        {"https://a.example/", "https://a.example/tin/ben-pha-cu-dong-cua.html"},
        {"https://a.example", "https://a.example/?p=184523"},
        {"https://a.example/?lang=vi", "https://a.example/tin/ben-pha-cu-dong-cua.html"},
        {"https://a.example/index.html", "https://a.example/tin/ben-pha-cu-dong-cua.html"},
        {"https://a.example/tin/", "https://a.example/tin/ben-pha-cu-dong-cua.html"},
        {"https://a.example/doi-song/", "https://a.example/doi-song/ben-pha-cu-dong-cua.html"},
        {"https://a.example/xem.php", "https://a.example/xem.php?id=184523"},
        {"https://a.example/default.aspx", "https://a.example/default.aspx?tabid=7&id=184523"},
        {"not a url", "https://a.example/tin/ben-pha-cu-dong-cua.html"},
        {"", "https://a.example/tin/ben-pha-cu-dong-cua.html"},
    };
    for (const auto& [canonical, page] : foreign)
        EXPECT_FALSE(is_own_address(canonical, page)) << canonical << " of " << page;
}

TEST(Identity, IsOneHoweverLettersAndMarksAreWritten) {
    const std::string one = identity_of("https://a.example/b\u00e0i.html?x=\u1ed1");
    EXPECT_EQ(one, "https://a.example/b%C3%A0i.html?x=%E1%BB%91");
    for (const char* other :
         {"http://www.a.example/ba\u0300i.html?x=o\u0302\u0301", "https://a.example/ba%CC%80i.html?x=%E1%BB%91",
          "https://a.example/b%c3%a0i.html?x=o%CC%82%cc%81"})
        EXPECT_EQ(identity_of(other), one) << other;
    EXPECT_EQ(unsigned_identity_of("https://a.example/ba%CC%80i.mp3?token=1"), "https://a.example/b%C3%A0i.mp3");
    // What is no UTF-8 has no letters to put together.
    EXPECT_EQ(identity_of("https://a.example/%E0%CC%80"), "https://a.example/%E0%CC%80");
    EXPECT_EQ(identity_of("https://a.example/a%20%2F%CC"), "https://a.example/a%20%2F%CC");
    EXPECT_EQ(former_identity_of("https://a.example/ba%CC%80i"), "https://a.example/ba%CC%80i");
    EXPECT_EQ(former_identity_of("https://a.example/b%C3%A0i"), "");
}

TEST(FileIdentity, HasNoParameterAgainstCaches) {
    for (const char* url : {"https://a.example/gio.mp3?t=1001", "http://a.example/gio.mp3?_=17.5&token=0123"})
        EXPECT_EQ(file_identity_of(url), "https://a.example/gio.mp3") << url;
    for (const char* url : {"https://a.example/gio.mp3?t=sang", "https://a.example/nghe.php?t=1001",
                            "https://a.example/gio.mp3?bai=1001"})
        EXPECT_EQ(file_identity_of(url), url);
}

TEST(OwnAddress, IsNoOtherArticle) {
    const Address foreign[] = {
        {"https://a.example/tin/gia-lua-tang-nhe.html", "https://a.example/tin/ben-pha-cu-dong-cua.html"},
        {"https://a.example/xem.php?id=184524", "https://a.example/xem.php?id=184523"},
        {"https://a.example/?p=184524", "https://a.example/?p=184523"},
        {"https://a.example/tin/ben-pha-cu-184524.html", "https://a.example/tin/ben-pha-cu-184523.html"},
    };
    for (const auto& [canonical, page] : foreign)
        EXPECT_FALSE(is_own_address(canonical, page)) << canonical << " of " << page;
}

TEST(OwnAddress, YearsAndDaysNameNoArticle) {
    const Address foreign[] = {
        {"https://a.example/2026/", "https://a.example/2026/06/ben-pha.html"},
        {"https://a.example/2026/06/01/", "https://a.example/2026/06/01/ben-pha.html"},
        {"https://a.example/20260601/", "https://a.example/20260601/ben-pha.html"},
        {"https://a.example/?y=1999", "https://a.example/?y=1999&id=184523"},
    };
    for (const auto& [canonical, page] : foreign)
        EXPECT_FALSE(is_own_address(canonical, page)) << canonical << " of " << page;
}

}  // namespace
}  // namespace fetch
