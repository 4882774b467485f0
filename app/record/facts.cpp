#include "app/record/facts.h"

#include "core/recipe.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace app {

using nlohmann::json;

namespace {

json number(double value) {
    return std::isfinite(value) ? json(value) : json(nullptr);
}

}  // namespace

json facts_of(const core::Loudness& loudness) {
    return {{"integrated_lufs", number(loudness.integrated_lufs)},
            {"range_lu", number(loudness.range_lu)},
            {"true_peak_dbtp", number(loudness.true_peak_dbtp)}};
}

json facts_of(const core::Made& made) {
    return {{"lane", core::name(made.lane)},
            {"explanation", made.explanation},
            {"before", facts_of(made.before)},
            {"after", facts_of(made.after)},
            {"predicted", made.predicted},
            {"gain_db", made.gain_db},
            {"limited_db", made.limited_db},
            {"shortfall_lu", made.shortfall_lu},
            {"encodes", made.encodes},
            {"duration_ms", made.duration.count()},
            {"bytes", made.bytes},
            {"sha256", made.sha256},
            {"source_format", made.source_format},
            {"findings", made.findings}};
}

json facts_of(const transcode::Measurement& measurement) {
    json value = facts_of(measurement.loudness);
    value["duration_ms"] = measurement.duration.count();
    value["source_format"] = measurement.source_format;
    return value;
}

}  // namespace app
