#include "transcode/taglib.h"

#include <fmt/format.h>

namespace transcode {

TagLib::String tag_text(const std::string& utf8) {
    return {utf8, TagLib::String::UTF8};
}

TagLib::StringList tag_texts(const core::TagField& field) {
    TagLib::StringList texts;
    for (const std::string& value : field.values) texts.append(tag_text(value));
    return texts;
}

TagLib::ByteVector tag_bytes(std::string_view data) {
    return {data.data(), static_cast<unsigned>(data.size())};
}

bool is_png(std::string_view picture) {
    return picture.starts_with("\x89PNG");
}

bool is_jpeg(std::string_view picture) {
    return picture.starts_with("\xFF\xD8\xFF");
}

const char* picture_type(std::string_view picture) {
    return is_png(picture) ? "image/png" : "image/jpeg";
}

void not_understood(core::Format format) {
    throw core::Error(core::ErrorKind::media, fmt::format("cannot tag the file: not understood as {}", name(format)));
}

void check_saved(bool saved) {
    if (!saved) throw core::Error(core::ErrorKind::storage, "cannot write the tags of the recording");
}

}  // namespace transcode
