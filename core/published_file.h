#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace core {

/// What a published file is, in the order in which they are published: whoever reads a later one finds the earlier ones
/// there.
enum class FileKind { media, picture, asset, page, transcript, archive, feed, alias };

std::string_view name(FileKind kind);
std::optional<FileKind> parse_file_kind(std::string_view text);

/// A line of the manifest: a file that newscast has published, or is about to.
struct PublishedFile {
    std::string path;  ///< below the show's folder
    FileKind kind = FileKind::page;
    std::string key;     ///< of the values it was rendered from
    std::string sha256;  ///< of its bytes
    std::uint64_t bytes = 0;
    std::string type;       ///< MIME
    std::string stamp;      ///< what its outlet said of it when it was put; while that stays, so do its bytes
    bool intended = false;  ///< noted before it was put, and not yet seen to stand
};

/// What an outlet says of a file that stands there.
struct StandingFile {
    std::uint64_t bytes = 0;
    std::string stamp;   ///< changes whenever the file is written: a time, an ETag
    std::string sha256;  ///< empty: its bytes were not looked at
};

}  // namespace core
