#include "app/workers/zygote.h"

#include "app/workers/channel.h"
#include "app/workers/child.h"
#include "app/workers/values.h"
#include "core/cpu_time.h"
#include "core/error.h"
#include "core/file_descriptor.h"
#include "transcode/align.h"
#include "transcode/assemble.h"
#include "transcode/join.h"
#include "transcode/plain_cover.h"
#include "transcode/retag.h"
#include "transcode/sound_hash.h"
#include "transcode/source_tags.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace app {

using core::FileDescriptor;
using nlohmann::json;

namespace {

constexpr unsigned job_seconds = 3600;
constexpr rlim_t job_memory = rlim_t{1} << 30;
constexpr rlim_t job_file_size = rlim_t{16} << 30;

// --- in the child ---------------------------------------------------------------------------------------------------

/// What libraries print of a stranger's file is no line of ours: it goes to where nothing can be written. What
/// assertions and sanitizers print is one.
void hush() {
#if defined(NDEBUG) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    const FileDescriptor nowhere(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    if (!nowhere) return;
    ::dup2(nowhere.get(), STDOUT_FILENO);
    ::dup2(nowhere.get(), STDERR_FILENO);
#endif
}

/// The addresses that this process has had from its birth: of libraries, and of the heaps of who started it.
[[maybe_unused]] rlim_t born_with() {
    std::ifstream facts("/proc/self/statm");
    rlim_t pages = 0;
    facts >> pages;
    return pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE));
}

void confine() {
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, job_seconds);
    limit(RLIMIT_FSIZE, job_file_size);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    // Sanitizers reserve terabytes of addresses for themselves.
    limit(RLIMIT_AS, born_with() + job_memory);
#endif
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    ::alarm(job_seconds);
    hush();
}

/// What is asked for; where it has no chapters, with those of the recording itself.
core::Tags tags_in(const json& request, int input) {
    auto tags = request.at("tags").get<core::Tags>();
    if (tags.chapters.empty()) tags.chapters = transcode::source_chapters(input);
    return tags;
}

/// Without the chapters' words, which may be many and are known to who asks.
transcode::Assembled assemble(const json& request, const Descriptors& files, const transcode::Progress& progress) {
    auto assembled =
        transcode::assemble(files.inputs, request.at("pieces").get<std::vector<transcode::Piece>>(), files.output,
                            request.at("recipe").get<core::Recipe>(), request.at("tags").get<core::Tags>(), progress);
    assembled.made.chapters.clear();
    return assembled;
}

/// Chapters that were asked for are known to who asks, and more than an answer may hold.
transcode::Retagged retagged(const json& request, int input, int output) {
    const core::Tags tags = tags_in(request, input);
    transcode::Retagged result = transcode::retag(input, output, request.at("format").get<core::Format>(), tags);
    if (!request.at("tags").at("chapters").empty()) result.chapters.clear();
    return result;
}

/// Fonts are looked for in threads, one for each script, and a heap of each one's own would take addresses of which
/// this process may have so many only.
transcode::PlainCover plain_cover(const json& request, int output) {
    ::mallopt(M_ARENA_MAX, 1);
    return transcode::plain_cover(output, request.at("words").get<transcode::CoverWords>(), request.at("side"));
}

json work(const json& request, const Descriptors& files, const transcode::Progress& progress) {
    const std::string what = request.at("work");
    const int input = files.inputs.front();
    const int output = files.output;
    if (what == "join") return transcode::join(files.inputs, output, progress);
    if (what == "assemble") return assemble(request, files, progress);
    if (what == "prepare")
        return transcode::prepare(input, output, request.at("recipe").get<core::Recipe>(), tags_in(request, input),
                                  progress);
    if (what == "normalize")
        return transcode::prepare(input, output, request.at("recipe").get<core::Recipe>(),
                                  transcode::source_tags(input), progress);
    if (what == "retag") return retagged(request, input, output);
    if (what == "measure") return transcode::measure(input, request.at("dual_mono"), progress);
    if (what == "align")
        return transcode::align(input, files.inputs.at(1), request.at("sentence_ends").get<std::vector<double>>(),
                                progress);
    if (what == "sound_hash") return transcode::sound_hash(input);
    if (what == "scaled_jpeg")
        return transcode::scaled_jpeg(input, output, request.at("shape").get<transcode::PictureShape>());
    return plain_cover(request, output);
}

