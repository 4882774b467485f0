#include "transcode/id3_chapters.h"

#include "transcode/taglib.h"

#include <aifffile.h>
#include <attachedpictureframe.h>
#include <chapterframe.h>
#include <fileref.h>
#include <flacfile.h>
#include <id3v2tag.h>
#include <mpegfile.h>
#include <tableofcontentsframe.h>
#include <textidentificationframe.h>
#include <urllinkframe.h>
#include <wavfile.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <string>
#include <utility>

namespace transcode {

namespace {

namespace id3 = TagLib::ID3v2;

// What apps load; a file has no more of them than its own cover may take.
constexpr std::size_t most_picture_bytes = 1 << 20;
constexpr std::size_t most_pictures_bytes = 16 << 20;

const id3::Tag* tag_of(TagLib::File* file) {
    if (auto* mpeg = dynamic_cast<TagLib::MPEG::File*>(file)) return mpeg->ID3v2Tag(false);
    if (auto* wave = dynamic_cast<TagLib::RIFF::WAV::File*>(file)) return wave->ID3v2Tag();
    if (auto* aiff = dynamic_cast<TagLib::RIFF::AIFF::File*>(file)) return aiff->tag();
    if (auto* flac = dynamic_cast<TagLib::FLAC::File*>(file)) return flac->ID3v2Tag(false);
    return nullptr;
}

/// Some writers end it with a zero.
std::string identifier(const TagLib::ByteVector& bytes) {
    std::string text(bytes.data(), bytes.size());
    while (!text.empty() && text.back() == '\0') text.pop_back();
    return text;
}

/// Those that tables of contents name.
std::set<std::string> listed_in(const id3::Tag& tag) {
    std::set<std::string> listed;
    for (const id3::Frame* frame : tag.frameList("CTOC"))
        if (const auto* contents = dynamic_cast<const id3::TableOfContentsFrame*>(frame))
            for (const TagLib::ByteVector& child : contents->childElements()) listed.insert(identifier(child));
    return listed;
}

core::Chapter chapter_of(const id3::ChapterFrame& frame) {
    core::Chapter chapter;
    chapter.start = std::chrono::milliseconds(frame.startTime());
    for (const id3::Frame* inner : frame.embeddedFrameList()) {
        if (const auto* text = dynamic_cast<const id3::TextIdentificationFrame*>(inner)) {
            if (text->frameID() == "TIT2" && chapter.title.empty() && !text->fieldList().isEmpty())
                chapter.title = text->fieldList().front().to8Bit(true);
        } else if (const auto* link = dynamic_cast<const id3::UrlLinkFrame*>(inner)) {
            if (chapter.url.empty()) chapter.url = link->url().to8Bit(true);
        } else if (const auto* picture = dynamic_cast<const id3::AttachedPictureFrame*>(inner)) {
            const TagLib::ByteVector bytes = picture->picture();
            if (chapter.picture.empty() && bytes.size() <= most_picture_bytes)
                chapter.picture.assign(bytes.data(), bytes.size());
        }
    }
    return chapter;
}

}  // namespace

std::vector<core::Chapter> id3_chapters(int input) {
    const int own = ::dup(input);
    if (own < 0) throw core::system_error("cannot read the chapters of", "recording", errno);
    TagLib::FileStream stream(own, true);
    const TagLib::FileRef file(&stream, false);
    const id3::Tag* tag = file.isNull() ? nullptr : tag_of(file.file());
    std::vector<core::Chapter> chapters;
    if (tag == nullptr) return chapters;
    std::vector<std::string> names;
    std::size_t pictures = 0;
    for (const id3::Frame* frame : tag->frameList("CHAP")) {
        const auto* chapter = dynamic_cast<const id3::ChapterFrame*>(frame);
        if (chapter == nullptr) continue;
        names.push_back(identifier(chapter->elementID()));
        chapters.push_back(chapter_of(*chapter));
        pictures += chapters.back().picture.size();
        if (pictures > most_pictures_bytes) chapters.back().picture.clear();
    }
    const std::set<std::string> listed = listed_in(*tag);
    const auto is_listed = [&listed](const std::string& name) { return listed.contains(name); };
    if (std::ranges::none_of(names, is_listed)) return chapters;
    std::vector<core::Chapter> shown;
    for (std::size_t i = 0; i < chapters.size(); ++i)
        if (is_listed(names[i])) shown.push_back(std::move(chapters[i]));
    return shown;
}

}  // namespace transcode
