#include "app/report.h"

#include "core/text.h"

#include <unistd.h>

#include <cstdio>

namespace app {

namespace {

/// One problem is one line, whatever a page or a server put into it.
std::string one_line(const std::string& text) {
    return core::collapse_space(core::clean_utf8(text));
}

}  // namespace

Report::Report(Detail detail) : detail_(detail), terminal_(::isatty(STDOUT_FILENO) == 1) {}

Report::~Report() {
    clear_live_line();
}

void Report::clear_live_line() {
    if (!live_) return;
    std::fputs("\r\x1b[K", stdout);
    std::fflush(stdout);
    live_ = false;
}

void Report::problem(const std::string& line) {
    const std::lock_guard lock(mutex_);
    clear_live_line();
    std::fprintf(stderr, "newscast: %s\n", one_line(line).c_str());
}

void Report::step(const std::string& line) {
    const std::lock_guard lock(mutex_);
    if (quiet()) return;
    clear_live_line();
    std::printf("%s\n", one_line(line).c_str());
    std::fflush(stdout);
}

void Report::progress(const std::string& line) {
    const std::lock_guard lock(mutex_);
    if (!terminal_) return;
    std::printf("\r\x1b[K%s", one_line(line).c_str());
    std::fflush(stdout);
    live_ = true;
}

std::string quoted(const std::string& name, std::size_t max_characters) {
    return "'" + core::truncate(name, max_characters * 3) + "'";
}

}  // namespace app
