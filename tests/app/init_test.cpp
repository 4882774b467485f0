// `newscast init`: asks on a terminal, takes flags elsewhere, and what it writes passes `newscast check`.

#include "config/load.h"
#include "core/atomic_file.h"
#include "core/columns.h"
#include "core/text.h"
#include "tests/app/newspaper.h"
#include "tests/app/program.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace app {
namespace {

namespace filesystem = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// The program on a terminal of 80 columns, with somebody who reads before they type.
class OnTerminal {
public:
    explicit OnTerminal(std::vector<std::string> words) {
        words.insert(words.begin(), NEWSCAST_PROGRAM);
        std::vector<char*> pointers;
        for (std::string& word : words) pointers.push_back(word.data());
        pointers.push_back(nullptr);
        const winsize window{24, 80, 0, 0};
        child_ = ::forkpty(&terminal_, nullptr, nullptr, &window);
        if (child_ == 0) {
            ::unsetenv("COLUMNS");
            ::setenv("TERM", "xterm", 1);
            // Shows that were run in this process have left signals blocked.
            sigset_t none;
            ::sigemptyset(&none);
            ::sigprocmask(SIG_SETMASK, &none, nullptr);
            ::execv(pointers.front(), pointers.data());
            ::_exit(127);
        }
    }
    ~OnTerminal() { end(); }
    OnTerminal(const OnTerminal&) = delete;
    OnTerminal& operator=(const OnTerminal&) = delete;

    /// Reads until it has said that since the last answer, and types.
    void answer(const std::string& question, const std::string& keys) {
        while (said_.find(question, answered_) == std::string::npos) ASSERT_TRUE(read_more()) << question << said_;
        // Its prompt is whole once it waits: behind the last line's ": " or "> ".
        while (!said_.ends_with(": ") && !said_.ends_with("> ")) ASSERT_TRUE(read_more()) << question << said_;
        answered_ = said_.size();
        ASSERT_EQ(::write(terminal_, keys.data(), keys.size()), static_cast<ssize_t>(keys.size()));
    }
    Answer end() {
        if (child_ <= 0) return {};
        while (read_more()) {
        }
        ::close(terminal_);
        int status = 0;
        ::waitpid(child_, &status, 0);
        child_ = -1;
        return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, said_};
    }

private:
    bool read_more() {
        // Who waits for another question than the one that was put waits for ever.
        constexpr int patience_ms = 20'000;
        pollfd ready{terminal_, POLLIN, 0};
        if (::poll(&ready, 1, patience_ms) != 1) return false;
        std::array<char, 4096> piece{};
        const ssize_t got = ::read(terminal_, piece.data(), piece.size());
        if (got <= 0) return false;
        said_.append(piece.data(), static_cast<std::size_t>(got));
        std::erase(said_, '\r');
        return true;
    }

    pid_t child_ = -1;
    int terminal_ = -1;
    std::string said_;
    std::size_t answered_ = 0;
};

class InitTest : public testing::Test {
protected:
    InitTest() { print_site("/"); }

