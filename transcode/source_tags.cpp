#include "transcode/source_tags.h"

#include "core/ascii.h"
#include "core/text.h"
#include "transcode/chapters.h"
#include "transcode/demuxer.h"
#include "transcode/id3_chapters.h"
#include "transcode/taglib.h"

#include <fileref.h>
#include <mp4file.h>
#include <tpropertymap.h>
#include <wavfile.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace transcode {

namespace {

// Beyond this nobody's tag goes, and no reader takes it.
constexpr std::size_t most_cover_bytes = 16 << 20;
constexpr std::size_t most_text_bytes = 4 << 20;

constexpr std::string_view freeform = "----:com.apple.iTunes:";

/// By name, which is in upper case.
using Texts = std::map<std::string, std::vector<std::string>>;

std::string upper(std::string name) {
    for (char& letter : name)
        if (core::ascii_lower(letter) == letter && core::is_ascii_letter(letter))
            letter = static_cast<char>(letter - 'a' + 'A');
    return name;
}

std::string text_of(const TagLib::String& text) {
    return core::clean_utf8(text.to8Bit(true));
}

/// Names that several formats have for one thing, and the one that TagLib finds a place for in all of them.
std::string common_name(std::string name) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> same{
        {{"USLT", "LYRICS"},
         {"ALBUM_ARTIST", "ALBUMARTIST"},
         {"ALBUM ARTIST", "ALBUMARTIST"},
         {"TRACK", "TRACKNUMBER"},
         {"DISC", "DISCNUMBER"},
         {"DESCRIPTION", "COMMENT"},
         {"UNSYNCEDLYRICS", "LYRICS"},
         {"ORGANIZATION", "LABEL"},
         {"PUBLISHER", "LABEL"},
         {"WWW", "URL"}}};
    for (const auto& [other, common] : same)
        if (name == other) return std::string(common);
    return name;
}

/// What holds for the sound as it was or for the file that it was in.
bool is_stale(std::string_view name) {
    static constexpr std::array<std::string_view, 11> beginnings{"REPLAYGAIN",   "R128_",    "MP3GAIN",  "ITUNNORM",
                                                                 "COMMENT:ITUN", "ITUNSMPB", "ITUNPGAP", "SOUNDCHECK",
                                                                 "SOUND CHECK",  "ENCOD",    "CHAPTER"};
    static constexpr std::array<std::string_view, 11> names{"LENGTH",
                                                            "TIME_REFERENCE",
                                                            "CODING_HISTORY",
                                                            "FILETYPE",
                                                            "MAJOR_BRAND",
                                                            "MINOR_VERSION",
                                                            "COMPATIBLE_BRANDS",
                                                            "CREATION_TIME",
                                                            "METADATA_BLOCK_PICTURE",
                                                            "COVERART",
                                                            "WAVEFORMATEXTENSIBLE_CHANNEL_MASK"};
    return std::ranges::any_of(beginnings, [&](std::string_view beginning) { return name.starts_with(beginning); }) ||
           std::ranges::find(names, name) != names.end();
}

void add(Texts& texts, const std::string& name, const TagLib::StringList& values) {
    for (const TagLib::String& value : values)
        if (std::string text = text_of(value); !text.empty()) texts[name].push_back(std::move(text));
}

struct Read {
    Texts texts;
    bool is_wave = false;  ///< TagLib knows seven of the names of RIFF's INFO, no day there and no "3/12"
    bool has_id3 = false;  ///< in that case: it read this and not INFO
};

/// What TagLib reads; nothing where it does not know the format.
std::optional<Read> texts_of(int input) {
    const int own = ::dup(input);
    if (own < 0) throw core::system_error("cannot read the tags of", "recording", errno);
    TagLib::FileStream stream(own, true);
    const TagLib::FileRef file(&stream, false);
    if (file.isNull()) return std::nullopt;
    Read read;
    Texts& texts = read.texts;
    const TagLib::PropertyMap properties = file.file()->properties();
    for (const auto& [name, values] : properties) add(texts, text_of(name), values);
    if (const auto* wave = dynamic_cast<TagLib::RIFF::WAV::File*>(file.file())) {
        read.is_wave = true;
        read.has_id3 = wave->hasID3v2Tag();
    }
    if (auto* mp4 = dynamic_cast<TagLib::MP4::File*>(file.file()))
        for (const TagLib::String& key : properties.unsupportedData())
            if (const std::string name = text_of(key); name.starts_with(freeform))
                add(texts, upper(name.substr(freeform.size())), mp4->tag()->item(key).toStringList());
    return read;
}

