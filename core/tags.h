#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace core {

/// A chapter of a recording. A list of them is ascending; where it is not ours, it need not begin at zero, and several
/// may begin together.
struct Chapter {
    std::chrono::milliseconds start{};
    std::string title;
    std::string url;           ///< where the chapter's article stands; may be empty
    std::string image;         ///< URL, or path below the show's folder; may be empty
    std::string picture = {};  ///< bytes of a JPEG or PNG, for a file's tags; what remembers chapters goes without

    bool operator==(const Chapter&) const = default;
};

/// What a tag says beside what Tags has a member for, by the name that Vorbis comments have for it ("ALBUMARTIST").
struct TagField {
    std::string name;
    std::vector<std::string> values;

    bool operator==(const TagField&) const = default;
};

/// What a finished file says of itself. All text is clean UTF-8; an empty field writes nothing.
struct Tags {
    std::string title;
    std::string artist;  ///< the author of the article or, where there is none, of the show
    std::string album;   ///< the show's title
    std::string date;    ///< ISO 8601 as ID3v2.4's TDRC wants it: "2024-07-08T10:00:11" in the show's zone
    std::string genre = "Podcast";
    std::string language;  ///< BCP 47
    std::string lead;
    std::string lyrics;  ///< the article's text
    std::string article_url;
    std::string guid;
    std::string feed_url;
    std::string publisher;
    std::string copyright;
    std::string cover;  ///< bytes of a JPEG or PNG
    std::vector<Chapter> chapters;
    bool podcast = true;  ///< apps put it among podcasts
    std::vector<TagField> further;

    bool operator==(const Tags&) const = default;
};

}  // namespace core
