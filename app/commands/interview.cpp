#include "app/commands/interview.h"

#include "app/commands/output.h"
#include "app/terminal.h"
#include "core/columns.h"
#include "core/error.h"
#include "core/text.h"

#include <fmt/core.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>

namespace app {

namespace {

constexpr std::size_t room_for_answer = 20;

[[noreturn]] void end(const char* how) {
    throw core::Error(core::ErrorKind::config,
                      fmt::format("init was ended by {} before all was answered; nothing was written", how));
}

/// While it lives SIGINT is kept for when an answer is waited for, and ends nothing else. Other threads take no
/// signals.
class Attention {
public:
    Attention() {
        sigset_t interrupt;
        ::sigemptyset(&interrupt);
        ::sigaddset(&interrupt, SIGINT);
        ::pthread_sigmask(SIG_BLOCK, &interrupt, &mask_before_);
        struct sigaction wake {};
        wake.sa_handler = [](int) {};
        ::sigaction(SIGINT, &wake, &action_before_);
    }
    ~Attention() {
        ::sigaction(SIGINT, &action_before_, nullptr);
        ::pthread_sigmask(SIG_SETMASK, &mask_before_, nullptr);
    }
    Attention(const Attention&) = delete;
    Attention& operator=(const Attention&) = delete;

    /// False where SIGINT comes first, or came while nobody waited.
    bool waits_for_input() const {
        sigset_t open = mask_before_;
        ::sigdelset(&open, SIGINT);
        pollfd input{STDIN_FILENO, POLLIN, 0};
        return ::ppoll(&input, 1, nullptr, &open) >= 0 || errno != EINTR;
    }

private:
    sigset_t mask_before_{};
    struct sigaction action_before_ {};
};

/// What is typed up to Enter; byte for byte, so that what is typed ahead waits for the next question.
std::optional<std::string> typed_line(const Attention& attention) {
    constexpr std::size_t longest = 8192;
    std::string line;
    for (char byte = 0;;) {
        if (!attention.waits_for_input()) {
            print(std::string("\n"));
            end("Ctrl-C");
        }
        if (::read(STDIN_FILENO, &byte, 1) <= 0) return std::nullopt;
        if (byte == '\n') return line;
        if (line.size() < longest) line += byte;
    }
}

/// The question with what Enter answers, and room behind it for another answer.
std::string prompt_of(const Question& question, std::size_t columns) {
    const std::string usual = question.usual.empty() ? "" : fmt::format(" [{}]", question.usual);
    const std::string line = question.text + usual + ": ";
    if (core::columns_of(line) + room_for_answer <= columns) return line;
    std::string prompt;
    for (const std::string& part : core::folded(question.text + ":", columns)) prompt += part + "\n";
    for (const std::string& part : core::folded(usual, columns)) prompt += part + "\n";
    return prompt + "> ";
}

}  // namespace

std::string ask(const Person& person, const Question& question) {
    const std::size_t columns = person.columns();
    std::string shown = "\n";
    for (const std::string& choice : question.choices)
        shown += (core::columns_of(choice) <= columns ? choice : core::fitted(choice, columns)) + "\n";
    shown += prompt_of(question, columns);
    for (;;) {
        person.tell(shown);
        const std::optional<std::string> said = person.answer();
        if (!said) {
            person.tell("\n");
            end("the end of what was typed");
        }
        std::string answer = core::collapse_space(core::clean_utf8(*said));
        if (answer.empty()) answer = question.usual;
        const std::string right = question.right ? question.right(answer) : "";
        if (right.empty()) return answer;
        shown = "";
        for (const std::string& line :
             core::folded(fmt::format("{}; it must be {}",
                                      answer.empty() ? "that is nothing" : "'" + answer + "' will not do", right),
                          columns))
            shown += line + "\n";
        shown += prompt_of(question, columns);
    }
}

std::optional<Person> person_at_terminal() {
    if (::isatty(STDIN_FILENO) != 1 || ::isatty(STDOUT_FILENO) != 1) return std::nullopt;
    return Person{[](const std::string& text) { print(text); },
                  [attention = std::make_shared<const Attention>()] { return typed_line(*attention); },
                  [] { return columns_on(STDOUT_FILENO); }};
}

}  // namespace app
