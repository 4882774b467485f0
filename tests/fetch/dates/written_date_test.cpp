#include "fetch/dates/written_date.h"

#include "fetch/dates/date_words.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

namespace {

using namespace std::chrono;

std::string read(std::string_view text, std::string_view language) {
    const auto written = fetch::parse_written_date(text, language);
    return written ? core::format_iso8601(*written) : "none";
}

struct Case {
    std::string_view text;
    std::string_view language;
    std::string_view expected;
};

void check(const std::vector<Case>& cases) {
    for (const Case& one : cases)
        EXPECT_EQ(read(one.text, one.language), one.expected) << one.text << " [" << one.language << "]";
}

TEST(WrittenDate, MachineForms) {
    check({
        {"2024-07-08", "", "2024-07-08"},
        {"2024-07-08T10:00:11+07:00", "vi", "2024-07-08T10:00:11+07:00"},
        {"2024-07-08T10:00:11.123Z", "", "2024-07-08T10:00:11+00:00"},
        {"2024-07-08t10:00:11z", "", "2024-07-08T10:00:11+00:00"},
        {"2024-07-08T10:00:11,5-0530", "", "2024-07-08T10:00:11-05:30"},
        {"2024-07-08 10:00", "en-US", "2024-07-08T10:00:00"},
        {"2024-07-08T10:00:11+07", "", "2024-07-08T10:00:11+07:00"},
        {"20240708T100011Z", "", "2024-07-08T10:00:11+00:00"},
        {"20240708T100011+0700", "", "2024-07-08T10:00:11+07:00"},
        {"20240708", "", "2024-07-08"},
        {"20240708100011", "", "2024-07-08T10:00:11"},
        {"1720407611", "", "2024-07-08T03:00:11+00:00"},
        {"1720407611000", "", "2024-07-08T03:00:11+00:00"},
        {"1720407611.25", "", "2024-07-08T03:00:11+00:00"},
        {"Mon, 08 Jul 2024 10:00:11 +0700", "", "2024-07-08T10:00:11+07:00"},
        {"Mon, 8 Jul 2024 10:00:11 GMT", "", "2024-07-08T10:00:11+00:00"},
        {"Mon, 8 July 2024 10:00 EST", "", "2024-07-08T10:00:00-05:00"},
        {"Mon, 08 Jul 24 10:00:11 +07:00", "", "2024-07-08T10:00:11+07:00"},
        {"Monday, 08-Jul-24 10:00:11 UTC", "", "2024-07-08T10:00:11+00:00"},
        {"Thurs, 08 Jul 2024 10:00:11 +0700 (ICT)", "", "2024-07-08T10:00:11+07:00"},
        {"08 Jul 2024 10:00:11 GMT+0700", "", "2024-07-08T10:00:11+07:00"},
        {"Mon Jul  8 10:00:11 2024", "", "2024-07-08T10:00:11"},
        {"Mon Jul 08 10:00:11 +0700 2024", "", "2024-07-08T10:00:11+07:00"},
        {"Mon Jul 08 10:00:11 ICT 2024", "", "2024-07-08T10:00:11+07:00"},
        {"Mon Jul 08 2024 10:00:11 GMT+0700 (Indochina Time)", "", "2024-07-08T10:00:11+07:00"},
        {"08/Jul/2024:10:00:11 +0700", "", "2024-07-08T10:00:11+07:00"},
    });
}

TEST(WrittenDate, VietnameseForms) {
    check({
        {"08/07/2024 10:00:11", "vi", "2024-07-08T10:00:11"},
        {"Cập nhật ngày: 08/07/2024 10:00:11", "vi", "2024-07-08T10:00:11"},
        {"Thứ Hai, 8/7/2024, 10:00 (GMT+7)", "vi", "2024-07-08T10:00:00+07:00"},
        {"Thứ hai, 08/07/2024, 10:00 (GMT +07:00)", "vi", "2024-07-08T10:00:00+07:00"},
        {"Thứ 2, 08-07-2024 | 10:00:11", "vi-VN", "2024-07-08T10:00:11"},
        {"Ngày 8 tháng 7 năm 2024", "vi", "2024-07-08"},
        {"Ngày 08 tháng 07 năm 2024, 10:05", "vi", "2024-07-08T10:05:00"},
        {"lúc 10h05 ngày 8/7/2024", "vi", "2024-07-08T10:05:00"},
        {"Đăng lúc 10 giờ 05 phút, ngày 8-7-2024", "vi", "2024-07-08T10:05:00"},
        {"10 giờ ngày 8.7.2024", "vi", "2024-07-08T10:00:00"},
        {"10h ngày 8 tháng 7, 2024", "vi", "2024-07-08T10:00:00"},
        {"10:05 | 08/07/2024", "vi", "2024-07-08T10:05:00"},
        {"10:05 - 08/07/2024", "vi", "2024-07-08T10:05:00"},
        {"10:05 08-07-2024", "vi", "2024-07-08T10:05:00"},
        {"08/07/2024 - 10:05", "vi", "2024-07-08T10:05:00"},
        {"08/07/2024 10:05 GMT+7", "vi", "2024-07-08T10:05:00+07:00"},
        {"08/07/2024 10:05 (giờ Việt Nam)", "vi", "2024-07-08T10:05:00+07:00"},
        {"08/07/2024 3:05:11 CH", "vi", "2024-07-08T15:05:11"},
        {"08/07/2024 3:05:11 SA", "vi", "2024-07-08T03:05:11"},
        {"08/07/2024 12:05:11 SA", "vi", "2024-07-08T00:05:11"},
        {"08/07/2024 12:05:11 CH", "vi", "2024-07-08T12:05:11"},
        {"7/8/2024 3:05:11 PM", "vi", "2024-08-07T15:05:11"},
        {"3 giờ chiều 8/7/2024", "vi", "2024-07-08T15:00:00"},
        {"8 Tháng Bảy, 2024", "vi", "2024-07-08"},
        {"11 Tháng Mười Một, 2024", "vi", "2024-11-11"},
        {"8 tháng tư năm 2024", "vi", "2024-04-08"},
        {"Tháng Bảy 8, 2024", "vi", "2024-07-08"},
        {"Th7 8, 2024", "vi", "2024-07-08"},
        {"08 Thg 7 2024", "vi", "2024-07-08"},
        {"Chủ nhật, ngày 07/07/2024", "vi", "2024-07-07"},
        {"Tha\xCC\x81ng Ba\xCC\x89y 8, 2024", "vi", "2024-07-08"},
        {"Lượt xem: 1.234 | 08/07/2024 10:05", "vi", "2024-07-08T10:05:00"},
        {"Đăng 8/7/2024, sửa 9/7/2024 11:00", "vi", "2024-07-08"},
    });
}

TEST(WrittenDate, OtherLanguages) {
    check({
        {"July 8, 2024 at 10:00 AM EST", "en-US", "2024-07-08T10:00:00-05:00"},
        {"July 8, 2024 10:00 PM ET", "en", "2024-07-08T22:00:00-04:00"},
        {"January 8, 2024 10:00 AM ET", "en", "2024-01-08T10:00:00-05:00"},
        {"Published 8th of July 2024, 3:05 p.m.", "en-GB", "2024-07-08T15:05:00"},
        {"Mon 8 Jul 2024 10.05 BST", "en-GB", "2024-07-08T10:05:00+01:00"},
        {"Sept. 8, 2024", "en", "2024-09-08"},
        {"10:00 AM, Jul 8th, 2024", "en", "2024-07-08T10:00:00"},
        {"8 juillet 2024 à 10h05", "fr", "2024-07-08T10:05:00"},
        {"Publié le 1er août 2024 à 18 h 30", "fr", "2024-08-01T18:30:00"},
        {"lundi 8 févr. 2024", "fr", "2024-02-08"},
        {"8. Juli 2024, 10.05 Uhr", "de", "2024-07-08T10:05:00"},
        {"08.07.2024, 10:05 Uhr MESZ", "de", "2024-07-08T10:05:00"},
        {"Stand: 8.7.24 10 Uhr", "de", "2024-07-08T10:00:00"},
        {"8. März 2024", "de", "2024-03-08"},
        {"8. Jänner 2024", "de-AT", "2024-01-08"},
        {"8 de julio de 2024 a las 10:05", "es", "2024-07-08T10:05:00"},
        {"lunes 8 de septiembre del 2024 3:05 p. m.", "es", "2024-09-08T15:05:00"},
        {"8 de julho de 2024 às 10h05", "pt-BR", "2024-07-08T10:05:00"},
        {"08/07/2024 10h05", "pt", "2024-07-08T10:05:00"},
        {"lunedì 8 luglio 2024, ore 10.05", "it", "2024-07-08T10:05:00"},
        {"1º luglio 2024", "it", "2024-07-01"},
        {"8 июля 2024 г. в 10:05", "ru", "2024-07-08T10:05:00"},
        {"08 июля 2024, 10:05 (МСК)", "ru", "2024-07-08T10:05:00+03:00"},
        {"8 lipca 2024 r., godz. 10:05", "pl", "2024-07-08T10:05:00"},
        {"8 listopada 2024", "pl", "2024-11-08"},
        {"8. listopada 2024.", "hr", "2024-10-08"},
        {"8 липня 2024 року", "uk", "2024-07-08"},
        {"8. července 2024", "cs", "2024-07-08"},
        {"2024. július 8. 10:05", "hu", "2024-07-08T10:05:00"},
        {"2024 m. liepos 8 d.", "lt", "2024-07-08"},
        {"2024. gada 8. jūlijs", "lv", "2024-07-08"},
        {"8 juli 2024 kl. 10.05", "sv", "2024-07-08T10:05:00"},
        {"8. juli 2024 kl. 10.05", "da", "2024-07-08T10:05:00"},
        {"8. heinäkuuta 2024 klo 10.05", "fi", "2024-07-08T10:05:00"},
        {"8.7.2024 10.05", "fi", "2024-07-08T10:05:00"},
        {"8 Temmuz 2024 10:05", "tr", "2024-07-08T10:05:00"},
        {"8 Ιουλίου 2024, 3:05 μ.μ.", "el", "2024-07-08T15:05:00"},
        {"Senin, 8 Juli 2024 10.05 WIB", "id", "2024-07-08T10:05:00+07:00"},
        {"8 Agt 2024 10:05", "id", "2024-08-08T10:05:00"},
        {"8 de juliol de 2024", "ca", "2024-07-08"},
        {"8 d'agost de 2024", "ca", "2024-08-08"},
        {"8 Hulyo 2024", "fil", "2024-07-08"},
        {"8 जुलाई 2024", "hi", "2024-07-08"},
        {"8 يوليو 2024", "ar", "2024-07-08"},
        {"٨ يوليو ٢٠٢٤", "ar", "2024-07-08"},
        {"8 تموز 2024", "ar", "2024-07-08"},
        {"8 كانون الثاني 2024", "ar", "2024-01-08"},
        {"8 ביולי 2024", "he", "2024-07-08"},
        {"8 יולי 2024", "he", "2024-07-08"},
        {"۱۴۰۳/۰۴/۱۸", "fa", "2024-07-08"},
        {"2024年7月8日 10:05", "zh", "2024-07-08T10:05:00"},
        {"2024年7月8日下午3时05分", "zh-CN", "2024-07-08T15:05:00"},
        {"二〇二四年七月二十八日", "zh", "2024-07-28"},
        {"令和6年7月8日 10時05分", "ja", "2024-07-08T10:05:00"},
        {"民國113年7月8日", "zh-TW", "2024-07-08"},
        {"2024/07/08 10:05", "ja", "2024-07-08T10:05:00"},
        {"２０２４年７月８日", "ja", "2024-07-08"},
        {"2024년 7월 8일 오후 3:05", "ko", "2024-07-08T15:05:00"},
        {"2024. 7. 8. 오전 10:05", "ko", "2024-07-08T10:05:00"},
        {"입력 2024.07.08 10:05", "ko", "2024-07-08T10:05:00"},
        {"24.07.08", "ko", "2024-07-08"},
        {"8 กรกฎาคม 2567 10:05 น.", "th", "2024-07-08T10:05:00"},
        {"8 ก.ค. 2567", "th", "2024-07-08"},
        {"8 มี.ค. 67", "th", "2024-03-08"},
        {"วันที่ ๘ กรกฎาคม พ.ศ. ๒๕๖๗", "th", "2024-07-08"},
        {"8 ก.ค. 2024", "th", "2024-07-08"},
        {"08/07/2567", "th", "2024-07-08"},
    });
}

TEST(WrittenDate, AWrongOrMissingLanguageLosesNoMonthName) {
    check({
        {"8 juillet 2024", "", "2024-07-08"},
        {"8. Juli 2024", "en", "2024-07-08"},
        {"8 lipca 2024", "vi", "2024-07-08"},
        {"8 listopada 2024", "", "none"},  // November in Polish, October in Croatian
        {"July 8, 2024", "vi", "2024-07-08"},
        {"July 8, 2024", "no-such-language-at-all", "2024-07-08"},
        {"8 июля 2024", "en", "2024-07-08"},
    });
}

TEST(WrittenDate, TheLanguageSaysWhatComesFirst) {
    check({
        {"08/07/2024", "vi", "2024-07-08"},
        {"08/07/2024", "", "2024-07-08"},
        {"08/07/2024", "und", "2024-07-08"},
        {"08/07/2024", "xx", "2024-07-08"},
        {"08/07/2024", "vT\xE1\xBB", "2024-07-08"},
        {"08/07/2024", "<%= lang %>", "2024-07-08"},
        {"08/07/2024", "-", "2024-07-08"},
        {"08/07/2024", "en-GB", "2024-07-08"},
        {"08/07/2024", "en-AU", "2024-07-08"},
        {"08/07/2024", "en-001", "2024-07-08"},
        {"08/07/2024", "en-US", "2024-08-07"},
        {"08/07/2024", "en_US", "2024-08-07"},
        {"08/07/2024", "sv", "2024-07-08"},
        {"08/07/2024", "fr-CA", "2024-07-08"},
    });
}

TEST(WrittenDate, ANumberAboveTwelveIsNoMonth) {
    check({
        {"11/20/2026", "vi", "2026-11-20"},
        {"11/20/2026 8:30 AM", "vi", "2026-11-20T08:30:00"},
        {"8:30 AM 11/20/2026", "vi", "2026-11-20T08:30:00"},
        {"Cập nhật: 11/20/2026 8:30:05 CH", "vi", "2026-11-20T20:30:05"},
        {"11-20-2026 08:30 GMT+7", "vi", "2026-11-20T08:30:00+07:00"},
        {"11.20.2026", "de", "2026-11-20"},
        {"11/20/26", "vi", "2026-11-20"},
        {"11/20/26 08:30", "", "2026-11-20T08:30:00"},
        {"07/13/2024", "en-GB", "2024-07-13"},
        {"13/07/2024", "en-US", "2024-07-13"},
        {"20/11/2026", "vi", "2026-11-20"},
        {"08/07/2024", "vi", "2024-07-08"},
        {"12/12/2024", "vi", "2024-12-12"},
        {"11/20/2567", "th", "2024-11-20"},
        {"13/13/2024", "", "none"},
        {"02/31/2024", "vi", "none"},
        {"31/02/2024", "en-US", "none"},
        {"00/20/2024", "vi", "none"},
        {"11/32/2024", "vi", "none"},
        {"1.20.26", "vi", "none"},
        {"11-20-26", "vi", "none"},
        {"24.07.28", "ko", "2024-07-28"},
    });
}

std::string read_together(const std::vector<std::string>& texts, std::string_view language,
                          std::optional<core::Instant> present = std::nullopt) {
    const fetch::DateOrders orders = fetch::orders_of(texts, language, present);
    std::string all;
    for (const std::string& text : texts) {
        const auto written = fetch::parse_written_date(text, language, orders);
        all += (all.empty() ? "" : " ") + (written ? core::format_iso8601(*written).substr(0, 10) : "none");
    }
    return all;
}

TEST(WrittenDate, TheDatesOfOneDocumentSettleTheOrderOfEachOther) {
    EXPECT_EQ(read_together({"11/20/2026", "11/12/2026", "11/05/2026", "10/09/2026"}, "vi"),
              "2026-11-20 2026-11-12 2026-11-05 2026-10-09");
    EXPECT_EQ(read_together({"11/05/2026 08:30", "8:30 AM 10/28/2026"}, "vi"), "2026-11-05 2026-10-28");
    EXPECT_EQ(read_together({"05/11/2026", "20/11/2026"}, "en-US"), "2026-11-05 2026-11-20");
    EXPECT_EQ(read_together({"05-11-2026", "11-20-2026"}, "de"), "2026-05-11 2026-11-20");
    EXPECT_EQ(read_together({"05.11.2026", "20.11.2026", "05/11/2026"}, "en-US"), "2026-11-05 2026-11-20 2026-05-11")
        << "each shape for itself";
    EXPECT_EQ(read_together({"11/20/26", "11/05/2026"}, "vi"), "2026-11-20 2026-05-11")
        << "a short year is another shape";
    EXPECT_EQ(read_together({"11/20/26", "11/05/26"}, "vi"), "2026-11-20 2026-11-05");
    EXPECT_EQ(read_together({"11/20/2026", "20/11/2026", "05/11/2026"}, "vi"), "2026-11-20 2026-11-20 2026-11-05")
        << "who writes both ways is read by the language";
    EXPECT_EQ(read_together({"11/20/2026", "20/11/2026", "05/11/2026"}, "en-US"), "2026-11-20 2026-11-20 2026-05-11");
    EXPECT_EQ(read_together({"13/13/2026", "hôm qua", "", "02/31/2026", "05/11/2026"}, "vi"),
              "none none none none 2026-11-05");
    EXPECT_EQ(read_together({"1.20.26", "1.2.26"}, "vi"), "none 2026-02-01") << "what is no date is no evidence";
    EXPECT_EQ(read_together({"2026-11-20", "Fri, 20 Nov 2026 08:00:00 +0700", "05/11/2026"}, "vi"),
              "2026-11-20 2026-11-20 2026-11-05");
}

TEST(WrittenDate, WhatWouldLieInTheFutureIsReadTheOtherWay) {
    const core::Instant present = sys_days(2026y / November / 29) + 5h;
    EXPECT_EQ(read_together({"11/12/2026"}, "vi", present), "2026-11-12");
    EXPECT_EQ(read_together({"11/12/2026"}, "vi"), "2026-12-11");
    EXPECT_EQ(read_together({"12/11/2026"}, "en-US", present), "2026-11-12");
    EXPECT_EQ(read_together({"11/12/2026", "11/05/2026"}, "vi", present), "2026-11-12 2026-11-05");
    EXPECT_EQ(read_together({"01/12/2026"}, "vi", sys_days(2026y / November / 30) + 20h), "2026-12-01")
        << "a place ahead of UTC has tomorrow already";
    EXPECT_EQ(read_together({"11/12/2027"}, "vi", present), "2027-12-11") << "both lie ahead";
    EXPECT_EQ(read_together({"02/12/2026", "25/11/2026"}, "vi", present), "2026-12-02 2026-11-25")
        << "what siblings say plainly goes first";
    EXPECT_EQ(read_together({"02/12/2026", "12/11/2026"}, "vi", present), "2026-12-02 2026-11-12")
        << "one order does not serve both";
}

TEST(WrittenDate, EnglishOfNoCountryIsReadByValueAndThenBySign) {
    check({
        {"13/07/2024", "en", "2024-07-13"},
        {"07/13/2024", "en", "2024-07-13"},
        {"08/07/2024", "en", "2024-08-07"},
        {"08.07.2024", "en", "2024-07-08"},
        {"08-07-2024", "en", "2024-07-08"},
        {"13/07/2024", "en-CA", "2024-07-13"},
        {"13/13/2024", "en", "none"},
    });
}

TEST(WrittenDate, EveryDayOfThreeYearsIsExactInBothOrders) {
    for (sys_days day = 2023y / January / 1; day < sys_days(2026y / January / 1); day += days(1)) {
        const year_month_day date(day);
        const auto d = static_cast<unsigned>(date.day());
        const auto m = static_cast<unsigned>(date.month());
        const auto y = static_cast<int>(date.year());
        const std::string expected = fmt::format("{:04}-{:02}-{:02}T10:00:11", y, m, d);
        EXPECT_EQ(read(fmt::format("{:02}/{:02}/{} 10:00:11", d, m, y), "vi"), expected);
        EXPECT_EQ(read(fmt::format("{}-{}-{}, 10:00:11", d, m, y), "vi"), expected);
        EXPECT_EQ(read(fmt::format("{:02}.{:02}.{} 10:00:11", d, m, y), "de"), expected);
        EXPECT_EQ(read(fmt::format("{:02}/{:02}/{} 10:00:11", m, d, y), "en-US"), expected);
        EXPECT_EQ(read(fmt::format("ngày {} tháng {} năm {}, 10h00'11", d, m, y), "vi").substr(0, 10),
                  expected.substr(0, 10));
        EXPECT_EQ(read(core::format_rfc2822(day + 3h + 11s, "Asia/Ho_Chi_Minh"), "vi"),
                  fmt::format("{:04}-{:02}-{:02}T10:00:11+07:00", y, m, d));
    }
}

TEST(WrittenDate, WhatFitsNoOrderIsNoDateAndNoneIsSwappedToSaveOne) {
    for (const auto* language : {"vi", "", "de", "en-GB", "fr", "ja"}) {
        for (unsigned first = 0; first <= 40; ++first) {
            for (unsigned second = 0; second <= 40; ++second) {
                const bool is_month_first = first <= 12 && second > 12;
                const year_month_day date(year(2024), month(is_month_first ? first : second),
                                          day(is_month_first ? second : first));
                const std::string expected =
                    date.ok() ? fmt::format("2024-{:02}-{:02}", unsigned{date.month()}, unsigned{date.day()}) : "none";
                EXPECT_EQ(read(fmt::format("{:02}/{:02}/2024", first, second), language), expected);
            }
        }
    }
    check({
        {"31/02/2024", "vi", "none"},
        {"13/13/2024", "vi", "none"},
        {"29/02/2023", "vi", "none"},
        {"29/02/2024", "vi", "2024-02-29"},
        {"2024-13-01", "", "none"},
        {"2024-02-30T10:00:00Z", "", "none"},
        {"31 February 2024", "en", "none"},
        {"Cập nhật 31/02/2024, đăng 01/03/2024", "vi", "none"},
        {"2024年13月8日", "zh", "none"},
    });
}

TEST(WrittenDate, WhatOnlyLooksLikeADateIsNone) {
    check({
        {"", "", "none"},
        {"hôm qua", "vi", "none"},
        {"2 giờ trước", "vi", "none"},
        {"lúc 10h05 ngày 8/7", "vi", "none"},  // no year: guessing one would be right only for a while
        {"July 8", "en", "none"},
        {"July 2024", "en", "none"},
        {"tháng 7 năm 2024", "vi", "none"},
        {"07/2024", "vi", "none"},
        {"6/18 xã, 91/91 ấp", "vi", "none"},
        {"192.168.10.24", "", "none"},
        {"Tel. 08-07-2024-11", "", "none"},
        {"52.342/54.731", "vi", "none"},
        {"0123456789012345678901234567890", "", "none"},
        {"08/07/0024", "vi", "none"},
        {"08/07/9999", "vi", "none"},
        {"10:05:11", "vi", "none"},
        {"at 10:05 July 10th", "en", "none"},
        {"1.2.3", "", "none"},
        {"24/7/365", "en", "none"},
    });
}

TEST(WrittenDate, ImpossibleClocksLeaveTheDay) {
    check({
        {"08/07/2024 25:71", "vi", "2024-07-08"},
        {"08/07/2024 10:60", "vi", "2024-07-08"},
        {"08/07/2024 24:00", "vi", "2024-07-09T00:00:00"},
        {"08/07/2024 23:59:60", "vi", "2024-07-08T23:59:59"},
        {"08/07/2024 10:00 +99:00", "vi", "2024-07-08T10:00:00"},
        {"08/07/2024 10:05 - 2024", "vi", "2024-07-08T10:05:00"},
        {"10:00 -08/07/2024", "vi", "2024-07-08T10:00:00"},
    });
}

TEST(WrittenDate, ZonesAreReadOnlyWhereTheyAreSure) {
    check({
        {"8 July 2024 10:05 IST", "en-IN", "2024-07-08T10:05:00+05:30"},
        {"8 July 2024 10:05 IST", "en", "2024-07-08T10:05:00"},
        {"8 July 2024 10:05 UTC-5", "en", "2024-07-08T10:05:00-05:00"},
        {"8 July 2024 10:05 UTC\xE2\x88\x92"
         "5",
         "en", "2024-07-08T10:05:00-05:00"},
        {"8 July 2024 10:05 (UTC+05:45)", "en", "2024-07-08T10:05:00+05:45"},
        {"8 juillet 2024 10:05 et puis", "fr", "2024-07-08T10:05:00"},
        {"8 July 2024 10:05 CEST", "en", "2024-07-08T10:05:00+02:00"},
        {"2024-07-08Z", "", "2024-07-08"},
    });
}

TEST(WrittenDate, LongTextIsBounded) {
    EXPECT_EQ(read(std::string(100'000, 'x') + " 08/07/2024", "vi"), "none");
    EXPECT_EQ(read("08/07/2024 " + std::string(1'000'000, '1'), "vi"), "2024-07-08");
    std::string many;
    for (int count = 0; count < 1000; ++count) many += "8 tháng ";
    EXPECT_EQ(read(many, "vi"), "none");
}

}  // namespace
