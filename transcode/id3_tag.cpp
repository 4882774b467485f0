#include "transcode/id3_tag.h"

#include "core/text.h"
#include "transcode/tag_room.h"
#include "transcode/taglib.h"

#include <fmt/format.h>

#include <attachedpictureframe.h>
#include <chapterframe.h>
#include <commentsframe.h>
#include <id3v2synchdata.h>
#include <id3v2tag.h>
#include <podcastframe.h>
#include <tableofcontentsframe.h>
#include <textidentificationframe.h>
#include <unsynchronizedlyricsframe.h>
#include <urllinkframe.h>

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>

namespace transcode {

namespace {

namespace id3 = TagLib::ID3v2;
using TagLib::ByteVector;
using TagLib::String;

std::chrono::milliseconds end_of(const std::vector<core::Chapter>& chapters, std::size_t index,
                                 std::chrono::milliseconds duration) {
    return index + 1 < chapters.size() ? chapters[index + 1].start : std::max(duration, chapters[index].start);
}

/// TagLib's tags own the frames that are added to them.
template <typename Frame>
void add(id3::Tag& tag, std::unique_ptr<Frame> frame) {
    tag.addFrame(frame.release());
}

std::unique_ptr<id3::TextIdentificationFrame> text_frame(const char* id, const std::string& value) {
    auto frame = std::make_unique<id3::TextIdentificationFrame>(ByteVector(id, 4), String::UTF8);
    frame->setText(tag_text(value));
    return frame;
}

void add_text(id3::Tag& tag, const char* id, const std::string& value) {
    if (!value.empty()) add(tag, text_frame(id, value));
}

void add_link(id3::Tag& tag, const char* id, const std::string& url) {
    if (url.empty()) return;
    auto frame = std::make_unique<id3::UrlLinkFrame>(ByteVector(id, 4));
    frame->setUrl(tag_text(url));
    add(tag, std::move(frame));
}

std::unique_ptr<id3::AttachedPictureFrame> picture_frame(const std::string& picture) {
    auto frame = std::make_unique<id3::AttachedPictureFrame>();
    frame->setType(id3::AttachedPictureFrame::FrontCover);
    frame->setMimeType(picture_type(picture));
    frame->setPicture(tag_bytes(picture));
    return frame;
}

void add_chapters(id3::Tag& tag, const core::Tags& tags, std::chrono::milliseconds duration) {
    const std::vector<core::Chapter>& chapters = tags.chapters;
    if (chapters.empty()) return;
    constexpr unsigned no_byte_offset = 0xFFFFFFFFU;
    TagLib::ByteVectorList identifiers;
    for (std::size_t i = 0; i < chapters.size(); ++i) {
        const std::string name = fmt::format("chp{}", i);
        const ByteVector identifier = tag_bytes(name);
        auto frame = std::make_unique<id3::ChapterFrame>(identifier, static_cast<unsigned>(chapters[i].start.count()),
                                                         static_cast<unsigned>(end_of(chapters, i, duration).count()),
                                                         no_byte_offset, no_byte_offset);
        frame->addEmbeddedFrame(text_frame("TIT2", chapters[i].title).release());
        if (!chapters[i].url.empty()) {
            auto link = std::make_unique<id3::UserUrlLinkFrame>(String::UTF8);
            link->setDescription("chapter url");
            link->setUrl(tag_text(chapters[i].url));
            frame->addEmbeddedFrame(link.release());
        }
        if (!chapters[i].picture.empty()) frame->addEmbeddedFrame(picture_frame(chapters[i].picture).release());
        add(tag, std::move(frame));
        identifiers.append(identifier);
    }
    auto contents = std::make_unique<id3::TableOfContentsFrame>(ByteVector("toc"), identifiers);
    contents->setIsTopLevel(true);
    contents->setIsOrdered(true);
    if (!tags.title.empty()) contents->addEmbeddedFrame(text_frame("TIT2", tags.title).release());
    add(tag, std::move(contents));
}

void add_texts(id3::Tag& tag, const core::Tags& tags) {
    add_text(tag, "TIT2", tags.title);
    add_text(tag, "TPE1", tags.artist);
    add_text(tag, "TALB", tags.album);
    add_text(tag, "TDRC", tags.date);
    add_text(tag, "TCON", tags.genre);
    add_text(tag, "TPUB", tags.publisher);
    add_text(tag, "TCOP", tags.copyright);
    add_text(tag, "TDES", tags.lead);
    add_text(tag, "TGID", tags.guid);
    add_text(tag, "WFED", tags.feed_url);
    add_link(tag, "WOAF", tags.article_url);
    add_link(tag, "WOAS", tags.article_url);
    const std::string language = core::iso_639_2(tags.language);
    if (!tags.language.empty()) add_text(tag, "TLAN", language);
    if (!tags.lead.empty()) {
        auto comment = std::make_unique<id3::CommentsFrame>(String::UTF8);
        comment->setLanguage(tag_bytes(language));
        comment->setText(tag_text(tags.lead));
        add(tag, std::move(comment));
    }
    if (!tags.lyrics.empty()) {
        auto lyrics = std::make_unique<id3::UnsynchronizedLyricsFrame>(String::UTF8);
        lyrics->setLanguage(tag_bytes(language));
        lyrics->setText(tag_text(tags.lyrics));
        add(tag, std::move(lyrics));
    }
}

constexpr std::size_t header_bytes = 10;  // of a tag, and of a frame

/// TagLib pads as it thinks right: the frames end where its zeros begin.
std::size_t end_of_frames(std::string_view tag, id3::Version version) {
    std::size_t at = header_bytes;
    while (at + header_bytes <= tag.size() && tag[at] != '\0') {
        const ByteVector size = tag_bytes(tag.substr(at + 4, 4));
        at += header_bytes + (version == id3::v4 ? id3::SynchData::toUInt(size) : size.toUInt());
    }
    return at;
}

/// libav takes the sizes of a chapter's own frames for those of 2.3 in each version, and loses a chapter that has one
/// of 128 bytes or more in 2.4.
id3::Version version_for(const std::vector<core::Chapter>& chapters) {
    constexpr std::size_t most_bytes = 100;  // of text, beside what a frame says of it
    const bool has_large = std::ranges::any_of(chapters, [](const core::Chapter& chapter) {
        return !chapter.picture.empty() || chapter.title.size() > most_bytes || chapter.url.size() > most_bytes;
    });
    return has_large ? id3::v3 : id3::v4;
}

}  // namespace

std::string id3v2_tag(const core::Tags& tags, std::chrono::milliseconds duration, std::uint64_t room) {
    id3::Tag tag;
    add_texts(tag, tags);
    if (tags.podcast) add(tag, std::make_unique<id3::PodcastFrame>());
    for (const core::TagField& field : tags.further)
        add(tag, std::unique_ptr<id3::Frame>(id3::Frame::createTextualFrame(tag_text(field.name), tag_texts(field))));
    if (!tags.cover.empty()) add(tag, picture_frame(tags.cover));
    add_chapters(tag, tags, duration);
    const id3::Version version = version_for(tags.chapters);
    const ByteVector rendered = tag.render(version);
    std::string bytes(rendered.data(), rendered.size());
    bytes.resize(end_of_frames(bytes, version));
    constexpr std::uint64_t largest = 1 << 28;  // the header has 28 bits for it
    if (room < bytes.size() || room > largest) room = room_for(bytes.size());
    bytes.resize(static_cast<std::size_t>(room));
    const ByteVector size = id3::SynchData::fromUInt(static_cast<unsigned>(room - header_bytes));
    bytes.replace(6, 4, size.data(), size.size());
    return bytes;
}

}  // namespace transcode
