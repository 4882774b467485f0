#include "core/atomic_file.h"
#include "tests/app/program.h"
#include "tests/support/temporary_folder.h"
#include "tests/transcode/sound.h"

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <thread>
#include <vector>

namespace app {
namespace {

std::size_t lines(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

std::vector<std::string> names_in(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) names.push_back(entry.path().filename());
    return names;
}

/// What a run tells that only counts.
std::size_t disk_calls(const Answer& answer) {
    constexpr std::string_view mark = "disk calls: ";
    const std::size_t at = answer.output.find(mark);
    EXPECT_NE(at, std::string::npos) << answer.output;
    return at == std::string::npos ? 0 : std::stoul(answer.output.substr(at + mark.size()));
}

TEST(CommandLine, EndsWith2WhereItIsWrong) {
    for (const char* wrong :
         {"", "walk", "run --loud", "measure", "normalize x.mp3", "normalize x.mp3 -o y --target loud",
          "normalize x.mp3 -o y --lane fast", "explain", "serve --port 70000"}) {
        const Answer answer = newscast(wrong);
        EXPECT_EQ(answer.exit_code, 2) << wrong << ": " << answer.output;
        EXPECT_EQ(lines(answer.output), 1u) << wrong << ": " << answer.output;
    }
    EXPECT_EQ(newscast("--help").exit_code, 0);
    EXPECT_EQ(newscast("--version").exit_code, 0);
}

TEST(CommandLine, SaysWhatThereIsToDoWhereNothingIsSaid) {
    EXPECT_EQ(
        newscast("").output,
        "newscast: say what to do: run, explain, measure, normalize, align, status, list, history, report, why, retry, "
        "withdraw, restore, init, check, doctor, serve, help, version (newscast help tells more)\n");
}

TEST(CommandLine, SaysWhatWasPerhapsMeant) {
    for (const auto& [wrong, meant] : {std::pair("rnu", "\"run\""),
                                       {"rnu --help", "\"run\""},
                                       {"stauts x.toml", "\"status\""},
                                       {"help normalise", "\"normalize\""},
                                       {"run --verbos x.toml", "\"--verbose\""},
                                       {"run --dryrun", "\"--dry-run\""},
                                       {"measure --jsn", "\"--json\""},
                                       {"normalize --fromat=m4a a.mp3", "\"--format\""},
                                       {"--verison", "\"--version\""}}) {
        const Answer answer = newscast(wrong);
        EXPECT_EQ(answer.exit_code, 2) << wrong;
        EXPECT_EQ(lines(answer.output), 1u) << answer.output;
        EXPECT_NE(answer.output.find(std::string("did you mean ") + meant + "?"), std::string::npos) << answer.output;
    }
    const Answer far = newscast("publish-everything");
    EXPECT_EQ(far.exit_code, 2);
    EXPECT_EQ(far.output.find("mean"), std::string::npos) << far.output;
}

TEST(CommandLine, AnswersHelpAndVersionAsPeopleAskForThem) {
    for (const auto& [asked, usual] : {std::pair("help", "--help"),
                                       {"version", "--version"},
                                       {"help run", "run --help"},
                                       {"help normalize", "normalize --help"},
                                       {"help help", "help --help"}}) {
        const Answer answer = newscast(asked);
        EXPECT_EQ(answer.exit_code, 0) << answer.output;
        EXPECT_EQ(answer.output, newscast(usual).output);
    }
    const std::string help = newscast("help").output;
    for (const char* command : {"run", "status", "help", "version"})
        EXPECT_NE(help.find(std::string("\n  ") + command + " "), std::string::npos) << help;
}

TEST(CommandLine, NamesFileAndLineOfAWrongConfiguration) {
    const support::TemporaryFolder folder;
    core::write_file(folder / "show.toml", "[show]\nid = \"x\"\ntilte = \"y\"\n");
    const Answer answer = newscast("run " + (folder / "show.toml").string());
    EXPECT_EQ(answer.exit_code, 2);
    EXPECT_NE(answer.output.find("show.toml:3:"), std::string::npos) << answer.output;
    EXPECT_EQ(newscast("run " + (folder / "missing.toml").string()).exit_code, 2);
    core::write_file(folder / "category.toml",
                     "[show]\nid = \"x\"\ntitle = \"x\"\ndescription = \"x\"\nlanguage = \"vi\"\nauthor = \"x\"\n"
                     "website = \"http://x.example/\"\nbase_url = \"http://x.example/x/\"\ntimezone = \"UTC\"\n"
                     "categories = [[\"Newz\"]]\n[[source]]\nkind = \"files\"\npath = \"x.txt\"\n");
    const Answer category = newscast("run " + (folder / "category.toml").string());
    EXPECT_EQ(category.exit_code, 2);
    EXPECT_NE(category.output.find("category.toml:10:"), std::string::npos) << category.output;
    EXPECT_EQ(newscast("status " + (folder / "missing.toml").string()).exit_code, 2);
}

TEST(Cli, AnAddressWithoutItsSchemeIsToldWhatToWrite) {
    for (const std::string command : {"init", "explain"}) {
        for (const std::string address : {"news.example", "news.example/xa-hoi/", "news.example:8080"}) {
            const Answer answer = newscast(command + " " + address);
            EXPECT_EQ(answer.exit_code, 2) << answer.output;
            EXPECT_NE(answer.output.find("write https://" + address + " or http://" + address), std::string::npos)
                << answer.output;
        }
        const Answer other = newscast(command + " ftp://news.example/");
        EXPECT_EQ(other.exit_code, 2);
        EXPECT_NE(other.output.find("http://"), std::string::npos) << other.output;
    }
}

TEST(Explain, PrintsTheDocumentedJson) {
    const support::TemporaryFolder folder;
    core::write_file(folder / "page.html",
                     "<html lang=\"vi\"><head><title>Tiêu đề bài</title></head><body><article><h1>Tiêu đề bài</h1>"
                     "<time datetime=\"2024-07-08T10:00:11\">08/07/2024</time><audio src=\"/a.mp3\"></audio>"
                     "<p>Một đoạn văn đủ dài để được coi là thân bài.</p></article></body></html>");
    const std::string file = (folder / "page.html").string();
    const Answer answer = newscast("explain " + file + " --base-url http://paper.example/1 --json");
    ASSERT_EQ(answer.exit_code, 0) << answer.output;
    const auto json = nlohmann::json::parse(answer.output);
    for (const char* key : {"url", "title", "published", "modified", "authors", "author", "language", "image", "lead",
                            "body", "audio", "rejected", "ambiguous", "rules"})
        EXPECT_TRUE(json.contains(key)) << key;
    EXPECT_EQ(json["published"], "2024-07-08T10:00:11") << "a time without a known zone has no offset";
    EXPECT_EQ(json["audio"][0]["url"], "http://paper.example/a.mp3");
    EXPECT_EQ(json["ambiguous"], false);
    const auto zoned = nlohmann::json::parse(
        newscast("explain " + file + " --base-url http://paper.example/1 --timezone Asia/Ho_Chi_Minh --json").output);
    EXPECT_EQ(zoned["published"], "2024-07-08T10:00:11+07:00");
    EXPECT_EQ(newscast("explain " + file + " --timezone Saigon").exit_code, 2);
    EXPECT_EQ(newscast("explain /nowhere/page.html").exit_code, 2);
}

TEST(Normalize, LevelsAFileAndRefusesToOverwriteItsInput) {
    const support::TemporaryFolder folder;
    sound::write_wav(folder / "in.wav", sound::babble(3, 0.02, 22050, 1));
    const std::string in = (folder / "in.wav").string();
    const Answer answer =
        newscast("normalize " + in + " -o " + (folder / "made.mp3").string() + " --target -18 --json");
    ASSERT_EQ(answer.exit_code, 0) << answer.output;
    EXPECT_NEAR(nlohmann::json::parse(answer.output)[0]["after"]["integrated_lufs"].get<double>(), -18.0, 0.1);
    const Answer measured = newscast("measure " + (folder / "made.mp3").string() + " --json");
    EXPECT_NEAR(nlohmann::json::parse(measured.output)[0]["integrated_lufs"].get<double>(), -18.0, 0.1);
    EXPECT_EQ(newscast("normalize " + in + " -o " + in).exit_code, 2);
    EXPECT_EQ(newscast("normalize " + in + " " + in + " -o " + folder.path().string()).exit_code, 2);
    const Answer missing = newscast("measure /nowhere.mp3 " + in);
    EXPECT_EQ(missing.exit_code, 1);
    EXPECT_NE(missing.output.find("/nowhere.mp3"), std::string::npos);
}

TEST(Normalize, MayBeRunTwiceForOneOutputAtATime) {
    const support::TemporaryFolder folder;
    sound::write_wav(folder / "in.wav", sound::babble(3, 0.02, 22050, 1));
    const std::string out = (folder / "out/made.mp3").string();
    const std::string arguments = "normalize " + (folder / "in.wav").string() + " -o " + out;
    std::array<Answer, 4> answers;
    {
        std::vector<std::jthread> runs;
        for (Answer& answer : answers) runs.emplace_back([&] { answer = newscast(arguments); });
    }
    for (const Answer& answer : answers) EXPECT_EQ(answer.exit_code, 0) << answer.output;
    EXPECT_EQ(names_in(folder / "out"), std::vector<std::string>{"made.mp3"});
    EXPECT_EQ(newscast("measure " + out).exit_code, 0);
}

TEST(Normalize, RemovesWhatACrashLeftADayAgo) {
    const support::TemporaryFolder folder;
    sound::write_wav(folder / "in.wav", sound::babble(1, 0.1, 22050, 1));
    for (const char* name : {".made.mp3.0123456789ab.part", ".made.mp3.ba9876543210.part", ".mine.part"})
        core::write_file(folder / "out" / name, "x");
    for (const char* name : {".made.mp3.0123456789ab.part", ".mine.part"})
        std::filesystem::last_write_time(folder / "out" / name,
                                         std::filesystem::file_time_type::clock::now() - std::chrono::hours(25));
    const std::string out = (folder / "out/made.mp3").string();
    EXPECT_EQ(newscast("normalize " + (folder / "in.wav").string() + " -o " + out).exit_code, 0);
    EXPECT_FALSE(std::filesystem::exists(folder / "out/.made.mp3.0123456789ab.part"));
    EXPECT_TRUE(std::filesystem::exists(folder / "out/.made.mp3.ba9876543210.part")) << "somebody may be writing it";
    EXPECT_TRUE(std::filesystem::exists(folder / "out/.mine.part"));
}

TEST(Faults, AreCountedAndRefusedWhereTheyAreMalformed) {
    const support::TemporaryFolder folder;
    sound::write_wav(folder / "in.wav", sound::babble(1, 0.1, 22050, 1));
    const std::string arguments =
        "normalize " + (folder / "in.wav").string() + " -o " + (folder / "out/made.mp3").string();
    const Answer wrong = newscast(arguments, "NEWSCAST_FAULT=end@never");
    EXPECT_EQ(wrong.exit_code, 2);
    EXPECT_EQ(lines(wrong.output), 1u) << wrong.output;
    EXPECT_FALSE(std::filesystem::exists(folder / "out"));
    EXPECT_EQ(newscast("--version").output.find("disk calls"), std::string::npos);
    EXPECT_NE(newscast("--version", "NEWSCAST_FAULT=count").output.find("\ndisk calls: 0\n"), std::string::npos);
    EXPECT_GT(disk_calls(newscast(arguments, "NEWSCAST_FAULT=count")), 6u) << "the worker's are among them";
}

TEST(Faults, LeaveTheOutputWholeOrAsItWas) {
    const support::TemporaryFolder folder;
    sound::write_wav(folder / "in.wav", sound::babble(1, 0.1, 22050, 1));
    const std::filesystem::path made = folder / "out/made.mp3";
    const std::string arguments = "normalize " + (folder / "in.wav").string() + " -o " + made.string();
    const std::size_t calls = disk_calls(newscast(arguments, "NEWSCAST_FAULT=count"));
    const std::string whole = core::read_file(made);
    for (const char* fault : {"end@{}", "tear@{}", "fail@{}:ENOSPC", "from@{}:ENOSPC"}) {
        for (std::size_t number = 1; number < calls; ++number) {
            core::write_file(made, "as it was");
            const std::string text = fmt::format(fmt::runtime(fault), number);
            const Answer answer = newscast(arguments, "NEWSCAST_FAULT=" + text);
            const std::string found = core::read_file(made);
            EXPECT_TRUE(found == whole || found == "as it was") << text;
            EXPECT_TRUE(answer.exit_code != 0 || found == whole) << text << ": " << answer.output;
        }
    }
    EXPECT_EQ(newscast(arguments).exit_code, 0);
    EXPECT_EQ(core::read_file(made), whole);
}

}  // namespace
}  // namespace app
