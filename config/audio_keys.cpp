#include "config/audio_keys.h"

#include "config/checks.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace config {
namespace {

void set_sample_rate(core::Recipe& recipe, const Value& value) {
    static constexpr std::array rates{8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000};
    const std::string right = fmt::format("one of {}", fmt::join(rates, ", "));
    if (!value.node().is_integer()) value.refuse(right);
    const std::int64_t rate = value.integer(INT64_MIN, INT64_MAX);
    if (std::ranges::find(rates, rate) == rates.end()) value.refuse(right);
    recipe.sample_rate_hz = static_cast<int>(rate);
}

/// "none" and nothing are one recipe, so that writing the default down makes no file anew.
void set_filters(core::Recipe& recipe, const Value& value) {
    const std::string filters = checked_text(value, optional_line);
    recipe.filters = filters == "none" ? "" : filters;
}

}  // namespace

const Keys<core::Recipe>& audio_keys() {
    using core::Recipe;
    static const Keys<Recipe> keys{
        {"target_lufs", Need::optional, number(&Recipe::target_lufs, -40, -5),
         by_default("-16.0",
                    "Loudness as it is heard (BS.1770). Apple asks for -16, EBU R 128 for -23. From -40 to -5.")},
        {"true_peak_dbtp", Need::optional, number(&Recipe::true_peak_dbtp, -20, 0),
         by_default("-1.0", "Ceiling of the true peak, from -20 to 0.")},
        {"tolerance_lu", Need::optional, number(&Recipe::tolerance_lu, 0, 3),
         by_default("0.75",
                    "A recording that is, or by lossless gain can be, this near to the target is not encoded again. "
                    "From 0 to 3.")},
        {"max_limiting_db", Need::optional, number(&Recipe::max_limiting_db, 0, 40),
         by_default("12.0",
                    "The limiter takes at most this off the peaks; a recording that needs more stays quieter: run says "
                    "so, and status and doctor go on saying it. From 0 to 40.")},
        {"dual_mono", Need::optional, flag(&Recipe::dual_mono),
         by_default("true", "One channel plays on two speakers and so sounds 3 LU louder; true counts it that way.")},
        {"format", Need::optional, choice(&Recipe::format, core::parse_format, "\"mp3\", \"m4a\" or \"opus\""),
         by_default(R"("mp3")", "mp3 (every app plays it), m4a or opus.")},
        {"bitrate_kbps", Need::optional, integer(&Recipe::bitrate_kbps, 6, 512),
         by_default("96",
                    "MP3 knows 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256 and 320 at 32000 Hz and more. "
                    "M4A takes from 8 to 264 for one channel at 44100 Hz, Opus from 6 to 256, both twice as much for "
                    "two (Opus 510). Another one is refused.")},
        {"sample_rate_hz", Need::optional, set_sample_rate,
         by_default("44100",
                    "8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100 or 48000; Opus knows 8000, 12000, 16000, "
                    "24000 and 48000 only, and has 48000 where this line is left out or says 44100.")},
        {"channels", Need::optional,
         choice(&Recipe::channels, core::parse_channels, "\"mono\", \"stereo\" or \"source\""),
         by_default(R"("mono")", "mono, stereo, or source: as it comes.")},
        {"lane", Need::optional, choice(&Recipe::lane, core::parse_lane, "\"auto\", \"keep\", \"gain\" or \"encode\""),
         by_default(R"("auto")",
                    "keep: the packets as they are.\ngain: lossless, for MP3.\nencode: levelled, limited, encoded "
                    "anew.\nauto: the first of these that can serve.")},
        {"encoder_quality", Need::optional, integer(&Recipe::encoder_quality, 0, 9),
         by_default("5", "LAME's scale: 0 is the best and slowest, 9 the worst and fastest.")},
        {"filters", Need::optional, set_filters,
         by_default(R"("none")",
                    "Before measuring: none; voice (rumble away); noisy-voice (hiss too); or a filter chain of your "
                    "own in libavfilter's words.")},
        {"trim_silence", Need::optional, flag(&Recipe::trim_silence),
         by_default("false", "Cut silence at the beginning and the end.")},
    };
    return keys;
}

}  // namespace config
