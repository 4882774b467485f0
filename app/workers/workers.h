#pragma once

#include "core/file_descriptor.h"
#include "core/recipe.h"
#include "core/tags.h"
#include "transcode/align.h"
#include "transcode/assemble.h"
#include "transcode/join.h"
#include "transcode/measure.h"
#include "transcode/picture.h"
#include "transcode/plain_cover.h"
#include "transcode/prepare.h"
#include "transcode/retag.h"

#include <sys/types.h>
#include <nlohmann/json_fwd.hpp>

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

namespace app {

/// Runs each piece of media work in a child process of its own, where a hostile file can hurt nothing else. The
/// children are forked from a zygote that is itself forked before this process has threads, with every library loaded.
/// A child gets open descriptors and a value, and gives a value back; it dies when this process does.
///
/// The calls are those of transcode/, block, and may come from any number of threads. They throw Error(media) or
/// Error(config) where the work did, Error(network) when the child crashed, was killed or took longer than it may,
/// which another try may not; a picture is tried twice before that. A child is not believed: an answer of another shape
/// is Error(media), and Error(storage) is thrown only where this process finds that it cannot write either.
class Workers {
public:
    /// Forks the zygote: to be called before any thread is started. Throws Error(storage).
    Workers();
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    /// Where the tags have no chapters, those of the recording stay; likewise in retag().
    core::Made prepare(int input, int output, const core::Recipe& recipe, const core::Tags& tags,
                       const transcode::Progress& progress = {});
    /// prepare() with the tags that the recording has itself: they never leave the child.
    core::Made normalize(int input, int output, const core::Recipe& recipe, const transcode::Progress& progress = {});
    /// Tells only chapters of the recording's own.
    transcode::Retagged retag(int input, int output, core::Format format, const core::Tags& tags);
    transcode::Measurement measure(int input, bool dual_mono, const transcode::Progress& progress = {});
    std::string sound_hash(int input);
    /// Where a recording reads sentences that a voice reads too; at most most_sentences (values.h).
    transcode::Alignment align(int recording, int voice, const std::vector<double>& sentence_ends,
                               const transcode::Progress& progress = {});
    /// At most `most_inputs` parts (channel.h).
    transcode::Joined join(std::span<const int> parts, int output);
    /// At most `most_inputs` recordings (channel.h): Error(config) where there are more.
    transcode::Assembled assemble(std::span<const int> recordings, const std::vector<transcode::Piece>& pieces,
                                  int output, const core::Recipe& recipe, const core::Tags& tags,
                                  const transcode::Progress& progress = {});
    transcode::PictureFacts scaled_jpeg(int input, int output, const transcode::PictureShape& shape);
    transcode::PlainCover plain_cover(int output, const transcode::CoverWords& words, int side);

    /// Seconds of processor time that children took for calls of this thread, since it last asked: their own word.
    double take_cpu_seconds();
    /// The same of all threads, since the beginning.
    double cpu_seconds();

    /// Ends all work at once: present and later calls throw Error(network) "interrupted".
    void stop();

private:
    void note_use(const nlohmann::json& answer);
    nlohmann::json call(const nlohmann::json& request, std::span<const int> inputs, int output,
                        const transcode::Progress& progress);
    template <typename Value>
    Value ask(const nlohmann::json& request, std::span<const int> inputs, int output,
              const transcode::Progress& progress);
    template <typename Value>
    Value draw(const nlohmann::json& request, std::span<const int> inputs, int output);

    core::FileDescriptor control_;
    pid_t zygote_ = -1;
    std::atomic<bool> stopped_ = false;
    std::mutex used_mutex_;
    std::map<std::thread::id, double> used_;  ///< seconds of processor time that were not asked for yet
    double used_in_all_ = 0.0;
};

}  // namespace app
