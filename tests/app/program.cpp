#include "tests/app/program.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <stdexcept>
#include <string_view>

namespace app {

namespace {

int code_of(int status) {
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

Answer shell(const std::string& command) {
    Answer answer;
    FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) return answer;
    std::array<char, 4096> piece{};
    while (const std::size_t got = std::fread(piece.data(), 1, piece.size(), pipe))
        answer.output.append(piece.data(), got);
    answer.exit_code = code_of(::pclose(pipe));
    return answer;
}

Answer newscast(const std::string& arguments, const std::string& environment) {
    const std::string path = environment.find("PATH=") == std::string::npos ? std::string("PATH=") + no_programs : "";
    return shell(path + " " + environment + " '" + NEWSCAST_PROGRAM + "' " + arguments);
}

std::string on_terminal(std::vector<std::string> words, std::uint16_t columns, const char* kind,
                        const std::vector<std::pair<std::string, std::string>>& environment) {
    words.insert(words.begin(), NEWSCAST_PROGRAM);
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    const winsize window{24, columns, 0, 0};
    int terminal = -1;
    const pid_t child = ::forkpty(&terminal, nullptr, nullptr, &window);
    if (child == 0) {
        ::unsetenv("COLUMNS");
        if (kind == nullptr)
            ::unsetenv("TERM");
        else
            ::setenv("TERM", kind, 1);
        for (const auto& [name, value] : environment) ::setenv(name.c_str(), value.c_str(), 1);
        ::execv(pointers.front(), pointers.data());
        ::_exit(127);
    }
    std::string said;
    std::array<char, 4096> piece{};
    for (ssize_t got = 0; (got = ::read(terminal, piece.data(), piece.size())) > 0;)
        said.append(piece.data(), static_cast<std::size_t>(got));
    ::close(terminal);
    int status = 0;
    ::waitpid(child, &status, 0);
    return said;
}

Program::Program(const std::vector<std::string>& arguments) {
    std::string name = NEWSCAST_PROGRAM;
    std::vector<std::string> words = arguments;
    std::vector<char*> pointers{name.data()};
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    std::vector<std::string> settings{std::string("PATH=") + no_programs};
    for (char** setting = environ; *setting != nullptr; ++setting)
        if (!std::string_view(*setting).starts_with("PATH=")) settings.emplace_back(*setting);
    std::vector<char*> environment;
    for (std::string& setting : settings) environment.push_back(setting.data());
    environment.push_back(nullptr);
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("cannot make a pipe");
    child_ = ::fork();
    if (child_ == 0) {
        // What another test of this process has blocked is not blocked for the program.
        sigset_t none;
        ::sigemptyset(&none);
        ::sigprocmask(SIG_SETMASK, &none, nullptr);
        ::dup2(ends[1], STDOUT_FILENO);
        ::dup2(ends[1], STDERR_FILENO);
        ::execve(pointers.front(), pointers.data(), environment.data());
        ::_exit(127);
    }
    ::close(ends[1]);
    pipe_ = ends[0];
}

Program::~Program() {
    if (child_ > 0) {
        ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
    }
    ::close(pipe_);
}

bool Program::read_more() {
    std::array<char, 4096> piece{};
    ssize_t got = 0;
    do got = ::read(pipe_, piece.data(), piece.size());
    while (got < 0 && errno == EINTR);
    if (got <= 0) return false;
    output_.append(piece.data(), static_cast<std::size_t>(got));
    return true;
}

bool Program::says(const std::string& part) {
    while (output_.find(part) == std::string::npos)
        if (!read_more()) return false;
    return true;
}

bool Program::says_at_once(const std::string& part) {
    pollfd ready{pipe_, POLLIN, 0};
    while (output_.find(part) == std::string::npos && ::poll(&ready, 1, 0) > 0)
        if (!read_more()) return true;
    return output_.find(part) != std::string::npos;
}

Answer Program::wait() {
    while (read_more()) {
    }
    int status = 0;
    ::waitpid(child_, &status, 0);
    child_ = -1;
    return {code_of(status), output_};
}

}  // namespace app
