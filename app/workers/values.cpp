#include "app/workers/values.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace app {

namespace {

bool is_hash(const std::string& text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

bool is_reading(const core::Loudness& loudness) {
    const auto is_level = [](double value) { return !std::isnan(value) && value < 100.0; };
    return is_level(loudness.integrated_lufs) && is_level(loudness.range_lu) && is_level(loudness.true_peak_dbtp);
}

bool is_short(const std::vector<std::string>& lines) {
    constexpr std::size_t most_lines = 16;
    constexpr std::size_t most_bytes = 300;
    return lines.size() <= most_lines &&
           std::ranges::all_of(lines, [](const std::string& line) { return line.size() <= most_bytes; });
}

bool is_length(std::chrono::milliseconds duration) {
    return duration.count() >= 0 && duration < std::chrono::hours(24 * 365);
}

}  // namespace

bool is_plausible(const core::Made& made, std::uint64_t bytes) {
    return is_hash(made.sha256) && made.bytes == bytes && is_reading(made.before) && is_reading(made.after) &&
           is_length(made.duration) && std::isfinite(made.gain_db) && std::isfinite(made.limited_db) &&
           std::isfinite(made.shortfall_lu) && is_short(made.findings);
}

bool is_plausible(const transcode::Joined& joined, std::uint64_t bytes) {
    return is_hash(joined.sha256) && joined.bytes == bytes && is_length(joined.duration);
}

bool is_plausible(const transcode::Retagged& retagged, std::uint64_t bytes) {
    return is_hash(retagged.sha256) && retagged.bytes == bytes;
}

bool is_plausible(const transcode::PictureFacts& picture, std::uint64_t bytes) {
    return is_hash(picture.sha256) && picture.bytes == bytes && picture.width > 0 && picture.height > 0 &&
           picture.type.starts_with("image/");
}

bool is_plausible(const transcode::Measurement& measurement, std::uint64_t /*bytes*/) {
    return is_reading(measurement.loudness) && is_length(measurement.duration);
}

bool is_plausible(const std::string& hash, std::uint64_t /*bytes*/) {
    return is_hash(hash);
}

}  // namespace app
