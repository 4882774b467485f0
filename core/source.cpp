#include "core/source.h"

#include "core/name_table.h"

namespace core {

namespace {

constexpr NameTable<SourceKind, 4> source_kinds{
    {{SourceKind::page, "page"}, {SourceKind::feed, "feed"}, {SourceKind::list, "list"}, {SourceKind::files, "files"}}};

}  // namespace

std::string_view name(SourceKind kind) {
    return name_in(source_kinds, kind);
}

std::optional<SourceKind> parse_source_kind(std::string_view text) {
    return value_in(source_kinds, text);
}

std::string name(const Source& source) {
    return source.url.empty() ? source.path.string() : source.url;
}

}  // namespace core
