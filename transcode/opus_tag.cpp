#include "transcode/opus_tag.h"

#include "core/text.h"
#include "transcode/descriptor_io.h"
#include "transcode/ogg_page.h"
#include "transcode/tag_room.h"
#include "transcode/taglib.h"

#include <fmt/format.h>

#include <flacpicture.h>
#include <opusfile.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <string>

namespace transcode {

namespace {

namespace ogg = TagLib::Ogg;
using TagLib::ByteVector;

constexpr const char* r128_gain = "R128_TRACK_GAIN";
constexpr const char* magic = "OpusTags";
constexpr unsigned tags_packet = 1;

enum class Room { fresh, kept };

std::string clock(std::chrono::milliseconds time) {
    const auto count = time.count();
    return fmt::format("{:02}:{:02}:{:02}.{:03}", count / 3'600'000, count / 60'000 % 60, count / 1000 % 60,
                       count % 1000);
}

/// As a Vorbis comment may be called: ASCII without "=". What others call a comment is a description here.
std::string comment_name(std::string name) {
    if (name == "COMMENT") return "DESCRIPTION";
    for (char& letter : name)
        if (letter < ' ' || letter > '}' || letter == '=') letter = '_';
    return name;
}

void add_comments(ogg::XiphComment& comment, const core::Tags& tags) {
    const auto set = [&comment](const std::string& key, const std::string& value) {
        if (!value.empty()) comment.addField(key, tag_text(value));
    };
    set("TITLE", tags.title);
    set("ARTIST", tags.artist);
    set("ALBUM", tags.album);
    set("DATE", tags.date);
    set("GENRE", tags.genre);
    if (!tags.language.empty()) set("LANGUAGE", core::iso_639_2(tags.language));
    set("DESCRIPTION", tags.lead);
    set("LYRICS", tags.lyrics);
    set("ORGANIZATION", tags.publisher);
    set("COPYRIGHT", tags.copyright);
    set("WWW", tags.article_url);
    if (tags.podcast) set("PODCAST", "1");
    set("PODCASTID", tags.guid);
    set("PODCASTURL", tags.feed_url);
    for (const core::TagField& field : tags.further)
        for (const std::string& value : field.values) set(comment_name(field.name), value);
    for (std::size_t i = 0; i < tags.chapters.size(); ++i) {
        const std::string key = fmt::format("CHAPTER{:03}", i);
        set(key, clock(tags.chapters[i].start));
        set(key + "NAME", tags.chapters[i].title);
        set(key + "URL", tags.chapters[i].url);
    }
    if (tags.cover.empty()) return;
    auto picture = std::make_unique<TagLib::FLAC::Picture>();
    picture->setType(TagLib::FLAC::Picture::FrontCover);
    picture->setMimeType(picture_type(tags.cover));
    picture->setData(tag_bytes(tags.cover));
    comment.addPicture(picture.release());
}

/// Lets `change` have the comments and writes them. TagLib's own way of saving them leaves no room, and its pages need
/// not be as long as those it finds; so a packet that keeps its length is put into the pages that are there.
template <typename Change>
void edit(int descriptor, Room room, const Change& change) {
    const std::string packet =
        with_file<ogg::Opus::File>(descriptor, core::Format::opus, [&](ogg::Opus::File& file) -> std::string {
            change(*file.tag());
            ByteVector bytes = tag_bytes(magic) + file.tag()->render(false);
            const unsigned present = file.packet(tags_packet).size();
            const bool fits = room == Room::kept && bytes.size() <= present;
            bytes.resize(fits ? present : static_cast<unsigned>(room_for(bytes.size())));
            if (fits) return {bytes.data(), bytes.size()};
            file.setPacket(tags_packet, bytes);
            check_saved(file.ogg::File::save());
            return {};
        });
    if (!packet.empty()) overwrite_second_packet(descriptor, packet);
}

}  // namespace

void write_opus_tags(int descriptor, const core::Tags& tags, std::uint64_t length) {
    const Room room = length == file_size(descriptor) ? Room::kept : Room::fresh;
    edit(descriptor, room, [&tags](ogg::XiphComment& comment) {
        const TagLib::StringList gain = comment.fieldListMap()[r128_gain];
        comment.removeAllFields();
        comment.removeAllPictures();
        if (!gain.isEmpty()) comment.addField(r128_gain, gain.front());
        add_comments(comment, tags);
    });
}

void write_r128_gain(int descriptor, double integrated_lufs) {
    edit(descriptor, Room::kept, [integrated_lufs](ogg::XiphComment& comment) {
        constexpr double reference_lufs = -23.0;
        const long steps = std::lround((reference_lufs - integrated_lufs) * 256.0);
        comment.addField(r128_gain, fmt::format("{}", std::clamp(steps, -32768L, 32767L)));
    });
}

}  // namespace transcode
