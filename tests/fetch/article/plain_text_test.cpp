#include "fetch/article/plain_text.h"

#include "core/atomic_file.h"
#include "core/text.h"
#include "fetch/markup/charset.h"
#include "tests/support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

core::Article read(std::string_view text, std::string_view base = {}) {
    return fetch::read_text_article(fetch::decode_text(text, ""), base);
}

core::Article read_sample(const std::string& name) {
    return read(core::read_file(std::filesystem::path(NEWSCAST_SOURCE_DIR) / "tests/data/text" / name));
}

std::string published(const core::Article& article) {
    return article.published ? core::format_iso8601(*article.published) : "none";
}

std::vector<std::string> urls(const std::vector<core::AudioCandidate>& audio) {
    std::vector<std::string> found;
    for (const auto& each : audio) found.push_back(each.url);
    return found;
}

std::size_t paragraphs(const std::string& body) {
    std::size_t count = body.empty() ? 0 : 1;
    for (std::size_t found = body.find("\n\n"); found != std::string::npos; found = body.find("\n\n", found + 2))
        ++count;
    return count;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    for (std::size_t found = text.find(what); found != std::string::npos; found = text.find(what, found + with.size()))
        text.replace(found, what.size(), with);
    return text;
}

/// UTF-16 with its mark, little end first.
std::string as_utf16(const std::string& text) {
    std::string bytes = "\xFF\xFE";
    for (std::size_t position = 0; position < text.size();) {
        const auto lead = static_cast<unsigned char>(text[position]);
        const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3;
        unsigned code = size == 1 ? lead : size == 2 ? lead & 0x1Fu : lead & 0x0Fu;
        for (std::size_t next = 1; next < size; ++next)
            code = code << 6 | (static_cast<unsigned char>(text[position + next]) & 0x3Fu);
        bytes += static_cast<char>(code & 0xFF);
        bytes += static_cast<char>(code >> 8);
        position += size;
    }
    return bytes;
}

void expect_rice_harvest(const core::Article& article) {
    EXPECT_EQ(article.title, "Nông dân xã Phú Lợi vào vụ gặt sớm");
    EXPECT_EQ(published(article), "2025-09-03T06:45:09");
    EXPECT_THAT(urls(article.audio), ElementsAre("http://bao.example.vn/database/audio/20250903064509-vu-gat.mp3"));
    EXPECT_FALSE(article.ambiguous);
    EXPECT_THAT(article.lead, StartsWith("Từ sáng sớm ngày 2/9, nhiều cánh đồng"));
    EXPECT_THAT(article.authors, ElementsAre("Mai Hạnh"));
    EXPECT_EQ(article.image.caption, "Máy gặt chạy trên cánh đồng ấp Hòa Bình sáng 2/9");
    EXPECT_EQ(article.image.credit, "Lê Thu");
    EXPECT_EQ(article.language, "vi");
    EXPECT_EQ(paragraphs(article.body), 4u);
    EXPECT_THAT(article.body, Not(HasSubstr("Ảnh")));
    EXPECT_THAT(article.body, Not(HasSubstr("Gửi bình luận")));
    EXPECT_THAT(article.body, Not(HasSubstr("Họ tên")));
    EXPECT_THAT(article.body, Not(HasSubstr("Mai Hạnh")));
    EXPECT_THAT(article.body, HasSubstr("Ông Trần Văn Bảy ở ấp Hòa Bình"));
    EXPECT_EQ(article.url, "");
}

