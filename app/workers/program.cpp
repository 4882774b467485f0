#include "app/workers/program.h"

#include "app/workers/child.h"
#include "app/workers/memory_file.h"
#include "core/error.h"
#include "core/file_descriptor.h"
#include "core/text.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace app {

namespace {

using core::FileDescriptor;
using Clock = std::chrono::steady_clock;

constexpr std::size_t most_complaints = 16 << 10;  // bytes
constexpr long between_two_questions = 100;        // milliseconds

/// Everything that the child needs, ready before there is one: after a fork in a process with threads only system calls
/// are safe.
struct Prepared {
    std::vector<char*> arguments;
    std::vector<char*> environment;
    int input = -1;
    int output = -1;
    int complaints = -1;
    const char* folder = nullptr;  ///< to work in; nullptr: where this process does
    ProgramLimits limits;
    pid_t parent = 0;
};

/// Ends a child that cannot become the program, with what it says of it.
[[noreturn]] void give_up(const char* what, int reason) {
    note(STDERR_FILENO, what);
    note(STDERR_FILENO, ::strerrordesc_np(reason));
    ::_exit(127);
}

[[noreturn]] void become(const Prepared& what) {
    ::setpgid(0, 0);
    die_with(what.parent);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    // In a group of its own it hears of no key; who ends a whole session means it for this program, which decides when
    // the other's work ends.
    for (const int signal : {SIGINT, SIGHUP}) ::signal(signal, SIG_IGN);
    for (const int signal : {SIGPIPE, SIGXFSZ}) ::signal(signal, SIG_DFL);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    if (::dup2(what.input, STDIN_FILENO) < 0 || ::dup2(what.output, STDOUT_FILENO) < 0 ||
        ::dup2(what.complaints, STDERR_FILENO) < 0)
        ::_exit(127);
    ::close_range(3, ~0U, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, what.limits.output);
    limit(RLIMIT_CPU, static_cast<std::uint64_t>(what.limits.time.count()) * what.limits.cores + 1);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    limit(RLIMIT_AS, what.limits.memory);
#endif
    if (what.folder != nullptr && ::chdir(what.folder) != 0) give_up("it cannot be executed in its folder: ", errno);
    ::execve(what.arguments.front(), what.arguments.data(), what.environment.data());
    give_up("it cannot be executed: ", errno);
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> list;
    list.reserve(texts.size() + 1);
    for (std::string& text : texts) list.push_back(text.data());
    list.push_back(nullptr);
    return list;
}

/// A child that is killed and waited for whatever happens, with all that it started in its group.
class Child {
public:
    explicit Child(pid_t process) : process_(process) {
        // By whoever comes first: it may be killed before it has come so far itself.
        ::setpgid(process_, process_);
    }
    ~Child() {
        if (process_ >= 0) end();
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// Its status; to be asked once. While nobody has waited for it nobody else can have its number.
    int end() {
        ::kill(-process_, SIGKILL);
        ::kill(process_, SIGKILL);
        int status = 0;
        while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
        }
        process_ = -1;
        return status;
    }

private:
    pid_t process_;
};

std::string last_line(int complaints) {
    std::string text(most_complaints, '\0');
    const ssize_t count = ::pread(complaints, text.data(), text.size(), 0);
    text.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    std::string last;
    for (const std::string& line : core::split_lines(core::valid_utf8(text)))
        if (!core::trim(line).empty()) last = core::trim(line);
    while (last.ends_with('.')) last.pop_back();
    return last;
}

core::Error failure(const std::filesystem::path& program, const std::string& how) {
    return core::Error(core::ErrorKind::media, fmt::format("{} {}", program.filename().string(), how));
}

/// What a program says, as it comes.
class Output {
public:
    Output(int pipe, const std::filesystem::path& program, const ProgramLimits& limits, const ProgramDealings& dealings)
        : pipe_(pipe), program_(program), limits_(limits), dealings_(dealings) {}

