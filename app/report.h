#pragma once

#include "app/board.h"
#include "core/made.h"

#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app {

/// Something that happened in a run, as values; a line of text is one rendering of it.
struct Event {
    enum class Kind {
        problem,   ///< needs attention
        step,      ///< went as it should
        progress,  ///< is under way, on the thread that tells it
        ended,     ///< what was under way on this thread is over; nothing is said of it
    };
    enum class Step { run, discover, read, download, make, align, publish, ping };

    Kind kind = Kind::step;
    Step step = Step::run;
    std::string show = {};                     ///< id
    std::string source = {};                   ///< what a person calls it
    std::string article = {};                  ///< its title, or its address before that is known
    std::string id = {};                       ///< the article's for good: its GUID, before it has one its page's URL
    std::string text = {};                     ///< what happened, where the values do not say it all
    std::optional<core::Rendition> made = {};  ///< the file that was made
    double share = 0.0;                        ///< of what is under way, 0 to 1
    bool is_last = false;                      ///< of `ended`: the article waits for nothing more
};

/// What happened, without what it happened to.
std::string message_of(const Event& event);
/// The event as a line: "article 'Title': encode -23.1 LUFS, ...".
std::string line_of(const Event& event);
/// What is under way as a line of a board.
Board::Task task_of(const Event& event);

/// What the operator sees of a run. Problems always go to standard error, one line each, or where the log goes instead.
/// Steps are told on a terminal and with -v, on standard output; what is under way, never wider than it, only on a
/// terminal that can draw it anew. Otherwise a run is silent. Thread-safe.
class Report {
public:
    enum class Detail { problems, steps };
    enum class Log {
        text,
        json,     ///< lines of JSON on standard error, steps with -v among them
        journal,  ///< systemd's, likewise
    };
    enum class Output {
        shown,     ///< standard output is for steps
        reserved,  ///< it is for something else: steps go to standard error, and nothing is drawn
    };

    explicit Report(Detail detail, Log log = Log::text, Output output = Output::shown);
    ~Report();

    void tell(const Event& event);
    /// From now on so many articles are to be read, or so many recordings to be made of what `step` says: for the line
    /// that sums up.
    void expect(Event::Step step, std::size_t count);
    /// Whether anybody sees that line: counting costs something.
    bool draws() const { return redraws_; }
    /// The problems that were told since somebody last asked.
    std::vector<Event> take_problems();
    /// Throws Error(storage) where something that was told did not reach standard output, as on a full disk.
    void check() const;

    bool quiet() const { return detail_ == Detail::problems && !terminal_; }

private:
    void log(const Event& event);
    void clear_board();
    void draw_board();
    void print(const std::string& text);

    mutable std::mutex mutex_;
    Detail detail_;
    Log log_;
    Output output_;
    bool terminal_;
    bool redraws_;  ///< it is one that can draw a line anew
    Board board_;
    Event::Step counted_ = Event::Step::make;
    std::vector<std::string> drawn_;  ///< lines that stand at the cursor
    Board::Clock::time_point drawn_at_{};
    std::vector<Event> problems_;
    int refused_ = 0;  ///< errno of a line that standard output did not take
};

std::optional<Report::Log> parse_log(std::string_view word);  ///< "text", "json", "journal"

/// A name on one line, cut to what a line of a terminal holds.
std::string quoted(const std::string& name, std::size_t max_characters = 60);

}  // namespace app
