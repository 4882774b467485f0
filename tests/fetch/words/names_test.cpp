#include "fetch/words/names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(AuthorNames, AreFoundInBylines) {
    EXPECT_THAT(fetch::names_in_byline("By Ann Lee and Bob Ray, Staff Writers"), ElementsAre("Ann Lee", "Bob Ray"));
    EXPECT_THAT(fetch::names_in_byline("ByAnn Lee"), ElementsAre("Ann Lee"));
    EXPECT_THAT(fetch::names_in_byline("Tác giả: Nguyễn Thu Hà"), ElementsAre("Nguyễn Thu Hà"));
    EXPECT_THAT(fetch::names_in_byline("Bài và ảnh: THU HÀ - MINH TÂM"), ElementsAre("THU HÀ", "MINH TÂM"));
    EXPECT_THAT(fetch::names_in_byline("Bài, ảnh: Dũng Chinh"), ElementsAre("Dũng Chinh"));
    EXPECT_THAT(fetch::names_in_byline("Von Jana Weiß und Max Roth"), ElementsAre("Jana Weiß", "Max Roth"));
    EXPECT_THAT(fetch::names_in_byline("【责任编辑:王小明】"), ElementsAre("王小明"));
    EXPECT_THAT(fetch::names_in_byline("Ann Lee (Reuters)"), ElementsAre("Ann Lee"));
    EXPECT_THAT(fetch::names_in_byline("Ann Lee / 07.11.2023"), ElementsAre("Ann Lee"));
}

TEST(AuthorNames, OfListsAllCome) {
    EXPECT_THAT(fetch::names_in_byline("Hải Yến;Trần Bảo Nam"), ElementsAre("Hải Yến", "Trần Bảo Nam"));
    EXPECT_THAT(fetch::names_in_byline("Lê Hà, Văn Tý và Ngọc Ẩn"), ElementsAre("Lê Hà", "Văn Tý", "Ngọc Ẩn"));
    EXPECT_THAT(fetch::names_in_byline("Lan Phương - Đức Minh"), ElementsAre("Lan Phương", "Đức Minh"));
    EXPECT_THAT(fetch::names_in_byline("记者：王小明 李四光"), ElementsAre("王小明", "李四光"));
    EXPECT_THAT(fetch::names_in_byline("山田 太郎"), ElementsAre("山田 太郎"));
}

TEST(AuthorNames, WordsWithinANameDoNotPartIt) {
    EXPECT_THAT(fetch::names_in_byline("José Volta e Pinto"), ElementsAre("José Volta e Pinto"));
    EXPECT_THAT(fetch::names_in_byline("Ministerium für Wirtschaft und Klima"),
                ElementsAre("Ministerium für Wirtschaft und Klima"));
    EXPECT_THAT(fetch::names_in_byline("Carla Bianchi e Piero Costa"), ElementsAre("Carla Bianchi", "Piero Costa"));
}

TEST(AuthorNames, InCapitalsAreJoinedByWordsInCapitals) {
    EXPECT_THAT(fetch::names_in_byline("BY ANN LEE AND BOB RAY"), ElementsAre("ANN LEE", "BOB RAY"));
    EXPECT_THAT(fetch::names_in_byline("ANA SILVA Y LUIS ROJO"), ElementsAre("ANA SILVA", "LUIS ROJO"));
    EXPECT_THAT(fetch::names_in_byline("JOSÉ VOLTA E PINTO"), ElementsAre("JOSÉ VOLTA E PINTO"));
    EXPECT_THAT(fetch::names_in_byline("John E Smith Jones"), ElementsAre("John E Smith Jones"));
}

TEST(AuthorNames, BureausAgenciesPlacesAndDegreesBesideThemAreLeftOut) {
    for (const char* line : {"Lê Hà/VOV1", "Lê Hà/VOV-Tây Bắc", "Lê Hà/TTXVN", "Lê Hà (Theo AFP, CNN)",
                             "Lê Hà - Theo VTC", "Lê Hà (tổng hợp)", "PV Lê Hà"})
        EXPECT_THAT(fetch::names_in_byline(line), ElementsAre("Lê Hà")) << line;
    for (const char* line :
         {"Ann Lee, CNN", "Ann Lee, MS, RDN", "Ann Lee, The Daily Post", "Ann Lee, London", "Ann Lee in Paris",
          "Ann Lee @annlee", "Ann Lee ann@paper.example", "Analysis by Ann Lee", "View all posts by Ann Lee"})
        EXPECT_THAT(fetch::names_in_byline(line), ElementsAre("Ann Lee")) << line;
    EXPECT_THAT(fetch::names_in_byline("LÊ HÀ/TTXVN"), ElementsAre("LÊ HÀ"));
    EXPECT_THAT(fetch::names_in_byline("JANE DOE Associated Press"), ElementsAre("JANE DOE"));
    EXPECT_THAT(fetch::names_in_byline("João Silva, de São Paulo"), ElementsAre("João Silva"));
    EXPECT_THAT(fetch::names_in_byline("ليلى حداد - الإسكندرية"), ElementsAre("ليلى حداد"));
    EXPECT_THAT(fetch::names_in_byline("홍길동 기자"), ElementsAre("홍길동"));
}

