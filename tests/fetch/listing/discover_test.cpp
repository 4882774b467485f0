#include "fetch/listing/discover.h"

#include "core/atomic_file.h"
#include "core/error.h"
#include "fetch/listing/link_rules.h"
#include "tests/support/loopback_server.h"
#include "tests/support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using core::Source;
using core::SourceKind;
using fetch::Listing;
using support::answer;
using support::LoopbackServer;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* zone = "Asia/Ho_Chi_Minh";

core::Limits limits() {
    core::Limits limits;
    limits.allow_hosts = {"127.0.0.1"};
    limits.retries = 0;
    limits.total_timeout = 20s;
    return limits;
}

class Discover : public testing::Test {
protected:
    Listing discover(const Source& source, const fetch::Validators& known = {}) {
        auto result = fetch::discover(http_, source, known, zone);
        EXPECT_TRUE(std::holds_alternative<Listing>(result));
        return std::holds_alternative<Listing>(result) ? std::get<Listing>(std::move(result)) : Listing();
    }

    core::Error error_of(const Source& source) {
        try {
            static_cast<void>(fetch::discover(http_, source, {}, zone));
        } catch (const core::Error& error) {
            return error;
        }
        ADD_FAILURE() << "nothing was thrown";
        return {core::ErrorKind::config, "nothing was thrown"};
    }

    Source source(SourceKind kind, const std::string& path) const {
        Source source;
        source.kind = kind;
        source.url = server_.url(path);
        return source;
    }

    /// The links without the server's address.
    std::vector<std::string> paths(const Listing& listing) const {
        std::vector<std::string> found;
        const std::string host = server_.url("");
        for (const core::Link& link : listing.links)
            found.push_back(link.url.starts_with(host) ? link.url.substr(host.size()) : link.url);
        return found;
    }

    LoopbackServer server_;
    fetch::Http http_{limits()};
};

constexpr const char* listing_page = R"html(<!DOCTYPE html><html><head><title>Tin tức</title></head><body>
<header><nav><a href="/">Trang chủ</a> <a href="/chuyen-muc/kinh-te-xa-hoi-dia-phuong-55555.html">Kinh tế</a></nav></header>
<main>
 <article><a href="/tin/nong-dan-vao-vu-gat-123456.html"><img src="a.jpg"></a>
   <h2><a href="/tin/nong-dan-vao-vu-gat-123456.html?utm_source=home">Nông dân vào vụ gặt sớm hơn mọi năm</a></h2></article>
 <article><h2><a href="tin/cau-moi-noi-hai-bo-song-123457.html#top">Cầu mới nối hai bờ sông</a></h2>
   <a href="/tag/cau-duong-giao-thong-9999">Cầu đường</a> <a href="/audio/123457.mp3">Nghe</a></article>
 <article><a href="/2024/07/08/le-hoi/">Lễ hội</a></article>
 <a href="https://elsewhere.example/tin/quang-cao-mot-hai-ba-bon-999999.html">Quảng cáo ở nơi khác</a>
 <a href="javascript:void(0)">x</a> <a href="mailto:a@b.c">y</a> <a href="#">z</a> <a href="">w</a>
 <a rel="next" href="/tin?page=2">Trang sau</a>
</main>
<footer><a href="/gioi-thieu-ve-toa-soan-va-lien-he.html">Giới thiệu về tòa soạn và liên hệ</a></footer></body></html>)html";

constexpr const char* second_page =
    R"(<html><body><main><a href="/tin/bai-cu-hon-mot-chut-123400.html">Bài cũ hơn một chút</a>
<a href="/tin/nong-dan-vao-vu-gat-123456.html">Nông dân</a><a rel="next" href="/tin?page=3">Trang sau</a></main></body></html>)";

TEST_F(Discover, AListingPagesArticlesInTheirOrder) {
    server_.on("/tin", answer(200, listing_page, {{"Content-Type", "text/html"}, {"ETag", "\"1\""}}));
    const Listing listing = discover(source(SourceKind::page, "/tin"));
    EXPECT_THAT(paths(listing), ElementsAre("/tin/nong-dan-vao-vu-gat-123456.html",
                                            "/tin/cau-moi-noi-hai-bo-song-123457.html", "/2024/07/08/le-hoi/"));
    EXPECT_EQ(listing.links[0].title, "Nông dân vào vụ gặt sớm hơn mọi năm");
    EXPECT_EQ(listing.validators.etag, "\"1\"");
    EXPECT_EQ(listing.left_out, 0u);
}

