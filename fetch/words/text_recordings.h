#pragma once

#include "core/article.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fetch {

/// What a URL's name says that it is.
enum class LinkKind { page, recording, playlist, video, picture };
LinkKind link_kind(std::string_view url);

/// A recording that a text names.
struct NamedRecording {
    std::string url;  ///< absolute, normalized
    std::string rule;
    double score = 0.0;
};

struct ChosenRecordings {
    std::vector<core::AudioCandidate> accepted;
    std::vector<core::RejectedAudio> rejected;
    bool ambiguous = false;
};

/// The text's own recording among those it names. Forms of one recording (its name with another ending or bitrate)
/// count once, the best stands for them; a name that holds the day of publication counts more; of several that are then
/// equal none is chosen.
ChosenRecordings choose_recording(std::vector<NamedRecording> named, const std::optional<core::WrittenTime>& published);

}  // namespace fetch
