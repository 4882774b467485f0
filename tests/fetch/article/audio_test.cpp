// Which recording is the article's own, kind by kind.

#include "fetch/article/audio.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "fetch/article/article.h"

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* url = "https://paper.example/ben-pha-nghi-chay-1234567.html";

/// A page with a title and a text of several paragraphs; `before` stands between title and text, `inside` behind its
/// first paragraph, `after` behind the article.
std::string page(const std::string& before, const std::string& inside = {}, const std::string& after = {}) {
    const std::string paragraph =
        "<p>Chuyến phà cuối cùng rời bến lúc sáu giờ chiều, chở theo hai mươi ba người, bốn chiếc xe máy và một con "
        "chó nhỏ ngồi ở mũi phà từ đầu đến cuối, không ai biết nó của nhà nào.</p>";
    return "<!doctype html><html lang='vi'><head><title>Bến phà nghỉ chạy sau bốn mươi năm</title></head><body>"
           "<div class='wrap'><div class='detail'><h1>Bến phà nghỉ chạy sau bốn mươi năm</h1>" +
           before + "<div class='text'>" + paragraph + inside + paragraph + paragraph + "</div></div></div>" + after +
           "</body></html>";
}

core::Article read(const std::string& html) {
    return fetch::read_article({url, "text/html; charset=utf-8", html, {}});
}

std::vector<std::string> urls(const core::Article& article) {
    std::vector<std::string> all;
    for (const core::AudioCandidate& each : article.audio) all.push_back(each.url);
    return all;
}

std::vector<std::string> urls(const std::string& html) {
    return urls(read(html));
}

std::string reason_of(const core::Article& article, const std::string& recording) {
    for (const core::RejectedAudio& each : article.rejected)
        if (each.url == recording) return each.reason;
    return {};
}

std::string read_aloud(const std::string& keys) {
    return "<script>loadJsAsync('/js/embedTTSv13min.js', function () { embedTTS.init({ wrapper: '.af-tts', " + keys +
           " }); });</script>";
}

constexpr const char* storage =
    "domainStorage: 'https://tts.media.example', srcAudioFormat: '{0}/{1}/{2}-{3}-{4}.{5}',";

TEST(BuiltRecording, IsPutTogetherAsTheReadAloudScriptDoes) {
    const core::Article article =
        read(page("", "",
                  read_aloud("ext: 'm4a', // 'mp3', 'wav' or ‘m4a’: https://tts.media.example/2021/05/18/x-nam-1.wav\n"
                             "defaultVoice: 'nu', /* ‘nam’ or ‘nu’ */ nameSpace: \"paper\",\n" +
                             std::string(storage) + "distributionDate: '2026/11/25', newsId: '188261125071033787',")));
    EXPECT_THAT(urls(article), ElementsAre("https://tts.media.example/2026/11/25/paper-nu-188261125071033787.m4a"));
    EXPECT_TRUE(article.audio.front().built);
    EXPECT_EQ(article.audio.front().rule, "read-aloud script");
    EXPECT_FALSE(article.ambiguous);
}

TEST(BuiltRecording, HasAUrlForEachVoiceInThePagesOrder) {
    const std::string call = read_aloud(std::string(storage) +
                                        "newsId: 188261125071033787, distributionDate: '2026/11/25', ext: 'mp3', "
                                        "nameSpace: 'paper', defaultVoice: _voice");
    const auto name = [](const std::string& voice) {
        return "https://tts.media.example/2026/11/25/paper-" + voice + "-188261125071033787.mp3";
    };
    const std::string chosen =
        "<script>var _voice = \"nu-1\"; switch (province) { case 24: _voice = 'nu'; break; }</script>";
    EXPECT_THAT(urls(page("", "", chosen + call + call)), ElementsAre(name("nu-1"), name("nu")));
    const std::string buttons = "<button data-voice='nam'>Nam</button><button data-voice='nu'>Nữ</button>";
    EXPECT_THAT(urls(page(buttons, "", chosen + call)), ElementsAre(name("nu-1"), name("nu"), name("nam")));
    EXPECT_FALSE(read(page(buttons, "", chosen + call)).ambiguous);
}

