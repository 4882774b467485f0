#include "app/run/identity.h"

#include <gtest/gtest.h>

#include <set>

namespace app {
namespace {

core::Link link(const std::string& url, const std::string& guid = {}) {
    core::Link made;
    made.url = url;
    made.guid = guid;
    return made;
}

TEST(FoundFrom, GivesAGuidThatTwoItemsClaimToNeither) {
    const auto found =
        found_from({link("http://a.example/1", "x"), link("http://a.example/2", "x"), link("http://a.example/3", "y")});
    ASSERT_EQ(found.size(), 3u);
    EXPECT_EQ(found[0].link.guid, "");
    EXPECT_EQ(found[1].link.guid, "");
    EXPECT_EQ(found[2].link.guid, "y");
    EXPECT_EQ(found[0].keys.size(), 1u);
    EXPECT_EQ(found[2].keys.size(), 2u);
}

TEST(FoundFrom, FoldsTheUrlsOfOneArticle) {
    const std::string key = found_from({link("https://www.a.example/tin/1/?utm_source=x")})[0].keys[0];
    EXPECT_EQ(key, found_from({link("http://a.example/tin/1")})[0].keys[0]);
}

TEST(Identity, FallsBackFromGuidToUrlToRecordingToText) {
    core::Article article;
    article.title = "Tiêu đề";
    core::Link found;
    const std::string text = identity_of(found, article, "");
    EXPECT_TRUE(text.starts_with("text:"));
    article.title = "Khác";
    EXPECT_NE(identity_of(found, article, ""), text);
    EXPECT_TRUE(identity_of(found, article, "http://a.example/x.mp3").starts_with("audio:"));
    found.url = "http://a.example/1";
    EXPECT_TRUE(identity_of(found, article, "http://a.example/x.mp3").starts_with("url:"));
    article.url = "http://a.example/2";
    EXPECT_NE(identity_of(found, article, "").find("a.example/2"), std::string::npos);
    found.guid = "g";
    EXPECT_EQ(identity_of(found, article, ""), "guid:g");
}

TEST(MintGuid, IsTheSameForOneIdentityInOneShow) {
    core::Show show;
    show.id = "a";
    const std::string guid = mint_guid(show, "url:x");
    EXPECT_EQ(guid, mint_guid(show, "url:x"));
    EXPECT_NE(guid, mint_guid(show, "url:y"));
    show.title = "another title";
    EXPECT_EQ(guid, mint_guid(show, "url:x"));
    show.id = "b";
    EXPECT_NE(guid, mint_guid(show, "url:x"));
}

TEST(Slug, NamesDayAndTitleInTheShowsZone) {
    core::Show show;
    show.timezone = "Asia/Ho_Chi_Minh";
    catalog::KnownArticle article;
    article.content.title = "Đồng Tháp: ../../đổi mới!";
    article.published_at = core::to_instant(core::parse_iso8601("2024-07-07T20:00:00Z").value(), "UTC");
    const std::string slug = slug_of(show, article, "guid");
    EXPECT_TRUE(slug.starts_with("2024-07-08-dong-thap-doi-moi-")) << slug;
    article.content.title = "!!!";
    EXPECT_EQ(slug_of(show, article, "guid").size(), std::string("2024-07-08-abcdef").size());
}

TEST(SourceIdentities, TellTwoOfOneAddressApart) {
    core::Source page;
    page.url = "http://a.example/";
    core::Source named = page;
    named.id = "sport";
    core::Source feed = page;
    feed.kind = core::SourceKind::feed;
    const std::vector<std::string> identities = source_identities({page, feed, page, named});
    EXPECT_EQ(std::set<std::string>(identities.begin(), identities.end()).size(), 4u);
    named.url = "http://b.example/";
    EXPECT_EQ(source_identities({named}).front(), identities.back()) << "an id outlives its address";
    EXPECT_EQ(source_identities({page}).front(), identities.front());
}

}  // namespace
}  // namespace app
