// What a run leaves for programs: the JSON of what it did, the history, logs, metrics, and its word to a service.

#include "catalog/catalog.h"
#include "core/atomic_file.h"
#include "core/text.h"
#include "tests/app/newspaper.h"
#include "tests/app/program.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace app {
namespace {

namespace filesystem = std::filesystem;
using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class RecordTest : public testing::Test {
protected:
    RecordTest() {
        paper.print({"mot", "Bài một"});
        paper.print({"hai", "Bài hai"});
        paper.record("mot", 0.1, 1);
        paper.server.on("/hai.wav", support::answer(404, ""));
        paper.print_listing({"mot", "hai"});
        config = write_config(paper);
    }
    void configure(const std::string& lines) const { core::write_file(config, core::read_file(config) + lines); }

    /// The program, with its two outputs apart.
    Answer run(const std::string& arguments, const std::string& environment = {}) {
        const Answer answer = shell(fmt::format("( PATH={} {} '{}' {} >'{}' 2>'{}' )", no_programs, environment,
                                                NEWSCAST_PROGRAM, arguments, out.string(), errors.string()));
        return {answer.exit_code, core::read_file(out)};
    }
    Answer run_show(const std::string& options = {}) { return run("run " + options + " '" + config.string() + "'"); }
    std::string complaints() const { return core::read_file(errors); }

    /// What Python's judge of JSON Schema finds wrong with a document.
    std::string faults_of(const std::string& document, const std::string& part = {}) const {
        core::write_file(paper.folder / "document.json", document);
        return shell(fmt::format(
                         "python3 -c \"import json,sys,jsonschema; s=json.load(open(sys.argv[1])); "
                         "s=dict(s, **({{'\\$ref': sys.argv[3]}} if len(sys.argv)>3 else {{}})); "
                         "[s.pop(k) for k in ('required','properties','additionalProperties') if len(sys.argv)>3]; "
                         "jsonschema.Draft202012Validator.check_schema(s); "
                         "[print(e.json_path, e.message) for e in "
                         "jsonschema.Draft202012Validator(s).iter_errors(json.load(open(sys.argv[2])))]\" "
                         "'{}/docs/run.schema.json' '{}' {}",
                         NEWSCAST_SOURCE_DIR, (paper.folder / "document.json").string(), part))
            .output;
    }
    static bool has(const std::string& program) { return shell("command -v " + program).exit_code == 0; }

    Newspaper paper;
    filesystem::path config;
    filesystem::path out = paper.folder / "stdout";
    filesystem::path errors = paper.folder / "stderr";
};

const json& of_title(const json& show, const std::string& title) {
    for (const json& article : show.at("articles"))
        if (article.at("title") == title) return article;
    ADD_FAILURE() << "no article " << title << " in " << show.dump(2);
    static const json none = json::object();
    return none;
}

TEST_F(RecordTest, SaysOfEachArticleWhatWasDoneAndWhatItCost) {
    const Answer answer = run_show("--json");
    EXPECT_EQ(answer.exit_code, 1);
    EXPECT_EQ(faults_of(answer.output), "");
    const json told = json::parse(answer.output);
    EXPECT_EQ(told.at("exit_code"), 1);
    const json& show = told.at("shows").at(0);
    EXPECT_EQ(show.at("feed"), "published");
    EXPECT_EQ(show.at("totals").at("made"), 1);
    EXPECT_EQ(show.at("totals").at("failed"), 1);
    EXPECT_EQ(show.at("sources").at(0).at("listed"), 2);

    const json& good = of_title(show, "Bài một");
    EXPECT_EQ(good.at("outcome"), "done");
    EXPECT_EQ(good.at("lane"), "encode");
    EXPECT_NEAR(good.at("after").at("integrated_lufs").get<double>(), -16.0, 0.5);
    EXPECT_LT(good.at("before").at("integrated_lufs").get<double>(), -17.0);
    EXPECT_EQ(good.at("bytes_fetched"), filesystem::file_size(paper.folder / "mot.wav"));
    const auto episode =
        json::parse(newscast("status --json '" + config.string() + "'").output).at(0).at("episodes").at(0);
    EXPECT_EQ(good.at("guid"), episode.at("guid"));
    EXPECT_EQ(good.at("bytes_made"), episode.at("bytes"));
    std::vector<std::string> steps;
    double cpu_seconds = 0;
    for (const json& step : good.at("steps")) {
        steps.push_back(step.at("step"));
        cpu_seconds += step.at("cpu_seconds").get<double>();
        EXPECT_LE(step.at("cpu_seconds").get<double>(), show.at("cpu_seconds").get<double>());
    }
    EXPECT_THAT(std::vector<std::string>(steps.begin(), steps.begin() + 3), ElementsAre("read", "download", "make"));
    EXPECT_NEAR(good.at("cpu_seconds").get<double>(), cpu_seconds, 0.01);
    EXPECT_GT(good.at("steps").at(2).at("cpu_seconds").get<double>(), 0.0) << "the worker's time is among it";

    const json& failed = of_title(show, "Bài hai");
    EXPECT_EQ(failed.at("outcome"), "failed");
    EXPECT_TRUE(failed.at("lane").is_null());
    EXPECT_EQ(failed.at("steps").back().at("kind"), "gone");
    EXPECT_THAT(failed.at("steps").back().at("message").get<std::string>(), HasSubstr("404"));
    ASSERT_EQ(show.at("problems").size(), 1u);
    EXPECT_THAT(complaints(), HasSubstr(show.at("problems").at(0).at("message").get<std::string>()));
}

TEST_F(RecordTest, HasNothingButJsonOnStandardOutputAlsoWithSteps) {
    const Answer answer = run_show("--json -v");
    EXPECT_EQ(faults_of(answer.output), "");
    EXPECT_THAT(complaints(), AllOf(HasSubstr("article 'Bài một': encode"), HasSubstr("feed published")));
    EXPECT_EQ(run("run --json --dry-run '" + config.string() + "'").exit_code, 2);
    EXPECT_THAT(complaints(), HasSubstr("--dry-run"));
}

TEST_F(RecordTest, SaysOfAShowThatCannotRunWhyAndGoesOnWithTheNext) {
    const filesystem::path other = write_config(paper, "khac");
    ASSERT_EQ(run_show().exit_code, 1);
    filesystem::permissions(paper.folder / "state/test/catalog.db", filesystem::perms::none);
    core::write_file(paper.folder / "state/test/catalog.db", "no database");
    const Answer answer = run("run --json '" + config.string() + "' '" + other.string() + "'");
    EXPECT_EQ(answer.exit_code, 3);
    EXPECT_EQ(faults_of(answer.output), "");
    const json shows = json::parse(answer.output).at("shows");
    ASSERT_EQ(shows.size(), 2u);
    EXPECT_EQ(shows.at(0).at("exit_code"), 3);
    EXPECT_TRUE(shows.at(0).at("feed").is_null());
    EXPECT_THAT(shows.at(0).at("problems").at(0).at("message").get<std::string>(), HasSubstr("catalog.db"));
    EXPECT_EQ(shows.at(1).at("feed"), "published");
}

TEST_F(RecordTest, HistoryTellsWhatRunsDid) {
    ASSERT_EQ(run_show().exit_code, 1);
    ASSERT_EQ(run_show().exit_code, 0);
    const std::string table = run("history '" + config.string() + "'").output;
    const std::vector<std::string> lines = core::split_lines(table);
    ASSERT_GE(lines.size(), 5u) << table;
    EXPECT_THAT(lines[3], AllOf(HasSubstr("unchanged"), testing::EndsWith("0"))) << "the latest comes first";
    EXPECT_THAT(lines[4], AllOf(HasSubstr("published"), testing::EndsWith("1")));
    EXPECT_THAT(
        run("history -v '" + config.string() + "'").output,
        AllOf(HasSubstr("    done: Bài một"), HasSubstr("    failed: Bài hai"), HasSubstr("problem: 'Bài hai'")));
    const json told = json::parse(run("history --json '" + config.string() + "'").output).at(0);
    EXPECT_EQ(told.at("show"), "test");
    ASSERT_EQ(told.at("runs").size(), 2u);
    for (const json& one : told.at("runs")) EXPECT_EQ(faults_of(one.dump(), "'#/$defs/show'"), "");
    EXPECT_EQ(told.at("runs").at(0).at("articles").size(), 0u) << "nothing was done";
    EXPECT_EQ(told.at("runs").at(1).at("articles").size(), 2u);
}

TEST_F(RecordTest, HistoryKeepsTheLastHundredRunsAndKnowsOneThatWasCutOff) {
    ASSERT_EQ(run_show().exit_code, 1);
    {
        catalog::Catalog catalog(paper.folder / "state/test/catalog.db");
        for (int run = 0; run < 101; ++run) catalog.begin_past_run(core::now());
        EXPECT_EQ(catalog.past_runs().size(), 100u);
    }
    const std::string table = run("history '" + config.string() + "'").output;
    EXPECT_THAT(table, AllOf(HasSubstr("the last 100 runs"), HasSubstr("was cut off"), Not(HasSubstr("published"))));
    const json last = json::parse(run("history --json '" + config.string() + "'").output).at(0).at("runs").at(0);
    EXPECT_TRUE(last.at("ended").is_null());
    EXPECT_TRUE(last.at("exit_code").is_null());
}

TEST_F(RecordTest, WhatFailedIsAddedUpByDayStepAndKind) {
    ASSERT_EQ(run_show().exit_code, 1);
    paper.server.on("/", support::answer(500, ""));
    ASSERT_EQ(run_show().exit_code, 1);
    const std::string counts =
        shell("sqlite3 '" + (paper.folder / "state/test/catalog.db").string() +
              "' \"SELECT step, kind, sum(failed) FROM failures_by_day GROUP BY 1, 2 ORDER BY 1\"")
            .output;
    EXPECT_EQ(counts, "discover|network|1\ndownload|gone|1\n");
}

TEST_F(RecordTest, LogsAreLinesOfJsonWithTheArticlesId) {
    EXPECT_EQ(run_show("--log json -v").exit_code, 1);
    EXPECT_EQ(core::read_file(out), "");
    std::size_t problems = 0;
    std::string made;
    for (const std::string& line : core::split_lines(complaints())) {
        if (line.empty()) continue;
        const json event = json::parse(line);
        if (event.at("level") == "problem") {
            ++problems;
            EXPECT_EQ(event.at("article"), "'Bài hai'");
            EXPECT_EQ(event.at("id"), paper.server.url("/hai.html")) << "it has no episode yet";
        }
        if (event.at("step") == "make") made = event.at("id");
    }
    EXPECT_EQ(problems, 1u) << complaints();
    const auto episode =
        json::parse(newscast("status --json '" + config.string() + "'").output).at(0).at("episodes").at(0);
    EXPECT_EQ(made, episode.at("guid"));

    configure("no_such_key = 1\n");
    EXPECT_EQ(run_show("--log json").exit_code, 2);
    EXPECT_THAT(json::parse(complaints()).at("message").get<std::string>(), HasSubstr("no_such_key"));
    EXPECT_EQ(run("run --log xml '" + config.string() + "'").exit_code, 2);
    EXPECT_THAT(complaints(), HasSubstr("'xml' is not one of text, json, journal"));
}

/// A journal of our own, where this machine has none and lets us.
class Journal {
public:
    Journal() {
        std::error_code failed;
        if (filesystem::exists(path, failed)) return;
        made_folder_ = filesystem::create_directories(path.parent_path(), failed);
        socket_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.string().copy(address.sun_path, sizeof address.sun_path - 1);
        is_ours = ::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    ~Journal() {
        if (socket_ >= 0) ::close(socket_);
        std::error_code failed;
        if (is_ours) filesystem::remove(path, failed);
        if (made_folder_) filesystem::remove(path.parent_path(), failed);
    }
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    std::vector<std::string> messages() const {
        std::vector<std::string> all;
        std::string piece(1 << 16, '\0');
        for (ssize_t got = 0; (got = ::recv(socket_, piece.data(), piece.size(), MSG_DONTWAIT)) > 0;)
            all.push_back(piece.substr(0, static_cast<std::size_t>(got)));
        return all;
    }

    const filesystem::path path = "/run/systemd/journal/socket";
    bool is_ours = false;

private:
    int socket_ = -1;
    bool made_folder_ = false;
};

TEST_F(RecordTest, TheJournalGetsFieldsOfItsOwn) {
    std::error_code failed;
    if (!filesystem::exists("/run/systemd/journal/socket", failed)) {
        EXPECT_EQ(run_show("--log journal").exit_code, 2);
        EXPECT_THAT(complaints(), HasSubstr("this machine has no journal"));
    }
    const Journal journal;
    if (!journal.is_ours) GTEST_SKIP() << "a journal cannot be stood in for: " << journal.path;
    EXPECT_EQ(run_show("--log journal").exit_code, 1);
    EXPECT_EQ(complaints(), "");
    const std::vector<std::string> messages = journal.messages();
    ASSERT_EQ(messages.size(), 1u);
    EXPECT_THAT(messages.front(), AllOf(HasSubstr("PRIORITY=4\n"), HasSubstr("SYSLOG_IDENTIFIER=newscast\n"),
                                        HasSubstr("NEWSCAST_SHOW=test\n"), HasSubstr("NEWSCAST_STEP=download\n"),
                                        HasSubstr("NEWSCAST_ARTICLE_ID=" + paper.server.url("/hai.html") + "\n"),
                                        HasSubstr("MESSAGE=article 'Bài hai': ")));
}

TEST_F(RecordTest, MetricsAreThoseOfTheRunAndOfTheShow) {
    const filesystem::path file = paper.folder / "metrics/newscast.prom";
    configure("[monitor]\nmetrics_file = \"metrics/newscast.prom\"\n");
    ASSERT_EQ(run_show().exit_code, 1);
    const std::string first = core::read_file(file);
    EXPECT_THAT(first, AllOf(HasSubstr("newscast_last_run_exit_code{show=\"test\"} 1\n"),
                             HasSubstr("newscast_last_run_articles{show=\"test\",result=\"made\"} 1\n"),
                             HasSubstr("newscast_episodes{show=\"test\"} 1\n"),
                             HasSubstr("newscast_failing{show=\"test\",step=\"download\"} 1\n"),
                             HasSubstr("newscast_waiting{show=\"test\",step=\"download\"} 0\n"),
                             Not(HasSubstr("last_success"))));
    ASSERT_EQ(run_show().exit_code, 0);
    const std::string second = core::read_file(file);
    EXPECT_THAT(second, AllOf(HasSubstr("newscast_last_run_exit_code{show=\"test\"} 0\n"),
                              HasSubstr("newscast_last_success_timestamp_seconds{show=\"test\"} 1")));
    struct stat facts {};
    ASSERT_EQ(::stat(file.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777u, 0644u) << "another user's collector reads it";
    const auto episode =
        json::parse(newscast("status --json '" + config.string() + "'").output).at(0).at("episodes").at(0);
    EXPECT_THAT(second, HasSubstr(fmt::format("newscast_media_bytes{{show=\"test\"}} {}\n",
                                              episode.at("bytes").get<std::size_t>())));
    if (!has("promtool")) GTEST_SKIP() << "promtool (Debian's package prometheus) is not installed";
    EXPECT_EQ(shell("promtool check metrics <'" + file.string() + "'").output, "");
}

TEST_F(RecordTest, TwoShowsWouldOverwriteEachOthersMetrics) {
    const filesystem::path other = write_config(paper, "khac");
    const std::string lines = "[monitor]\nmetrics_file = \"newscast.prom\"\n";
    configure(lines);
    core::write_file(other, core::read_file(other) + lines);
    EXPECT_EQ(run("run '" + config.string() + "' '" + other.string() + "'").exit_code, 2);
    EXPECT_THAT(complaints(), AllOf(HasSubstr("khac.toml: its metrics_file"), HasSubstr("give it one of its own")));
    EXPECT_FALSE(filesystem::exists(paper.folder / "out")) << "nothing is begun";
}

TEST_F(RecordTest, MetricsThatCannotBeWrittenAreAProblemAndCostNothingElse) {
    core::write_file(paper.folder / "metrics", "a file where a folder should be");
    configure("[monitor]\nmetrics_file = \"metrics/newscast.prom\"\n");
    paper.record("hai", 0.1, 2);
    paper.server.on("/hai.wav", support::file({core::read_file(paper.folder / "hai.wav"), "audio/wav"}));
    EXPECT_EQ(run_show().exit_code, 1);
    EXPECT_THAT(complaints(), HasSubstr("metrics_file was not written"));
    EXPECT_EQ(paper.media().size(), 2u);
}

TEST_F(RecordTest, AServiceIsToldOfBeginningAndEnd) {
    configure(fmt::format("[monitor]\nhealthcheck_url = \"{}\"\n", paper.server.url("/ping/secret-id")));
    for (const char* path : {"/ping/secret-id", "/ping/secret-id/start", "/ping/secret-id/fail"})
        paper.server.on(path, support::answer(200, "OK"));
    EXPECT_EQ(run_show().exit_code, 1);
    EXPECT_EQ(paper.requests("/ping/secret-id/start"), 1u);
    EXPECT_EQ(paper.requests("/ping/secret-id"), 0u);
    ASSERT_EQ(paper.requests("/ping/secret-id/fail"), 1u);
    const support::ServerRequest told = paper.server.requests("/ping/secret-id/fail").front();
    EXPECT_EQ(told.method, "POST");
    EXPECT_EQ(told.body, "2 new, 0 changed, 1 made, 1 failed; feed published");
    EXPECT_EQ(run_show().exit_code, 0);
    EXPECT_EQ(paper.requests("/ping/secret-id"), 1u);
    EXPECT_EQ(paper.requests("/ping/secret-id/start"), 2u);

    // A run that ends by an error of the machine's tells so too.
    core::write_file(paper.folder / "state/test/catalog.db", "no database");
    EXPECT_EQ(run_show().exit_code, 3);
    EXPECT_EQ(paper.requests("/ping/secret-id/fail"), 2u);
}

TEST_F(RecordTest, AServiceThatCannotBeToldIsAProblemThatKeepsItsSecret) {
    configure(fmt::format("[monitor]\nhealthcheck_url = \"{}\"\n", paper.server.url("/ping/secret-id")));
    paper.record("hai", 0.1, 2);
    paper.server.on("/hai.wav", support::file({core::read_file(paper.folder / "hai.wav"), "audio/wav"}));
    for (const char* path : {"/ping/secret-id", "/ping/secret-id/start", "/ping/secret-id/fail"})
        paper.server.on(path, support::answer(500, ""));
    EXPECT_EQ(run_show().exit_code, 1);
    EXPECT_THAT(complaints(), AllOf(HasSubstr("healthcheck_url at 127.0.0.1 was not told"), HasSubstr("500"),
                                    Not(HasSubstr("secret-id"))));
    EXPECT_EQ(paper.media().size(), 2u) << "what was to be published is";
    EXPECT_THAT(run("history --json '" + config.string() + "'").output, Not(HasSubstr("secret-id")));
}

}  // namespace
}  // namespace app