TEST(AuthorNames, AnAgencyAloneIsOne) {
    for (const char* line : {"AFP", "Reuters", "Associated Press"})
        EXPECT_THAT(fetch::names_in_byline(line), ElementsAre(line)) << line;
    EXPECT_THAT(fetch::names_in_byline("AJ Taylor, DJ Summers"), ElementsAre("AJ Taylor", "DJ Summers"));
    EXPECT_THAT(fetch::names_in_byline("Ann Lee, LISA LERER"), ElementsAre("Ann Lee", "LISA LERER"));
}

TEST(AuthorNames, PhotographersAreNoAuthors) {
    EXPECT_THAT(fetch::names_in_byline("Bài: Lê Hà - Ảnh: Văn Tý"), ElementsAre("Lê Hà"));
    EXPECT_THAT(fetch::names_in_byline("Фото: Игорь Лодкин"), IsEmpty());
    EXPECT_THAT(fetch::names_in_byline("Foto: Max Roth"), IsEmpty());
    EXPECT_THAT(fetch::names_in_byline("Bài: Lê Hà Ảnh: Văn Tý"), ElementsAre("Lê Hà"));
    EXPECT_THAT(fetch::names_in_byline("Von Jana Weiß Fotos von Max Roth"), ElementsAre("Jana Weiß"));
}

TEST(AuthorNames, DatesAreNone) {
    for (const char* line : {"am 20.06.2018", "0912 345 678", "25/11/2026 14:05", "Daily News February 24"})
        EXPECT_THAT(fetch::names_in_byline(line), IsEmpty()) << line;
    EXPECT_THAT(fetch::names_in_byline("leser24"), ElementsAre("leser24"));
}

TEST(AuthorNames, OrganizationsAreToldByTheirWords) {
    for (const char* name : {"The Daily Post", "Báo Đồng Bằng", "Ban Biên tập", "Công ty Sông Xanh", "Redacción",
                             "海角時報", "กองบรรณาธิการ", "Herald Media Ltd"})
        EXPECT_TRUE(fetch::names_organization(name)) << name;
    for (const char* name : {"Ann Lee", "Nguyễn Thành Công", "Lê Thị Sa", "王小明"})
        EXPECT_FALSE(fetch::names_organization(name)) << name;
}

TEST(AuthorNames, ReportersInChineseAndKoreanTextsAreFound) {
    EXPECT_THAT(fetch::reporters_in_line("〔記者王小明／台北報導〕市府今日宣布"), ElementsAre("王小明"));
    EXPECT_THAT(fetch::reporters_in_line("（中央社記者王小明台北21日電）市府今日宣布"), ElementsAre("王小明"));
    EXPECT_THAT(fetch::reporters_in_line("(서울=뉴스) 홍길동 기자 = 시청은 오늘"), ElementsAre("홍길동"));
    EXPECT_THAT(fetch::reporters_in_line("記者會今天上午舉行，市長說明了計畫"), IsEmpty());
    EXPECT_THAT(fetch::reporters_in_line("圖為市場。記者王小明攝"), IsEmpty());
}

TEST(AuthorNames, LabelsClientsAndPlacesOfTwoWordsAreLeftOut) {
    for (const char* line :
         {"Ann Lee, New Delhi", "Ann Lee | Buenos Aires", "Ann Lee — São Paulo/Rio de Janeiro", "Text: Ann Lee",
          "Muhabir: Ann Lee", "Oprac: Ann Lee", "Van onze verslaggever Ann Lee", "Dal nostro inviato Ann Lee",
          "By Ann Lee for The Conversation", "By Ann Lee Special to the Post"})
        EXPECT_THAT(fetch::names_in_byline(line), ElementsAre("Ann Lee")) << line;
    EXPECT_THAT(fetch::names_in_byline("Edited by Ann Lee"), IsEmpty());
    EXPECT_FALSE(fetch::reads_like_names("by Ann Lee for first place", fetch::Evidence::none));
    EXPECT_THAT(fetch::names_in_byline("Lan Phương - Đức Minh"), ElementsAre("Lan Phương", "Đức Minh"));
}