TEST(TextArticle, TheGivenArticleComesOutWhole) {
    const auto shared = support::shared_folder();
    if (shared.empty()) GTEST_SKIP() << "the shared material is not here";
    const core::Article article = read(core::read_file(shared / "seed" / "article.txt"));
    EXPECT_EQ(article.title, "Thực hiện có hiệu quả nhiệm vụ công tác xây dựng Đảng");
    EXPECT_EQ(published(article), "2024-07-08T10:00:11");
    EXPECT_EQ(core::to_instant(*article.published, "Asia/Ho_Chi_Minh"),
              core::to_instant(*core::parse_iso8601("2024-07-08T10:00:11+07:00"), "UTC"));
    EXPECT_THAT(urls(article.audio), ElementsAre("http://baodongthap.com.vn/database/video/20240708100116dt1-1.mp3"));
    EXPECT_FALSE(article.ambiguous);
    EXPECT_THAT(article.lead, StartsWith("Từ đầu năm 2024 đến nay, các cấp ủy"));
    EXPECT_THAT(article.lead, testing::EndsWith("lượt người dự."));
    EXPECT_THAT(article.authors, ElementsAre("Dũng Chinh"));
    EXPECT_EQ(article.image.credit, "CTV");
    EXPECT_THAT(article.image.caption, StartsWith("Đảng ủy Trường THPT Cao Lãnh 2"));
    EXPECT_THAT(article.body, Not(HasSubstr("Đảng ủy Trường THPT")));
    EXPECT_THAT(article.body, Not(HasSubstr("Trở về")));
    EXPECT_THAT(article.body, Not(HasSubstr("bình luận")));
    EXPECT_THAT(article.body, testing::EndsWith("năm 2026..."));
    EXPECT_EQ(paragraphs(article.body), 6u);
    EXPECT_EQ(article.language, "vi");
    EXPECT_EQ(article.url, "");
    EXPECT_EQ(article.body, core::clean_utf8(article.body));
}

TEST(TextArticle, AnArchivesTextInVietnamese) {
    expect_rice_harvest(read_sample("rice-harvest.txt"));
}

TEST(TextArticle, TheSameInEveryWayThatFilesAreWritten) {
    const std::string text =
        core::read_file(std::filesystem::path(NEWSCAST_SOURCE_DIR) / "tests/data/text/rice-harvest.txt");
    expect_rice_harvest(read(replaced(text, "\n", "\r\n")));
    expect_rice_harvest(read(replaced(text, "\n", "\r")));
    expect_rice_harvest(read("\xEF\xBB\xBF" + text));
    expect_rice_harvest(read(as_utf16(text)));
    expect_rice_harvest(read(replaced(replaced(text, "ạ", "a\xCC\xA3"), "ộ", "o\xCC\xA3\xCC\x82")));
    expect_rice_harvest(read(replaced(text, "Cập nhật ngày:", "Published on:")));
    expect_rice_harvest(read(replaced(text, "Cập nhật ngày:", "Mis à jour le :")));
    expect_rice_harvest(read(replaced(text, "Cập nhật ngày:", "")));
    expect_rice_harvest(read(replaced(text, "\nhttp://", "\nNghe bài viết: http://")));
    expect_rice_harvest(read(replaced(text, "\n\n\n\n", "\n \xC2\xA0\n\t\n")));
}

TEST(TextArticle, AnEnglishTextWithBrokenLinesAndItsOwnAddress) {
    const core::Article article = read_sample("ferry.txt");
    EXPECT_EQ(article.title, "Night ferry returns to the lower river");
    EXPECT_EQ(published(article), "2025-03-14T18:20:00+07:00");
    EXPECT_THAT(urls(article.audio), ElementsAre("https://paper.example/audio/night-ferry.mp3"));
    EXPECT_EQ(article.url, "https://paper.example/news/night-ferry-returns.html");
    EXPECT_THAT(article.lead,
                StartsWith("The night ferry across the lower river is running again after eleven months"));
    EXPECT_THAT(article.authors, ElementsAre("Hoa Nguyen", "Peter Lam"));
    EXPECT_EQ(article.image.caption, "Passengers wait at the west landing.");
    EXPECT_EQ(article.image.credit, "Hoa Nguyen");
    EXPECT_EQ(article.language, "en");
    EXPECT_THAT(article.body_html, HasSubstr("<h2>What comes next</h2>\n<p>The district wants"));
    EXPECT_THAT(article.body, Not(HasSubstr("comment")));
    EXPECT_EQ(paragraphs(article.body), 4u);
}

