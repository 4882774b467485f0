#include "core/published_file.h"

#include "core/name_table.h"

namespace core {

namespace {

constexpr NameTable<FileKind, 8> file_kinds{{{FileKind::media, "media"},
                                             {FileKind::picture, "picture"},
                                             {FileKind::asset, "asset"},
                                             {FileKind::page, "page"},
                                             {FileKind::transcript, "transcript"},
                                             {FileKind::archive, "archive"},
                                             {FileKind::feed, "feed"},
                                             {FileKind::alias, "alias"}}};

}  // namespace

std::string_view name(FileKind kind) {
    return name_in(file_kinds, kind);
}

std::optional<FileKind> parse_file_kind(std::string_view text) {
    return value_in(file_kinds, text);
}

}  // namespace core