[[noreturn]] void run_job(const Descriptors& descriptors) {
    confine();
    json answer;
    try {
        const off_t size = ::lseek(descriptors.request, 0, SEEK_END);
        std::vector<std::uint8_t> bytes(static_cast<std::size_t>(size));
        if (::pread(descriptors.request, bytes.data(), bytes.size(), 0) != size)
            throw core::system_error("cannot read", "the worker's request", errno);
        int last = -1;
        const auto report = [&last, out = descriptors.channel](double share) {
            // At most a hundred messages a job, and none that could block it.
            const int percent = static_cast<int>(share * 100);
            if (percent == last) return;
            last = percent;
            const std::vector<std::uint8_t> message = json::to_cbor(json{{"progress", share}});
            [[maybe_unused]] const ssize_t sent =
                ::send(out, message.data(), message.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        };
        answer["result"] = work(json::from_cbor(bytes), descriptors, report);
    } catch (...) {
        const core::Error error = core::current_error();
        answer = {{"error", std::string(error.what()).substr(0, max_answer / 2)},
                  {"kind", static_cast<int>(error.kind())}};
    }
    answer["cpu_seconds"] = core::cpu_seconds_of_process();
    send_answer(descriptors.channel, answer);
    ::_exit(0);
}

// --- in the zygote --------------------------------------------------------------------------------------------------

std::string describe_death(int status) {
    if (!WIFSIGNALED(status)) return fmt::format("exit code {}", WEXITSTATUS(status));
    const int signal = WTERMSIG(status);
    if (signal == SIGALRM || signal == SIGXCPU) return "it took too long";
    return fmt::format("signal {} ({})", signal, ::strsignal(signal));
}

/// Reaps the children that have ended; a channel is kept for each, so that a death without an answer can be told.
void reap(std::map<pid_t, FileDescriptor>& channels) {
    int status = 0;
    rusage used{};
    for (pid_t child = ::wait4(-1, &status, WNOHANG, &used); child > 0; child = ::wait4(-1, &status, WNOHANG, &used)) {
        const auto found = channels.find(child);
        if (found == channels.end()) continue;
        if (status != 0)
            send_answer(found->second.get(),
                        {{"died", describe_death(status)}, {"cpu_seconds", core::cpu_seconds(used)}});
        channels.erase(found);
    }
}

/// Ends what still runs and waits for it, so that its time and memory are counted as this program's.
[[noreturn]] void end_zygote(const std::map<pid_t, FileDescriptor>& channels) {
    for (const auto& [child, channel] : channels) ::kill(child, SIGKILL);
    while (::waitpid(-1, nullptr, 0) > 0 || errno == EINTR) {
    }
    ::_exit(0);
}

void start_job(int control, int child_signals, std::map<pid_t, FileDescriptor>& channels,
               const Descriptors& descriptors) {
    const pid_t self = ::getpid();
    const pid_t child = ::fork();
    if (child == 0) {
        die_with(self);
        ::close(control);
        ::close(child_signals);
        for (auto& [other, channel] : channels) ::close(channel.release());
        sigset_t none;
        ::sigemptyset(&none);
        ::sigprocmask(SIG_SETMASK, &none, nullptr);
        run_job(descriptors);
    }
    FileDescriptor channel(descriptors.channel);
    for (const int descriptor : descriptors.all())
        if (descriptor != descriptors.channel) ::close(descriptor);
    if (child < 0)
        send_answer(channel.get(), {{"died", std::string("cannot fork: ") + std::strerror(errno)}});
    else
        channels.emplace(child, std::move(channel));
}

}  // namespace

[[noreturn]] void run_zygote(int control) {
    // A key pressed at the terminal reaches the whole group; the parent decides when the work ends.
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) ::signal(signal, SIG_IGN);
    sigset_t child_signal;
    ::sigemptyset(&child_signal);
    ::sigaddset(&child_signal, SIGCHLD);
    ::sigprocmask(SIG_BLOCK, &child_signal, nullptr);
    const int child_signals = ::signalfd(-1, &child_signal, SFD_CLOEXEC | SFD_NONBLOCK);
    std::map<pid_t, FileDescriptor> channels;
    for (;;) {
        std::array<pollfd, 2> waiting{{{control, POLLIN, 0}, {child_signals, POLLIN, 0}}};
        if (::poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR) ::_exit(1);
        if ((waiting[1].revents & POLLIN) != 0) {
            signalfd_siginfo ignored{};
            while (::read(child_signals, &ignored, sizeof ignored) > 0) {
            }
            reap(channels);
        }
        if ((waiting[0].revents & (POLLIN | POLLHUP)) != 0) {
            Descriptors descriptors;
            if (!receive_descriptors(control, descriptors)) end_zygote(channels);
            start_job(control, child_signals, channels, descriptors);
        }
    }
}

}  // namespace app