TEST(BuiltRecording, IsNotMadeUpWhereAPieceIsMissing) {
    const std::string all = std::string(storage) + "nameSpace: 'paper', ext: 'm4a', defaultVoice: 'nu',";
    EXPECT_THAT(urls(page("", "", read_aloud(all + "distributionDate: '2026/11/25', newsId: unknownId"))), IsEmpty());
    EXPECT_THAT(
        urls(page("", "", read_aloud(all + "distributionDate: '${distributionDateSource}', newsId: '1234567'"))),
        IsEmpty());
    // The address comes from an answer of another server.
    EXPECT_THAT(urls(page("", "",
                          read_aloud("nameSpace: 'paper', newsId: '1234567', distributionDate: '2026/11/25'") +
                              "<script>var idAudio = '6f1e2a77';</script>")),
                IsEmpty());
}

TEST(BuiltRecording, IsThatOfTheArticleWhoseNumberThePageHas) {
    const auto call = [](const std::string& number) {
        return read_aloud(std::string(storage) +
                          "nameSpace: 'paper', ext: 'm4a', defaultVoice: 'nu', distributionDate: "
                          "'2026/11/25', newsId: '" +
                          number + "'");
    };
    EXPECT_THAT(urls(page("", "", call("7654321") + call("1234567"))),
                ElementsAre("https://tts.media.example/2026/11/25/paper-nu-1234567.m4a"));
}

TEST(BuiltRecording, ComesFromAPatternOrASumOfTexts) {
    EXPECT_THAT(urls(page("", "",
                          "<script>player({audioUrl: 'https://cdn.example/doc/{articleId}.mp3', articleId: "
                          "1234567});</script>")),
                ElementsAre("https://cdn.example/doc/1234567.mp3"));
    EXPECT_THAT(urls(page("", "", "<script>const id = 1234567; play(`https://cdn.example/doc/${id}.mp3`);</script>")),
                ElementsAre("https://cdn.example/doc/1234567.mp3"));
    EXPECT_THAT(urls(page("", "",
                          "<script>var host = 'x'; var newsId = \"1234567\";</script><script>player.src = "
                          "'https://cdn.example/doc/' + newsId + '.mp3';</script>")),
                ElementsAre("https://cdn.example/doc/1234567.mp3"));
    // What scripts call their own sounds, and what only they can know.
    EXPECT_THAT(urls(page("", "",
                          "<script>var s = 'click'; s = 'https://cdn.example/ui/' + s + '.mp3'; t = "
                          "'https://cdn.example/doc/' + current() + '.mp3';</script>")),
                IsEmpty());
}

TEST(BuiltRecording, GivesWayToAPlayerInTheTextAndStaysBeforeOthers) {
    const std::string call = read_aloud(std::string(storage) +
                                        "newsId: '1234567', distributionDate: '2026/11/25', ext: 'm4a', nameSpace: "
                                        "'paper', defaultVoice: 'nu'");
    EXPECT_THAT(urls(page("", "<audio src='/media/phong-van.mp3'></audio>", call)),
                ElementsAre("https://paper.example/media/phong-van.mp3"));
    const core::Article article = read(page("<a href='/media/phong-van.mp3'>MP3</a>", "", call));
    EXPECT_THAT(urls(article), ElementsAre("https://tts.media.example/2026/11/25/paper-nu-1234567.m4a",
                                           "https://paper.example/media/phong-van.mp3"));
    EXPECT_FALSE(article.ambiguous);
}

TEST(OwnRecording, StandsInANestedArticleWithAHeadingOfItsOwn) {
    const std::string module =
        "<article class='bucket resaudio'><h4>Heard on the evening programme</h4><div data-audio='{\"audioUrl\":"
        "\"https://cdn.example/evening/ferry.mp3\"}'><a href='https://cdn.example/evening/ferry.mp3'>Listen</a></div>"
        "</article>";
    EXPECT_THAT(urls(page(module)), ElementsAre("https://cdn.example/evening/ferry.mp3"));
    EXPECT_THAT(urls("<article class='story'>" + page(module) + "</article>"),
                ElementsAre("https://cdn.example/evening/ferry.mp3"));
    const std::string hourly =
        "<header><div class='live-bar'><audio src='https://cdn.example/newscast/hourly.mp3'></audio></div></header>";
    EXPECT_THAT(urls(hourly + page(module)), ElementsAre("https://cdn.example/evening/ferry.mp3"));
    EXPECT_THAT(urls(hourly + page("")), IsEmpty());
}

