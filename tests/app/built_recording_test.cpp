// Recordings whose URL stands in no page: its pieces do, and a server is asked whether there is such a file.
#include "app/built_recording.h"

#include "core/error.h"
#include "tests/app/program.h"
#include "tests/app/real_life.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace app {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class AskedRecording : public testing::Test {
protected:
    core::AudioCandidate built(const std::string& path) const { return {server.url(path), "script", 1.0, true}; }
    core::AudioCandidate named(const std::string& path) const { return {server.url(path), "audio element", 1.0}; }
    std::vector<std::string> ask(const std::string& known = {}) {
        std::vector<std::string> paths;
        const Asked asked = ask_for_built(http, article, {server.url("/bai.html"), false, known});
        for (const std::string& url : asked.urls) paths.push_back(url.substr(server.url("").size()));
        no_answer = asked.no_answer ? asked.no_answer->what() : "";
        return paths;
    }
    std::vector<std::string> left() const {
        std::vector<std::string> paths;
        for (const core::AudioCandidate& candidate : article.audio)
            paths.push_back(candidate.url.substr(server.url("").size()));
        return paths;
    }
    static core::Limits limits() {
        core::Limits limits;
        limits.allow_hosts = {"127.0.0.1"};
        limits.retries = 0;
        return limits;
    }

    support::LoopbackServer server;
    fetch::Http http{limits()};
    core::Article article;
    std::string no_answer;
};

TEST_F(AskedRecording, TheFirstVoiceThatIsThereIsTheRecording) {
    article.audio = {built("/nam.mp3"), built("/nu.mp3"), built("/em.mp3")};
    server.on("/nu.mp3", support::answer(200, "x", {{"Content-Type", "audio/mpeg"}}));
    EXPECT_THAT(ask(), ElementsAre("/nam.mp3", "/nu.mp3"));
    EXPECT_EQ(left().front(), "/nu.mp3");
    EXPECT_EQ(article.rules["audio"], "script");
    ASSERT_EQ(article.rejected.size(), 1u);
    EXPECT_EQ(article.rejected[0].reason, "asked for, and not there: HTTP status 404");
    EXPECT_THAT(ask(server.url("/em.mp3")), ElementsAre("/em.mp3", "/nu.mp3")) << "a voice that was taken stays";
}

TEST_F(AskedRecording, WhereNoneIsThereTheArticleHasNone) {
    article.audio = {built("/nam.mp3"), built("/nu.mp3")};
    article.rules["audio"] = "script";
    EXPECT_THAT(ask(), ElementsAre("/nam.mp3", "/nu.mp3"));
    EXPECT_THAT(left(), IsEmpty());
    EXPECT_FALSE(article.rules.contains("audio"));
}

TEST_F(AskedRecording, WhereNobodyKnowsAllThatIsLeftStays) {
    article.audio = {built("/nam.mp3"), built("/nu.mp3"), built("/em.mp3"), named("/a.mp3")};
    article.rules["audio"] = "script";
    server.on("/nu.mp3", support::answer(503));
    EXPECT_THAT(ask(), ElementsAre("/nam.mp3", "/nu.mp3"));
    EXPECT_THAT(no_answer, HasSubstr("HTTP status 503"));
    EXPECT_THAT(left(), ElementsAre("/nu.mp3", "/em.mp3", "/a.mp3"));
    EXPECT_TRUE(article.rules.contains("audio"));
}

TEST_F(AskedRecording, WhereNoneIsThereTheOneThatThePageNamesIsTaken) {
    article.audio = {built("/nam.mp3"), built("/nu.mp3"), named("/a.mp3")};
    article.rules["audio"] = "script";
    EXPECT_THAT(ask(), ElementsAre("/nam.mp3", "/nu.mp3"));
    EXPECT_THAT(left(), ElementsAre("/a.mp3"));
    EXPECT_EQ(article.rules["audio"], "audio element");
}

TEST_F(AskedRecording, APageCannotMakeUsAskWithoutEnd) {
    for (int number = 0; number < 100; ++number) article.audio.push_back(built(fmt::format("/{}.mp3", number)));
    EXPECT_EQ(ask().size(), 16u);
    EXPECT_THAT(left(), IsEmpty());
    EXPECT_EQ(article.rejected.size(), 100u);
}

