#include "transcode/m4a_tag.h"

#include "core/text.h"
#include "transcode/descriptor_io.h"
#include "transcode/tag_room.h"
#include "transcode/taglib.h"

#include <mp4atom.h>
#include <mp4file.h>
#include <tbytevectorstream.h>
#include <tpropertymap.h>

#include <string>
#include <string_view>
#include <vector>

namespace transcode {

namespace {

namespace mp4 = TagLib::MP4;

constexpr std::uint64_t atom_header_bytes = 8;

/// TagLib knows where each belongs; what has no place of its own gets one under its name.
void set_further(mp4::Tag& tag, const core::Tags& tags) {
    if (tags.further.empty()) return;
    TagLib::PropertyMap properties = tag.properties();
    for (const core::TagField& field : tags.further) properties.replace(tag_text(field.name), tag_texts(field));
    const TagLib::PropertyMap others = tag.setProperties(properties);
    for (const auto& [name, values] : others) tag.setItem("----:com.apple.iTunes:" + name, mp4::Item(values));
}

void set_items(mp4::Tag& tag, const core::Tags& tags) {
    using mp4::Item;
    const auto set = [&tag](const char* key, const std::string& value) {
        if (!value.empty()) tag.setItem(key, Item(TagLib::StringList(tag_text(value))));
    };
    set("\251nam", tags.title);
    set("\251ART", tags.artist);
    set("aART", tags.publisher.empty() ? tags.artist : tags.publisher);
    set("\251alb", tags.album);
    set("\251day", tags.date);
    set("\251gen", tags.genre);
    set("\251cmt", tags.lead);
    set("desc", tags.lead);
    set("ldes", tags.lead);
    set("\251lyr", tags.lyrics);
    set("cprt", tags.copyright);
    set("purl", tags.feed_url);
    set("egid", tags.guid);
    if (!tags.language.empty()) set("----:com.apple.iTunes:LANGUAGE", core::iso_639_2(tags.language));
    set("----:com.apple.iTunes:PUBLISHER", tags.publisher);
    set("----:com.apple.iTunes:WWW", tags.article_url);
    if (tags.podcast) {
        tag.setItem("pcst", Item(true));
        constexpr unsigned char podcast_media_kind = 21;
        tag.setItem("stik", Item(podcast_media_kind));
    }
    set_further(tag, tags);
    if (!tags.cover.empty()) {
        mp4::CoverArtList covers;
        covers.append(
            mp4::CoverArt(is_png(tags.cover) ? mp4::CoverArt::PNG : mp4::CoverArt::JPEG, tag_bytes(tags.cover)));
        tag.setItem("covr", Item(covers));
    }
}

/// The list of tags and the free atoms beside it, which TagLib fills before it moves what stands behind. Nothing where
/// there is no list: TagLib makes one then.
struct Place {
    std::uint64_t list_bytes = 0;
    std::uint64_t room = 0;  ///< the list's bytes with those of the free atoms
};

Place place_in(mp4::File& file) {
    mp4::Atoms atoms(&file);
    const mp4::AtomList path = atoms.path("moov", "udta", "meta", "ilst");
    if (path.size() != 4) return {};
    const mp4::Atom* const list = path.back();
    const mp4::AtomList& children = path[2]->children;
    Place place{static_cast<std::uint64_t>(list->length), static_cast<std::uint64_t>(list->length)};
    const std::vector<mp4::Atom*> row(children.begin(), children.end());
    for (std::size_t i = 0; i < row.size(); ++i) {
        const bool beside = (i > 0 && row[i - 1] == list) || (i + 1 < row.size() && row[i + 1] == list);
        if (beside && row[i]->name == "free") place.room += static_cast<std::uint64_t>(row[i]->length);
    }
    return place;
}

/// How long the list of these tags is, by writing one into a file of nothing else.
std::uint64_t list_bytes(const core::Tags& tags) {
    constexpr std::string_view empty("\0\0\0\x24moov\0\0\0\x1cudta\0\0\0\x14meta\0\0\0\0\0\0\0\x08ilst", 36);
    TagLib::ByteVectorStream stream(tag_bytes(empty));
    mp4::File file(&stream, false);
    set_items(*file.tag(), tags);
    check_saved(file.save());
    return place_in(file).list_bytes;
}

/// Writes the tags, and an item that takes up `filler` bytes if that many are needed for one.
void save(int descriptor, const core::Tags& tags, std::uint64_t filler) {
    with_file<mp4::File>(descriptor, core::Format::m4a, [&](mp4::File& file) {
        mp4::Tag& tag = *file.tag();
        const mp4::ItemMap old = tag.itemMap();
        for (const auto& item : old) tag.removeItem(item.first);
        set_items(tag, tags);
        constexpr std::uint64_t item_bytes = 24;
        if (filler > item_bytes)
            tag.setItem("fill", mp4::Item(TagLib::StringList(tag_text(std::string(filler - item_bytes, ' ')))));
        check_saved(file.save());
    });
}

/// What TagLib's file grows by: where the list does not fit, it is followed by a free atom up to the next whole KiB.
constexpr std::uint64_t block_bytes = 1024;

/// Gives tags of `needed` bytes a room of `blocks`, which are whole, and of a free atom's header. TagLib leaves free
/// what an item took that is no longer there.
void save_with_room(int descriptor, const core::Tags& tags, std::uint64_t needed, std::uint64_t blocks) {
    save(descriptor, tags, blocks - needed);
    save(descriptor, tags, 0);
}

std::string free_atom(std::uint64_t bytes) {
    std::string atom("\0\0\0\0free", atom_header_bytes);
    for (std::size_t i = 0; i < 4; ++i) atom[i] = static_cast<char>(bytes >> (24 - 8 * i) & 0xFF);
    atom.resize(static_cast<std::size_t>(bytes));
    return atom;
}

/// Brings the room to exactly `wanted` bytes, the last ones at the file's end; false where that leaves too few.
bool save_growing_to(int descriptor, const core::Tags& tags, std::uint64_t needed, std::uint64_t wanted) {
    if (wanted < needed + atom_header_bytes) return false;
    std::uint64_t rest = (wanted - atom_header_bytes) % block_bytes;
    if (rest > 0 && rest < atom_header_bytes) rest += block_bytes;
    if (wanted < needed + atom_header_bytes + rest) return false;
    save_with_room(descriptor, tags, needed, wanted - atom_header_bytes - rest);
    if (rest > 0) write_at(descriptor, free_atom(rest), file_size(descriptor));
    return true;
}

}  // namespace

void write_m4a_tags(int descriptor, const core::Tags& tags, std::uint64_t length) {
    const std::uint64_t needed = list_bytes(tags);
    const std::uint64_t room = with_file<mp4::File>(descriptor, core::Format::m4a, place_in).room;
    const std::uint64_t others = file_size(descriptor) - room;
    const std::uint64_t wanted = length > others ? length - others : 0;
    if (wanted == room && (needed == room || needed + atom_header_bytes <= room)) {
        save(descriptor, tags, 0);
    } else if (wanted <= room || !save_growing_to(descriptor, tags, needed, wanted)) {
        save_with_room(descriptor, tags, needed, room_for(needed));
    }
}

}  // namespace transcode
