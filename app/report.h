#pragma once

#include "core/made.h"
#include "core/time.h"

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

namespace app {

/// Something that happened in a run, as values; a line of text is one rendering of it.
struct Event {
    enum class Kind {
        problem,   ///< needs attention
        step,      ///< went as it should
        progress,  ///< is under way
    };
    enum class Step { run, discover, read, download, make, align, publish, ping };

    Kind kind = Kind::step;
    Step step = Step::run;
    std::string show = {};                     ///< id
    std::string source = {};                   ///< what a person calls it
    std::string article = {};                  ///< its title, or its address before that is known
    std::string text = {};                     ///< what happened, where the values do not say it all
    std::optional<core::Rendition> made = {};  ///< the file that was made
    double share = 0.0;                        ///< of what is under way, 0 to 1
    double seconds = 0.0;                      ///< it took
};

/// The event as a line: "article 'Title': encode -23.1 LUFS, ...".
std::string line_of(const Event& event);

/// What is under way as a line of at most so many columns: "preparing 'A long title… 43 %". Its title is cut, so that
/// the share stays in sight.
std::string live_line(const Event& event, std::size_t columns);

/// What the operator sees of a run. Problems always go to standard error, one line each. Steps are told on a terminal
/// and with -v, on standard output; a line of live progress, never wider than it, only on a terminal that can draw it
/// anew. Otherwise a run is silent. Thread-safe.
class Report {
public:
    enum class Detail { problems, steps };

    explicit Report(Detail detail);
    ~Report();

    void tell(const Event& event);
    /// Throws Error(storage) where something that was told did not reach standard output, as on a full disk.
    void check() const;

    bool quiet() const { return detail_ == Detail::problems && !terminal_; }

private:
    void clear_live_line();
    void print(const std::string& text);

    mutable std::mutex mutex_;
    Detail detail_;
    bool terminal_;
    bool redraws_;  ///< it is one that can draw a line anew
    bool live_ = false;
    int refused_ = 0;  ///< errno of a line that standard output did not take
};

/// A name on one line, cut to what a line of a terminal holds.
std::string quoted(const std::string& name, std::size_t max_characters = 60);

}  // namespace app
