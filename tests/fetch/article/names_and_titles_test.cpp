#include "fetch/article/article.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view headline = "Pool stays open for another year, council says";
constexpr std::string_view text =
    "<p>The council voted on Tuesday to keep the swimming pool open for another year, after more than two thousand "
    "residents signed a petition.</p><p>The money will come from the parking fees that were raised last spring, which "
    "the treasurer called a fair exchange, though not everyone agreed.</p>";
constexpr std::string_view vietnamese_text =
    "<p>Sáng nay nhiều hộ dân ở ven sông đã dọn đồ lên gác vì nước lên nhanh hơn dự báo của đài khí tượng.</p><p>Chính "
    "quyền xã cử người đi từng nhà nhắc bà con cắt điện tầng trệt và đưa gia súc lên chỗ cao trước khi trời tối.</p>";

std::string with_head(std::string_view head, std::string_view article) {
    return "<html><head><meta charset=utf-8>" + std::string(head) + "</head><body><main><article>" +
           std::string(article) + "</article></main></body></html>";
}

std::string heading(std::string_view inner) {
    return "<h1>" + std::string(inner) + "</h1>";
}

core::Article read(const std::string& page) {
    return fetch::read_article({"https://www.dailyherald.example/a-1.html", "text/html", page, {}});
}

std::vector<std::string> authors_of(std::string_view head, std::string_view article) {
    return read(with_head(head, article)).authors;
}

std::string linked(std::string_view author) {
    return R"(<script type="application/ld+json">{"@type":"NewsArticle","headline":")" + std::string(headline) +
           R"(","author":)" + std::string(author) + R"(,"publisher":{"@type":"Organization","name":"Daily Herald"}})" +
           "</script>";
}

std::string article(std::string_view byline, std::string_view end = {}) {
    return heading(headline) + std::string(byline) + std::string(text) + std::string(end);
}

TEST(Authors, ASiteInWhateverSpellingHidesNoByline) {
    for (const char* site : {"DAILY HERALD ONLINE", "dailyherald.example", "DAILYHERALD.EXAMPLE", "The Daily Herald",
                             "Daily Herald Staff", "DailyHerald", "www.dailyherald.example", "Other Media Ltd"}) {
        EXPECT_THAT(authors_of("<meta name=author content='" + std::string(site) + "'>",
                               article("<p class=byline>By Ann Lee</p>")),
                    ElementsAre("Ann Lee"))
            << site;
    }
}

TEST(Authors, ASiteThatAloneSignsIsTakenAtItsWord) {
    EXPECT_THAT(authors_of("<meta name=author content='Daily Herald'>", article("")), ElementsAre("Daily Herald"));
    EXPECT_THAT(authors_of("<meta name=author content='Other Media Ltd'>", article("")),
                ElementsAre("Other Media Ltd"));
    EXPECT_THAT(authors_of(linked(R"({"@type":"Organization","name":"Daily Herald"})"), article("")), IsEmpty());
}

TEST(Authors, EmptyNamesInDataEndNoSearch) {
    for (const char* author : {R"({"@type":"Person","name":""})", R"({"@type":"Person","name":null})",
                               R"([{"@type":"Person"},{"name":""}])", R"("")", "[]", "{}"})
        EXPECT_THAT(authors_of(linked(author), article("<span class=author>Ann Lee</span>")), ElementsAre("Ann Lee"))
            << author;
}

TEST(Authors, OfListsInDataAllCome) {
    for (const char* author :
         {R"(["Ann Lee","Bob Ray"])", R"({"@type":"Person","name":["Ann Lee","Bob Ray"]})",
          R"([{"name":"Ann Lee"},{"givenName":"Bob","familyName":"Ray"}])", R"({"name":"Ann Lee; Bob Ray"})"})
        EXPECT_THAT(authors_of(linked(author), article("")), ElementsAre("Ann Lee", "Bob Ray")) << author;
    EXPECT_THAT(authors_of("<meta name=author content='Ann Lee'><meta name=author content='Bob Ray'>", article("")),
                ElementsAre("Ann Lee", "Bob Ray"));
    EXPECT_THAT(authors_of("<meta property='dable:author' content='Ann Lee;Bob Ray'>", article("")),
                ElementsAre("Ann Lee", "Bob Ray"));
}