TEST(OwnRecording, IsNotThatOfABoxThatLinksToAnotherArticle) {
    const std::string box =
        "<div class='box-category wrap-player'><h3><a href='/podcast/chuyen-cho-noi-cai-rang-7654321.html'>Chuyện chợ "
        "nổi lúc bốn giờ sáng</a></h3><audio src='https://cdn.example/podcast/cho-noi.mp3'></audio></div>";
    const std::string bare =
        "<div class='box'><a href='/podcast/chuyen-cho-noi-cai-rang-7654321.html'>Chuyện chợ nổi lúc bốn giờ "
        "sáng</a><audio src='https://cdn.example/podcast/cho-noi.mp3'></audio></div>";
    for (const std::string& each : {box, bare}) {
        const core::Article article = read(page("", "", each));
        EXPECT_THAT(urls(article), IsEmpty());
        EXPECT_EQ(reason_of(article, "https://cdn.example/podcast/cho-noi.mp3"), "in a teaser of another article");
        const core::Article both = read(page("<audio src='/media/ben-pha.mp3'></audio>", "", each));
        EXPECT_THAT(urls(both), ElementsAre("https://paper.example/media/ben-pha.mp3"));
        EXPECT_FALSE(both.ambiguous);
    }
}

TEST(OwnRecording, IsNoEpisodeOfAPodcastInABoxOfItsOwn) {
    for (const char* words :
         {"The Harbour Podcast, season 2, episode 12", "Folge 12", "Podcast: chuyện chợ nổi lúc bốn giờ"}) {
        const std::string box =
            "<div class='x7'><h3>" + std::string(words) + "</h3><audio src='/m/ep12.mp3'></audio></div>";
        EXPECT_THAT(urls(page("", box)), IsEmpty()) << words;
        EXPECT_THAT(urls(page("", "", box)), IsEmpty()) << words;
    }
    EXPECT_THAT(urls(page("<div><span>Podcast 3:45</span><audio src='/m/ab12.mp3'></audio></div>")),
                ElementsAre("https://paper.example/m/ab12.mp3"));
    EXPECT_THAT(urls("<main>" + page("", "") +
                     "<div class='x7'><h3>Chuyện chợ nổi lúc bốn giờ sáng</h3><audio "
                     "src='/m/cho.mp3'></audio></div></main>"),
                IsEmpty());
}

TEST(OwnRecording, StandsInTheStateOfAFramework) {
    EXPECT_THAT(urls(page("", "",
                          "<script>self.__next_f.push([1,'{\"article\":{\"headline\":\"Bến phà nghỉ chạy sau bốn "
                          "mươi năm\",\"audioUrl\":\"https://cdn.example/a8f31c.mp3\"}}'])</script>")),
                ElementsAre("https://cdn.example/a8f31c.mp3"));
}

TEST(OwnRecording, IsNotABulletinInAColumnBesideTheArticle) {
    const std::string column =
        "<div class='col-4'><p>Bản tin</p><a href='https://cdn.example/ban-tin-sang.mp3'>Bản tin sáng</a><br>"
        "<a href='https://cdn.example/ban-tin-chieu.mp3'>Bản tin chiều</a></div>";
    EXPECT_THAT(urls(page("", "", column)), IsEmpty());
    EXPECT_THAT(urls(page("<p><a href='/media/ben-pha.mp3'>Nghe bài này</a></p>", "", column)),
                ElementsAre("https://paper.example/media/ben-pha.mp3"));
}

TEST(OwnRecording, IsNoLiveProgramme) {
    EXPECT_THAT(urls(page("<button data-source='https://cdn.example/a/1.mp3'>Nghe</button>", "",
                          "<span data-url-live-mp3='https://ice.radio.example/fm.mp3' "
                          "data-url-ts-mp3='https://www.radio.example/ts/fm-midfi.mp3'></span>")),
                ElementsAre("https://cdn.example/a/1.mp3"));
    EXPECT_THAT(urls(page("", "", "<span data-url-ts-mp3='https://direct.radio.example/ts/fm-midfi.mp3'></span>")),
                IsEmpty());
}

TEST(OwnRecording, IsNotWhatTheTextLinksToInPassing) {
    EXPECT_THAT(urls(page("",
                          "<p>Ông kể chuyện này trên đài tỉnh hồi tháng ba, trong <a "
                          "href='https://radio.example/2026/cau-chuyen-dong-song.mp3'>câu chuyện dòng sông</a>, và "
                          "sau đó nhiều người tìm đến bến để hỏi thăm gia đình ông.</p>")),
                IsEmpty());
    EXPECT_THAT(urls(page("",
                          "<ul><li>6 tháng 12: Đài Sông Nước phỏng vấn, <a "
                          "href='https://radio.example/2026/phong-van.mp3'>Người giữ bến</a> • <a "
                          "href='https://video.example/v'>Video</a></li></ul>")),
                IsEmpty());
    EXPECT_THAT(urls(page("", "<p>Nghe: <a href='https://cdn.example/ben-pha.mp3'>Người giữ bến</a></p>")),
                ElementsAre("https://cdn.example/ben-pha.mp3"));
}