constexpr std::string_view long_vietnamese =
    "Đây là đoạn văn đủ dài để được xem là nội dung của bài viết, có chủ ngữ, vị ngữ và cả dấu chấm ở cuối câu.";

TEST(TextArticle, WhatIsMissingIsMissing) {
    const core::Article article =
        read("Tiêu đề của bài\n\n" + std::string(long_vietnamese) + "\n\n" + std::string(long_vietnamese));
    EXPECT_EQ(article.title, "Tiêu đề của bài");
    EXPECT_FALSE(article.published);
    EXPECT_THAT(article.authors, IsEmpty());
    EXPECT_THAT(article.audio, IsEmpty());
    EXPECT_FALSE(article.ambiguous);
    EXPECT_EQ(article.lead, long_vietnamese);
    EXPECT_EQ(paragraphs(article.body), 2u);
    EXPECT_EQ(read("").title, "");
    EXPECT_EQ(read("Chỉ có tiêu đề").title, "Chỉ có tiêu đề");
    EXPECT_EQ(read("Chỉ có tiêu đề").body, "");
}

TEST(TextArticle, SeveralRecordings) {
    const std::string head = "Tiêu đề của bài\n08/07/2024 10:00\n";
    const std::string body = "\n" + std::string(long_vietnamese) + "\n";
    const auto two = read(head + "http://a.vn/mot.mp3\nhttp://a.vn/hai.mp3\n" + body);
    EXPECT_TRUE(two.ambiguous);
    EXPECT_THAT(urls(two.audio), ElementsAre("http://a.vn/mot.mp3", "http://a.vn/hai.mp3"));

    const auto voices = read(head + "Giọng nam: http://a.vn/nam.mp3\nGiọng nữ: http://a.vn/nu.mp3\n" + body);
    EXPECT_TRUE(voices.ambiguous);
    EXPECT_EQ(voices.body, long_vietnamese);

    const auto dated = read(head + "http://a.vn/mot.mp3\nhttp://a.vn/20240708-bai.mp3\n" + body);
    EXPECT_FALSE(dated.ambiguous);
    EXPECT_THAT(urls(dated.audio), ElementsAre("http://a.vn/20240708-bai.mp3"));
    ASSERT_EQ(dated.rejected.size(), 1u);

    const auto forms = read(head + "http://a.vn/bai-64.mp3\nhttp://a.vn/bai-128.mp3\nhttp://a.vn/bai.ogg\n" + body);
    EXPECT_FALSE(forms.ambiguous);
    EXPECT_THAT(urls(forms.audio),
                ElementsAre("http://a.vn/bai-128.mp3", "http://a.vn/bai-64.mp3", "http://a.vn/bai.ogg"));
    EXPECT_THAT(forms.rejected, IsEmpty());

    const auto later = read(head + "http://a.vn/mot.mp3\n" + body + "\nhttp://a.vn/khac.mp3\n" + body);
    EXPECT_FALSE(later.ambiguous);
    EXPECT_THAT(urls(later.audio), ElementsAre("http://a.vn/mot.mp3"));

    const auto twice = read(head + "http://a.vn/mot.mp3\n" + body + "\nhttp://a.vn/mot.mp3\n");
    EXPECT_FALSE(twice.ambiguous);
    EXPECT_THAT(urls(twice.audio), ElementsAre("http://a.vn/mot.mp3"));
    EXPECT_THAT(twice.rejected, IsEmpty());
}

TEST(TextArticle, WhatIsNotTheArticlesRecordingIsRefusedWithAReason) {
    const std::string head = "Tiêu đề của bài\n08/07/2024 10:00\n";
    const auto article = read(head + "http://a.vn/nhac-hieu.mp3\nhttp://a.vn/live.m3u8\nhttp://a.vn/phim.mp4\n" +
                              std::string(long_vietnamese) + "\n\nTin liên quan\nhttp://a.vn/bai-khac.mp3\n");
    EXPECT_THAT(article.audio, IsEmpty());
    ASSERT_EQ(article.rejected.size(), 4u);
    for (const auto& rejected : article.rejected) EXPECT_NE(rejected.reason, "") << rejected.url;
}