TEST(Authors, OfElementsThatLookTheSameAllCome) {
    EXPECT_THAT(authors_of("", article("<ul class=by><li class=author><a href=/a/1>Ann Lee</a>, Reporter</li><li "
                                       "class=author><a href=/a/2>Bob Ray</a></li></ul>")),
                ElementsAre("Ann Lee", "Bob Ray"));
    for (const char* list :
         {"<ul class=byline><li>Ann Lee</li><li>Bob Ray</li></ul>",
          "<div><div><div><span class=author-name>Ann Lee</span></div></div><div><div><span class=author-name>Bob "
          "Ray</span></div></div></div>"})
        EXPECT_THAT(authors_of("", article(list)), ElementsAre("Ann Lee", "Bob Ray")) << list;
}

TEST(Authors, SectionsLinksAndNumbersAreNone) {
    for (const char* said : {"Town", "https://social.example/herald", "herald@paper.example", "0912 345 678", "admin"})
        EXPECT_THAT(authors_of("<meta property='article:section' content=Town><meta name=author content='" +
                                   std::string(said) + "'>",
                               article("")),
                    IsEmpty())
            << said;
}

TEST(Authors, OfOtherArticlesAreNone) {
    EXPECT_THAT(authors_of("", article("",
                                       "<div class=box><h3><a href=/b-2.html>The mill becomes a school of crafts "
                                       "after all</a></h3><span class=author>Bob Ray</span></div>")),
                IsEmpty());
    EXPECT_THAT(authors_of("", article("",
                                       "<ul><li><a href=/b-2.html>The mill becomes a school of crafts after all"
                                       "</a> <span class=author>Bob Ray</span></li></ul>")),
                IsEmpty());
}

TEST(Authors, PartsOfABylineAreToldApart) {
    EXPECT_THAT(authors_of("", article("<div class=byline><span>Ann Lee</span><span>Chief Reporter</span></div>")),
                ElementsAre("Ann Lee"));
    EXPECT_THAT(authors_of("", article("<div class=author-box><div class=author-name>Ann Lee</div><a "
                                       "href=/t>Swimming Pools</a></div>")),
                ElementsAre("Ann Lee"));
    EXPECT_THAT(authors_of("<meta property='og:site_name' content='Daily Herald'>",
                           article("<div class=byline>By Ann Lee Daily Herald</div>")),
                ElementsAre("Ann Lee"));
}

TEST(Authors, MarkedByAnyOfTheUsualAttributes) {
    for (const char* element :
         {"<p data-role=author>Lê Hà</p>", "<h2 class=author-title><a href=/x>Lê Hà</a></h2>",
          "<div class=pseudonym>Lê Hà</div>", "<span class=but-danh>Lê Hà</span>", "<p class=icon_author>Lê Hà</p>",
          "<span class='sc-longform-header-author block-sc-author'>Lê Hà/VOV.VN</span>",
          "<div class=author-make><span>Lê Hà</span></div>", "<div data-testid=byline>Lê Hà</div>"})
        EXPECT_THAT(authors_of("<meta name=author content='DAILYHERALD.EXAMPLE'>",
                               heading(headline) + std::string(vietnamese_text) + element),
                    ElementsAre("Lê Hà"))
            << element;
}

TEST(Authors, AreNamedByLinksToTheirPages) {
    for (const char* line :
         {"<div class=x1><a class=x2 href=/author/ann-lee>Ann Lee</a></div>",
          "<p><a href='https://www.dailyherald.example/autores/12'>Ann Lee</a> | Town</p>",
          "<h6><a href=/yazarlar/lee>Ann Lee</a></h6>", "<p>writer: <a href=/writers/alee/>Ann Lee</a></p>",
          "<div><span>By <a href=/staff/al>Ann Lee</a></span><time>March 07, 2025</time></div>"})
        EXPECT_THAT(authors_of("", article(line)), ElementsAre("Ann Lee")) << line;
    EXPECT_THAT(authors_of("", article("<div><a href=/author/ann-lee>Ann Lee</a>, <a href=/author/bob>Bob Ray</a>"
                                       "</div>")),
                ElementsAre("Ann Lee", "Bob Ray"));
    EXPECT_THAT(authors_of("", article("<div><a href=/tac-gia/le-ha-7.html>Lê Hà</a></div>")), ElementsAre("Lê Hà"));
}