TEST_F(Discover, FollowingPagesAreBoundedAndMayFail) {
    server_.on("/tin", {answer(200, listing_page, {{"ETag", "\"1\""}}), answer(200, second_page), answer(500)});
    Source three = source(SourceKind::page, "/tin");
    three.max_pages = 5;
    const Listing listing = discover(three);
    EXPECT_THAT(paths(listing),
                ElementsAre("/tin/nong-dan-vao-vu-gat-123456.html", "/tin/cau-moi-noi-hai-bo-song-123457.html",
                            "/2024/07/08/le-hoi/", "/tin/bai-cu-hon-mot-chut-123400.html"));
    EXPECT_EQ(server_.requests("/tin").size(), 3u);
    ASSERT_EQ(listing.problems.size(), 1u);
    EXPECT_THAT(listing.problems[0], HasSubstr("page 3"));
    EXPECT_TRUE(listing.validators.empty()) << "what page 3 would have listed is asked for by the next look";
}

TEST_F(Discover, PagesThatFollowThemselvesEnd) {
    server_.on("/tin", answer(200, listing_page));
    Source many = source(SourceKind::page, "/tin");
    many.max_pages = 50;
    discover(many);
    EXPECT_EQ(server_.requests("/tin").size(), 2u);
}

TEST_F(Discover, TheOperatorsXPathDecides) {
    server_.on("/tin", answer(200, listing_page));
    Source by_attribute = source(SourceKind::page, "/tin");
    by_attribute.link_xpath = "//footer//a/@href";
    EXPECT_THAT(paths(discover(by_attribute)), ElementsAre("/gioi-thieu-ve-toa-soan-va-lien-he.html"));
    by_attribute.link_xpath = "//article[2]";
    EXPECT_THAT(paths(discover(by_attribute)),
                ElementsAre("/tin/cau-moi-noi-hai-bo-song-123457.html", "/tag/cau-duong-giao-thong-9999"));
    by_attribute.link_xpath = "//a[contains(.,'Lễ hội')]";
    EXPECT_THAT(paths(discover(by_attribute)), ElementsAre("/2024/07/08/le-hoi/"));
    by_attribute.link_xpath = "//a[";
    EXPECT_EQ(error_of(by_attribute).kind(), core::ErrorKind::config);
}

TEST_F(Discover, IncludeAndExclude) {
    server_.on("/tin", answer(200, listing_page));
    Source filtered = source(SourceKind::page, "/tin");
    filtered.include = {"/tin/", "le-hoi"};
    filtered.exclude = {"\\d+7\\.html$", "elsewhere"};
    EXPECT_THAT(paths(discover(filtered)), ElementsAre("/tin/nong-dan-vao-vu-gat-123456.html", "/2024/07/08/le-hoi/"));
    filtered.include = {"("};
    const core::Error error = error_of(filtered);
    EXPECT_EQ(error.kind(), core::ErrorKind::config);
    EXPECT_THAT(error.what(), HasSubstr("'('"));
}

TEST_F(Discover, AnUnchangedSourceCostsOneConditionalRequest) {
    server_.on("/tin", support::file({listing_page, "text/html", "\"7\"", "Mon, 08 Jul 2024 03:00:11 GMT"}));
    server_.on("/feed", support::file({"<rss><channel/></rss>", "application/rss+xml", "\"8\""}));
    for (const auto& [kind, path] : {std::pair{SourceKind::page, "/tin"}, {SourceKind::feed, "/feed"}}) {
        const Listing first = discover(source(kind, path));
        EXPECT_FALSE(first.validators.empty());
        const auto again = fetch::discover(http_, source(kind, path), first.validators, zone);
        EXPECT_TRUE(std::holds_alternative<fetch::NotModified>(again));
        EXPECT_EQ(server_.requests(path).size(), 2u);
    }
}

TEST_F(Discover, RobotsAreObeyedUnlessTheSiteIsTheOperators) {
    server_.on("/robots.txt", answer(200, "User-agent: *\nDisallow: /tin\n", {{"Content-Type", "text/plain"}}));
    server_.on("/tin", answer(200, listing_page));
    Source polite = source(SourceKind::page, "/tin");
    EXPECT_THROW(static_cast<void>(fetch::discover(http_, polite, {}, zone)), core::Error);
    EXPECT_THAT(server_.requests("/tin"), IsEmpty());
    polite.ignore_robots = true;
    EXPECT_EQ(discover(polite).links.size(), 3u);
}

