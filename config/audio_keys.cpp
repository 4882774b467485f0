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
        {"target_lufs", Need::optional, number(&Recipe::target_lufs, -40, -5)},
        {"true_peak_dbtp", Need::optional, number(&Recipe::true_peak_dbtp, -20, 0)},
        {"tolerance_lu", Need::optional, number(&Recipe::tolerance_lu, 0, 3)},
        {"max_limiting_db", Need::optional, number(&Recipe::max_limiting_db, 0, 40)},
        {"dual_mono", Need::optional, flag(&Recipe::dual_mono)},
        {"format", Need::optional, choice(&Recipe::format, core::parse_format, "\"mp3\", \"m4a\" or \"opus\"")},
        {"bitrate_kbps", Need::optional, integer(&Recipe::bitrate_kbps, 6, 512)},
        {"sample_rate_hz", Need::optional, set_sample_rate},
        {"channels", Need::optional,
         choice(&Recipe::channels, core::parse_channels, "\"mono\", \"stereo\" or \"source\"")},
        {"lane", Need::optional, choice(&Recipe::lane, core::parse_lane, "\"auto\", \"keep\", \"gain\" or \"encode\"")},
        {"encoder_quality", Need::optional, integer(&Recipe::encoder_quality, 0, 9)},
        {"filters", Need::optional, set_filters},
        {"trim_silence", Need::optional, flag(&Recipe::trim_silence)},
    };
    return keys;
}

}  // namespace config