TEST(Authors, StandInTheArticlesOwnAsideNavOrFooter) {
    for (const char* element : {"<aside class=meta><a rel=author href=/p/al>Ann Lee</a></aside>",
                                "<nav class=pst-by><span itemprop=author>Ann Lee</span></nav>",
                                "<footer class=article-footer><p class=byline>By Ann Lee</p></footer>"}) {
        EXPECT_THAT(authors_of("", article(element)), ElementsAre("Ann Lee")) << element;
        EXPECT_THAT(authors_of("", article("", element)), ElementsAre("Ann Lee")) << element;
    }
    EXPECT_THAT(read("<body>" + article("") + "<footer><p class=author>Ann Lee</p></footer></body>").authors,
                IsEmpty());
}

TEST(Authors, AreNotWhatOtherLinksName) {
    for (const char* line :
         {"<div><a href=/people/celebrities/9>Ann Lee</a></div>", "<div><a href=/authors/>Our Authors</a></div>",
          "<div><a href=/topics/ann-lee>Ann Lee</a></div>", "<div><a href=/author/ann-lee>View Profile</a></div>",
          "<div><h3><a href=/b-2.html>The mill becomes a school of crafts after all</a></h3><a "
          "href=/author/bob-ray>Bob Ray</a></div>"})
        EXPECT_THAT(authors_of("", article(line)), IsEmpty()) << line;
}

TEST(Authors, SignAtTheEndOfVietnameseTexts) {
    for (const char* end : {"<p><strong>Lê Hà</strong></p>", "<p>Lê Hà</p>", "<h4 style='text-align:right'>Lê Hà</h4>",
                            "<p style='text-align: right;'>Lê Hà</p>", "<p align=right><em>Lê Hà</em></p>",
                            "<p class=Normal style='text-align:right;'><strong>Bài, ảnh: Lê Hà</strong></p>",
                            "<p style='text-align:right'><strong>Lê Hà</strong> (Theo <em>AFP, CNN</em>)</p>",
                            "<p style='text-align:right'><strong>Lê Hà</strong></p><p align=right>Ảnh: Văn Tý</p>",
                            "<p style='text-align:right'>Thực hiện: Lê Hà</p>"})
        EXPECT_THAT(authors_of("<meta name=author content='DAILY HERALD'>",
                               heading(headline) + "<div class=body>" + std::string(vietnamese_text) + end + "</div>"),
                    ElementsAre("Lê Hà"))
            << end;
    EXPECT_THAT(authors_of("", heading(headline) + std::string(vietnamese_text) + "<p align=right>Ảnh: Văn Tý</p>"),
                IsEmpty());
}

TEST(Authors, CapitalsOfAnyLetterSign) {
    EXPECT_THAT(authors_of("", heading(headline) + std::string(vietnamese_text) + "<p><b>LÊ HÀ</b></p>"),
                ElementsAre("LÊ HÀ"));
}

TEST(Authors, UnderTheLinesOfOtherArticlesAreNone) {
    EXPECT_THAT(authors_of("",
                           "<a href=/b-2.html><span>The mill becomes a school of crafts after all</span><ul><li>By "
                           "Bob Ray</li></ul></a>" +
                               article("")),
                IsEmpty());
}

TEST(Titles, LoseTheSiteBehindAnyMark) {
    for (const char* ending :
         {" | Daily Herald", " - Daily Herald", " – The Daily Herald", " — dailyherald.example", " · Daily Herald",
          " • Daily Herald", " :: Daily Herald", "|Daily Herald", " - Town - Daily Herald", " ~ DAILY HERALD"}) {
        const auto page = with_head(
            "<meta property='og:site_name' content='Daily Herald'><meta "
            "property='article:section' content=Town><title>" +
                std::string(headline) + ending + "</title>",
            text);
        EXPECT_EQ(read(page).title, headline) << ending;
    }
}