std::string rss_item(int number, const std::string& date) {
    return "<item><title>" + std::to_string(number) + "</title><link>/" + std::to_string(number) + "</link><pubDate>" +
           date + "</pubDate></item>";
}

TEST_F(Discover, AFeedsItemsNewestFirstWithinTheLimits) {
    server_.on("/feed", answer(200, "<rss><channel>" + rss_item(1, "Mon, 01 Jul 2024 10:00:00 +0700") +
                                        rss_item(2, "Wed, 03 Jul 2024 10:00:00 +0700") + rss_item(3, "") +
                                        rss_item(4, "Mon, 01 Jan 2024 00:30:00 +0700") +
                                        rss_item(5, "Sun, 31 Dec 2023 16:00:00 +0000") +
                                        rss_item(2, "Wed, 03 Jul 2024 10:00:00 +0700") + "</channel></rss>"));
    Source limited = source(SourceKind::feed, "/feed");
    EXPECT_THAT(paths(discover(limited)), ElementsAre("/2", "/3", "/1", "/4", "/5"));
    limited.since = std::chrono::year(2024) / 1 / 1;
    Listing listing = discover(limited);
    EXPECT_THAT(paths(listing), ElementsAre("/2", "/3", "/1", "/4"));  // 23:00 in Vietnam on the last day of 2023
    EXPECT_EQ(listing.left_out, 1u);
    limited.max_items = 2;
    listing = discover(limited);
    EXPECT_THAT(paths(listing), ElementsAre("/2", "/3"));
    EXPECT_EQ(listing.left_out, 3u);
}

TEST_F(Discover, AFeedsDateThatIsNoneIsNamedWithItsItem) {
    server_.on("/feed", answer(200, "<rss><channel>" + rss_item(1, "13/13/2026") + rss_item(2, "11/20/2026") +
                                        rss_item(3, "hôm qua") + rss_item(4, "") + "</channel></rss>"));
    core::Source feed = source(SourceKind::feed, "/feed");
    const std::string remark = discover(feed).remark;
    EXPECT_THAT(remark, testing::HasSubstr("2 items have dates that cannot be read"));
    EXPECT_THAT(remark, testing::HasSubstr("'13/13/2026'"));
    EXPECT_THAT(remark, testing::HasSubstr("'hôm qua'"));
    feed.exclude = {"3$"};
    EXPECT_THAT(discover(feed).remark, testing::HasSubstr("an item has a date that cannot be read"));
    feed.exclude = {"[13]$"};
    EXPECT_EQ(discover(feed).remark, "");
}

TEST_F(Discover, AFeedThatIsAnErrorPageIsAnError) {
    server_.on("/feed", answer(200, "<html><body>Bảo trì</body></html>"));
    EXPECT_EQ(error_of(source(SourceKind::feed, "/feed")).kind(), core::ErrorKind::media);
    EXPECT_EQ(error_of(source(SourceKind::feed, "/missing")).kind(), core::ErrorKind::gone);
}

