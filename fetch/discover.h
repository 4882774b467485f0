#pragma once

#include "core/source.h"
#include "core/time.h"
#include "fetch/http.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace fetch {

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
    std::string guid;            ///< where a feed gives one
    std::string title;
    std::optional<core::WrittenTime> published;
    std::optional<ListedRecording> recording;
};

struct Listing {
    Validators validators;
    std::vector<Link> links;            ///< newest first where times are known, else in the source's order; each once
    std::size_t left_out = 0;           ///< beyond max_items or before `since`
    std::vector<std::string> problems;  ///< what else of the source could not be read, a line each
};

/// The links to articles of one source. NotModified when the server says that nothing has changed since `known`. Throws
/// as Http::get does, Error(media) for a listing that cannot be read, Error(config) for an XPath or expression that is
/// wrong, Error(storage) for a local path. `zone` serves to compare `since` with times that name none.
std::variant<NotModified, Listing> discover(Http& http, const core::Source& source, const Validators& known,
                                            const std::string& zone);

}  // namespace fetch
