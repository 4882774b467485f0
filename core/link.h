#pragma once

#include "core/time.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace core {

/// A recording that a feed names beside its item.
struct ListedRecording {
    std::string url;
    std::string type;
    std::uint64_t bytes = 0;  ///< 0: not said
};

/// What a source says of one article before its page is read.
struct Link {
    std::string url;             ///< normalized; empty for a local file
    std::filesystem::path file;  ///< a local article
    std::string stamp;           ///< of that file: while it stays, the file needs no second reading
    std::string guid;            ///< where a feed gives one
    std::string title;
    std::optional<WrittenTime> published;
    std::string html;  ///< what a feed says of it, as HTML; not to be trusted
    std::optional<ListedRecording> recording;
    /// Its URL is no page of its own: other items link there too, or it is a site's home page or the recording itself.
    bool shares_page = false;
};

}  // namespace core