TEST(AuthorNames, OfSeveralReportersAllCome) {
    for (const char* line : {"（记者王小明、李雪梅）市政府今天宣布", "（记者 王小明 李雪梅）市政府今天宣布",
                             "〔記者王小明、李雪梅／台北報導〕", "本报记者 王小明 通讯员李雪梅）"})
        EXPECT_THAT(fetch::reporters_in_line(line), ElementsAre("王小明", "李雪梅")) << line;
    for (const char* line : {"记者 王小明 北京报道", "（记者王小明、摄影报道）", "记者王小明 摄"})
        EXPECT_THAT(fetch::reporters_in_line(line), ElementsAre("王小明")) << line;
    EXPECT_THAT(fetch::reporters_in_line("(서울=뉴스) 김민지·박준호 기자 = 시청은"), ElementsAre("김민지", "박준호"));
    EXPECT_THAT(fetch::names_in_byline("김민지·박준호 기자"), ElementsAre("김민지", "박준호"));
    EXPECT_THAT(fetch::names_in_byline("约翰·史密斯"), ElementsAre("约翰·史密斯"));
}

TEST(AuthorNames, LabelsAreFoundWithinALine) {
    EXPECT_EQ(fetch::from_author_label("Đời sống | Tác giả: Lê Hà"), "Tác giả: Lê Hà");
    EXPECT_EQ(fetch::from_author_label("来源：海角网 作者：王小明"), "作者：王小明");
    EXPECT_EQ(fetch::from_author_label("Giá lúa: cao nhất trong năm"), "");
    EXPECT_THAT(fetch::names_in_byline("文／山田太郎"), ElementsAre("山田太郎"));
    EXPECT_THAT(fetch::names_in_byline("홍길동 기자 hong@paper.example"), ElementsAre("홍길동"));
    EXPECT_THAT(fetch::names_in_byline("Penulis: Budi Santoso | Editor: Siti Aminah"), ElementsAre("Budi Santoso"));
}

TEST(AuthorNames, EditorsAreTold) {
    for (const char* line : {"Editor: Siti Aminah", "Redaktion: Max Roth", "Редактор: Иван Петров"})
        EXPECT_TRUE(fetch::names_editor(line)) << line;
    EXPECT_FALSE(fetch::names_editor("Penulis: Budi Santoso"));
}

TEST(AuthorNames, LeaveOutWhatIsNone) {
    EXPECT_THAT(fetch::names_in_byline("admin"), IsEmpty());
    EXPECT_THAT(fetch::names_in_byline("https://a.example/author/x"), IsEmpty());
    EXPECT_THAT(fetch::names_in_byline("ann@paper.example"), IsEmpty());
    EXPECT_THAT(fetch::names_in_byline(""), IsEmpty());
}

TEST(AuthorNames, ReadLikeNamesOrNot) {
    for (const char* name : {"Dũng Chinh", "Đặng Thu Hà", "Ludwig van Beethoven", "J.R. Stone", "حسام أبو العلا",
                             "中沢克二", "Віталій Шабунін", "გიორგი მაისურაძე", "राम कुमार"}) {
        EXPECT_TRUE(fetch::reads_like_names(name, fetch::Evidence::marked)) << name;
    }
    for (const char* other :
         {"đang tải bình luận", "read the whole story", "Giá lúa tăng 3%", "What happened next?", ""}) {
        EXPECT_FALSE(fetch::reads_like_names(other, fetch::Evidence::marked)) << other;
    }
}

TEST(AuthorNames, BylinesAnnounceThemselves) {
    for (const char* line : {"By Ann Lee", "Von Max Roth", "Tác giả: Thu Hà", "Thực hiện: Minh"})
        EXPECT_TRUE(fetch::starts_like_byline(line)) << line;
    for (const char* line : {"Bytes and bites", "Bài học đầu tiên", "From here on", "Tin vui"})
        EXPECT_FALSE(fetch::starts_like_byline(line)) << line;
}

}  // namespace