    /// Three articles that a feed lists, and two that a section lists; their recordings are below a folder.
    void print_site(const std::string& sounds) {
        std::string items;
        std::string links;
        for (int index = 1; index <= 6; ++index) {
            const std::string name = fmt::format("bai-viet-thu-{}-2024070800{}", index, index);
            paper.record(name, 0.1, static_cast<unsigned>(index));
            const std::string sound = sounds + name + ".wav";
            paper.server.on(sound, support::file({core::read_file(paper.folder / (name + ".wav")), "audio/wav"}));
            paper.server.on(
                "/" + name + ".html",
                support::answer(
                    200,
                    fmt::format("<!DOCTYPE html><html lang=\"vi\"><head><title>Bài viết thứ {0} của tờ báo</title>"
                                "</head><body><article><h1>Bài viết thứ {0} của tờ báo</h1><audio controls src=\"{1}\">"
                                "</audio><p>Đoạn thứ nhất của bài, đủ dài để đọc thành tiếng.</p></article></body>"
                                "</html>",
                                index, sound),
                    {{"Content-Type", "text/html"}}));
            if (index <= 3)
                items += fmt::format("<item><title>Bài {0}</title><link>{1}</link><guid>{1}</guid></item>", index,
                                     paper.server.url("/" + name + ".html"));
            else
                links += fmt::format("<li><a href=\"/{0}.html\">Bài viết thứ {1} của tờ báo Tháp Mười</a></li>", name,
                                     index);
        }
        const support::Headers html{{"Content-Type", "text/html"}};
        paper.server.on(
            "/rss.xml",
            support::answer(200, "<rss version=\"2.0\"><channel><title>Tờ báo</title>" + items + "</channel></rss>",
                            {{"Content-Type", "application/rss+xml"}}));
        paper.server.on("/xa-hoi/",
                        support::answer(200,
                                        "<!DOCTYPE html><html lang=\"vi\"><head><title>Xã hội</title></head>"
                                        "<body><ul>" +
                                            links + "</ul></body></html>",
                                        html));
        paper.server.on("/", support::answer(200,
                                             "<!DOCTYPE html><html lang=\"vi\"><head><title>Tờ báo</title>"
                                             "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/rss.xml\">"
                                             "</head><body><nav><a href=\"/xa-hoi/\">Xã hội</a></nav></body></html>",
                                             html));
    }
    std::vector<std::string> words() const { return {"init", paper.server.url("/"), "-o", file.string()}; }
    Answer piped(const std::string& options) const {
        return newscast(fmt::format("init '{}' -o '{}' {} </dev/null", paper.server.url("/"), file.string(), options));
    }

    Newspaper paper;
    filesystem::path file = paper.folder / "bao.toml";
};

TEST_F(InitTest, OnATerminalAsksAndWritesTheAnswers) {
    OnTerminal terminal(words());
    terminal.answer("Which of these to take, by number, or all of them [1 2]", "2\n");
    terminal.answer("Title of the podcast [Tờ báo]", "Nghe báo Tháp Mười\n");
    terminal.answer("Language of the articles and the show [vi]", "\n");
    terminal.answer("Time zone of the newspaper [Asia/Ho_Chi_Minh]", "Asia/Bangkok\n");
    terminal.answer("machine read", "yes\n");
    terminal.answer("Owner's e-mail address", "toasoan@bao.vn\n");
    terminal.answer("Name of the owner [Nghe báo Tháp Mười]", "Tòa soạn\n");
    terminal.answer("Folder to publish in [out]", "nghe\n");
    terminal.answer("Public address at which nghe/", "https://93.184.216.34/nghe\n");
    const Answer answer = terminal.end();
    ASSERT_EQ(answer.exit_code, 0) << answer.output;
    const std::size_t asked = answer.output.find("\n\n");
    ASSERT_NE(asked, std::string::npos);
    for (const std::string& line : core::split_lines(answer.output.substr(asked, answer.output.find("wrote ") - asked)))
        EXPECT_LE(core::columns_of(line), 80u) << line;
    EXPECT_THAT(answer.output,
                HasSubstr(fmt::format("next:\n  newscast check {0}\n  newscast run -v {0}\n", file.string())));
    const config::Config made = config::load(file);
    ASSERT_EQ(made.sources.size(), 1u);
    EXPECT_THAT(answer.output, HasSubstr("\n   3 articles; of 3 that were read 3 had a recording\nWhich"));
    EXPECT_EQ(made.show.title, "Nghe báo Tháp Mười");
    EXPECT_EQ(made.show.language, "vi");
    EXPECT_EQ(made.show.timezone, "Asia/Bangkok");
    EXPECT_TRUE(made.show.synthetic_voice);
    EXPECT_EQ(made.show.owner.email, "toasoan@bao.vn");
    EXPECT_EQ(made.show.owner.name, "Tòa soạn");
    EXPECT_EQ(made.show.base_url, "https://93.184.216.34/nghe/");
    EXPECT_EQ(made.out_directory, paper.folder / "nghe");
    // What was answered is no guess any more; nobody was asked what the show is about.
    const std::string text = core::read_file(file);
    EXPECT_EQ(text.find("# CHECK"), text.find("# CHECK: what it is about")) << text;
    EXPECT_EQ(text.find("# CHECK"), text.rfind("# CHECK")) << text;
    const Answer checked = newscast("check '" + file.string() + "'");
    EXPECT_EQ(checked.exit_code, 0) << checked.output;
    EXPECT_THAT(checked.output, HasSubstr("all is well"));
}

