#pragma once

#include "core/error.h"
#include "core/recipe.h"
#include "core/tags.h"

#include <tbytevector.h>
#include <tfilestream.h>
#include <tstring.h>
#include <tstringlist.h>

#include <unistd.h>
#include <cerrno>
#include <string>
#include <string_view>

/// The way into TagLib's own strings and files. For this folder's .cpp files.
namespace transcode {

TagLib::String tag_text(const std::string& utf8);
TagLib::StringList tag_texts(const core::TagField& field);
TagLib::ByteVector tag_bytes(std::string_view data);

bool is_png(std::string_view picture);
bool is_jpeg(std::string_view picture);
/// "image/png" or "image/jpeg".
const char* picture_type(std::string_view picture);

/// Throws Error(media).
[[noreturn]] void not_understood(core::Format format);
/// Throws Error(storage) where TagLib could not save.
void check_saved(bool saved);

/// Opens the file behind a descriptor, whose owner keeps it, as a File of TagLib's, and gives what `use` makes of it.
template <typename File, typename Use>
auto with_file(int descriptor, core::Format format, const Use& use) {
    // TagLib closes the descriptor it is given.
    const int own = dup(descriptor);
    if (own < 0) throw core::system_error("cannot tag", "recording", errno);
    TagLib::FileStream stream(own);
    File file(&stream, false);
    if (!file.isValid()) not_understood(format);
    return use(file);
}

}  // namespace transcode
