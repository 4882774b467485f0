// Which of the days that a page names is its article's: what machines are told against what stands beside the headline.

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "core/time.h"
#include "fetch/article/article.h"

namespace {

struct Page {
    std::string head;         // within the head element
    std::string above;        // in the page's head
    std::string below_title;  // right below the headline
    std::string end;          // behind the text
    std::string language = "en-GB";
    std::string url = "https://paper.example/mill-case";
};

std::string published(const Page& page) {
    std::string text;
    for (const char* who : {"bakers", "millers", "farmers", "carters", "judges"})
        text += std::string("<p>The ") + who +
                " of the village had waited for many years, with patience and little else, until a letter came "
                "that settled what belongs to whom along the river.</p>";
    const std::string html = "<!DOCTYPE html><html lang='" + page.language +
                             "'><head><meta charset='utf-8'><title>Bakers win their case over the mill</title>" +
                             page.head + "</head><body><div class='site'>" + page.above +
                             "</div><nav><a href='/local'>Local</a> <a href='/sport'>Sport</a></nav><main><article>"
                             "<h1>Bakers win their case over the mill</h1>" +
                             page.below_title + text + page.end + "</article></main></body></html>";
    const core::Article article = fetch::read_article({page.url, "text/html", html, {}});
    return article.published ? core::format_iso8601(*article.published) : "none";
}

std::string linked_data(const std::string& day, const std::string& changed = {}) {
    return "<script "
           "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Bakers\",\"datePublished\":\"" +
           day + "\"" + (changed.empty() ? "" : ",\"dateModified\":\"" + changed + "\"") + "}</script>";
}

std::string meta(const std::string& name, const std::string& value) {
    return "<meta property='" + name + "' content='" + value + "'>";
}

TEST(Publication, FieldsThatDisagreeAreSettledByWhatIsShown) {
    Page page;
    page.head = linked_data("2019-08-01T00:00:00+00:00") + meta("article:published_time", "2026-11-17T06:00:00+00:00");
    page.below_title = "<div class='date'>17 November 2026</div>";
    EXPECT_EQ(published(page), "2026-11-17T06:00:00+00:00");
    page.below_title = "<div class='date'>14 November 2026, 08:15</div>";
    EXPECT_EQ(published(page), "2026-11-14T08:15:00") << "none of them says so";
    page.below_title.clear();
    EXPECT_EQ(published(page), "2019-08-01T00:00:00+00:00") << "nothing settles it";
    page.url = "https://paper.example/2026/11/17/mill-case";
    EXPECT_EQ(published(page), "2026-11-17T06:00:00+00:00");
}

TEST(Publication, OneFieldIsBelievedUnlessAllElseIsEarlier) {
    Page page;
    page.head = linked_data("2026-11-17T06:00:00+00:00");
    page.above = "<span class='date'>Sunday, 29 November 2026</span>";
    EXPECT_EQ(published(page), "2026-11-17T06:00:00+00:00");
    page.above.clear();
    page.end =
        "<p>Hearings were held on 3 March 2024 and on other days before the county court, as far as is known.</p>";
    EXPECT_EQ(published(page), "2026-11-17T06:00:00+00:00");
    page.head = linked_data("2062-11-17T06:00:00+00:00", "2026-11-17T06:00:00+00:00");
    page.below_title = "<div class='date'>17 November 2026</div>";
    EXPECT_EQ(published(page), "2026-11-17") << "later than its own change";
    page.head = linked_data("2026-11-29T10:00:00+00:00", "2026-11-29T10:00:00+00:00");
    EXPECT_EQ(published(page), "2026-11-17") << "when the page was made";
}

TEST(Publication, TheBirthdayOfTheSiteServesWhereNothingElseDoes) {
    Page page;
    page.head = meta("dc.created", "2001-03-03");
    page.below_title = "<p>Posted 17 November 2026</p>";
    EXPECT_EQ(published(page), "2026-11-17");
    page.below_title.clear();
    EXPECT_EQ(published(page), "2001-03-03");
}

TEST(Publication, NoZoneIsInvented) {
    Page page;
    page.head = linked_data("2026-11-20T03:20:11Z");
    page.below_title = "<div class='pub-date'>19 November 2026</div>";
    EXPECT_EQ(published(page), "2026-11-19");
    page.below_title = "<div class='pub-date'>19 November 2026, 22:20</div>";
    EXPECT_EQ(published(page), "2026-11-19T22:20:11-05:00") << "the clock names it";
    page.below_title = "<div class='pub-date'>19 November 2026, 22:27</div>";
    EXPECT_EQ(published(page), "2026-11-19T22:27:00") << "no place is so far from Greenwich";
    page.below_title = "<time datetime='2026-11-20T10:20:11+07:00'>20 November 2026</time>";
    EXPECT_EQ(published(page), "2026-11-20T10:20:11+07:00");
    page.below_title.clear();
    page.url = "https://paper.example/2026/11/19/mill-case";
    EXPECT_EQ(published(page), "2026-11-19");
    page.below_title = "<time datetime='2026-11-20T03:20:11Z'>20 November 2026</time>";
    EXPECT_EQ(published(page), "2026-11-20T03:20:11+00:00") << "the address has the day of the draft";
}

TEST(Publication, ATimeElementsTextTellsTheReadersDay) {
    Page page;
    page.language = "en-US";
    for (const std::string& head : {std::string(), linked_data("2026-11-20T03:40:07Z")}) {
        page.head = head;
        page.below_title = "<time datetime='2026-11-20T03:40:07Z'>November 19, 2026 10:40 PM</time>";
        EXPECT_EQ(published(page), "2026-11-19T22:40:07-05:00") << head;
        page.below_title = "<time datetime='2026-11-20T03:40:07Z'>November 19, 2026</time>";
        EXPECT_EQ(published(page), "2026-11-19") << head;
        page.below_title = "<time datetime='2026-11-20T03:40:07Z'>November 20, 2026 3:40 AM</time>";
        EXPECT_EQ(published(page), "2026-11-20T03:40:07+00:00") << head;
        page.below_title = "<time datetime='2026-11-20T03:40:07Z'>since November 2, 2026</time>";
        EXPECT_EQ(published(page), "2026-11-20T03:40:07+00:00") << "another day: " << head;
    }
    page.head = meta("article:published_time", "2026-11-24T22:10:00Z");
    page.language = "vi";
    page.below_title = "<time datetime='2026-11-24T22:10:00Z'>25/11/2026 05:10</time>";
    EXPECT_EQ(published(page), "2026-11-25T05:10:00+07:00");
}

TEST(Publication, ClocksPostsProfilesAndSentencesAreNotTheArticles) {
    const std::string own = "<p class='posted'>17 November 2026</p>";
    for (const char* other :
         {"<p class='today'>29 November 2026</p>", "<div class='top-bar'>Sunday, 29 November 2026 10:00:07</div>",
          "<div id='clock'>29.11.2026</div>", "<div>Today: 29 November 2026</div>"}) {
        Page page;
        page.above = other;
        page.end = own;
        EXPECT_EQ(published(page), "2026-11-17") << other;
    }
    for (const char* other :
         {"<blockquote><p>Won!</p><a href='https://social.example/x/status/1'>2 November 2023</a></blockquote>",
          "<dl><dd class='profile-joined'>Registered: 18 September 2008</dd></dl>",
          "<figure><figcaption>The mill as it stood on 3 May 2019</figcaption></figure>",
          "<p>The court had heard on 3 May 2019 that the mill belongs to nobody but the river.</p>"}) {
        Page page;
        page.below_title = other;
        page.end = own;
        EXPECT_EQ(published(page), "2026-11-17") << other;
    }
    Page page;
    page.below_title =
        "<blockquote><p>Won!</p><a href='https://social.example/x/status/1'>2 November 2023</a></blockquote>";
    EXPECT_EQ(published(page), "none");
}

TEST(Publication, NothingIsPublishedAfterItsChange) {
    const std::vector<std::pair<const char*, const char*>> cases{
        {"vi", "<div class='ngaycapnhat'>Cập nhật: 25/11/2026 14:05</div>"},
        {"en", "<p>Updated: 25 November 2026, 14:05</p>"},
        {"tr", "<p class='date'>Güncelleme: 25.11.2026 14:05</p>"},
    };
    for (const auto& [language, line] : cases) {
        for (const char* name : {"ngay", "date", "header-date", "datetime"}) {
            Page page;
            page.language = language;
            page.above = std::string("<div class='") + name + "'>29/11/2026</div>";
            page.below_title = line;
            EXPECT_EQ(published(page), "2026-11-25T14:05:00") << name << line;
        }
    }
    Page page;
    page.head = meta("article:modified_time", "2026-11-25T14:05:00+00:00");
    page.above = "<div class='date'>29 November 2026</div>";
    EXPECT_EQ(published(page), "2026-11-25T14:05:00+00:00");
    page.above = "<div class='date'>24 November 2026</div>";
    EXPECT_EQ(published(page), "2026-11-24") << "no clock goes so late";
}

TEST(Publication, TheEntriesOfAListAreOtherArticles) {
    std::string list;
    for (const char* day : {"29", "28", "27"})
        list += std::string("<li><a href='/other-") + day + "'>Bus depot moves out</a> <span class='date'>" + day +
                " November 2026</span></li>";
    Page page;
    page.url = "https://paper.example/local/mill-case-20261103140511123.htm";
    page.end = "<ul>" + list + "</ul>";
    EXPECT_EQ(published(page), "2026-11-03T14:05:11");
    page.url = "https://paper.example/mill-case";
    page.below_title = "<ul>" + list + "</ul>";
    page.end = "<p class='date'>17 November 2026</p>";
    EXPECT_EQ(published(page), "2026-11-17");
    page.end.clear();
    EXPECT_EQ(published(page), "2026-11-29") << "all that there is";
}

TEST(Publication, AChangeIsNamedBesideIt) {
    const std::vector<std::pair<const char*, const char*>> cases{
        {"vi", "<div>Cập nhật: 27/11/2026 09:00 | Xuất bản: 25/11/2026 14:05</div>"},
        {"vi", "<div>Xuất bản: 25/11/2026 14:05 - Cập nhật: 27/11/2026 09:00</div>"},
        {"vi", "<div>25/11/2026 14:05 (Cập nhật: 27/11/2026 09:00)</div>"},
        {"vi",
         "<div>Cập nhật <time datetime='2026-11-27T09:00'>27/11</time> Xuất bản <time "
         "datetime='2026-11-25T14:05'>25/11</time></div>"},
        {"vi", "<dl><dt>Ngày cập nhật</dt><dd>27/11/2026 09:00</dd><dt>Ngày đăng</dt><dd>25/11/2026 14:05</dd></dl>"},
        {"vi", "<div class='meta'><div>14:05</div><div>Thứ tư, 25/11/2026</div></div>"},
        {"vi", "<div class='ngaycapnhat'>Cập nhật ngày: 25/11/2026 14:05</div>"},
        {"en", "<div>UPDATED: November 27, 2026 at 9:00 a.m. | PUBLISHED: November 25, 2026 at 2:05 p.m.</div>"},
        {"fr", "<p>Mis à jour le 27 novembre 2026 à 09h00 Publié le 25 novembre 2026 à 14h05</p>"},
        {"de", "<p>Veröffentlicht am 25.11.2026, 14:05 Uhr, aktualisiert am 27.11.2026, 09:00 Uhr</p>"},
        {"ja", "<div>2026年11月27日 09時00分 更新 / 2026年11月25日 14時05分 公開</div>"},
        {"ja", "<div>2026年11月25日 14時05分 公開 / 2026年11月27日 09時00分 更新</div>"},
        {"ko", "<div>수정 2026.11.27. 오전 9:00 입력 2026.11.25. 오후 2:05</div>"},
        {"el", "<p>Τελευταία ενημέρωση: 27/11/2026 09:00</p><p>Δημοσίευση: 25/11/2026 14:05</p>"},
        {"el", "<p>Ενημέρωση: 27/11/2026 09:00</p><p>Δημοσιεύτηκε: 25/11/2026 14:05</p>"},
        {"he", "<p>עודכן: 27/11/2026 09:00</p><p>פורסם: 25/11/2026 14:05</p>"},
        {"hi", "<p>अपडेटेड: 27/11/2026 09:00</p><p>प्रकाशित: 25/11/2026 14:05</p>"},
        {"ro", "<p>Actualizat: 27.11.2026 09:00</p><p>Publicat: 25.11.2026 14:05</p>"},
        {"bg", "<p>Обновена: 27.11.2026 09:00</p><p>Публикувана: 25.11.2026 14:05</p>"},
        {"hr", "<p>Ažurirano: 27.11.2026. 09:00</p><p>Objavljeno: 25.11.2026. 14:05</p>"},
        {"sr", "<p>Ажурирано: 27.11.2026. 09:00</p><p>Објављено: 25.11.2026. 14:05</p>"},
        {"fa", "<p>به‌روزرسانی: 2026/11/27 09:00</p><p>تاریخ انتشار: 2026/11/25 14:05</p>"},
        {"bn", "<p>আপডেট: 27/11/2026 09:00</p><p>প্রকাশিত: 25/11/2026 14:05</p>"},
        {"ur", "<p>اپ ڈیٹ: 27/11/2026 09:00</p><p>شائع: 25/11/2026 14:05</p>"},
        {"ar", "<p>آخر تحديث: 27/11/2026 09:00</p><p>تاريخ النشر: 25/11/2026 14:05</p>"},
        {"tr", "<p>Güncellenme: 27.11.2026 09:00</p><p>Giriş: 25.11.2026 14:05</p>"},
    };
    for (const auto& [language, line] : cases) {
        Page page;
        page.language = language;
        page.below_title = line;
        EXPECT_EQ(published(page), "2026-11-25T14:05:00") << line;
    }
}

TEST(Publication, AReadersDayIsNotTheArticles) {
    Page page;
    page.end =
        "<div id='comments'><ol><li class='comment'><time datetime='2026-11-25T09:00:00Z'>25 November 2026</time>"
        "<p>About time they won.</p></li></ol></div>";
    std::string filler;
    for (int line = 0; line < 8; ++line) filler += "<p>The miller was not to be found.</p>";
    page.below_title = filler;
    EXPECT_EQ(published(page), "none");
}

TEST(Publication, TheLocaleTellsWhoseEnglishItIs) {
    Page page;
    page.language = "en";
    page.below_title = "<p class='date'>07/03/2026</p>";
    page.head = meta("og:locale", "en_GB");
    EXPECT_EQ(published(page), "2026-03-07");
    page.head = meta("og:locale", "en_US");
    EXPECT_EQ(published(page), "2026-07-03") << "systems write it unasked";
    page.head.clear();
    EXPECT_EQ(published(page), "2026-07-03");
}

TEST(Publication, TheNumberInTheAddressServesAndHoldsOlderDaysOff) {
    Page page;
    page.url = "https://paper.example/local/mill-case-20261125140511123.htm";
    EXPECT_EQ(published(page), "2026-11-25T14:05:11");
    page.end = "<p class='date'>3 May 2019</p>";
    EXPECT_EQ(published(page), "2026-11-25T14:05:11");
    page.end = "<p class='date'>26 November 2026</p>";
    EXPECT_EQ(published(page), "2026-11-26");
}

}  // namespace
