#pragma once

#include "catalog/article.h"
#include "core/error.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace catalog {

enum class Step { read, download, make, align, assemble };

/// A finished file of an episode, and what decided it. A key has the part of the episode's own first (what was
/// recorded, what was written), then the configuration's.
struct File {
    core::Rendition rendition;
    int version = 1;
    std::string audio_key;  ///< what decided the sound; empty: it was lost and is to be made anew
    std::string tag_key;    ///< what decided the tags; likewise
    core::Instant made_at{};
};

/// What the present configuration contributes to every file's keys, and to looking for texts in recordings.
struct Keys {
    std::vector<std::pair<std::string, std::string>> recipes;  ///< rendition and key of its recipe; the enclosure first
    std::string show;                                          ///< what the tags say of the show
    std::string language;                                      ///< of articles that do not say theirs

    bool operator==(const Keys&) const = default;
};

/// To read an article's page, or look whether it has changed.
struct ReadWork {
    KnownArticle article;
    std::string rules;        ///< by which it was read last; for an article whose source is no longer configured
    std::string reading_key;  ///< of the rules by which it is to be read
};

/// To fetch an article's recording and picture, or look whether the recording has changed.
struct DownloadWork {
    KnownArticle article;
    bool recording = true;      ///< it is to be asked for
    bool bytes_needed = true;   ///< and has to come in full, whatever was fetched before
    bool picture_lost = false;  ///< the published picture is to be made again, from a source that is no longer kept
};

/// An article in an episode that is to be made.
struct PartWork {
    KnownArticle article;
    std::chrono::milliseconds start{};
};

/// To make a file of an episode, or only to tag it anew.
struct MakeWork {
    Id episode = 0;
    std::string guid;
    std::string slug;
    std::string rendition;
    std::vector<PartWork> parts;       ///< at least one
    std::optional<double> as_loud_as;  ///< LUFS of the enclosure, for its further files
    bool sound = true;                 ///< false: the file sounds right, only what it says has changed
    std::optional<File> current;       ///< the file that stands, or with empty keys the last that did
    int latest_version = 0;            ///< the highest that any of its files had
    std::string picture_path;          ///< of the published picture; empty: there is none
    std::string picture_sha256;
    std::uint64_t picture_bytes = 0;
    std::string picture_source;  ///< hash of what it was made of, as the enclosure's tags tell; empty: not known
    bool picture_lost = false;   ///< it is to be made again
    std::string audio_key;       ///< of the file to be made
    std::string tag_key;         ///< likewise
};

/// To look for an episode's text in its sound.
struct AlignWork {
    Id episode = 0;
    std::vector<PartWork> parts;  ///< at least one
    core::Rendition file;         ///< the enclosure; without a path where the article has no file of its own
    std::string language;         ///< BCP 47
    std::string key;              ///< of the sound and the words
};

/// A claimed piece of work: to be ended by complete(), fail() or release().
using Work = std::variant<ReadWork, DownloadWork, MakeWork, AlignWork>;

std::string_view name(Step step);  ///< "read", "download", "make", "align", "assemble"
std::string_view name(core::ErrorKind kind);
Step step_of(const Work& work);
/// The article it is about: of an episode the first.
const KnownArticle& article_of(const Work& work);

/// An episode as it is minted, once.
struct Minting {
    std::string guid;
    std::string slug;
    bool alone = true;  ///< false: it is heard in bulletins only, and has no files
};

struct Failure {
    Id article = 0;         ///< whose work failed, of an episode's the first; 0: an edition's
    Id episode = 0;         ///< whose work failed; 0 where it was the article's
    std::string name;       ///< the article's title or URL
    std::string url;        ///< of the article; empty for a local text
    std::string guid;       ///< of the episode whose work failed; empty where it was the article's
    std::string rendition;  ///< which of its files, where it is not the enclosure
    Step step = Step::read;
    core::ErrorKind kind = core::ErrorKind::network;
    std::string message;
    int attempts = 0;
    core::Instant first{};
    core::Instant last{};
    core::Instant next_try{};
};

/// A further file that episodes go without, or have by an earlier recipe: what it is made of is no longer kept.
struct Shortage {
    std::string rendition;
    std::size_t without = 0;
    std::size_t outdated = 0;
};

/// A rendition that is no longer configured, with files that stand.
struct Dropped {
    std::string rendition;
    std::size_t files = 0;
    std::size_t irreplaceable = 0;  ///< of them: what they were made of is no longer kept
};

/// An article that is still to be published, or published anew, and has not failed: which step it is that waits.
struct Pending {
    std::string name;  ///< as a Failure's
    std::string url;
    Step step = Step::read;
};

}  // namespace catalog