TEST_F(AskedRecording, WhatThePageNamesNeedsNoAsking) {
    article.audio = {named("/a.mp3"), built("/nam.mp3")};
    EXPECT_THAT(ask(), IsEmpty());
    EXPECT_THAT(left(), ElementsAre("/a.mp3", "/nam.mp3"));
    article.audio = {built("/nam.mp3"), named("/a.mp3"), built("/nu.mp3")};
    EXPECT_THAT(ask(), ElementsAre("/nam.mp3"));
    EXPECT_THAT(left(), ElementsAre("/a.mp3", "/nu.mp3"));
}

TEST_F(AskedRecording, OneThatIsNotThereIsNotAsLikely) {
    article.audio = {named("/a.mp3"), built("/nam.mp3")};
    article.ambiguous = true;
    EXPECT_THAT(ask(), ElementsAre("/nam.mp3"));
    EXPECT_FALSE(article.ambiguous);
    EXPECT_THAT(left(), ElementsAre("/a.mp3"));
}

/// A show whose operator says how a recording's URL is built.
class BuiltByRule : public RiverPaper {
protected:
    BuiltByRule() {
        take_page();
        core::Source& source = paper.config.sources.front();
        source.xpath["audio"] = "//div[@class='doc-bao']/@data-id";
        source.audio_url = paper.server.url("/tts/{id}.wav");
        page("pha", "71");
        paper.print_listing({"pha"});
        paper.record("pha", 0.1);
        sound = core::read_file(paper.folder / "pha.wav");
    }
    /// A page that answers 304 while it stays.
    void page(const std::string& name, const std::string& id) {
        paper.server.on("/" + name + ".html",
                        support::file({fmt::format("<!DOCTYPE html><html lang=\"vi\"><head><title>Phà cũ</title></head>"
                                                   "<body><article><h1>Phà cũ</h1><div class=\"doc-bao\" "
                                                   "data-id=\"{}\"></div><p>Chuyến phà cuối rời bến lúc sáu giờ, chở "
                                                   "theo hơn bốn mươi người.</p></article></body></html>",
                                                   id),
                                       "text/html", "\"" + id + "\""}));
    }
    void record_it(const std::string& id = "71") {
        paper.server.on("/tts/" + id + ".wav", support::file({sound, "audio/wav", "\"s\""}));
    }
    bool is_published() const { return filesystem::exists(out("feed.xml")) && titles().size() == 1; }

    std::string sound;
};

TEST_F(BuiltByRule, AFileThatAppearsAfterItsArticleIsFoundThoughThePageStays) {
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_FALSE(is_published());
    ASSERT_EQ(paper.requests("/tts/71.wav"), 1u);
    EXPECT_EQ(paper.server.requests("/tts/71.wav").front().method, "HEAD");
    EXPECT_EQ(paper.server.requests("/tts/71.wav").front().header("referer"), paper.server.url("/pha.html"));
    record_it();
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_TRUE(is_published());
    const auto before = published();
    paper.now += 2h;
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_EQ(published(), before);
    EXPECT_EQ(paper.server.requests("/pha.html").back().header("if-none-match"), "\"71\"");
}

TEST_F(BuiltByRule, AServerThatDoesNotSayFailsTheArticleAndIsAskedAgain) {
    serve("/tts/71.wav", "", "text/plain", 503);
    EXPECT_THAT(complaints(ExitCode::some_failed), AllOf(HasSubstr("/tts/71.wav"), HasSubstr("HTTP status 503")));
    record_it();
    paper.now += 20min;
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_TRUE(is_published());
}

TEST_F(BuiltByRule, AServerThatFailsAtHeadIsAskedByGet) {
    paper.server.on("/tts/71.wav", [this](support::Exchange& exchange) {
        const bool is_head = exchange.request().method == "HEAD";
        (is_head ? support::answer(503) : support::file({sound, "audio/wav", "\"s\""}))(exchange);
    });
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_TRUE(is_published());
}