    /// Reads until the program has ended, whether its output is closed before or never: a child may keep it.
    void read_until_end(int process) {
        const Clock::time_point end = Clock::now() + limits_.time;
        for (;;) {
            if (dealings_.ended && dealings_.ended()) throw core::Error(core::ErrorKind::network, "interrupted");
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now()).count();
            const auto pause = dealings_.ended ? std::min<long>(left, between_two_questions) : left;
            std::array<pollfd, 2> waiting{pollfd{is_open_ ? pipe_ : -1, POLLIN, 0}, pollfd{process, POLLIN, 0}};
            const int ready = ::poll(waiting.data(), waiting.size(), static_cast<int>(std::max<long>(pause, 0)));
            if (ready < 0 && errno == EINTR) continue;
            if (ready < 0) throw core::system_error("cannot wait for", program_.string(), errno);
            if (waiting[1].revents != 0) return;
            // What has been stopped (by a key, by the machine's sleep) with us may well have ended meanwhile.
            if (left <= 0) throw failure(program_, fmt::format("took longer than {} s", limits_.time.count()));
            if (waiting[0].revents != 0) read_some();
        }
    }
    /// What it has said before it ended, which is there already.
    std::string rest() {
        while (is_open_ && read_some()) {
        }
        return std::move(text_);
    }

private:
    /// False where there is nothing now.
    bool read_some() {
        const ssize_t count = ::read(pipe_, buffer_.data(), buffer_.size());
        if (count < 0 && errno == EINTR) return true;
        if (count < 0 && errno == EAGAIN) return false;
        is_open_ = count > 0;
        if (!is_open_) return false;
        const std::string_view piece(buffer_.data(), static_cast<std::size_t>(count));
        bytes_ += piece.size();
        if (bytes_ > limits_.output) throw failure(program_, fmt::format("gave more than {} bytes", limits_.output));
        if (dealings_.take)
            dealings_.take(piece);
        else
            text_ += piece;
        return true;
    }

    int pipe_;
    const std::filesystem::path& program_;
    const ProgramLimits& limits_;
    const ProgramDealings& dealings_;
    bool is_open_ = true;
    std::size_t bytes_ = 0;
    std::string text_;
    std::array<char, 1 << 16> buffer_{};
};

}  // namespace

std::optional<std::filesystem::path> find_program(std::string_view name) {
    const char* said = std::getenv("PATH");
    std::string_view folders = said == nullptr ? "/usr/local/bin:/usr/bin:/bin" : said;
    while (!folders.empty()) {
        const std::string_view folder = folders.substr(0, folders.find(':'));
        folders.remove_prefix(std::min(folder.size() + 1, folders.size()));
        // A relative folder would make it depend on where the program is run.
        if (!folder.starts_with('/')) continue;
        std::filesystem::path file = std::filesystem::path(folder) / name;
        std::error_code failed;
        if (std::filesystem::is_regular_file(file, failed) && ::access(file.c_str(), X_OK) == 0) return file;
    }
    return std::nullopt;
}

ProgramEnd run_program(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                       std::string_view input, const ProgramLimits& limits, const ProgramDealings& dealings) {
    const FileDescriptor said = memory_file(input, "a program's input");
    const FileDescriptor complaints = memory_file({}, "a program's complaints");
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw core::system_error("cannot make", "a program's pipe", errno);
    const FileDescriptor ours(ends[0]);
    FileDescriptor theirs(ends[1]);
    ::fcntl(ours.get(), F_SETFL, O_NONBLOCK);

    std::vector<std::string> words{program.string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    // Speech synthesizers look for a sound server that could play what they say, and wait for it.
    std::vector<std::string> environment{"PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8",
                                         "PULSE_CLIENTCONFIG=/dev/null"};
    if (!dealings.folder.empty()) environment.push_back("TMPDIR=" + dealings.folder.string());
    const Prepared prepared{pointers(words),  pointers(environment),
                            said.get(),       theirs.get(),
                            complaints.get(), dealings.folder.empty() ? nullptr : dealings.folder.c_str(),
                            limits,           ::getpid()};
    const pid_t process = ::fork();
    if (process < 0) throw core::system_error("cannot start", program.string(), errno);
    if (process == 0) become(prepared);
    Child child(process);
    theirs.reset();
    // Not by the C library: Debian 12 declares it for C alone.
    const FileDescriptor ended(static_cast<int>(::syscall(SYS_pidfd_open, process, 0)));
    if (!ended) throw failure(program, fmt::format("cannot be watched on this system: {}", std::strerror(errno)));
    Output output(ours.get(), program, limits, dealings);
    output.read_until_end(ended.get());
    const int status = child.end();
    ProgramEnd end;
    end.output = output.rest();
    end.complaint = last_line(complaints.get());
    if (WIFSIGNALED(status)) {
        const int signal = WTERMSIG(status);
        if (signal == SIGXFSZ) throw failure(program, fmt::format("wrote more than {} bytes", limits.output));
        throw failure(program, fmt::format("was ended by signal {} ({})", signal, ::strsignal(signal)));
    }
    end.exit_code = WEXITSTATUS(status);
    return end;
}

}  // namespace app
