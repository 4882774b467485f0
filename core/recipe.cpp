#include "core/recipe.h"

#include "core/name_table.h"

namespace core {

namespace {

constexpr NameTable<Lane, 4> lanes{
    {{Lane::automatic, "auto"}, {Lane::keep, "keep"}, {Lane::gain, "gain"}, {Lane::encode, "encode"}}};
constexpr NameTable<Format, 3> formats{{{Format::mp3, "mp3"}, {Format::m4a, "m4a"}, {Format::opus, "opus"}}};
constexpr NameTable<Channels, 3> channel_modes{
    {{Channels::mono, "mono"}, {Channels::stereo, "stereo"}, {Channels::source, "source"}}};

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

std::optional<Lane> parse_lane(std::string_view text) {
    return value_in(lanes, text);
}

std::optional<Format> parse_format(std::string_view text) {
    return value_in(formats, text);
}

std::optional<Channels> parse_channels(std::string_view text) {
    return value_in(channel_modes, text);
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
