#include "fetch/listing/find_sources.h"

#include "core/error.h"
#include "tests/support/loopback_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace {

using namespace std::chrono_literals;
using core::SourceKind;
using support::answer;
using support::LoopbackServer;
using testing::HasSubstr;
using testing::IsEmpty;

core::Limits limits() {
    core::Limits limits;
    limits.allow_hosts = {"127.0.0.1"};
    limits.retries = 0;
    limits.total_timeout = 20s;
    return limits;
}

std::string articles(const std::string& section, int count) {
    std::string html;
    for (int number = 0; number < count; ++number)
        html += "<h2><a href='/" + section + "/mot-bai-viet-moi-trong-ngay-10" + std::to_string(1000 + number) +
                ".html'>Một bài viết mới trong ngày</a></h2>";
    return html;
}

constexpr const char* feed =
    "<rss><channel><title>Báo</title><item><link>/a-1</link></item><item><link>/a-2</link>"
    "<enclosure url='/2.mp3' type='audio/mpeg' length='1'/></item></channel></rss>";

class FindSources : public testing::Test {
protected:
    void start_page(const std::string& head) {
        server_.on("/", answer(200,
                               "<html lang='vi_VN'><head><title>Báo Đồng Tháp - Trang nhất</title><meta "
                               "property='og:site_name' content='Báo Đồng Tháp'>" +
                                   head +
                                   "</head><body><nav><a href='/kinh-te'>Kinh tế</a><a href='/nghe-bao'>Nghe báo</a><a "
                                   "href='/missing'>Thiếu</a></nav><main>" +
                                   articles("tin", 4) + "</main></body></html>"));
        server_.on("/kinh-te", answer(200, "<html><body>" + articles("kinh-te", 5) + "</body></html>"));
        server_.on("/nghe-bao", answer(200, "<html><body>" + articles("nghe-bao", 6) + "</body></html>"));
    }

    std::string path(const fetch::FoundSource& source) const { return source.url.substr(server_.url("").size()); }

    LoopbackServer server_;
    fetch::Http http_{limits()};
};

TEST_F(FindSources, FindsFeedsListingsAndSitemaps) {
    start_page(
        "<link rel='alternate' type='application/rss+xml' title='Tin' href='/tin.rss'>"
        "<link rel='alternate' type='application/rss+xml' href='/comments/feed'><link rel='alternate' "
        "type='application/atom+xml' href='/gone.xml'>");
    server_.on("/tin.rss", answer(200, feed));
    server_.on("/robots.txt",
               answer(200, "User-agent: *\nDisallow: /missing\nSitemap: " + server_.url("/map.xml") + "\n"));
    server_.on("/map.xml", answer(200, "<sitemapindex><sitemap><loc>/m1.xml</loc></sitemap></sitemapindex>"));
    server_.on("/m1.xml",
               answer(200, "<urlset><url><loc>/tin/mot-bai-viet-moi-trong-ngay-101000.html</loc></url></urlset>"));
    const fetch::FoundSources site = fetch::find_sources(http_, server_.url("/"), 2);
    EXPECT_EQ(site.title, "Báo Đồng Tháp");
    EXPECT_EQ(site.language, "vi-VN");
    ASSERT_EQ(site.sources.size(), 5u);
    EXPECT_EQ(path(site.sources[0]), "/tin.rss");
    EXPECT_EQ(site.sources[0].title, "Báo");
    EXPECT_EQ(site.sources[0].articles, 2u);
    EXPECT_EQ(site.sources[0].recordings, 1u);
    EXPECT_EQ(path(site.sources[1]), "/");
    EXPECT_EQ(site.sources[1].articles, 4u);
    EXPECT_EQ(site.sources[1].samples.size(), 2u);
    EXPECT_EQ(path(site.sources[2]), "/nghe-bao") << "what is to be heard goes before other sections";
    EXPECT_EQ(path(site.sources[3]), "/kinh-te");
    EXPECT_EQ(path(site.sources[4]), "/map.xml");
    EXPECT_EQ(site.sources[4].rule, "robots.txt");
    EXPECT_THAT(server_.requests("/comments/feed"), IsEmpty());
    EXPECT_THAT(server_.requests("/missing"), IsEmpty()) << "robots.txt forbids it";
    EXPECT_EQ(site.problems.size(), 2u);
}

TEST_F(FindSources, LooksAtKnownPathsWhereNothingIsAnnounced) {
    start_page("");
    server_.on("/rss.xml", answer(200, feed));
    server_.on("/rss", answer(200, "<html><body>Danh sách RSS</body></html>"));
    server_.on("/sitemap.xml", answer(200, "<urlset><url><loc>/lien-he</loc></url></urlset>"));
    const fetch::FoundSources site = fetch::find_sources(http_, server_.url("/"));
    ASSERT_FALSE(site.sources.empty());
    EXPECT_EQ(path(site.sources[0]), "/rss.xml");
    EXPECT_EQ(site.sources[0].rule, "known path");
    for (const auto& source : site.sources) EXPECT_NE(path(source), "/sitemap.xml") << "no article stands in it";
    EXPECT_THAT(server_.requests("/atom.xml"), IsEmpty());
    EXPECT_LE(server_.requests().size(), 22u);
}

TEST_F(FindSources, AFeedsAddressIsASourceItself) {
    server_.on("/tin.rss", answer(200, feed));
    const fetch::FoundSources site = fetch::find_sources(http_, server_.url("/tin.rss"));
    ASSERT_EQ(site.sources.size(), 1u);
    EXPECT_EQ(site.sources[0].kind, SourceKind::feed);
}

TEST_F(FindSources, AnEmptySiteHasNothingAndAMissingOneThrows) {
    server_.on("/", answer(200, "<html><body>Sắp ra mắt</body></html>"));
    EXPECT_THAT(fetch::find_sources(http_, server_.url("/")).sources, IsEmpty());
    EXPECT_THROW(static_cast<void>(fetch::find_sources(http_, server_.url("/nowhere"))), core::Error);
}

}  // namespace