TEST_F(InitTest, EnterTakesWhatWasFound) {
    OnTerminal terminal(words());
    terminal.answer("Which of these", "\n");
    for (const char* question : {"Title", "Language", "Time zone", "machine", "e-mail", "Folder", "Public address"})
        terminal.answer(question, "\n");
    ASSERT_EQ(terminal.end().exit_code, 0);
    const config::Config asked = config::load(file);
    filesystem::remove(file);
    ASSERT_EQ(piped("").exit_code, 0);
    const config::Config piped = config::load(file);
    EXPECT_EQ(asked.show.title, piped.show.title);
    EXPECT_EQ(asked.show.timezone, piped.show.timezone);
    EXPECT_EQ(asked.show.base_url, piped.show.base_url);
    EXPECT_TRUE(asked.show.owner.email.empty());
    ASSERT_EQ(asked.sources.size(), piped.sources.size());
    EXPECT_EQ(asked.sources.front().url, piped.sources.front().url);
    const Answer checked = newscast("check '" + file.string() + "'");
    EXPECT_EQ(checked.exit_code, 1);
    EXPECT_THAT(checked.output,
                AllOf(HasSubstr("show.owner is not set"), HasSubstr("is an example"), HasSubstr("2 doubtful")));
}

TEST_F(InitTest, AWrongAnswerIsToldAndAskedForAgain) {
    OnTerminal terminal(words());
    terminal.answer("Which of these", "7\n");
    terminal.answer("'7' will not do; it must be numbers from 1 to 2", "1 2\n");
    terminal.answer("Title", "\n");
    terminal.answer("Language", "tieng viet\n");
    terminal.answer("'tieng viet' will not do; it must be", "vi\n");
    terminal.answer("Time zone", "Hanoi\n");
    terminal.answer("'Hanoi' will not do; it must be", "\n");
    terminal.answer("machine", "perhaps\n");
    terminal.answer("it must be yes or no", "n\n");
    terminal.answer("e-mail", "toasoan\n");
    terminal.answer("an e-mail address like", "toasoan@bao.vn\n");
    terminal.answer("Name of the owner", "\n");
    terminal.answer("Folder", "/etc/podcast\n");
    terminal.answer("it must be a folder of newscast's own", ".\n");
    terminal.answer("a folder without the state in it", "out\n");
    terminal.answer("Public address", "podcast.bao.vn\n");
    terminal.answer("it must be", "\n");
    ASSERT_EQ(terminal.end().exit_code, 0);
    const config::Config made = config::load(file);
    EXPECT_EQ(made.sources.size(), 2u);
    EXPECT_EQ(made.show.timezone, "Asia/Ho_Chi_Minh");
    EXPECT_FALSE(made.show.synthetic_voice);
}

TEST_F(InitTest, WhoEndsTheQuestionsLeavesNoFile) {
    for (const auto& [keys, said] :
         {std::pair("\x04", "init was ended by the end of what was typed"), {"\x03", "init was ended by Ctrl-C"}}) {
        OnTerminal terminal(words());
        terminal.answer("Which of these", "\n");
        terminal.answer("Title", keys);
        const Answer answer = terminal.end();
        EXPECT_EQ(answer.exit_code, 2) << answer.output;
        EXPECT_THAT(answer.output, AllOf(HasSubstr(said), HasSubstr("nothing was written")));
        EXPECT_FALSE(filesystem::exists(file));
    }
}

