#include "app/workers/say.h"

#include "app/workers/program.h"
#include "app/workers/voice.h"
#include "core/disk.h"
#include "core/error.h"
#include "core/file_descriptor.h"
#include "core/fingerprint.h"
#include "core/temporary_folder.h"
#include "core/text.h"
#include "fetch/web/sniff.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <thread>

namespace app {

namespace {

constexpr std::string_view language_mark = "{language}";
constexpr std::string_view output_mark = "{output}";
constexpr const char* sound_name = "what was said";

core::Error failure(const std::string& program, std::string_view how, core::ErrorKind kind = core::ErrorKind::media) {
    return core::Error(kind, fmt::format("say: {} {}", program, how));
}

}  // namespace

std::filesystem::path program_of(const std::vector<std::string>& command) {
    const std::string& name = command.front();
    if (name.find('/') == std::string::npos) {
        if (auto found = find_program(name)) return *found;
        throw failure(name, "is not installed; install it, or name another program", core::ErrorKind::config);
    }
    std::error_code failed;
    if (!std::filesystem::is_regular_file(name, failed))
        throw failure(name, "is not there; name a program that is", core::ErrorKind::config);
    if (::access(name.c_str(), X_OK) != 0)
        throw failure(name, "cannot be executed; give it the mode 755", core::ErrorKind::config);
    return name;
}

namespace {

ProgramLimits limits_for(const std::string& text) {
    const std::uint64_t characters = core::length(text);
    ProgramLimits limits;
    limits.time = std::chrono::seconds(std::min<std::uint64_t>(60 + characters / 5, 12UL * 60 * 60));
    limits.cores = std::max(1U, std::thread::hardware_concurrency());
    // Not less for a word: espeak-ng makes a file of 64 MiB in memory for a sound server that it then does without.
    limits.output = std::min<std::uint64_t>((128UL << 20) + (characters << 15), 2UL << 30);
    limits.memory = std::uint64_t{8} << 30;
    return limits;
}

/// The text with another one in each place of a mark.
std::string put_in(std::string text, std::string_view mark, const std::string& value) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size()))
        text.replace(at, mark.size(), value);
    return text;
}

/// Collects what a program writes to its standard output in the file.
class Sink {
public:
    explicit Sink(int file) : file_(file) {}

    void take(std::string_view piece) {
        waiting_ += piece;
        if (waiting_.size() >= at_once) flush();
    }
    void flush() {
        core::disk::write_at(file_, waiting_, written_, sound_name);
        written_ += waiting_.size();
        waiting_.clear();
    }

private:
    static constexpr std::size_t at_once = 1 << 20;

    int file_;
    std::uint64_t written_ = 0;
    std::string waiting_;
};

/// Why an end is no success; empty where it said nothing.
std::string complaint_of(const ProgramEnd& end) {
    return end.complaint.empty() ? std::string() : ": " + core::truncate(end.complaint, 300);
}

void check_end(const ProgramEnd& end, const std::string& program) {
    if (end.exit_code == 0) return;
    constexpr int not_executed = 127;
    if (end.exit_code == not_executed && end.complaint.starts_with("it cannot be executed"))
        throw failure(program, "fails" + complaint_of(end), core::ErrorKind::config);
    const std::string reason = complaint_of(end);
    throw failure(program, fmt::format("ended with exit code {}{}", end.exit_code,
                                       reason.empty() ? " and without a word" : reason));
}

void check_sound(int file, const std::string& program, const ProgramEnd& end) {
    // No word is so short; a header alone is longer than nothing.
    constexpr std::size_t least = 128;
    std::array<std::byte, 4096> room{};
    const ssize_t count = ::pread(file, room.data(), room.size(), 0);
    if (count < 0) throw core::system_error("cannot read", sound_name, errno);
    const std::span<const std::byte> head(room.data(), static_cast<std::size_t>(count));
    if (head.empty()) throw failure(program, "gave nothing" + complaint_of(end));
    if (!fetch::sniff_audio(head))
        throw failure(program,
                      fmt::format("gave no sound but what is {}{}", fetch::describe_content(head), complaint_of(end)));
    if (head.size() < least)
        throw failure(program, fmt::format("gave an empty sound of {} bytes{}", head.size(), complaint_of(end)));
}

/// The file that the program was to write: whatever else it has put there is not opened, waited for or followed.
core::FileDescriptor written_file(const std::filesystem::path& path, const std::string& program, std::size_t most,
                                  const ProgramEnd& end) {
    core::FileDescriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (!file && errno == ENOENT) throw failure(program, "wrote no file {output}" + complaint_of(end));
    struct stat facts {};
    if (!file || ::fstat(file.get(), &facts) != 0 || !S_ISREG(facts.st_mode))
        throw failure(program, "made something else of {output} than a file that can be read");
    if (static_cast<std::uint64_t>(facts.st_size) > most)
        throw failure(program, fmt::format("wrote more than {} bytes", most));
    return file;
}

}  // namespace

void say(const std::vector<std::string>& command, const std::string& text, const std::string& language, int output,
         const std::function<bool()>& ended) {
    const std::filesystem::path program = program_of(command);
    const std::string& name = command.front();
    const std::string words = without_phonemes(core::valid_utf8(text));
    if (core::trim(words).empty()) throw failure(name, "is given nothing to read");
    // What is no tag could be an option, or the name of a file.
    if (!core::is_language_tag(language))
        throw failure(name, fmt::format("cannot be told the language '{}', which is no tag", language));

    const core::TemporaryFolder folder;
    const std::filesystem::path file = folder / "speech.wav";
    bool writes_file = false;
    std::vector<std::string> arguments;
    for (auto word = command.begin() + 1; word != command.end(); ++word) {
        writes_file = writes_file || word->find(output_mark) != std::string::npos;
        arguments.push_back(put_in(put_in(*word, language_mark, language), output_mark, file.string()));
    }
    const ProgramLimits limits = limits_for(words);
    Sink sink(output);
    ProgramDealings dealings{folder.path(), [&](std::string_view piece) { sink.take(piece); }, ended};
    // Beside the file it may say what it likes.
    if (writes_file) dealings.take = [](std::string_view) {};
    ProgramEnd end;
    try {
        end = run_program(program, arguments, words + '\n', limits, dealings);
    } catch (const core::Error& error) {
        if (error.kind() != core::ErrorKind::media) throw;
        // It says a program's name without its folder.
        throw failure(name, std::string_view(error.what()).substr(program.filename().string().size() + 1));
    }
    check_end(end, name);
    if (writes_file) {
        const core::FileDescriptor written = written_file(file, name, limits.output, end);
        check_sound(written.get(), name, end);
        core::disk::copy(written.get(), output, sound_name);
    } else {
        sink.flush();
        check_sound(output, name, end);
    }
}

std::string say_key(const std::vector<std::string>& command, const std::string& text, const std::string& language) {
    return core::fingerprint(command, text, language);
}

}  // namespace app
