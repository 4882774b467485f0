#pragma once

#include "fetch/web/http.h"
#include "fetch/web/presence.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>

namespace fetch {

struct DownloadRequest {
    std::string url;
    std::string referer = {};          ///< as in Request
    Validators validators;             ///< of the copy already kept; empty: none is
    std::filesystem::path folder;      ///< where it goes; its partial file is kept there for a later resume
    std::uint64_t expected_bytes = 0;  ///< what a feed says; 0: unknown. May confirm a body without a length
    bool obey_robots = false;          ///< as in Request
};

struct Download {
    std::filesystem::path path;  ///< folder / SHA-256 in hexadecimal; the web's names are never used
    std::string sha256;
    std::uint64_t bytes = 0;
    Validators validators;
    std::string url;           ///< the last one, after redirects
    std::string content_type;  ///< as the server says
    std::string flaw;          ///< what is wrong with it at its source (wholeness.h); empty: nothing that can be told
};

/// Fetches a recording whole or not at all: a partial file (named by the hash of the URL) is continued with Range and
/// If-Range and never spliced from two versions; length and kind are checked (sniff.h); then it is renamed. A body that
/// ended without a length is trusted only if the recording's own header or expected_bytes confirms it, else fetched
/// again until two lengths agree, or until no try is left and its own header says that it is cut off. What came in full
/// may still be cut off or have a hole at its source: `flaw` says so.
/// Throws as Http::get does, Error(media) for what is not audio, Error(storage).
std::variant<NotModified, Download> download(Http& http, const DownloadRequest& request);

/// Removes the partial files of the folder that nobody holds and nobody has continued for so long, and what a crash
/// left of them; how many. Throws Error(storage).
std::size_t remove_old_parts(const std::filesystem::path& folder, std::chrono::hours age);

}  // namespace fetch
