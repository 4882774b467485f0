#include "app/report.h"

#include "app/log.h"
#include "app/terminal.h"
#include "core/columns.h"
#include "core/error.h"
#include "core/login.h"
#include "core/text.h"
#include "core/time.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <thread>
#include <utility>

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

/// What changes more often than an eye can follow need not be drawn.
constexpr std::chrono::milliseconds least_pause{100};

}  // namespace

std::string message_of(const Event& event) {
    if (!event.made) return event.text;
    return fmt::format("{} {} to {}, {}", core::name(event.made->made.lane), loudness_of(event.made->made.before),
                       loudness_of(event.made->made.after), event.made->path);
}

std::string line_of(const Event& event) {
    const std::string subject = subject_of(event);
    return subject.empty() ? message_of(event) : subject + ": " + message_of(event);
}

Board::Task task_of(const Event& event) {
    using Step = Event::Step;
    const std::string name = one_line(event.article);
    const std::string share = fmt::format(" {:.0f} %", event.share * 100);
    switch (event.step) {
        case Step::read:
            return {"reading", name, {}};
        case Step::download:
            return {"downloading", name, {}};
        case Step::align:
            return {"timing the text of", name, share};
        default:
            return {"preparing", name, share};
    }
}

std::optional<Report::Log> parse_log(std::string_view word) {
    if (word == "text") return Report::Log::text;
    if (word == "json") return Report::Log::json;
    if (word == "journal") return Report::Log::journal;
    return std::nullopt;
}

Report::Report(Detail detail, Log log, Output output)
    : detail_(detail),
      log_(log),
      output_(output),
      terminal_(log == Log::text && output == Output::shown && ::isatty(STDOUT_FILENO) == 1),
      redraws_(terminal_ && takes_escapes(STDOUT_FILENO)) {
    if (log == Log::journal) require_journal();
}

Report::~Report() {
    clear_board();
}

/// Back to where the board begins, also where the terminal has become narrower since and broken its lines.
void Report::clear_board() {
    if (drawn_.empty()) return;
    const std::size_t rows = rows_of(drawn_, columns_on(STDOUT_FILENO));
    print(rows > 1 ? fmt::format("\x1b[{}A\r\x1b[J", rows - 1) : "\r\x1b[J");
    drawn_.clear();
}

void Report::draw_board() {
    // The last column stays free: some terminals begin a new row as soon as it is taken. So does the row above.
    drawn_ = board_.lines(columns_on(STDOUT_FILENO) - 1, rows_on(STDOUT_FILENO) - 1, Board::Clock::now());
    drawn_at_ = Board::Clock::now();
    if (!drawn_.empty()) print(fmt::format("{}", fmt::join(drawn_, "\n")));
}

void Report::print(const std::string& text) {
    if (std::fputs(text.c_str(), stdout) < 0 || std::fflush(stdout) != 0) refused_ = errno;
}

void Report::check() const {
    const std::lock_guard lock(mutex_);
    if (refused_ != 0) throw core::system_error("cannot write", "standard output", refused_);
}

std::vector<Event> Report::take_problems() {
    const std::lock_guard lock(mutex_);
    return std::exchange(problems_, {});
}

void Report::expect(Event::Step step, std::size_t count) {
    const std::lock_guard lock(mutex_);
    counted_ = step;
    board_.expect(step == Event::Step::read ? "articles read" : "recordings", count, Board::Clock::now());
}

/// A line where lines go; the board, if one is drawn, is out of the way.
void Report::log(const Event& event) {
    const std::string line = one_line(line_of(event));
    const bool is_problem = event.kind == Event::Kind::problem;
    if (log_ == Log::json || (log_ == Log::journal && !send_to_journal(event))) {
        std::fprintf(stderr, "%s\n", json_line(event, core::now()).c_str());
    } else if (log_ == Log::text) {
        if (is_problem)
            std::fprintf(stderr, "newscast: %s\n", line.c_str());
        else if (output_ == Output::reserved)
            std::fprintf(stderr, "%s\n", line.c_str());
        else
            print(line + "\n");
    }
}

void Report::tell(const Event& event) {
    const std::lock_guard lock(mutex_);
    const auto worker = std::this_thread::get_id();
    switch (event.kind) {
        case Event::Kind::problem:
            problems_.push_back(event);
            break;
        case Event::Kind::step:
            if (quiet()) return;
            break;
        case Event::Kind::progress: {
            if (!redraws_) return;
            const bool is_early = Board::Clock::now() - drawn_at_ < least_pause;
            board_.set(worker, task_of(event));
            if (is_early && !drawn_.empty()) return;
            clear_board();
            return draw_board();
        }
        case Event::Kind::ended: {
            if (!redraws_) return;
            board_.clear(worker);
            const bool is_reading = counted_ == Event::Step::read;
            if (is_reading ? event.step == Event::Step::read : event.is_last) board_.advance();
            if (!board_.is_empty()) return;
            return clear_board();
        }
    }
    const bool was_drawn = !drawn_.empty();
    clear_board();
    log(event);
    if (was_drawn) draw_board();
}

std::string quoted(const std::string& name, std::size_t max_characters) {
    return "'" + core::truncate(name, max_characters * 3) + "'";
}

}  // namespace app
