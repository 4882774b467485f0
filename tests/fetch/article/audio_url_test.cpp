#include "core/article.h"
#include "fetch/article/article.h"

#include <gtest/gtest.h>

#include <string>

namespace {

core::Article read(const std::string& markup, const std::string& xpath, const std::string& audio_url) {
    return fetch::read_article(
        {"http://paper.example/bai.html",
         "text/html",
         "<html><head><title>Cầu mới</title></head><body><h1>Cầu mới</h1>" + markup +
             "<audio src=\"/khac.mp3\"></audio><p>Cầu bắc qua sông đã thông xe.</p></body></html>",
         {{"audio", xpath}},
         audio_url});
}

TEST(AudioUrl, IsBuiltOfWhatTheExpressionFinds) {
    const core::Article article =
        read("<div data-id=\"\"></div><div data-id=\" 12/ă b \"></div><div data-id=\"7\"></div>", "//div/@data-id",
             "https://cdn.example/tts/{id}/{id}.mp3");
    ASSERT_EQ(article.audio.size(), 1u);
    EXPECT_EQ(article.audio[0].url, "https://cdn.example/tts/12/%C4%83%20b/12/%C4%83%20b.mp3");
    EXPECT_EQ(article.audio[0].rule, "audio_url");
    EXPECT_TRUE(article.audio[0].built);
    EXPECT_EQ(article.rules.at("audio"), "audio_url");
    EXPECT_EQ(read("", "substring('abc7', 4)", "http://cdn.example/{id}").audio.at(0).url, "http://cdn.example/7");
}

TEST(AudioUrl, SlashesArePartOfThePathAndLeadNowhereElse) {
    const auto built = [](const std::string& id, const std::string& audio_url) {
        return read("<div data-id=\"" + id + "\"></div>", "//div/@data-id", audio_url);
    };
    const std::string by_path = "https://cdn.example/tts/{id}.mp3";
    EXPECT_EQ(built("2026/11/30/abc", by_path).audio.at(0).url, "https://cdn.example/tts/2026/11/30/abc.mp3");
    EXPECT_EQ(built("2026/11/30/abc", "https://cdn.example/{id}?of={id}").audio.at(0).url,
              "https://cdn.example/2026/11/30/abc?of=2026%2F11%2F30%2Fabc");
    EXPECT_EQ(built("a?b#c%2e", by_path).audio.at(0).url, "https://cdn.example/tts/a%3Fb%23c%252e.mp3");
    for (const char* id : {"..", "../geheim", "a/../../b", "./a", "a/.."}) {
        const core::Article article = built(id, by_path);
        EXPECT_TRUE(article.audio.empty()) << id;
        EXPECT_EQ(article.rejected.at(0).reason, "it leads out of its folder") << id;
    }
}

TEST(AudioUrl, WithoutWhatItIsMadeOfThereIsNoRecording) {
    EXPECT_TRUE(read("<div data-id=\"\"></div>", "//div/@data-id", "https://cdn.example/{id}.mp3").audio.empty());
    EXPECT_TRUE(read("", "//div/@data-id", "https://cdn.example/{id}.mp3").audio.empty());
    EXPECT_FALSE(read("", "//audio", "").audio.at(0).built);
}

}  // namespace