TEST(TextArticle, ARecordingAmongTheWordsOfAParagraphIsFound) {
    const auto article = read("Tiêu đề của bài\n\nMời nghe bản ghi đầy đủ tại đây: http://a.vn/bai.mp3. " +
                              std::string(long_vietnamese));
    EXPECT_THAT(urls(article.audio), ElementsAre("http://a.vn/bai.mp3"));
    EXPECT_THAT(article.rules.at("audio"), HasSubstr("paragraph"));
}

TEST(TextArticle, ReferencesAreRelativeToTheBase) {
    const auto article = read("Tiêu đề của bài\n/database/bai số 1.mp3\n" + std::string(long_vietnamese),
                              "http://bao.example.vn/tin/1.txt");
    EXPECT_EQ(article.url, "http://bao.example.vn/tin/1.txt");
    const auto spaced = read("Tiêu đề của bài\n/database/bai-1.mp3\n" + std::string(long_vietnamese),
                             "http://bao.example.vn/tin/1.txt");
    EXPECT_THAT(urls(spaced.audio), ElementsAre("http://bao.example.vn/database/bai-1.mp3"));
}

TEST(TextArticle, MarksOfAgenciesAreTakenOffTheLead) {
    const std::string rest(long_vietnamese);
    for (const auto* mark : {"ĐTO - ", "ĐTO – ", "TTXVN - ", "(TTXVN) - ", "HÀ NỘI (TTXVN) — ", "(Dân trí) - ",
                             "VOV.VN - ", "TP.HCM - ", "ĐTO- "}) {
        const auto article = read("Tiêu đề của bài\n\n" + (mark + rest));
        EXPECT_EQ(article.lead, rest) << mark;
    }
    for (const auto* words : {"Hà Nội - thành phố bên sông Hồng. ", "COVID-19 - bệnh dịch. ",
                              "Năm 2024 - 2025 là năm học mới. ", "Ông A- người đứng đầu. "}) {
        const auto article = read("Tiêu đề của bài\n\n" + (words + rest));
        EXPECT_THAT(article.lead, StartsWith(core::collapse_space(words))) << words;
    }
}

TEST(TextArticle, CaptionsInSeveralLanguagesStayOutOfTheBody) {
    for (const auto* caption :
         {"Chợ nổi buổi sáng (Ảnh: A. B)", "Chợ nổi buổi sáng. Ảnh: A. B", "Ảnh: A. B", "Ảnh minh họa",
          "The market (Photo: AP)", "The market. Photo by A. B", "Der Markt (Foto: dpa)", "Le marché. Photo : AFP",
          "市场（图：新华社）", "Рынок. Фото: ТАСС"}) {
        const auto article = read("Tiêu đề của bài\n\n" + std::string(long_vietnamese) + "\n\n" + caption + "\n\n" +
                                  std::string(long_vietnamese));
        EXPECT_EQ(paragraphs(article.body), 2u) << caption;
    }
    const auto prose =
        read("Tiêu đề của bài\n\n" + std::string(long_vietnamese) + "\n\nÔng nói về bức ảnh (chụp năm 1975) rất lâu.");
    EXPECT_THAT(prose.body, HasSubstr("bức ảnh (chụp năm 1975)"));
}

TEST(TextArticle, FurnitureInSeveralLanguagesEndsTheArticle) {
    for (const auto* end :
         {"< Trở về trang trước", "Gửi bình luận của bạn", "Tin liên quan", "Back to previous page", "Comments (3)",
          "Leave a comment", "Retour à la page précédente", "Kommentar schreiben", "Volver a la página anterior",
          "Kirim komentar", "Оставить комментарий", "发表评论", "コメントを送る"}) {
        const auto article = read("Tiêu đề của bài\n\n" + std::string(long_vietnamese) + "\n\nMinh Anh\n\n" + end +
                                  "\nmột dòng nào đó của trang");
        EXPECT_EQ(article.body, long_vietnamese) << end;
        EXPECT_THAT(article.authors, ElementsAre("Minh Anh")) << end;
    }
    const auto before = read("< Trở về trang trước\nChia sẻ | In | Gửi email\nTiêu đề của bài\n08/07/2024\n" +
                             std::string(long_vietnamese));
    EXPECT_EQ(before.title, "Tiêu đề của bài");
    EXPECT_EQ(published(before), "2024-07-08");
}