TEST(OwnRecording, HasOneNameInTwoFormats) {
    EXPECT_THAT(urls(page("",
                          "<p><a href='https://a.example/Ep-38__130607215900.mp3'>MP3</a> or <a "
                          "href='https://a.example/Ep-38__130607220046.m4a'>M4A</a></p>")),
                ElementsAre("https://a.example/Ep-38__130607215900.mp3", "https://a.example/Ep-38__130607220046.m4a"));
    EXPECT_THAT(urls(page("",
                          "<p><a href='https://a.example/d/7c1b.ogg'>OGG (3 MB)</a> | <a "
                          "href='https://b.example/e/91aa.mp3'>MP3 (5 MB)</a></p>")),
                ElementsAre("https://b.example/e/91aa.mp3", "https://a.example/d/7c1b.ogg"));
    EXPECT_THAT(urls(page("<a href='https://a.example/listen?id=1234567&amp;type=mp3'>Nghe bài này</a>")),
                ElementsAre("https://a.example/listen?id=1234567&type=mp3"));
}

TEST(OwnRecording, IsTheOneThatHasTheTitlesWords) {
    const core::Article article =
        read(page("",
                  "<audio src='/m/ban-dung-ben-pha-nghi-chay.mp3'></audio><p>Ông Ba nói:</p><audio "
                  "src='/m/ong-ba-40-giay.mp3'></audio>"));
    EXPECT_THAT(urls(article), ElementsAre("https://paper.example/m/ban-dung-ben-pha-nghi-chay.mp3"));
    EXPECT_FALSE(article.ambiguous);
}

TEST(OwnRecording, IsTheOneWhoseWordsOfferThisText) {
    for (const char* words : {"Listen to this article", "Nghe bài viết", "Artikel anhören", "Écouter l'article",
                              "Слушать статью", "Escuchar la noticia"}) {
        const std::string box = "<div class='popup'><span>" + std::string(words) +
                                "</span><audio controls src='/m/a8f31c.mp3'></audio></div>";
        EXPECT_THAT(urls(page(box, "<figure><audio src='/m/clip77.mp3'></audio></figure>")),
                    ElementsAre("https://paper.example/m/a8f31c.mp3"))
            << words;
    }
    EXPECT_THAT(urls(page("<div><span>Nghe trực tiếp</span><audio src='/m/fm.mp3'></audio></div>")), IsEmpty());
    EXPECT_THAT(urls(page("<div><span>Bản tin mới nhất</span><audio src='/m/n0800.mp3'></audio></div>")), IsEmpty());
}

TEST(OwnRecording, NeedsAWordForItBesideTheArticle) {
    const std::string box = "<div class='x'><audio src='/m/a8f31c.mp3'></audio></div>";
    const core::Article article = read(page("", "", box));
    EXPECT_THAT(urls(article), IsEmpty());
    EXPECT_THAT(reason_of(article, "https://paper.example/m/a8f31c.mp3"), HasSubstr("beside the article"));
    EXPECT_THAT(urls(page("", "",
                          "<div class='x'><b>Bến phà nghỉ chạy sau bốn mươi năm</b><audio src='/m/a8f31c.mp3'>"
                          "</audio></div>")),
                ElementsAre("https://paper.example/m/a8f31c.mp3"));
    EXPECT_THAT(urls(page("", "", "<audio src='/m/1234567.mp3'></audio>")),
                ElementsAre("https://paper.example/m/1234567.mp3"));
}

TEST(OwnRecording, IsNotAnotherArticlesInThePagesState) {
    const auto state = [](const std::string& headline, const std::string& address) {
        return "<script>Fusion.contentCache={\"x\":{\"headlines\":{\"basic\":\"" + headline +
               "\"},\"canonical_url\":\"" + address + "\",\"audio_url\":\"https://cdn.example/a8f31c.mp3\"}};</script>";
    };
    EXPECT_THAT(
        urls(page("", "", state("Chợ nổi họp lại sau mùa nước lớn ở đầu nguồn", "/cho-noi-hop-lai-7654321.html"))),
        IsEmpty());
    EXPECT_THAT(urls(page("", "", state("Bến phà nghỉ chạy sau bốn mươi năm", "/ben-pha-nghi-chay-1234567.html"))),
                ElementsAre("https://cdn.example/a8f31c.mp3"));
}