TEST_F(Discover, ASitemapIndexIsReadNewestFirstAndNotFurtherThanNeeded) {
    server_.on("/sitemap.xml",
               answer(200, R"(<sitemapindex><sitemap><loc>/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap>
        <sitemap><loc>/broken.xml</loc><lastmod>2024-07-03</lastmod></sitemap>
        <sitemap><loc>/new.xml</loc><lastmod>2024-07-02</lastmod></sitemap></sitemapindex>)"));
    server_.on(
        "/new.xml",
        answer(
            200,
            R"(<urlset><url><loc>/a</loc><lastmod>2024-07-01</lastmod></url><url><loc>/b</loc><lastmod>2024-07-02</lastmod></url></urlset>)"));
    server_.on("/broken.xml", answer(404));
    Source index = source(SourceKind::feed, "/sitemap.xml");
    index.max_items = 2;
    const Listing listing = discover(index);
    EXPECT_THAT(paths(listing), ElementsAre("/b", "/a"));
    EXPECT_FALSE(listing.links[0].published) << "a change is not a publication";
    EXPECT_THAT(server_.requests("/old.xml"), IsEmpty());
    ASSERT_EQ(listing.problems.size(), 1u);
    EXPECT_THAT(listing.problems[0], HasSubstr("/broken.xml"));
    EXPECT_TRUE(listing.validators.empty());
}

TEST_F(Discover, AnIndexThatNamesItselfEnds) {
    server_.on("/sitemap.xml", answer(200,
                                      "<sitemapindex><sitemap><loc>/sitemap.xml</loc></sitemap><sitemap><loc>/s2.xml</"
                                      "loc></sitemap></sitemapindex>"));
    server_.on("/s2.xml", answer(200, "<sitemapindex><sitemap><loc>/sitemap.xml</loc></sitemap></sitemapindex>"));
    EXPECT_THAT(discover(source(SourceKind::feed, "/sitemap.xml")).links, IsEmpty());
    EXPECT_LE(server_.requests().size(), 5u);
    std::string many = "<sitemapindex>";
    for (int count = 0; count < 500; ++count)
        many += "<sitemap><loc>/m" + std::to_string(count) + ".xml</loc></sitemap>";
    server_.on("/many.xml", answer(200, many + "</sitemapindex>"));
    const auto before = server_.requests().size();
    static_cast<void>(error_of(source(SourceKind::feed, "/many.xml")));
    EXPECT_LE(server_.requests().size() - before, 14u);
}

TEST_F(Discover, AListOfAddresses) {
    const std::string text =
        "\xEF\xBB\xBF# bài cần đọc\r\nhttp://a.example/1#x\r\n\r\n  http://a.example/2  # ghi "
        "chú\r\nhttp://A.example:80/1\r\nnot a url\r\nftp://a/b\r\n";
    const auto urls = [](const Listing& listing) {
        std::vector<std::string> found;
        for (const auto& link : listing.links) found.push_back(link.url);
        return found;
    };
    server_.on("/list", answer(200, text + "/ba\n", {{"Content-Type", "text/plain"}}));
    const Listing remote = discover(source(SourceKind::list, "/list"));
    EXPECT_THAT(urls(remote), ElementsAre("http://a.example/1", "http://a.example/2", server_.url("/ba")));
    EXPECT_EQ(remote.problems.size(), 2u);

    const support::TemporaryFolder folder;
    core::write_file(folder / "urls.list", text);
    Source local;
    local.kind = SourceKind::list;
    local.path = folder / "urls.list";
    EXPECT_THAT(urls(discover(local)), ElementsAre("http://a.example/1", "http://a.example/2"));
    core::write_file(folder / "urls.list", "nothing of use\n");
    EXPECT_THAT(error_of(local).what(), HasSubstr("urls.list:1"));
    local.path = folder / "missing.list";
    EXPECT_EQ(error_of(local).kind(), core::ErrorKind::storage);
}

TEST_F(Discover, AListMayComeFromTheInput) {
    std::istringstream input("http://a.example/1\nhttp://a.example/2");
    auto* const before = std::cin.rdbuf(input.rdbuf());
    Source local;
    local.kind = SourceKind::list;
    local.path = "/somewhere/-";
    const Listing listing = discover(local);
    std::cin.rdbuf(before);
    std::cin.clear();
    EXPECT_EQ(listing.links.size(), 2u);
}

TEST_F(Discover, LocalFilesNewestFirstAndNoneFromOutside) {
    const support::TemporaryFolder outside;
    core::write_file(outside / "secret.txt", "x");
    const support::TemporaryFolder folder;
    const auto put = [&](const std::string& name, int hours_old) {
        core::write_file(folder / name, "x");
        fs::last_write_time(folder / name, fs::file_time_type::clock::now() - std::chrono::hours(hours_old));
    };
    put("old.txt", 5);
    put("new.HTML", 1);
    put("middle.htm", 3);
    put("picture.jpg", 0);
    put(".hidden.txt", 0);
    put("tie-b.txt", 9);
    put("tie-a.txt", 9);
    const auto tie = fs::last_write_time(folder / "tie-a.txt");
    fs::last_write_time(folder / "tie-b.txt", tie);
    fs::create_directory(folder / "folder.txt");
    fs::create_symlink(outside / "secret.txt", folder / "link.txt");
    fs::create_symlink("nowhere.txt", folder / "broken.txt");
    Source files;
    files.kind = SourceKind::files;
    files.path = folder.path();
    std::vector<std::string> names;
    for (const auto& link : discover(files).links) names.push_back(link.file.filename().string());
    EXPECT_THAT(names, ElementsAre("new.HTML", "middle.htm", "old.txt", "tie-a.txt", "tie-b.txt"));

    files.max_items = 1;
    EXPECT_EQ(discover(files).left_out, 4u);
    files.path = folder / "old.txt";
    const Listing one = discover(files);
    ASSERT_EQ(one.links.size(), 1u);
    EXPECT_EQ(one.links[0].file, folder / "old.txt");
    EXPECT_EQ(one.links[0].url, "");
    files.path = folder / "missing";
    EXPECT_EQ(error_of(files).kind(), core::ErrorKind::storage);
    EXPECT_THAT(error_of(files).what(), HasSubstr("missing"));
}

TEST(ArticleLikeness, AddressesOfArticlesAndOfEverythingElse) {
    for (const auto* url :
         {"http://a.vn/thoi-su/nong-dan-vao-vu-gat-som-123456.html", "https://a.com/2024/07/08/slug/",
          "https://a.com/2024-07-08-slug", "https://a.com/news/12345", "http://a.vn/newsdetails.aspx?ItemID=1234",
          "http://a.vn/?p=123", "https://a.com/six-words-make-a-good-slug", "https://a.com/article/some-short-slug",
          "https://a.jp/articles/ABC123.html", "http://a.vn/tin-tuc/Chi-tiet/77123/x.html",
          "https://a.com/p/"
          "%E4%B8%AD%E6%96%87%E6%A0%87%E9%A2%98%E6%96%87%E7%AB%A0%E5%86%85%E5%AE%B9%E5%BE%88%E9%95%BF%E5%BE%88%E9%95%"
          "BF%E7%9A%84"})
        EXPECT_EQ(fetch::article_likeness(url), 2) << url;
    for (const auto* url :
         {"https://a.com/", "https://a.com", "https://a.com/sport", "https://a.com/tag/some-long-tag-with-many-words",
          "https://a.com/page/2", "https://a.com/author/jane-doe-of-the-long-name", "https://a.com/news/",
          "https://a.com/?cat=5", "https://a.com/report-of-the-year-2024-long.pdf", "https://a.com/trang-2.html",
          "https://a.com/search?q=12345", "https://a.com/wp-login.php?id=77777", "https://a.com/rss/home.rss"})
        EXPECT_EQ(fetch::article_likeness(url), 0) << url;
}

TEST_F(Discover, TheNumberOfAnAddressDatesAnItemThatHasNoDate) {
    const auto item = [](const char* link) {
        return std::string("<item><title>A</title><link>") + link + "</link></item>";
    };
    server_.on("/rss", answer(200, "<rss version=\"2.0\"><channel>" + item("/gao-202611408153022.htm") +
                                       item("/lua-202611718204511.htm?utm=1") + item("/ca-20261019090000123.htm") +
                                       "</channel></rss>"));
    Source feed = source(SourceKind::feed, "/rss");
    EXPECT_THAT(paths(discover(feed)),
                ElementsAre("/ca-20261019090000123.htm", "/lua-202611718204511.htm?utm=1", "/gao-202611408153022.htm"));
    EXPECT_FALSE(discover(feed).links.at(0).published) << "the page may know better";
}

/// What only a listing says of users and passwords is used and not handed on; so the next look must be in full.
TEST_F(Discover, KeepsThePasswordsOfAListToItself) {
    const std::string login = "http://reader:s3cret@" + server_.url("").substr(7);
    server_.on("/list.txt", answer(200, login + "/a.html\n" + server_.url("/b.html\n"), {{"ETag", "\"1\""}}));
    server_.on("/rss", answer(200,
                              "<rss version=\"2.0\"><channel><item><title>A</title><link>" + login +
                                  "/a.html</link><enclosure url=\"" + login +
                                  "/a.mp3\" type=\"audio/mpeg\"/></item></channel></rss>",
                              {{"ETag", "\"1\""}}));
    server_.on("/a.html", answer(200, "a"));
    const Listing list = discover(source(SourceKind::list, "/list.txt"));
    EXPECT_THAT(paths(list), ElementsAre("/a.html", "/b.html"));
    EXPECT_EQ(list.validators.etag, "");
    const Listing feed = discover(source(SourceKind::feed, "/rss"));
    EXPECT_THAT(paths(feed), ElementsAre("/a.html"));
    ASSERT_TRUE(feed.links.at(0).recording);
    EXPECT_EQ(feed.links.at(0).recording->url, server_.url("/a.mp3"));
    EXPECT_EQ(feed.validators.etag, "");
    fetch::Request page;
    page.url = feed.links.at(0).url;
    http_.get(page);
    EXPECT_EQ(server_.requests("/a.html").at(0).header("authorization"), "Basic cmVhZGVyOnMzY3JldA==");
}

}  // namespace