TEST(TextArticle, AuthorsAsPapersSignThem) {
    const auto authors_of = [](const std::string& line) {
        return read("Tiêu đề của bài\n\n" + std::string(long_vietnamese) + "\n\n" + line).authors;
    };
    EXPECT_THAT(authors_of("DŨNG CHINH"), ElementsAre("DŨNG CHINH"));
    EXPECT_THAT(authors_of("Dũng Chinh - Mỹ Lý"), ElementsAre("Dũng Chinh", "Mỹ Lý"));
    EXPECT_THAT(authors_of("Bài, ảnh: DŨNG CHINH"), ElementsAre("DŨNG CHINH"));
    EXPECT_THAT(authors_of("Tác giả: Lê Văn Tám"), ElementsAre("Lê Văn Tám"));
    EXPECT_THAT(authors_of("T.H"), ElementsAre("T.H"));
    EXPECT_THAT(authors_of("Theo TTXVN"), ElementsAre("TTXVN"));
    EXPECT_THAT(authors_of("By Jane O'Neill and Jean-Luc de la Tour"),
                ElementsAre("Jane O'Neill", "Jean-Luc de la Tour"));
    EXPECT_THAT(authors_of("Đó là điều ông mong nhất."), IsEmpty());
    EXPECT_THAT(authors_of("và mọi người cùng về"), IsEmpty());
}

TEST(TextArticle, TwoTimesArePublicationAndChange) {
    const auto article = read("Tiêu đề của bài\nNgày đăng: 07/07/2024 09:00\nCập nhật: 08/07/2024 10:00\n" +
                              std::string(long_vietnamese));
    EXPECT_EQ(published(article), "2024-07-07T09:00:00");
    ASSERT_TRUE(article.modified);
    EXPECT_EQ(core::format_iso8601(*article.modified), "2024-07-08T10:00:00");
    const auto impossible = read("Tiêu đề của bài\nCập nhật: 31/02/2024 10:00\n" + std::string(long_vietnamese));
    EXPECT_FALSE(impossible.published);
}

TEST(TextArticle, DatesOfTheStoryAreNotThoseOfTheArticle) {
    const auto article = read("Bản tin thời sự tổng hợp ngày 08/07/2024\n\nSáng 9/7/2024, Ban chỉ đạo họp tại huyện. " +
                              std::string(long_vietnamese));
    EXPECT_EQ(article.title, "Bản tin thời sự tổng hợp ngày 08/07/2024");
    EXPECT_FALSE(article.published);
}

TEST(TextArticle, ListsAndMarkupInTheText) {
    const auto article = read("Tiêu đề của bài\n\n" + std::string(long_vietnamese) +
                              "\n• một\n• hai <b>&\n\n- Anh nói gì?\n\n" + std::string(long_vietnamese));
    EXPECT_THAT(article.body_html,
                HasSubstr("<ul>\n<li>một</li>\n<li>hai &lt;b&gt;&amp;</li>\n</ul>\n<p>- Anh nói gì?</p>"));
}

TEST(TextArticle, KeywordsAndSection) {
    const auto article = read("Tiêu đề của bài\nChuyên mục: Kinh tế\n\n" + std::string(long_vietnamese) +
                              "\n\nTừ khóa: lúa, máy gặt; Phú Lợi");
    EXPECT_EQ(article.section, "Kinh tế");
    EXPECT_THAT(article.keywords, ElementsAre("lúa", "máy gặt", "Phú Lợi"));
    EXPECT_EQ(article.body, long_vietnamese);
}