/// What libav reads of the file; what it says of its streams is about them.
Texts texts_of(const Demuxer& source) {
    Texts texts;
    const AVDictionaryEntry* entry = nullptr;
    while ((entry = av_dict_get(source.format().metadata, "", entry, AV_DICT_IGNORE_SUFFIX)) != nullptr)
        texts[upper(core::clean_utf8(entry->key))] = {core::clean_utf8(entry->value)};
    return texts;
}

/// Of those that libav gives to RIFF's INFO.
bool is_name_of_info(std::string_view name) {
    static constexpr std::array<std::string_view, 9> names{"ALBUM", "ARTIST",   "COMMENT", "COPYRIGHT", "DATE",
                                                           "GENRE", "LANGUAGE", "TITLE",   "TRACK"};
    return std::ranges::find(names, name) != names.end();
}

/// The first of both, and what it lacks of the second, whatever each calls it.
Texts merged(Texts first, const Texts& second) {
    std::set<std::string> said;
    for (const auto& [name, values] : first) said.insert(common_name(name));
    for (const auto& [name, values] : second)
        if (!said.contains(common_name(name))) first[name] = values;
    return first;
}

Texts texts_of(const Demuxer& source, int input) {
    std::optional<Read> read = texts_of(input);
    // There are tags that TagLib does not look for where it knows the format: QuickTime's keys in MP4.
    if (!read || read->texts.empty()) return texts_of(source);
    if (!read->is_wave) return std::move(read->texts);
    Texts info = texts_of(source);
    if (!read->has_id3) return merged(std::move(info), read->texts);
    // libav may give ID3's frames as well, by names of its own.
    std::erase_if(info, [](const auto& text) { return !is_name_of_info(text.first); });
    return merged(std::move(read->texts), info);
}

std::string cover_of(const AVFormatContext& file) {
    std::string cover;
    for (const AVStream* stream : std::span(file.streams, file.nb_streams)) {
        if ((stream->disposition & AV_DISPOSITION_ATTACHED_PIC) == 0 || stream->attached_pic.size <= 0) continue;
        const auto* bytes = reinterpret_cast<const char*>(stream->attached_pic.data);
        const std::string_view picture(bytes, static_cast<std::size_t>(stream->attached_pic.size));
        if (picture.size() > most_cover_bytes || (!is_png(picture) && !is_jpeg(picture))) continue;
        const AVDictionaryEntry* kind = av_dict_get(stream->metadata, "comment", nullptr, 0);
        const bool is_front = kind != nullptr && std::string_view(kind->value) == "Cover (front)";
        if (cover.empty() || is_front) cover = picture;
        if (is_front) break;
    }
    return cover;
}

/// libav misses some of ID3's, and tells little of them.
std::vector<core::Chapter> chapters_of(const AVFormatContext& file, int input) {
    std::vector<core::Chapter> chapters = id3_chapters(input);
    if (chapters.empty()) chapters = chapters_in(file);
    return tidy_chapters(std::move(chapters));
}

}  // namespace

core::Tags source_tags(int input) {
    const Demuxer source(input);
    const Texts texts = texts_of(source, input);
    core::Tags tags;
    tags.genre.clear();
    tags.podcast = texts.contains("PODCAST");
    tags.cover = cover_of(source.format());
    tags.chapters = chapters_of(source.format(), input);
    Texts kept;
    std::size_t bytes = 0;
    for (const auto& [name, values] : texts) {
        if (name == "PODCAST" || is_stale(name)) continue;
        // Where a recording has both they need not say the same, and some formats have room for one only.
        const std::string common = common_name(name);
        std::vector<std::string>& said = kept[texts.contains(common) ? name : common];
        for (const std::string& value : values) {
            bytes += value.size();
            if (bytes <= most_text_bytes && std::ranges::find(said, value) == said.end()) said.push_back(value);
        }
    }
    for (auto& [name, values] : kept) {
        if (values.empty()) continue;
        // These two belong together: ID3 says of lyrics in what language they are.
        if (name == "LYRICS")
            tags.lyrics = std::move(values.front());
        else if (name == "LANGUAGE" && core::is_language_tag(values.front()))
            tags.language = std::move(values.front());
        else
            tags.further.push_back({name, std::move(values)});
    }
    return tags;
}

std::vector<core::Chapter> source_chapters(int input) {
    const Demuxer source(input);
    return chapters_of(source.format(), input);
}

}  // namespace transcode
