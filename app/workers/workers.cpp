#include "app/workers/workers.h"

#include "app/workers/answer.h"
#include "app/workers/channel.h"
#include "app/workers/child.h"
#include "app/workers/memory_file.h"
#include "app/workers/values.h"
#include "app/workers/zygote.h"
#include "core/disk.h"
#include "core/error.h"

#include <fmt/core.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cerrno>
#include <optional>
#include <utility>
#include <vector>

namespace app {

using core::FileDescriptor;
using nlohmann::json;

namespace {

std::pair<FileDescriptor, FileDescriptor> socket_pair() {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0)
        throw core::system_error("cannot make", "a worker's socket", errno);
    return {FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

/// The one input that most work has.
std::span<const int> one(const int& input) {
    return {&input, 1};
}

}  // namespace

Workers::Workers() {
    auto [ours, theirs] = socket_pair();
    const pid_t self = ::getpid();
    const pid_t child = ::fork();
    if (child < 0) throw core::system_error("cannot fork", "the worker processes", errno);
    if (child == 0) {
        die_with(self);
        ours.reset();
        run_zygote(theirs.get());
    }
    zygote_ = child;
    control_ = std::move(ours);
}

Workers::~Workers() {
    stop();
}

void Workers::stop() {
    if (stopped_.exchange(true)) return;
    // The end of the conversation ends the zygote and its children.
    ::shutdown(control_.get(), SHUT_RDWR);
    while (::waitpid(zygote_, nullptr, 0) < 0 && errno == EINTR) {
    }
}

double Workers::take_cpu_seconds() {
    const std::lock_guard lock(used_mutex_);
    const auto mine = used_.find(std::this_thread::get_id());
    return mine == used_.end() ? 0.0 : std::exchange(mine->second, 0.0);
}

double Workers::cpu_seconds() {
    const std::lock_guard lock(used_mutex_);
    return used_in_all_;
}

/// A child that was taken over may say anything; no more than an hour is believed, which is all that one may have.
void Workers::note_use(const json& answer) {
    constexpr double most_seconds = 3600;
    const auto said = answer.find("cpu_seconds");
    if (said == answer.end() || !said->is_number()) return;
    const double seconds = said->get<double>();
    if (!(seconds >= 0 && seconds <= most_seconds)) return;
    const std::lock_guard lock(used_mutex_);
    used_[std::this_thread::get_id()] += seconds;
    used_in_all_ += seconds;
}

json Workers::call(const json& request, std::span<const int> inputs, int output, const transcode::Progress& progress) {
    const core::Error interrupted(core::ErrorKind::network, "interrupted");
    if (stopped_) throw interrupted;
    auto [ours, theirs] = socket_pair();
    {
        std::string bytes;
        json::to_cbor(request, bytes);
        const FileDescriptor request_file = memory_file(bytes, "a worker's request");
        // Work without an input or output gets the request's own file in its place.
        Descriptors descriptors{
            theirs.get(), request_file.get(), output < 0 ? request_file.get() : output, {inputs.begin(), inputs.end()}};
        if (inputs.empty()) descriptors.inputs = {request_file.get()};
        try {
            send_descriptors(control_.get(), descriptors);
        } catch (const core::Error&) {
            if (stopped_) throw interrupted;
            throw;
        }
    }
    theirs.reset();
    std::vector<std::uint8_t> buffer(max_answer);
    for (;;) {
        const ssize_t got = ::recv(ours.get(), buffer.data(), buffer.size(), 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) {
            if (stopped_) throw interrupted;
            throw core::Error(core::ErrorKind::network, "the worker process ended without an answer");
        }
        const json answer = json::from_cbor(buffer.begin(), buffer.begin() + got, /*strict=*/true,
                                            /*allow_exceptions=*/false);
        const auto share = answer.find("progress");
        if (share == answer.end()) {
            note_use(answer);
            return result_of(answer, output);
        }
        if (progress && share->is_number()) progress(share->get<double>());
    }
}

template <typename Value>
Value Workers::ask(const json& request, std::span<const int> inputs, int output, const transcode::Progress& progress) {
    try {
        Value value = call(request, inputs, output, progress).get<Value>();
        if (!is_plausible(value, size_of(output))) throw nonsense();
        return value;
    } catch (const json::exception&) {
        throw nonsense();
    } catch (const std::bad_optional_access&) {
        throw nonsense();
    }
}

/// A picture is drawn in no time, and a death says nothing of it: perhaps the machine was short of memory.
template <typename Value>
Value Workers::draw(const json& request, std::span<const int> inputs, int output) {
    try {
        return ask<Value>(request, inputs, output, {});
    } catch (const core::Error& error) {
        if (error.kind() != core::ErrorKind::network || stopped_) throw;
    }
    core::disk::resize(output, 0, "a picture");
    return ask<Value>(request, inputs, output, {});
}

core::Made Workers::prepare(int input, int output, const core::Recipe& recipe, const core::Tags& tags,
                            const transcode::Progress& progress) {
    return ask<core::Made>({{"work", "prepare"}, {"recipe", recipe}, {"tags", tags}}, one(input), output, progress);
}

core::Made Workers::normalize(int input, int output, const core::Recipe& recipe, const transcode::Progress& progress) {
    return ask<core::Made>({{"work", "normalize"}, {"recipe", recipe}}, one(input), output, progress);
}

transcode::Retagged Workers::retag(int input, int output, core::Format format, const core::Tags& tags) {
    return ask<transcode::Retagged>({{"work", "retag"}, {"format", format}, {"tags", tags}}, one(input), output, {});
}

transcode::Measurement Workers::measure(int input, bool dual_mono, const transcode::Progress& progress) {
    return ask<transcode::Measurement>({{"work", "measure"}, {"dual_mono", dual_mono}}, one(input), -1, progress);
}

std::string Workers::sound_hash(int input) {
    return ask<std::string>({{"work", "sound_hash"}}, one(input), -1, {});
}

transcode::Alignment Workers::align(int recording, int voice, const std::vector<double>& sentence_ends,
                                    const transcode::Progress& progress) {
    const std::array<int, 2> inputs{recording, voice};
    transcode::Alignment alignment =
        ask<transcode::Alignment>({{"work", "align"}, {"sentence_ends", sentence_ends}}, inputs, -1, progress);
    if (!alignment.sentences.empty() && alignment.sentences.back().sentence >= sentence_ends.size()) throw nonsense();
    return alignment;
}

transcode::Joined Workers::join(std::span<const int> parts, int output) {
    return ask<transcode::Joined>({{"work", "join"}}, parts, output, {});
}

transcode::Assembled Workers::assemble(std::span<const int> recordings, const std::vector<transcode::Piece>& pieces,
                                       int output, const core::Recipe& recipe, const core::Tags& tags,
                                       const transcode::Progress& progress) {
    if (recordings.size() > most_inputs)
        throw core::Error(
            core::ErrorKind::config,
            fmt::format("{} recordings are too many for one file: it may have {}", recordings.size(), most_inputs));
    auto assembled = ask<transcode::Assembled>(
        {{"work", "assemble"}, {"pieces", pieces}, {"recipe", recipe}, {"tags", tags}}, recordings, output, progress);
    if (assembled.places.size() != pieces.size()) throw nonsense();
    assembled.made.chapters = transcode::placed(tags.chapters, pieces, assembled.places);
    return assembled;
}

transcode::PictureFacts Workers::scaled_jpeg(int input, int output, const transcode::PictureShape& shape) {
    return draw<transcode::PictureFacts>({{"work", "scaled_jpeg"}, {"shape", shape}}, one(input), output);
}

transcode::PlainCover Workers::plain_cover(int output, const transcode::CoverWords& words, int side) {
    return draw<transcode::PlainCover>({{"work", "plain_cover"}, {"words", words}, {"side", side}}, {}, output);
}

}  // namespace app