TEST_F(BuiltByRule, AnEpisodeStaysWhenItsFileIsGone) {
    record_it();
    ASSERT_EQ(complaints(ExitCode::done), "");
    const auto before = published();
    serve("/tts/71.wav", "", "text/plain", 404);
    page("pha", "71\" data-more=\"1");
    paper.now += 2h;
    EXPECT_THAT(complaints(ExitCode::some_failed), HasSubstr("its page has no recording any more"));
    EXPECT_EQ(published(), before);
    paper.now += 2h;
    EXPECT_EQ(complaints(ExitCode::done), "") << "it has been told";
    record_it();
    paper.now += 8h;
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_EQ(published(), before);
}

TEST_F(BuiltByRule, AnotherPatternIsAnotherReading) {
    ASSERT_EQ(complaints(ExitCode::done), "");
    paper.server.on("/nghe/71.wav", support::file({sound, "audio/wav", "\"s\""}));
    paper.config.sources.front().audio_url = paper.server.url("/nghe/{id}.wav");
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_TRUE(is_published());
    // Without its source the article is read by the rules that it had.
    core::Source other = paper.config.sources.front();
    other.url = paper.server.url("/khac/");
    paper.print_listing({});
    serve("/khac/", "<!DOCTYPE html><html><body><p>Chưa có gì.</p></body></html>");
    paper.config.sources = {other};
    page("pha", "72");
    paper.server.on("/nghe/72.wav", support::file({sound, "audio/wav", "\"s\""}));
    paper.now += 2h;
    complaints(ExitCode::some_failed);
    EXPECT_EQ(paper.requests("/nghe/72.wav"), 2u) << "asked for, and looked at";
}

TEST_F(BuiltByRule, ALocalPageIsLookedAtUntilItsRecordingIsThere) {
    const filesystem::path file = paper.folder / "bai.html";
    core::write_file(file,
                     "<html><body><h1>Phà cũ</h1><div class=\"doc-bao\" data-id=\"9\"></div><p>Chuyến phà cuối "
                     "rời bến lúc sáu giờ.</p></body></html>");
    core::Source source = paper.config.sources.front();
    source.kind = core::SourceKind::files;
    source.url.clear();
    source.include.clear();
    source.path = file;
    paper.config.sources = {source};
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_FALSE(is_published());
    record_it("9");
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_TRUE(is_published());
}