TEST(Titles, AreHeadingsWithoutWhatStandsInThem) {
    for (const char* before : {"<a href=/>&lt;</a> ", "<span class=live-badge>LIVE</span>", "<em>Live</em> | ",
                               "<span class=kicker>Town"
                               "</span>",
                               "<strong>Town</strong> ", "<span class=sr-only>Article:</span> "})
        EXPECT_EQ(read(with_head("<meta property='og:title' content='" + std::string(headline) + "'>",
                                 heading(before + std::string(headline)) + std::string(text)))
                      .title,
                  headline)
            << before;
    for (const char* behind : {" <span class=icon-video>Video</span>", "<span class=label>Abo</span>", " ›"})
        EXPECT_EQ(read(with_head("", heading(std::string(headline) + behind) + std::string(text))).title, headline)
            << behind;
}

TEST(Titles, AreWhatIsSaidWithoutWhateverIsGluedToTheirEnds) {
    for (const char* behind :
         {"<span class=subtitle>Work may begin in spring</span>", "<button>Save for later</button>",
          "<small>4 March</small><a href=/p>Print this</a>", "<em>1,204 readers looked at it</em>"})
        EXPECT_EQ(read(with_head("<meta property='og:title' content='" + std::string(headline) + "'>",
                                 heading(std::string(headline) + behind) + std::string(text)))
                      .title,
                  headline)
            << behind;
    EXPECT_EQ(read(with_head("<meta property='og:title' content='" + std::string(headline) + "'>",
                             heading("<span class=x1>Local</span><span class=x2>Exclusive</span>" +
                                     std::string(headline) + "<i class=x3>Watch the film too</i>") +
                                 std::string(text)))
                  .title,
              headline);
    EXPECT_EQ(read(with_head("<title>Daily Herald</title>", "<h1 class=entry-title><span class=kicker>Town</span>" +
                                                                std::string(headline) + "</h1>" + std::string(text)))
                  .title,
              headline);
}

TEST(Titles, KeepAKickerThatThePageSaysToo) {
    const std::string whole = "Town hall: " + std::string(headline);
    const std::string glued = "<span class=kicker>Town hall</span>" + std::string(headline);
    EXPECT_EQ(
        read(with_head("<meta property='og:title' content='" + whole + "'>", heading(glued) + std::string(text))).title,
        whole);
    const std::string quoted = "\"Never again\": " + std::string(headline);
    EXPECT_EQ(
        read(with_head("<title>" + quoted + " | Daily Herald</title>", heading(quoted) + std::string(text))).title,
        quoted);
}

TEST(Titles, AreWholeWhereMetasAreCut) {
    for (const char* cut : {"Pool stays open for another...", "Pool stays open for another", "Pool stays open for …"})
        EXPECT_EQ(read(with_head("<meta property='og:title' content='" + std::string(cut) + "'><title>" + cut +
                                     " | Daily Herald</title>",
                                 heading(headline) + std::string(text)))
                      .title,
                  headline)
            << cut;
}

TEST(Titles, AreNotTheSiteNorTheSection) {
    const std::string site = "<meta property='og:site_name' content='Daily Herald'>";
    EXPECT_EQ(read(with_head(site + "<title>Daily Herald</title><meta property='og:title' content='Daily Herald'>",
                             heading("Daily Herald") + "<h2 class=entry-title>" + std::string(headline) + "</h2>" +
                                 std::string(text)))
                  .title,
              headline);
    EXPECT_EQ(read(with_head(site + "<title>" + std::string(headline) + " | Daily Herald</title>",
                             heading("Town") + "<h2>" + std::string(headline) + "</h2>" + std::string(text)))
                  .title,
              headline);
}

TEST(Titles, AreWhatReadersSeeWhereSearchEnginesAreToldAnother) {
    EXPECT_EQ(read(with_head("<meta property='og:title' content='Swimming baths rescued: what it means for you'>",
                             heading(headline) + std::string(text)))
                  .title,
              headline);
}

TEST(Titles, ShowNoEscapesAndNoHiddenHyphens) {
    const std::string page = heading("Tom &amp;amp; Ann keep the swim&shy;ming pool open") + std::string(text);
    const std::string said = "<meta property='og:title' content='Tom &amp; Ann keep the swimming pool open'>";
    EXPECT_EQ(read(with_head(said, page)).title, "Tom & Ann keep the swimming pool open");
    // One that is about an escape has it everywhere.
    const std::string same = "<meta property='og:title' content='Tom &amp;amp; Ann keep the swimming pool open'>";
    EXPECT_EQ(read(with_head(same, page)).title, "Tom &amp; Ann keep the swimming pool open");
}

}  // namespace
