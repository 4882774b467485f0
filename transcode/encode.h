#pragma once

#include "core/recipe.h"
#include "core/tags.h"
#include "transcode/convert.h"

#include <chrono>
#include <memory>
#include <span>
#include <vector>

namespace transcode {

/// What an encoder is asked for; its shape holds a sample rate that the format knows.
struct Encoding {
    core::Format format = core::Format::mp3;
    Shape shape;
    int bitrate_kbps = 96;
    int quality = 5;  ///< LAME's scale: 0 best, 9 fastest
};

/// The sample rate nearest to the wanted one that the format's encoder takes.
int encoder_rate(core::Format format, int wanted);

/// The encoder's name and version, for a file's key.
std::string encoder_version();

/// Encodes samples into a file behind an open descriptor: MP3 with an Info header (delay and padding), AAC in M4A with
/// its index at the front and chapters, or Opus in Ogg. One thread. The same samples give the same bytes.
class Encoder {
public:
    /// Writes from byte `base` of the file on. Chapters are written into M4A only (the other formats have theirs in
    /// tags); `duration` is where the last one ends.
    Encoder(int descriptor, std::int64_t base, const Encoding& encoding, std::span<const core::Chapter> chapters = {},
            std::chrono::milliseconds duration = {});
    ~Encoder();

    void write(std::span<const float> samples);
    /// Ends the file. Throws Error(storage) when anything could not be written.
    void finish();

private:
    struct State;
    void open_codec(const Encoding& encoding);
    void send(std::size_t frames);
    void drain();
    void pad();

    std::unique_ptr<State> state_;
};

}  // namespace transcode