TEST_F(BuiltByRule, ExplainSaysWhatIsBuiltAndWhetherItWasAskedFor) {
    const filesystem::path config = write_config(paper);
    std::string text = core::read_file(config);
    text.insert(text.find("[audio]"),
                fmt::format("xpath = {{ audio = \"//div[@class='doc-bao']/@data-id\" }}\naudio_url = \"{}\"\n",
                            paper.server.url("/tts/{id}.wav")));
    core::write_file(config, text);
    const filesystem::path saved = paper.folder / "pha.html";
    core::write_file(saved,
                     "<html><body><h1>Phà cũ</h1><div class=\"doc-bao\" data-id=\"71\"></div><p>Chuyến phà cuối "
                     "rời bến lúc sáu giờ.</p></body></html>");
    const std::string address = paper.server.url("/pha.html");
    const std::string by_file =
        fmt::format("explain '{}' --base-url {} --config '{}'", saved.string(), address, config.string());
    const std::string by_url = fmt::format("explain {} --config '{}'", address, config.string());
    const std::string recording = paper.server.url("/tts/71.wav");
    EXPECT_THAT(newscast(by_file).output, HasSubstr(recording + "  [audio_url, score 1.00, built, not asked for]"));
    EXPECT_EQ(paper.requests("/tts/71.wav"), 0u);
    const auto audio = nlohmann::json::parse(newscast(by_file + " --json").output).at("audio").at(0);
    EXPECT_EQ(audio.at("built"), true);
    EXPECT_EQ(audio.at("asked"), false);
    EXPECT_THAT(newscast(by_url).output,
                AllOf(HasSubstr("audio       -\n"),
                      HasSubstr(recording + "  [audio_url: asked for, and not there: HTTP status 404]")));
    record_it();
    EXPECT_THAT(newscast(by_url).output, HasSubstr(", built, asked for and there]"));
    const auto there = nlohmann::json::parse(newscast(by_url + " --json").output).at("audio").at(0);
    EXPECT_EQ(there.at("asked"), true);
    EXPECT_TRUE(there.at("no_answer").is_null());
    serve("/tts/71.wav", "", "text/plain", 503);
    const Answer unknown = newscast(by_url);
    EXPECT_EQ(unknown.exit_code, 1);
    EXPECT_THAT(unknown.output,
                AllOf(HasSubstr("title       Phà cũ"), HasSubstr(", built, asked for, no answer: HTTP status 503]")));
    const auto not_known = nlohmann::json::parse(newscast(by_url + " --json").output).at("audio").at(0);
    EXPECT_EQ(not_known.at("asked"), true);
    EXPECT_THAT(not_known.at("no_answer").get<std::string>(), HasSubstr("HTTP status 503"));
    record_it();

    std::string items;
    for (const char* name : {"chuyen-pha-cuoi-20240708001", "chuyen-pha-cuoi-20240708002"}) {
        page(name, "71");
        items += fmt::format("<item><title>{0}</title><link>{1}</link></item>", name,
                             paper.server.url(std::string("/") + name + ".html"));
    }
    serve("/feed.xml", "<rss version=\"2.0\"><channel><title>Báo</title>" + items + "</channel></rss>",
          "application/rss+xml");
    const filesystem::path made = paper.folder / "made.toml";
    const Answer begun = newscast(
        fmt::format("init {} -o '{}' --config '{}'", paper.server.url("/feed.xml"), made.string(), config.string()));
    EXPECT_THAT(begun.output, HasSubstr("with a recording"));
    EXPECT_THAT(core::read_file(made), HasSubstr("audio_url = \"" + paper.server.url("/tts/{id}.wav") + "\"\n"));
}

/// A page whose read-aloud script is given the pieces of its recording's URL.
class ReadAloudScript : public RiverPaper {
protected:
    ReadAloudScript() {
        take_page();
        paper.record("nu", 0.1, 3);
        paper.server.on(
            "/pha.html",
            support::file(
                {"<!DOCTYPE html><html lang=\"vi\"><head><title>Phà cũ</title></head><body><article><h1>Phà cũ"
                 "</h1><div class=\"doc-bao\"></div><p>Chuyến phà cuối rời bến lúc sáu giờ, chở theo hơn bốn "
                 "mươi người.</p></article><script>var _voice = 'nam'; switch (province) { case 24: _voice = 'nu'; "
                 "break; }</script><script>loadJsAsync('/js/embedTTS.js', function () { "
                 "embedTTS.init({ wrapper: '.doc-bao', srcAudioFormat: '{0}/{1}/{2}-{3}-{4}.{5}', "
                 "domainStorage: '" +
                     paper.server.url("/tts") +
                     "', newsId: 188261125071033787, distributionDate: '2026/11/25', ext: 'wav', nameSpace: 'bao', "
                     "defaultVoice: _voice }); });</script></body></html>",
                 "text/html", "\"1\""}));
        paper.print_listing({"pha"});
    }
    static std::string path(const std::string& voice) {
        return "/tts/2026/11/25/bao-" + voice + "-188261125071033787.wav";
    }
};

TEST_F(ReadAloudScript, ATextInThePlaceOfAVoiceIsNone) {
    serve(path("nam"), "not found", "text/plain");
    serve(path("nu"), core::read_file(paper.folder / "nu.wav"), "audio/wav");
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(titles(), ElementsAre("Phà cũ"));
}

TEST_F(ReadAloudScript, TheVoiceThatIsThereIsPublishedWhenItIsThere) {
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_FALSE(filesystem::exists(out("media")));
    EXPECT_EQ(paper.requests(path("nam")), 1u);
    EXPECT_EQ(paper.requests(path("nu")), 1u);
    serve(path("nu"), core::read_file(paper.folder / "nu.wav"), "audio/wav");
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(titles(), ElementsAre("Phà cũ"));
}

}  // namespace
}  // namespace app
