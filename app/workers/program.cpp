#include "app/workers/program.h"

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
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace app {

namespace {

using core::FileDescriptor;
using Clock = std::chrono::steady_clock;

constexpr std::size_t most_complaints = 16 << 10;  // bytes

/// Everything that the child needs, ready before there is one: after a fork in a process with threads only system calls
/// are safe.
struct Prepared {
    std::vector<char*> arguments;
    std::vector<char*> environment;
    int input = -1;
    int output = -1;
    int complaints = -1;
    ProgramLimits limits;
    pid_t parent = 0;
};

void limit(int resource, rlim_t value) {
    const auto which = static_cast<__rlimit_resource>(resource);
    rlimit present{RLIM_INFINITY, RLIM_INFINITY};
    ::getrlimit(which, &present);
    if (value > present.rlim_max) value = present.rlim_max;
    const rlimit both{value, value};
    ::setrlimit(which, &both);
}

[[noreturn]] void become(const Prepared& what) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (::getppid() != what.parent) ::_exit(127);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    // A key pressed at the terminal reaches the whole group; this program decides when the other's work ends.
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
    limit(RLIMIT_CPU, static_cast<rlim_t>(what.limits.time.count()) + 1);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    limit(RLIMIT_AS, what.limits.memory);
#endif
    ::execve(what.arguments.front(), what.arguments.data(), what.environment.data());
    ::_exit(127);
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> list;
    list.reserve(texts.size() + 1);
    for (std::string& text : texts) list.push_back(text.data());
    list.push_back(nullptr);
    return list;
}

/// A child that is killed and waited for whatever happens.
class Child {
public:
    explicit Child(pid_t process) : process_(process) {}
    ~Child() {
        if (process_ < 0) return;
        ::kill(process_, SIGKILL);
        wait();
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    int wait() {
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
    return last;
}

core::Error failure(const std::filesystem::path& program, const std::string& how) {
    return core::Error(core::ErrorKind::media, fmt::format("{} {}", program.filename().string(), how));
}

/// Reads until the other end is closed.
std::string read_all(int pipe, const std::filesystem::path& program, const ProgramLimits& limits) {
    const Clock::time_point end = Clock::now() + limits.time;
    std::string text;
    std::array<char, 1 << 16> buffer{};
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
        pollfd waiting{pipe, POLLIN, 0};
        const int ready = left.count() > 0 ? ::poll(&waiting, 1, static_cast<int>(left.count())) : 0;
        if (ready < 0 && errno == EINTR) continue;
        if (ready == 0) throw failure(program, fmt::format("took longer than {} s", limits.time.count()));
        const ssize_t count = ::read(pipe, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return text;
        text.append(buffer.data(), static_cast<std::size_t>(count));
        if (text.size() > limits.output) throw failure(program, fmt::format("gave more than {} bytes", limits.output));
    }
}

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
                       std::string_view input, const ProgramLimits& limits) {
    const FileDescriptor said = memory_file(input, "a program's input");
    const FileDescriptor complaints = memory_file({}, "a program's complaints");
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw core::system_error("cannot make", "a program's pipe", errno);
    const FileDescriptor ours(ends[0]);
    FileDescriptor theirs(ends[1]);

    std::vector<std::string> words{program.string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    // Speech synthesizers look for a sound server that could play what they say, and wait for it.
    std::vector<std::string> environment{"PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8",
                                         "PULSE_CLIENTCONFIG=/dev/null"};
    const Prepared prepared{pointers(words), pointers(environment), said.get(), theirs.get(), complaints.get(), limits,
                            ::getpid()};
    const pid_t process = ::fork();
    if (process < 0) throw core::system_error("cannot start", program.string(), errno);
    if (process == 0) become(prepared);
    Child child(process);
    theirs.reset();
    ProgramEnd end;
    end.output = read_all(ours.get(), program, limits);
    const int status = child.wait();
    end.complaint = last_line(complaints.get());
    if (WIFSIGNALED(status)) {
        const int signal = WTERMSIG(status);
        throw failure(program, fmt::format("was ended by signal {} ({})", signal, ::strsignal(signal)));
    }
    end.exit_code = WEXITSTATUS(status);
    return end;
}

}  // namespace app