TEST(TextArticle, CapitalsOverTheHeadlineNameTheSection) {
    const core::Article article = fetch::read_text_article(
        "THỜI SỰ - KINH TẾ\n\nGiá cá tra tăng trở lại sau ba tháng\n\nCập nhật: 12/05/2025 08:30\n\n"
        "Người nuôi bắt đầu thả giống trở lại từ đầu tuần, nhiều ao bỏ trống nay đã có nước.\n",
        "http://paper.example/a");
    EXPECT_EQ(article.title, "Giá cá tra tăng trở lại sau ba tháng");
    EXPECT_EQ(article.section, "THỜI SỰ - KINH TẾ");
    EXPECT_TRUE(article.published.has_value());
    EXPECT_EQ(article.body.find("Giá cá tra tăng"), std::string::npos);
    // A headline in capitals stays one, whatever follows.
    for (const char* next : {"Nguyễn Văn A", "Nước đã về đến đầu nguồn từ sáng nay.", "TIN NHANH"})
        EXPECT_EQ(
            fetch::read_text_article(std::string("MÙA NƯỚC NỔI VỀ SỚM\n\n") + next +
                                         "\n\nNgười dân hai bờ sông đã chuẩn bị xuồng từ đầu tháng, như mọi năm.\n",
                                     "")
                .title,
            "MÙA NƯỚC NỔI VỀ SỚM")
            << next;
    EXPECT_EQ(fetch::read_text_article("河水又涨了\n\n居民把船移到高处的地方去\n\n今天早上河水又涨了。", "").title,
              "河水又涨了");
}

TEST(TextArticle, AFewWordsBeforeTheRecordingAreItsLabel) {
    const core::Article article = fetch::read_text_article(
        "Tựa bài\n\nLắng nghe bản tin tại đây https://paper.example/audio/1.mp3\n\nĐoạn thứ nhất của bài viết, đủ "
        "dài.\n",
        "");
    ASSERT_EQ(article.audio.size(), 1u);
    EXPECT_EQ(article.audio[0].rule, "URL after a label");
    EXPECT_EQ(article.body, "Đoạn thứ nhất của bài viết, đủ dài.");
}

TEST(TextArticle, FewCharactersOfADenseScriptAreAText) {
    const core::Article article = fetch::read_text_article(
        "江边渡船恢复夜航\n\n渡船昨晚起恢复夜航，末班改到十一点半，票价不变。\n\n发表评论\n\n老街书店\n", "");
    EXPECT_EQ(article.title, "江边渡船恢复夜航");
    EXPECT_EQ(article.body, "渡船昨晚起恢复夜航，末班改到十一点半，票价不变。");
}

TEST(TextArticle, LinesBrokenInChineseAreJoinedWithoutSpaces) {
    const core::Article article = fetch::read_text_article(
        "江边渡船恢复夜航\n\n渡船昨晚起恢复夜航，末班改到十一点半，票价不变，市民说下班后终于\n"
        "不必绕行大桥，每天能省四十分钟，市政府表示如果乘客足够多夏天还会\n增加一班船。\n",
        "");
    EXPECT_THAT(article.body, testing::HasSubstr("终于不必绕行"));
    EXPECT_THAT(article.body, testing::HasSubstr("夏天还会增加一班船。"));
}

TEST(TextArticle, DatesThatEndInAPoint) {
    const core::Article article = fetch::read_text_article(
        "Flood warning lifted\n\nPublished: March 4, 2025, 7:15 a.m.\n\nThe warning was lifted this morning, the "
        "county "
        "said, and boats may pass again.\n",
        "");
    ASSERT_TRUE(article.published);
    EXPECT_EQ(core::format_iso8601(*article.published), "2025-03-04T07:15:00");
}

TEST(TextArticle, HugeAndStrangeTextIsBounded) {
    EXPECT_NO_THROW(read(std::string(2'000'000, 'a')));
    EXPECT_NO_THROW(read(replaced(std::string(300'000, '\n'), "\n\n", "x\n")));
    std::string urls_only;
    for (int index = 0; index < 2000; ++index) urls_only += "http://a.vn/" + std::to_string(index) + ".mp3\n";
    EXPECT_TRUE(read(urls_only).ambiguous);
}

}  // namespace
