#include "fetch/words/recordings.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "fetch/words/other_sounds.h"

namespace {

using Words = std::vector<std::string>;

TEST(AudioMarks, KnowFilesByPathAndQuery) {
    for (const char* url :
         {"http://a.example/b.mp3", "/b.MP3?_=1", "b.m4a#t=3", "x.ashx?file=b.ogg&n=1", "//a/b.opus", "b.wav"}) {
        EXPECT_TRUE(fetch::has_audio_name(url)) << url;
    }
    for (const char* url :
         {"http://a.example/mp3", "/feed/mp3/", "b.mp4", "b.mp3.html", "https://s.example/?u=https%3A%2F%2Fa%2Fb.mp3",
          "https://s.example/share?u=http://a/b.mp3", "mp3", ""}) {
        EXPECT_FALSE(fetch::has_audio_name(url)) << url;
    }
}

TEST(AudioMarks, TellMachinesThatReadByTheirNames) {
    for (const auto& [url, said] : {std::pair("https://cdn.example/tts/2026/a-nam.mp3", "tts"),
                                    {"https://tts.news.example/a.mp3", "tts"},
                                    {"https://news.example/text-to-speech/1.mp3", "text-to-speech"},
                                    {"https://news.example/media/ai_voice/1.mp3", "ai-voice"},
                                    {"https://news.example/audio/textToSpeech/1.mp3", "text-to-speech"}})
        EXPECT_EQ(fetch::synthesis_in(url), said) << url;
    for (const char* url :
         {"https://news.example/audio/1.mp3", "https://news.example/watts/1.mp3", "https://ai.example/1.mp3",
          "https://news.example/voice/thai/ai.mp3", "https://news.example/1.mp3?tts=0", ""})
        EXPECT_EQ(fetch::synthesis_in(url), "") << url;
}

TEST(AudioMarks, KnowAudioTypes) {
    EXPECT_TRUE(fetch::is_audio_type("audio/mpeg"));
    EXPECT_TRUE(fetch::is_audio_type("Audio/MP4; codecs=x"));
    for (const char* type : {"audio/x-mpegurl", "audio/x-scpls", "audio/midi", "video/mp4", ""})
        EXPECT_FALSE(fetch::is_audio_type(type)) << type;
}

TEST(AudioMarks, RefuseStreamsSignalsAndTemplates) {
    const struct {
        const char* url;
        const char* part;
    } cases[] = {
        {"https://stream.daihuyen.example:8000/;", "live stream"},
        {"http://radio.example.org:8000/", "live stream"},
        {"https://live.daihuyen.example/fm96", "live stream"},
        {"https://daihuyen.example/radio.mp3", "live stream"},
        {"https://cdn.example/a/master.m3u8", "playlist"},
        {"https://cdn.example/a.pls", "playlist"},
        {"https://cdn.example/pronunciation/maudlin.mp3", "pronunciation"},
        {"https://cdn.example/{{file}}.mp3", "template"},
    };
    for (const auto& each : cases) {
        EXPECT_NE(fetch::reason_against_url(each.url, each.url).find(each.part), std::string::npos) << each.url;
    }
}

TEST(AudioMarks, DoubtWhatIsNamedAsASignalOrABulletin) {
    const struct {
        const char* url;
        const char* part;
    } cases[] = {
        {"https://cdn.example/intros/kxyz.mp3", "jingle"},
        {"https://cdn.example/a/jingle.mp3", "jingle"},
        {"https://cdn.example/sounds/notification-2.mp3", "jingle"},
        {"https://cdn.example/nhac-hieu.mp3", "jingle"},
        {"https://cdn.example/plugins/player/sample.mp3", "sample"},
        {"https://cdn.example/ban-tin/2026-11-25-0700.mp3", "bulletin"},
        {"https://cdn.example/newscast-0811.mp3", "bulletin"},
        {"https://cdn.example/captcha/audio/77ab.wav", "signal"},
        {"https://p.scdn.example/mp3-preview/aa11.mp3", "signal"},
    };
    for (const auto& each : cases) {
        EXPECT_NE(fetch::doubt_about_url(each.url).find(each.part), std::string::npos) << each.url;
    }
    EXPECT_EQ(fetch::doubt_about_url("https://cdn.example/2026/the-old-bell-rings-again.mp3"), "");
    EXPECT_TRUE(fetch::is_bare_name("https://cdn.example/ui/new-message.mp3"));
    EXPECT_FALSE(fetch::is_bare_name("https://cdn.example/a8f31c.mp3"));
    EXPECT_FALSE(fetch::is_bare_name("https://cdn.example/one-bridge-for-all.mp3"));
}

TEST(AudioMarks, KnowLiveProgrammesByTheirAddress) {
    for (const char* url :
         {"https://ice1.radio.example/klassik-128.mp3", "https://a.example/api/livestream-redirect/WDLYFM.mp3",
          "https://a.example:8000/daily.mp3", "https://audio-x1.example/wdly_mp3", "https://a.example/s0123456/listen",
          "https://direct.radio.example/ts/fm-midfi.mp3", "https://a.example/live/wdly_high.mp3"}) {
        EXPECT_EQ(fetch::reason_against_url(url, url), "a live stream") << url;
    }
    const char* speaks = "https://translate.example/translate_tts?ie=UTF-8&q=xin+chao&tl=vi";
    EXPECT_EQ(fetch::reason_against_url(speaks, speaks), "an address that speaks any text");
}

TEST(AudioMarks, LeaveRecordingsAlone) {
    for (const char* url :
         {"http://bao.example/database/video/20240708100116dt1-1.mp3",
          "https://a.example/live-music-at-the-harbour.mp3", "https://a.example/2024/introduction-to-bees.mp3",
          "https://a.example/bao-dong-do-o-mien-tay-chuong-ngan.mp3",
          "https://stream.a.example/2024/03/08/episode-12.mp3", "https://radio.a.example/archive/2024/talk-with-an.mp3",
          "http://a.example:8080/files/talk.mp3", "https://media.radio.example/podcast/1.mp3",
          "http://127.0.0.1:40123/talk.mp3"}) {
        EXPECT_EQ(fetch::reason_against_url(url, url), "") << url;
    }
}

TEST(AudioMarks, RefuseByTheFieldsThatHoldThem) {
    const std::string url = "https://cdn.example/a.mp3";
    EXPECT_NE(fetch::reason_against_keys(Words{"audio", "intro", "assistant"}, url), "");
    EXPECT_NE(fetch::reason_against_keys(Words{"url", "live"}, url), "");
    EXPECT_NE(fetch::reason_against_keys(Words{"url", "preroll"}, url), "");
    EXPECT_NE(fetch::reason_against_keys(Words{"url", "related", "page"}, url), "");
    EXPECT_NE(fetch::reason_against_keys(Words{"sample", "settings"}, url), "");
    EXPECT_NE(fetch::reason_against_keys(Words{"url", "streams"}, "https://cdn.example/now"), "");
    EXPECT_EQ(fetch::reason_against_keys(Words{"url", "streams"}, url), "");
    EXPECT_EQ(fetch::reason_against_keys(Words{"url", "audio", "article", "page", "props"}, url), "");
    EXPECT_EQ(fetch::reason_against_classes(Words{"audio", "player", "more"}), "");
}

TEST(AudioMarks, OneRecordingHasOneKey) {
    const std::string key = fetch::recording_key("https://a.example/x/ca-tra-duoc-gia_64.mp3");
    for (const char* url :
         {"https://cdn.example/y/ca-tra-duoc-gia.ogg?t=1", "http://a.example/ca-tra-duoc-gia-128k.m4a",
          "http://a.example/ca-tra-duoc-gia-nu.mp3", "http://a.example/ca-tra-duoc-gia_hq.mp3"}) {
        EXPECT_EQ(fetch::recording_key(url), key) << url;
    }
    EXPECT_NE(fetch::recording_key("https://a.example/x/ca-tra-mat-gia.mp3"), key);
    EXPECT_NE(fetch::recording_key("https://a.example/1/audio.mp3"),
              fetch::recording_key("https://a.example/2/audio.mp3"));
    EXPECT_NE(fetch::recording_key("https://a.example/tts?id=1"), fetch::recording_key("https://a.example/tts?id=2"));
}

TEST(AudioMarks, TheBetterSourceRanksHigher) {
    const char* const ordered[] = {"https://a/x.wav", "https://a/x_128.mp3", "https://a/x_64.mp3",
                                   "https://a/x.mp3", "https://a/x.mp3?_=1", "https://a/x.m4a",
                                   "https://a/x.ogg"};
    for (std::size_t i = 1; i < std::size(ordered); ++i) {
        EXPECT_GT(fetch::source_quality(ordered[i - 1]), fetch::source_quality(ordered[i])) << ordered[i];
    }
}

}  // namespace