std::string parts(const std::vector<std::string>& names, const std::string& label = "Nghe") {
    std::string html;
    for (std::size_t i = 0; i < names.size(); ++i)
        html += "<p><a href='/m/" + names[i] + ".mp3'>" + label + " " + std::to_string(i + 1) + "</a></p>";
    return html;
}

TEST(RecordingInParts, IsOneInTheOrderOfItsNumbers) {
    const core::Article named = read(page("", parts({"ben-pha-1", "ben-pha-2", "ben-pha-3"})));
    EXPECT_THAT(urls(named), ElementsAre("https://paper.example/m/ben-pha-1.mp3"));
    EXPECT_THAT(named.later_parts,
                ElementsAre("https://paper.example/m/ben-pha-2.mp3", "https://paper.example/m/ben-pha-3.mp3"));
    EXPECT_FALSE(named.ambiguous);

    const core::Article labelled = read(page("", parts({"8f1c20", "03ab77"}, "Phần")));
    EXPECT_THAT(urls(labelled), ElementsAre("https://paper.example/m/8f1c20.mp3"));
    EXPECT_THAT(labelled.later_parts, ElementsAre("https://paper.example/m/03ab77.mp3"));
    EXPECT_FALSE(labelled.ambiguous);
}

TEST(RecordingInParts, MayHaveFiftyAndIsCalledTooLongWithMore) {
    const auto of = [](std::size_t count, const std::string& name, const std::string& label) {
        std::vector<std::string> names;
        for (std::size_t number = 1; number <= count; ++number) names.push_back(name + std::to_string(number));
        return read(page("", parts(names, label)));
    };
    for (const char* label : {"Nghe", "Phần"}) {
        for (const std::size_t count : {32, 33, 48, 50, 51, 60}) {
            const core::Article article = of(count, "ben-pha-", label);
            EXPECT_EQ(article.later_parts.size(), count - 1) << label;
            EXPECT_FALSE(article.ambiguous) << label << " " << count;
        }
    }
    for (const char* name : {"p-", "ben0-"}) EXPECT_EQ(of(50, name, "Phần").later_parts.size(), 49u) << name;
    // The same in two bitrates is one still.
    EXPECT_THAT(read(page("", parts({"ben-pha-48", "ben-pha-64"}))).later_parts, IsEmpty());
}

TEST(RecordingInParts, IsNotTakenWhereOneIsMissingOrNumbersCountOthers) {
    for (const auto& names : std::vector<std::vector<std::string>>{
             {"ben-pha-2", "ben-pha-4"}, {"ben-pha-2", "ben-pha-3"}, {"song-tap-1", "song-tap-2"}}) {
        const core::Article article = read(page("", parts(names)));
        EXPECT_THAT(article.later_parts, IsEmpty());
        EXPECT_TRUE(article.ambiguous) << names.front();
    }
}

TEST(RecordingInParts, AreNotTheEntriesOfAList) {
    std::string list;
    for (const char* title : {"Chợ nổi họp lại sau mùa nước", "Đường hoa dài ba cây số", "Thầy giáo già và con đò cũ"})
        list += "<li data-audio='https://cdn.example/list/item-" + std::to_string(1 + list.size() / 100) + ".mp3'>" +
                title + "</li>";
    const core::Article article = read(page("", "<ul>" + list + "</ul>"));
    EXPECT_THAT(article.later_parts, IsEmpty());
}

TEST(RecordingInParts, MayBeNumberedByTheWordsAroundThem) {
    const auto figure = [](const std::string& file, const std::string& words) {
        return "<figure><audio controls src='/m/" + file + ".mp3'></audio><figcaption>" + words +
               "</figcaption></figure>";
    };
    const core::Article article =
        read(page("", figure("aa11", "Part One: the ferry") + figure("bb22", "Part Two: the bridge")));
    EXPECT_THAT(urls(article), ElementsAre("https://paper.example/m/aa11.mp3"));
    EXPECT_THAT(article.later_parts, ElementsAre("https://paper.example/m/bb22.mp3"));
}

}  // namespace
