#pragma once

#include <sys/types.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace app {

/// What the built program said and how it ended.
struct Answer {
    int exit_code = -1;  ///< -1: a signal ended it
    std::string output;
};

/// A PATH that leads to no program, so to no synthesizer: most recordings of these tests are no readings.
inline constexpr const char* no_programs = "/nonexistent";

/// While it lives, this process finds no other program.
class WithoutPrograms {
public:
    WithoutPrograms() : path_(std::getenv("PATH")) { ::setenv("PATH", no_programs, 1); }
    ~WithoutPrograms() { ::setenv("PATH", path_.c_str(), 1); }
    WithoutPrograms(const WithoutPrograms&) = delete;
    WithoutPrograms& operator=(const WithoutPrograms&) = delete;

private:
    std::string path_;
};

/// Runs a command through a shell; standard error joins the output.
Answer shell(const std::string& command);
/// The same for the built program, with these variables of its environment: "NAME=VALUE"; PATH is no_programs unless
/// it is among them.
Answer newscast(const std::string& arguments, const std::string& environment = {});

/// What the built program says on a terminal of so many columns, of a kind that TERM names (null: it names none), with
/// these variables of its environment besides. PATH is as it is.
std::string on_terminal(std::vector<std::string> words, std::uint16_t columns, const char* kind = "xterm",
                        const std::vector<std::pair<std::string, std::string>>& environment = {});

/// The built program while it runs, with no_programs; both its outputs are collected. One that is still there at the
/// end is killed.
class Program {
public:
    explicit Program(const std::vector<std::string>& arguments);
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    pid_t id() const { return child_; }
    /// Reads on until its output holds `part`; false where it ends without.
    bool says(const std::string& part);
    /// The same of what there is to read now; true also at its end.
    bool says_at_once(const std::string& part);
    /// What was read so far.
    const std::string& output() const { return output_; }
    /// Reads to the end of its output and waits for its own.
    Answer wait();

private:
    bool read_more();

    pid_t child_ = -1;
    int pipe_ = -1;
    std::string output_;
};

}  // namespace app
