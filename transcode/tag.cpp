#include "transcode/tag.h"

#include "core/error.h"
#include "core/text.h"

#include <fmt/format.h>

#include <attachedpictureframe.h>
#include <chapterframe.h>
#include <commentsframe.h>
#include <flacpicture.h>
#include <id3v2tag.h>
#include <mp4file.h>
#include <opusfile.h>
#include <podcastframe.h>
#include <tableofcontentsframe.h>
#include <textidentificationframe.h>
#include <tfilestream.h>
#include <unsynchronizedlyricsframe.h>
#include <urllinkframe.h>

#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cmath>
#include <memory>
#include <string_view>
#include <utility>

namespace transcode {

namespace {

namespace id3 = TagLib::ID3v2;
using TagLib::ByteVector;
using TagLib::String;

String text(const std::string& utf8) {
    return {utf8, String::UTF8};
}

ByteVector bytes(std::string_view data) {
    return {data.data(), static_cast<unsigned>(data.size())};
}

bool is_png(std::string_view picture) {
    return picture.starts_with("\x89PNG");
}

const char* picture_type(std::string_view picture) {
    return is_png(picture) ? "image/png" : "image/jpeg";
}

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
    frame->setText(text(value));
    return frame;
}

void add_text(id3::Tag& tag, const char* id, const std::string& value) {
    if (!value.empty()) add(tag, text_frame(id, value));
}

void add_link(id3::Tag& tag, const char* id, const std::string& url) {
    if (url.empty()) return;
    auto frame = std::make_unique<id3::UrlLinkFrame>(ByteVector(id, 4));
    frame->setUrl(text(url));
    add(tag, std::move(frame));
}

void add_chapters(id3::Tag& tag, const std::vector<core::Chapter>& chapters, std::chrono::milliseconds duration) {
    if (chapters.empty()) return;
    constexpr unsigned no_byte_offset = 0xFFFFFFFFU;
    TagLib::ByteVectorList identifiers;
    for (std::size_t i = 0; i < chapters.size(); ++i) {
        const std::string name = fmt::format("chp{}", i);
        const ByteVector identifier = bytes(name);
        auto frame = std::make_unique<id3::ChapterFrame>(identifier, static_cast<unsigned>(chapters[i].start.count()),
                                                         static_cast<unsigned>(end_of(chapters, i, duration).count()),
                                                         no_byte_offset, no_byte_offset);
        frame->addEmbeddedFrame(text_frame("TIT2", chapters[i].title).release());
        if (!chapters[i].url.empty()) {
            auto link = std::make_unique<id3::UserUrlLinkFrame>(String::UTF8);
            link->setDescription("chapter url");
            link->setUrl(text(chapters[i].url));
            frame->addEmbeddedFrame(link.release());
        }
        add(tag, std::move(frame));
        identifiers.append(identifier);
    }
    auto contents = std::make_unique<id3::TableOfContentsFrame>(ByteVector("toc"), identifiers);
    contents->setIsTopLevel(true);
    contents->setIsOrdered(true);
    add(tag, std::move(contents));
}

std::string clock(std::chrono::milliseconds time) {
    const auto count = time.count();
    return fmt::format("{:02}:{:02}:{:02}.{:03}", count / 3'600'000, count / 60'000 % 60, count / 1000 % 60,
                       count % 1000);
}

void write_atoms(TagLib::MP4::Tag& tag, const core::Tags& tags) {
    using TagLib::MP4::Item;
    const auto set = [&tag](const char* key, const std::string& value) {
        if (!value.empty()) tag.setItem(key, Item(TagLib::StringList(text(value))));
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
    tag.setItem("pcst", Item(true));
    constexpr unsigned char podcast_media_kind = 21;
    tag.setItem("stik", Item(podcast_media_kind));
    if (!tags.cover.empty()) {
        TagLib::MP4::CoverArtList covers;
        covers.append(TagLib::MP4::CoverArt(
            is_png(tags.cover) ? TagLib::MP4::CoverArt::PNG : TagLib::MP4::CoverArt::JPEG, bytes(tags.cover)));
        tag.setItem("covr", Item(covers));
    }
}

constexpr const char* r128_gain = "R128_TRACK_GAIN";

void write_comments(TagLib::Ogg::XiphComment& comment, const core::Tags& tags) {
    const auto set = [&comment](const std::string& key, const std::string& value) {
        if (!value.empty()) comment.addField(key, text(value));
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
    set("PODCAST", "1");
    set("PODCASTID", tags.guid);
    set("PODCASTURL", tags.feed_url);
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
    picture->setData(bytes(tags.cover));
    comment.addPicture(picture.release());
}

[[noreturn]] void not_understood(core::Format format) {
    throw core::Error(core::ErrorKind::media, fmt::format("cannot tag the file: not understood as {}", name(format)));
}

/// Opens the file's tag, lets `change` have it, and saves it.
template <typename File, typename Change>
void edit(int descriptor, core::Format format, const Change& change) {
    // TagLib closes the descriptor it is given.
    const int own = dup(descriptor);
    if (own < 0) throw core::system_error("cannot tag", "recording", errno);
    TagLib::FileStream stream(own);
    File file(&stream, false);
    if (!file.isValid()) not_understood(format);
    change(*file.tag());
    if (!file.save()) throw core::Error(core::ErrorKind::storage, "cannot write the tags of the recording");
}

}  // namespace

std::string id3v2_tag(const core::Tags& tags, std::chrono::milliseconds duration) {
    id3::Tag tag;
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
        comment->setLanguage(bytes(language));
        comment->setText(text(tags.lead));
        add(tag, std::move(comment));
    }
    if (!tags.lyrics.empty()) {
        auto lyrics = std::make_unique<id3::UnsynchronizedLyricsFrame>(String::UTF8);
        lyrics->setLanguage(bytes(language));
        lyrics->setText(text(tags.lyrics));
        add(tag, std::move(lyrics));
    }
    add(tag, std::make_unique<id3::PodcastFrame>());
    if (!tags.cover.empty()) {
        auto picture = std::make_unique<id3::AttachedPictureFrame>();
        picture->setType(id3::AttachedPictureFrame::FrontCover);
        picture->setMimeType(picture_type(tags.cover));
        picture->setPicture(bytes(tags.cover));
        add(tag, std::move(picture));
    }
    add_chapters(tag, tags.chapters, duration);
    const ByteVector rendered = tag.render(id3::v4);
    return {rendered.data(), rendered.size()};
}

void write_tags(int descriptor, core::Format format, const core::Tags& tags) {
    if (format == core::Format::m4a) {
        edit<TagLib::MP4::File>(descriptor, format, [&tags](TagLib::MP4::Tag& tag) {
            const auto old = tag.itemMap();
            for (const auto& item : old) tag.removeItem(item.first);
            write_atoms(tag, tags);
        });
    } else if (format == core::Format::opus) {
        edit<TagLib::Ogg::Opus::File>(descriptor, format, [&tags](TagLib::Ogg::XiphComment& comment) {
            const TagLib::StringList gain = comment.fieldListMap()[r128_gain];
            comment.removeAllFields();
            comment.removeAllPictures();
            if (!gain.isEmpty()) comment.addField(r128_gain, gain.front());
            write_comments(comment, tags);
        });
    } else {
        not_understood(format);
    }
}

void write_r128_gain(int descriptor, double integrated_lufs) {
    edit<TagLib::Ogg::Opus::File>(descriptor, core::Format::opus, [integrated_lufs](TagLib::Ogg::XiphComment& comment) {
        constexpr double reference_lufs = -23.0;
        const long steps = std::lround((reference_lufs - integrated_lufs) * 256.0);
        comment.addField(r128_gain, fmt::format("{}", std::clamp(steps, -32768L, 32767L)));
    });
}

}  // namespace transcode
