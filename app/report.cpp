#include "app/report.h"

#include "app/terminal.h"
#include "core/columns.h"
#include "core/error.h"
#include "core/login.h"
#include "core/text.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <limits>

namespace app {

namespace {

/// One problem is one line, whatever a page or a server put into it, and nobody's password.
std::string one_line(const std::string& text) {
    return core::without_logins(core::one_line(text));
}

std::string loudness_of(const core::Loudness& loudness) {
    return fmt::format("{:.1f} LUFS, {:.1f} dBTP", loudness.integrated_lufs, loudness.true_peak_dbtp);
}

std::string subject_of(const Event& event) {
    if (!event.article.empty()) return "article " + event.article;
    if (!event.source.empty()) return "source " + event.source;
    if (event.show.empty()) return {};
    // A run's own steps begin with the show's name; a problem says what kind of thing it names.
    return event.kind == Event::Kind::problem ? "show " + event.show : event.show;
}

}  // namespace

std::string line_of(const Event& event) {
    if (event.kind == Event::Kind::progress) return live_line(event, std::numeric_limits<std::size_t>::max());
    std::string text = event.text;
    if (event.made)
        text = fmt::format("{} {} to {}, {}", core::name(event.made->made.lane), loudness_of(event.made->made.before),
                           loudness_of(event.made->made.after), event.made->path);
    const std::string subject = subject_of(event);
    return subject.empty() ? text : subject + ": " + text;
}

std::string live_line(const Event& event, std::size_t columns) {
    const bool downloads = event.step == Event::Step::download;
    const std::string head = downloads                         ? "downloading "
                             : event.step == Event::Step::make ? "preparing "
                                                               : "timing the text of ";
    const std::string tail = !downloads ? fmt::format(" {:.0f} %", event.share * 100) : "";
    const std::size_t around = head.size() + tail.size();
    const std::string name = core::fitted(one_line(event.article), columns > around ? columns - around : 0);
    return core::fitted(head + name + tail, columns);
}

Report::Report(Detail detail)
    : detail_(detail), terminal_(::isatty(STDOUT_FILENO) == 1), redraws_(takes_escapes(STDOUT_FILENO)) {}

Report::~Report() {
    clear_live_line();
}

void Report::clear_live_line() {
    if (!live_) return;
    print("\r\x1b[K");
    live_ = false;
}

void Report::print(const std::string& text) {
    if (std::fputs(text.c_str(), stdout) < 0 || std::fflush(stdout) != 0) refused_ = errno;
}

void Report::check() const {
    const std::lock_guard lock(mutex_);
    if (refused_ != 0) throw core::system_error("cannot write", "standard output", refused_);
}

void Report::tell(const Event& event) {
    const std::lock_guard lock(mutex_);
    const std::string line = event.kind == Event::Kind::progress ? "" : one_line(line_of(event));
    switch (event.kind) {
        case Event::Kind::problem:
            clear_live_line();
            std::fprintf(stderr, "newscast: %s\n", line.c_str());
            return;
        case Event::Kind::step:
            if (quiet()) return;
            clear_live_line();
            print(line + "\n");
            return;
        case Event::Kind::progress:
            if (!redraws_) return;
            // The last column stays free: some terminals begin a new row as soon as it is taken.
            print("\r\x1b[K" + live_line(event, columns_on(STDOUT_FILENO) - 1));
            live_ = true;
            return;
    }
}

std::string quoted(const std::string& name, std::size_t max_characters) {
    return "'" + core::truncate(name, max_characters * 3) + "'";
}

}  // namespace app
