#include "config/rendition_keys.h"

#include "config/audio_keys.h"
#include "config/checks.h"
#include "core/ascii.h"
#include "core/made.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace config {
namespace {

/// Those of [audio] that each rendition has for itself, and how they are shown here.
const std::vector<std::pair<std::string, Shown>>& own_keys() {
    static const std::vector<std::pair<std::string, Shown>> keys{
        {"format", by_default(R"("opus")",
                              "As in [audio], and with defaults that are enough for a voice: Opus; 24 kbit/s of Opus, "
                              "64 of M4A, 48 of MP3; mono.")},
        {"bitrate_kbps", by_default("24")},
        {"sample_rate_hz", by_default("48000")},
        {"channels", by_default(R"("mono")")},
        {"encoder_quality", by_default("5")},
    };
    return keys;
}

/// Of [audio], and so of every file of an episode.
constexpr std::array shared_keys{"target_lufs", "true_peak_dbtp", "tolerance_lu", "max_limiting_db",
                                 "dual_mono",   "filters",        "trim_silence"};

/// "v2", or ending in "-v2": what the name of a file's second version ends in.
bool ends_in_version(std::string_view id) {
    const std::string_view last = id.substr(id.rfind('-') + 1);  // npos + 1 is 0
    return last.size() > 1 && core::ascii_lower(last.substr(0, 1)) == "v" &&
           std::ranges::all_of(last.substr(1), core::is_ascii_digit);
}

std::string rendition_id(std::string_view text) {
    if (core::ascii_lower(text) == core::enclosure_id || ends_in_version(text))
        return fmt::format("another name; {} and what ends in v and a number are newscast's own", core::enclosure_id);
    return show_id(text);
}

/// Enough for a voice: poor networks are what further files are mostly for.
int usual_bitrate_kbps(core::Format format) {
    switch (format) {
        case core::Format::mp3:
            return 48;
        case core::Format::m4a:
            return 64;
        case core::Format::opus:
            break;
    }
    return 24;
}

/// Few bits are better spent on the lower half of what can be heard, where voices are.
int usual_sample_rate_hz(const core::Recipe& recipe) {
    if (recipe.format == core::Format::opus) return 48'000;
    return recipe.bitrate_kbps < 64 ? 24'000 : 44'100;
}

}  // namespace

Keys<Rendition> rendition_keys() {
    Keys<Rendition> keys{
        {"id", Need::required, text(&Rendition::id, rendition_id),
         as_example(R"("light")",
                    "A name of your own, part of the names of its files: ASCII letters, digits, - and _.")}};
    for (const auto& [name, shown] : own_keys()) {
        const auto of_audio = std::ranges::find(audio_keys(), name, &Key<core::Recipe>::name);
        keys.push_back(
            {name, Need::optional,
             [set = of_audio->set](Rendition& rendition, const Value& value) { set(rendition.recipe, value); }, shown});
    }
    return keys;
}

Rendition new_rendition() {
    Rendition rendition;
    rendition.recipe.format = core::Format::opus;
    rendition.recipe.lane = core::Lane::encode;
    return rendition;
}

void complete(Rendition& rendition, const toml::table& table, const core::Recipe& audio, std::set<std::string>& said) {
    core::Recipe& own = rendition.recipe;
    if (!table.contains("bitrate_kbps")) own.bitrate_kbps = usual_bitrate_kbps(own.format);
    if (!table.contains("sample_rate_hz")) own.sample_rate_hz = usual_sample_rate_hz(own);
    core::Recipe whole = audio;
    whole.format = own.format;
    whole.bitrate_kbps = own.bitrate_kbps;
    whole.sample_rate_hz = own.sample_rate_hz;
    whole.channels = own.channels;
    whole.encoder_quality = own.encoder_quality;
    whole.lane = own.lane;
    own = whole;
    for (const auto& [key, shown] : own_keys())
        if (table.contains(key)) said.insert(fmt::format("rendition.{}.{}", rendition.id, key));
    for (const char* key : shared_keys)
        if (said.contains(fmt::format("audio.{}", key))) said.insert(fmt::format("rendition.{}.{}", rendition.id, key));
}

}  // namespace config
