#include "app/commands/doctor.h"
#include "app/commands/explain.h"
#include "app/commands/init.h"
#include "app/commands/measure.h"
#include "app/commands/normalize.h"
#include "app/commands/run.h"
#include "app/commands/serve.h"
#include "app/commands/status.h"
#include "app/commands/withdraw.h"

#include "config/load.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "tests/app/newspaper.h"

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <functional>
#include <regex>
#include <set>

namespace app {
namespace {

namespace filesystem = std::filesystem;

/// What a command printed, and its answer.
template <typename Command>
std::pair<ExitCode, std::string> printed(Command command) {
    testing::internal::CaptureStdout();
    const ExitCode code = command();
    return {code, testing::internal::GetCapturedStdout()};
}

std::set<std::string> guids(const std::string& feed) {
    std::set<std::string> all;
    const std::regex guid("<guid[^>]*>([^<]+)</guid>");
    for (std::sregex_iterator match(feed.begin(), feed.end(), guid); match != std::sregex_iterator(); ++match)
        all.insert((*match)[1]);
    return all;
}

class CommandsTest : public testing::Test {
protected:
    CommandsTest() {
        paper.print({"mot", "Bài một"});
        paper.record("mot", 0.1);
        paper.print_listing({"mot"});
        config = write_config(paper);
    }
    Newspaper paper;
    filesystem::path config;
};

TEST_F(CommandsTest, DoctorSaysWhoseWordsStandInForALanguageThatHasNone) {
    const auto said_of = [&](const std::string& language) {
        std::string text = core::read_file(config);
        const std::size_t at = text.find("language = \"") + 12;
        core::write_file(config, text.replace(at, text.find('"', at) - at, language));
        run({{config}, false, false});
        return printed([&] { return doctor({{config}, false}); });
    };
    EXPECT_EQ(said_of("vi").second.find("note:"), std::string::npos);
    const auto lao = said_of("lo");
    EXPECT_EQ(lao.first, ExitCode::done) << "nobody who runs a show can mend that";
    EXPECT_NE(lao.second.find("test: note: there are no words in the language 'lo'"), std::string::npos) << lao.second;
    EXPECT_NE(lao.second.find("those of 'en' stand in"), std::string::npos) << lao.second;
}

TEST_F(CommandsTest, DoctorFindsWhatIsWrongWithWhatIsPublished) {
    ASSERT_EQ(run({{config}, false, false}), ExitCode::done);
    const auto well = printed([&] { return doctor({{config}, false}); });
    EXPECT_EQ(well.first, ExitCode::done) << well.second;
    EXPECT_NE(well.second.find("1 episodes decoded and measured, all well"), std::string::npos) << well.second;

    const filesystem::path media = paper.folder / "out/test/media";
    const filesystem::path file = filesystem::directory_iterator(media)->path();
    std::string bytes = core::read_file(file);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    core::write_file(file, bytes);
    const auto altered = printed([&] { return doctor({{config}, false}); });
    EXPECT_EQ(altered.first, ExitCode::some_failed);
    EXPECT_NE(altered.second.find("altered: other bytes than were published; put right"), std::string::npos)
        << altered.second;
    EXPECT_EQ(printed([&] { return doctor({{config}, false}); }).first, ExitCode::done);
    filesystem::remove(file);
    EXPECT_NE(printed([&] { return doctor({{config}, false}); }).second.find("missing; put right"), std::string::npos);
    EXPECT_EQ(printed([&] { return doctor({{config}, false}); }).first, ExitCode::done);
}

TEST_F(CommandsTest, DoctorAsksThePublicHost) {
    ASSERT_EQ(run({{config}, false, false}), ExitCode::done);
    const auto absent = printed([&] { return doctor({{config}, true}); });
    EXPECT_EQ(absent.first, ExitCode::some_failed);
    EXPECT_NE(absent.second.find("is the out folder served at base_url"), std::string::npos) << absent.second;

    // Another program serves what is published, badly: without ranges and types.
    for (const auto& entry : filesystem::recursive_directory_iterator(paper.folder / "out/test"))
        if (entry.is_regular_file())
            paper.server.on("/out/test/" + filesystem::relative(entry.path(), paper.folder / "out/test").string(),
                            support::answer(200, core::read_file(entry.path()), {{"Content-Type", "text/plain"}}));
    const auto badly = printed([&] { return doctor({{config}, true}); }).second;
    for (const char* finding : {"not served over TLS", "let the server say text/xml", "let the server say audio/mpeg",
                                "neither ETag nor Last-Modified", "Access-Control-Allow-Origin"})
        EXPECT_NE(badly.find(finding), std::string::npos) << finding << " in " << badly;
    EXPECT_EQ(badly.find("not the feed that was written"), std::string::npos) << badly;
}

TEST_F(CommandsTest, DoctorTellsEachCauseOfAHostsFaultsOnce) {
    paper.print_listing({"mot", "hai", "ba", "bon"});
    for (const char* name : {"hai", "ba", "bon"}) {
        paper.print({name, std::string("Bài ") + name});
        paper.record(name, 0.1, static_cast<unsigned>(std::string(name).back()));
    }
    ASSERT_EQ(run({{config}, false, false}), ExitCode::done);
    const auto type_of = [](const std::string& name) -> std::string {
        if (name.ends_with(".mp3")) return "audio/mpeg";
        if (name.ends_with(".jpg")) return "image/jpeg";
        return name.ends_with(".xml") ? "application/rss+xml" : "text/html";
    };
    const auto serve = [&](const std::function<support::Handler(const std::string&, const support::Resource&)>& how) {
        for (const auto& entry : filesystem::recursive_directory_iterator(paper.folder / "out/test")) {
            if (!entry.is_regular_file()) continue;
            const std::string path = filesystem::relative(entry.path(), paper.folder / "out/test").string();
            paper.server.on("/out/test/" + path, how(path, {core::read_file(entry.path()), type_of(path), "\"1\""}));
        }
    };
    const auto live = [&] { return printed([&] { return doctor({{config}, true}); }).second; };
    const auto lines_with = [](const std::string& text, const std::string& part) {
        std::size_t count = 0;
        for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
        return count;
    };
    const auto well = [](const std::string&, const support::Resource& resource) { return support::file(resource); };

    serve(well);
    const std::string good = live();
    EXPECT_EQ(lines_with(good, "byte range") + lines_with(good, "HEAD") + lines_with(good, "fetched"), 0u) << good;
    EXPECT_NE(good.find("note: live: " + paper.server.url("/out/test/feed.xml") + ": its address is private"),
              std::string::npos)
        << good;

    // Whole files only, with and without a word on their version.
    for (const support::Headers& version : {support::Headers{}, support::Headers{{"ETag", "W/\"1\""}}}) {
        serve([&](const std::string&, const support::Resource& resource) {
            support::Headers headers = version;
            headers.emplace_back("Content-Type", resource.type);
            return support::answer(200, resource.body, headers);
        });
        const std::string whole = live();
        EXPECT_EQ(lines_with(whole, "has no byte ranges"), 1u) << whole;
        EXPECT_NE(whole.find(" and 2 more: has no byte ranges"), std::string::npos) << whole;
    }
    // Ranges, but nothing by which a download could go on.
    serve([&](const std::string&, support::Resource resource) {
        resource.etag.clear();
        return support::file(resource);
    });
    const std::string nameless = live();
    EXPECT_EQ(lines_with(nameless, "has no byte ranges"), 0u) << nameless;
    EXPECT_NE(nameless.find(" and 2 more: has neither ETag nor Last-Modified"), std::string::npos) << nameless;

    serve([&](const std::string&, const support::Resource& resource) -> support::Handler {
        return [resource](support::Exchange& exchange) {
            if (exchange.request().method == "HEAD") return exchange.respond(405);
            support::file(resource)(exchange);
        };
    });
    const std::string headless = live();
    EXPECT_EQ(lines_with(headless, "answers HEAD with 405"), 1u) << headless;

    serve([&](const std::string& path, const support::Resource& resource) {
        return path.starts_with("cover") ? support::answer(404) : support::file(resource);
    });
    EXPECT_NE(live().find("live: cover " + paper.server.url("/out/test/cover")), std::string::npos) << live();

    // The feed and the recordings lead on, and end well.
    serve([&](const std::string& path, const support::Resource& resource) {
        paper.server.on("/elsewhere/" + path, support::file(resource));
        return path.ends_with(".mp3") || path == "feed.xml" ? support::redirect("/elsewhere/" + path)
                                                            : support::file(resource);
    });
    const std::string led = live();
    EXPECT_NE(led.find("note: live: " + paper.server.url("/out/test/feed.xml") + " and 3 more: redirects to 127.0.0.1"),
              std::string::npos)
        << led;
    EXPECT_NE(led.find(paper.server.url("/elsewhere/feed.xml")), std::string::npos) << led;
    EXPECT_EQ(lines_with(led, "byte range") + lines_with(led, "HEAD") + lines_with(led, "fetched"), 0u) << led;
}

TEST_F(CommandsTest, DoctorSaysWhyAPrivateHostIsNotLookedAt) {
    ASSERT_EQ(run({{config}, false, false}), ExitCode::done);
    std::string text = core::read_file(config);
    const std::string allowed = "allow_hosts = [\"127.0.0.1\"]\n";
    core::write_file(config, text.erase(text.find(allowed), allowed.size()));
    const std::string said = printed([&] { return doctor({{config}, true}); }).second;
    EXPECT_NE(
        said.find("is not public: listeners elsewhere cannot reach it; to look at it from here add \"127.0.0.1\" to "
                  "[fetch] allow_hosts"),
        std::string::npos)
        << said;
}

TEST_F(CommandsTest, InitWritesAConfigurationThatRuns) {
    std::string items;
    for (int index = 1; index <= 3; ++index) {
        const std::string name = fmt::format("bai-viet-thu-{}-2024070800{}", index, index);
        paper.print({name, fmt::format("Bài viết thứ {} của tờ báo", index)});
        paper.record(name, 0.1, static_cast<unsigned>(index));
        items += fmt::format("<item><title>Bài {0}</title><link>{1}</link><guid>{1}</guid></item>", index,
                             paper.server.url("/" + name + ".html"));
    }
    paper.server.on(
        "/rss.xml",
        support::answer(200, "<rss version=\"2.0\"><channel><title>Tờ báo</title>" + items + "</channel></rss>",
                        {{"Content-Type", "application/rss+xml"}}));
    paper.server.on("/", support::answer(200,
                                         "<!DOCTYPE html><html lang=\"vi\"><head><title>Tờ báo</title>"
                                         "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/rss.xml\">"
                                         "</head><body>Chào</body></html>",
                                         {{"Content-Type", "text/html"}}));
    const filesystem::path file = paper.folder / "made.toml";
    const auto said = printed([&] { return init({paper.server.url("/"), file}); });
    ASSERT_EQ(said.first, ExitCode::done) << said.second;
    EXPECT_NE(said.second.find("fill in [show] owner"), std::string::npos) << said.second;
    const std::string text = core::read_file(file);
    EXPECT_NE(text.find("\n# owner = { name = \"Tờ báo\", email = \"\" }\n"), std::string::npos) << text;
    EXPECT_NE(text.find("newscast.example.toml explains every key"), std::string::npos) << text;
    EXPECT_NE(said.second.find("rss.xml"), std::string::npos) << said.second;
    const config::Config made = config::load(file);
    EXPECT_EQ(made.sources.front().kind, core::SourceKind::feed);
    EXPECT_EQ(made.show.language, "vi");
    EXPECT_EQ(made.show.timezone, "Asia/Ho_Chi_Minh");
    EXPECT_EQ(made.limits.allow_hosts, std::vector<std::string>{"127.0.0.1"});
    EXPECT_EQ(run({{file}, false, false}), ExitCode::done);

    // What the operator says of the web serves here too, and goes into what is written.
    const filesystem::path rules = paper.folder / "rules.toml";
    std::string own = core::read_file(config);
    own.replace(own.find("[fetch]"), 7,
                fmt::format("[fetch]\nconnect_to = "
                            "[\"bao.example:80:127.0.0.1:{}\"]\nheaders = {{ \"bao.example\" = [\"X-Key: "
                            "s3cretword\"] }}",
                            paper.server.port()));
    core::write_file(rules, own);
    const filesystem::path other = paper.folder / "other.toml";
    const auto led = printed([&] { return init({"http://bao.example/", other, "", rules}); });
    ASSERT_EQ(led.first, ExitCode::done) << led.second;
    const config::Config there = config::load(other);
    EXPECT_EQ(there.limits.connect_to.size(), 1u);
    EXPECT_EQ(there.limits.allow_hosts, std::vector<std::string>{"127.0.0.1"}) << "which has what it needs already";
    ASSERT_EQ(there.limits.headers.size(), 1u);
    EXPECT_EQ(there.limits.headers.front().value, "s3cretword");
    EXPECT_NE(led.second.find("chmod 600"), std::string::npos) << led.second;
    EXPECT_EQ(led.second.find("s3cretword"), std::string::npos) << led.second;
    own.insert(own.find("[audio]"), "ignore_robots = true\nxpath = { section = \"//h2\" }\n");
    core::write_file(rules, own);
    const filesystem::path third = paper.folder / "third.toml";
    const auto by_rules = printed([&] { return init({paper.server.url("/"), third, "", rules}); });
    ASSERT_EQ(by_rules.first, ExitCode::done) << by_rules.second;
    const core::Source source = config::load(third).sources.front();
    EXPECT_TRUE(source.ignore_robots);
    EXPECT_EQ(source.xpath.at("section"), "//h2");
    EXPECT_THROW(init({paper.server.url("/"), file, "", "", {{"timezone", "UTC"}}}), core::Error)
        << "a file that is there is not overwritten";
}

TEST_F(CommandsTest, ExplainReadsALocalSourcesFileByItsRules) {
    filesystem::create_directories(paper.folder / "bai");
    const filesystem::path page = paper.folder / "bai/a.html";
    core::write_file(page,
                     "<html><head><title>Tên chung</title></head><body><h1>Tên chung</h1><p class=\"ten\">Tên "
                     "riêng</p><p>Một đoạn đủ dài để đọc thành tiếng.</p></body></html>");
    std::string text = core::read_file(config);
    text.insert(text.find("[audio]"),
                "[[source]]\nkind = \"files\"\npath = \"bai\"\nxpath = { title = \"//p[@class='ten']\" }\n");
    core::write_file(config, text);
    ExplainOptions options;
    options.target = page.string();
    options.config = config;
    const std::string said = printed([&] { return explain(options); }).second;
    EXPECT_NE(said.find("Tên riêng"), std::string::npos) << said;
    EXPECT_NE(said.find((paper.folder / "bai").string()), std::string::npos) << said;
    options.target = (paper.folder / "mot.html").string();
    core::write_file(options.target, core::read_file(page));
    EXPECT_NE(printed([&] { return explain(options); }).second.find("has this file"), std::string::npos);
}

TEST_F(CommandsTest, DoctorNamesWhatNoWebServerMayRead) {
    ASSERT_EQ(run({{config}, false, false}), ExitCode::done);
    const filesystem::path show = paper.folder / "out/test";
    filesystem::permissions(show / "feed.xml", filesystem::perms{0600});
    filesystem::permissions(show / "media", filesystem::perms{0700});
    const auto closed = printed([&] { return doctor({{config}, false}); });
    EXPECT_EQ(closed.first, ExitCode::some_failed);
    EXPECT_NE(closed.second.find("feed.xml' and 1 more may be read by its owner only"), std::string::npos)
        << closed.second;
    // A group may be the web server's.
    filesystem::permissions(show / "feed.xml", filesystem::perms{0640});
    filesystem::permissions(show / "media", filesystem::perms{0750});
    EXPECT_EQ(printed([&] { return doctor({{config}, false}); }).first, ExitCode::done);
}

TEST_F(CommandsTest, SeveralShowsOfOneRunShareNothing) {
    paper.print({"hai", "Bài hai"});
    paper.record("hai", 0.2, 2);
    paper.server.on("/second/",
                    support::answer(200,
                                    "<!DOCTYPE html><html lang=\"vi\"><body><a href=\"/mot.html\">Bài một</a>"
                                    "<a href=\"/hai.html\">Bài hai</a></body></html>",
                                    {{"Content-Type", "text/html"}}));
    const filesystem::path second = write_config(paper, "second", "/second/");
    ASSERT_EQ(run({{config, second}, false, false}), ExitCode::done);
    const auto feed_of = [this](const char* id) { return core::read_file(paper.folder / "out" / id / "feed.xml"); };
    EXPECT_EQ(guids(feed_of("test")).size(), 1u);
    EXPECT_EQ(guids(feed_of("second")).size(), 2u);
    EXPECT_EQ(guids(feed_of("second")).count(*guids(feed_of("test")).begin()), 0u)
        << "each show has episodes of its own";
    for (const char* id : {"test", "second"})
        EXPECT_TRUE(filesystem::exists(paper.folder / "state" / id / "catalog.db")) << id;
    const std::string opml = core::read_file(paper.folder / "out/shows.opml");
    for (const char* part : {"Báo nói test", "Báo nói second", "xmlUrl=\""})
        EXPECT_NE(opml.find(part), std::string::npos);

    // A show whose newspaper is gone keeps the other from nothing.
    paper.print({"ba", "Bài ba"});
    paper.record("ba", 0.1, 3);
    paper.print_listing({"mot", "ba"});
    paper.server.on("/second/", support::answer(500));
    testing::internal::CaptureStderr();
    EXPECT_NE(run({{second, config}, false, false}), ExitCode::done);
    EXPECT_NE(testing::internal::GetCapturedStderr().find("/second/"), std::string::npos);
    EXPECT_EQ(guids(feed_of("test")).size(), 2u);
    EXPECT_EQ(guids(feed_of("second")).size(), 2u);

    const filesystem::path same = paper.folder / "same.toml";
    filesystem::copy_file(config, same);
    EXPECT_THROW(run({{config, same}, false, false}), core::Error) << "two files of one show would undo each other";
}

TEST_F(CommandsTest, OffersAllShowsTogetherWhicheverARunWasAbout) {
    const filesystem::path second = write_config(paper, "second");
    const filesystem::path opml = paper.folder / "out/shows.opml";
    ASSERT_EQ(run({.configs = {config}}), ExitCode::done);
    EXPECT_FALSE(filesystem::exists(opml)) << "one show needs no list";
    ASSERT_EQ(run({.configs = {second}}), ExitCode::done);
    const std::string both = core::read_file(opml);
    for (const char* part : {"Báo nói test", "Báo nói second"}) EXPECT_NE(both.find(part), std::string::npos) << both;
    ASSERT_EQ(run({.configs = {config}}), ExitCode::done);
    EXPECT_EQ(core::read_file(opml), both);
    // Somebody else's file of that name is left alone, with a word.
    core::write_file(opml, "mine");
    testing::internal::CaptureStderr();
    EXPECT_EQ(run({.configs = {config, second}}), ExitCode::done);
    EXPECT_NE(testing::internal::GetCapturedStderr().find("shows.opml' is not newscast's"), std::string::npos);
    EXPECT_EQ(core::read_file(opml), "mine");
}

TEST_F(CommandsTest, RunEndsSoonWhenItIsAskedToAndTheNextOneFinishes) {
    paper.server.on("/mot.wav",
                    {support::silence(), support::file({core::read_file(paper.folder / "mot.wav"), "audio/wav"})});
    const pid_t child = ::fork();
    if (child == 0) {
        ::execl(NEWSCAST_PROGRAM, "newscast", "run", config.c_str(), nullptr);
        ::_exit(127);
    }
    while (paper.requests("/mot.wav") == 0) std::this_thread::yield();
    const auto asked = std::chrono::steady_clock::now();
    ::kill(child, SIGTERM);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::seconds(5));
    EXPECT_TRUE(WIFEXITED(status)) << "a signal that is expected is no crash";
    EXPECT_EQ(run({{config}, false, false}), ExitCode::done);
    EXPECT_EQ(printed([&] { return doctor({{config}, false}); }).first, ExitCode::done);
}

}  // namespace
}  // namespace app
