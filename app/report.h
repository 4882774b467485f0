#pragma once

#include <mutex>
#include <string>

namespace app {

/// What the operator sees of a run. Problems always go to standard error, one line each. Steps are told on a terminal
/// and with -v, on standard output; a line of live progress only on a terminal. Otherwise a run is silent. Thread-safe.
class Report {
public:
    enum class Detail { problems, steps };

    explicit Report(Detail detail);
    ~Report();

    void problem(const std::string& line);
    void step(const std::string& line);
    /// Replaces the live line: "preparing 'title' 43 %".
    void progress(const std::string& line);

    bool quiet() const { return detail_ == Detail::problems && !terminal_; }

private:
    void clear_live_line();

    std::mutex mutex_;
    Detail detail_;
    bool terminal_;
    bool live_ = false;
};

/// A name on one line, cut to what a line of a terminal holds.
std::string quoted(const std::string& name, std::size_t max_characters = 60);

}  // namespace app