TEST_F(InitTest, ElsewhereOptionsAnswer) {
    const std::string options = fmt::format(
        "--sources '{}' --title 'Nghe báo' --language vi --timezone Asia/Bangkok --synthetic-voice yes "
        "--owner-email a@bao.vn --owner-name 'Tòa soạn' --base-url https://93.184.216.34/nghe/ --out nghe",
        paper.server.url("/rss.xml"));
    const Answer answer = piped(options);
    ASSERT_EQ(answer.exit_code, 0) << answer.output;
    EXPECT_THAT(answer.output, Not(HasSubstr("Title of")));
    const config::Config made = config::load(file);
    ASSERT_EQ(made.sources.size(), 1u);
    EXPECT_EQ(made.sources.front().url, paper.server.url("/rss.xml"));
    EXPECT_EQ(made.show.owner.name, "Tòa soạn");
    EXPECT_TRUE(made.show.synthetic_voice);
    EXPECT_EQ(newscast("check '" + file.string() + "'").exit_code, 0);
    // What an option answers is not asked.
    filesystem::remove(file);
    std::vector<std::string> more = words();
    for (const char* word : {"--title", "Nghe báo", "--sources", "all", "--language", "vi", "--synthetic-voice", "no",
                             "--owner-email", "a@bao.vn", "--out", "nghe", "--base-url", "https://93.184.216.34/x/"})
        more.emplace_back(word);
    OnTerminal terminal(more);
    terminal.answer("Time zone", "\n");
    terminal.answer("Name of the owner", "\n");
    const Answer asked = terminal.end();
    EXPECT_EQ(asked.exit_code, 0) << asked.output;
    EXPECT_THAT(asked.output, Not(HasSubstr("Title of")));
}

TEST_F(InitTest, AWrongOptionIsToldBeforeAnybodyIsAsked) {
    for (const auto& [option, said] : {std::pair("--timezone Hanoi", "--timezone 'Hanoi' will not do; it must be"),
                                       {"--owner-email toasoan", "--owner-email 'toasoan' will not do"},
                                       {"--synthetic-voice perhaps", "it must be yes or no"},
                                       {"--base-url bao.vn", "--base-url 'bao.vn'"},
                                       {"--out /usr", "--out '/usr'"}}) {
        const Answer answer = piped(option);
        EXPECT_EQ(answer.exit_code, 2) << answer.output;
        EXPECT_THAT(answer.output, HasSubstr(said));
        EXPECT_EQ(std::count(answer.output.begin(), answer.output.end(), '\n'), 1) << answer.output;
    }
    EXPECT_TRUE(paper.server.requests().empty());
    const Answer unfound = piped("--sources https://elsewhere.example/");
    EXPECT_EQ(unfound.exit_code, 2);
    EXPECT_THAT(unfound.output, AllOf(HasSubstr("--sources 'https://elsewhere.example/' will not do"),
                                      HasSubstr(paper.server.url("/rss.xml"))));
    EXPECT_FALSE(filesystem::exists(file));
}

TEST_F(InitTest, TheTwoCommandsThatItNamesWork) {
    const Answer answer = piped("--owner-email a@bao.vn --base-url https://93.184.216.34/nghe/");
    ASSERT_EQ(answer.exit_code, 0) << answer.output;
    const std::string next = answer.output.substr(answer.output.find("next:\n") + 6);
    std::size_t done = 0;
    for (const std::string& line : core::split_lines(next)) {
        const std::size_t at = line.find("newscast ");
        if (at == std::string::npos) continue;
        const Answer each = newscast(line.substr(at + 9));
        EXPECT_EQ(each.exit_code, 0) << line << "\n" << each.output;
        ++done;
    }
    EXPECT_EQ(done, 2u) << answer.output;
    EXPECT_FALSE(filesystem::is_empty(paper.folder / "out"));
}

TEST_F(InitTest, RecordingsThatSayThatAMachineReadsAreBelieved) {
    ASSERT_EQ(piped("").exit_code, 0);
    EXPECT_FALSE(config::load(file).show.synthetic_voice);
    filesystem::remove(file);
    print_site("/tts/");
    ASSERT_EQ(piped("").exit_code, 0);
    EXPECT_TRUE(config::load(file).show.synthetic_voice);
    EXPECT_THAT(core::read_file(file), HasSubstr("# CHECK: true where a machine reads the articles aloud, as the "
                                                 "recordings' addresses say (tts).\nsynthetic_voice = true\n"));
}

}  // namespace
}  // namespace app
