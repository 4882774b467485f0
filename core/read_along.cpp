#include "core/read_along.h"

#include "core/fingerprint.h"
#include "core/name_table.h"

namespace core {

namespace {

constexpr NameTable<Timing, 5> timings{{{Timing::unknown, "unknown"},
                                        {Timing::timed, "timed"},
                                        {Timing::other_text, "other-text"},
                                        {Timing::unfit, "unfit"},
                                        {Timing::no_voice, "no-voice"}}};

}  // namespace

std::string_view name(Timing timing) {
    return name_in(timings, timing);
}

std::optional<Timing> parse_timing(std::string_view text) {
    return value_in(timings, text);
}

void seal(ReadAlong& read_along) {
    read_along.hash.clear();
    if (read_along.cues.empty()) return;
    Fingerprint shown;
    for (const Cue& cue : read_along.cues) shown.add(cue.start).add(cue.end).add(cue.text);
    read_along.hash = shown.finish();
}

}  // namespace core
