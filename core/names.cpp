#include "core/published_file.h"
#include "core/recipe.h"
#include "core/source.h"

#include <array>
#include <utility>

namespace core {

namespace {

// One table a type serves both directions.
constexpr std::array<std::pair<Lane, std::string_view>, 4> lanes{
    {{Lane::automatic, "auto"}, {Lane::keep, "keep"}, {Lane::gain, "gain"}, {Lane::encode, "encode"}}};
constexpr std::array<std::pair<Format, std::string_view>, 3> formats{
    {{Format::mp3, "mp3"}, {Format::m4a, "m4a"}, {Format::opus, "opus"}}};
constexpr std::array<std::pair<Channels, std::string_view>, 3> channel_modes{
    {{Channels::mono, "mono"}, {Channels::stereo, "stereo"}, {Channels::source, "source"}}};
constexpr std::array<std::pair<SourceKind, std::string_view>, 4> source_kinds{
    {{SourceKind::page, "page"}, {SourceKind::feed, "feed"}, {SourceKind::list, "list"}, {SourceKind::files, "files"}}};

constexpr std::array<std::pair<FileKind, std::string_view>, 8> file_kinds{{{FileKind::media, "media"},
                                                                           {FileKind::picture, "picture"},
                                                                           {FileKind::asset, "asset"},
                                                                           {FileKind::page, "page"},
                                                                           {FileKind::transcript, "transcript"},
                                                                           {FileKind::archive, "archive"},
                                                                           {FileKind::feed, "feed"},
                                                                           {FileKind::alias, "alias"}}};

template <typename Table, typename Value>
std::string_view name_in(const Table& table, Value value) {
    for (const auto& [key, text] : table)
        if (key == value) return text;
    return {};
}

template <typename Value, std::size_t size>
std::optional<Value> value_in(const std::array<std::pair<Value, std::string_view>, size>& table,
                              std::string_view wanted) {
    for (const auto& [value, text] : table)
        if (text == wanted) return value;
    return std::nullopt;
}

}  // namespace

std::string_view name(Lane lane) {
    return name_in(lanes, lane);
}
std::string_view name(Format format) {
    return name_in(formats, format);
}
std::string_view name(Channels channels) {
    return name_in(channel_modes, channels);
}
std::string_view name(SourceKind kind) {
    return name_in(source_kinds, kind);
}
std::string_view name(FileKind kind) {
    return name_in(file_kinds, kind);
}
std::optional<Lane> parse_lane(std::string_view text) {
    return value_in(lanes, text);
}
std::optional<Format> parse_format(std::string_view text) {
    return value_in(formats, text);
}
std::optional<Channels> parse_channels(std::string_view text) {
    return value_in(channel_modes, text);
}
std::optional<SourceKind> parse_source_kind(std::string_view text) {
    return value_in(source_kinds, text);
}
std::optional<FileKind> parse_file_kind(std::string_view text) {
    return value_in(file_kinds, text);
}

std::string name(const Source& source) {
    return source.url.empty() ? source.path.string() : source.url;
}

std::string_view media_type(Format format) {
    switch (format) {
        case Format::mp3:
            return "audio/mpeg";
        case Format::m4a:
            return "audio/x-m4a";
        case Format::opus:
            return "audio/ogg";
    }
    return {};
}

}  // namespace core
