#pragma once

#include "core/article.h"
#include "core/episode.h"
#include "core/error.h"
#include "core/loudness.h"
#include "core/recipe.h"
#include "core/time.h"
#include "core/validators.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace catalog {

using Id = std::int64_t;

/// What a source says of an article before it is read.
struct Found {
    std::vector<std::string> keys;  ///< the names it goes by: "url:...", "guid:...", "file:..."; at least one
    std::string url;                ///< its page; empty for a local file
    std::string file;               ///< a local article's path; empty for a page
    std::string stamp;              ///< of that file: while it stays, the file needs no second reading
    std::string guid;
    std::string title;
    std::optional<core::WrittenTime> published;
    std::string recording_url;  ///< a feed's enclosure
    std::uint64_t recording_bytes = 0;
};

/// A downloaded file; its bytes are kept in the state folder under the hash's name while `kept`.
struct Source {
    std::string url;
    std::string sha256;
    std::uint64_t bytes = 0;
    core::Validators validators;
    std::string content_type;
    bool kept = true;
};

enum class Step { read, download, prepare };

/// An article with everything that is known of it.
struct Article {
    Id id = 0;
    std::string source;  ///< core::name of the source that found it
    Found found;
    core::Instant first_seen{};
    core::Validators page;  ///< of the last reading
    bool was_read = false;
    core::Article content;  ///< of the last reading; audio holds the chosen recording only
    core::Instant published_at{};
    std::string identity;  ///< empty before the first reading
    std::string tag_hash;
    std::optional<Source> recording;
    std::optional<Source> picture;
    std::string guid;  ///< of its episode; empty before there is one
    std::string slug;  ///< likewise
};

/// A claimed piece of work: to be ended by complete_*() or fail().
struct Work {
    Step step = Step::read;
    Article article;
};

enum class Outcome {
    recording,  ///< has a recording of its own: goes on
    silent,     ///< has none; not an error
    left_out,   ///< published before the source's `since`
};

/// What reading a page gave.
struct Reading {
    core::Article content;
    Outcome outcome = Outcome::recording;
    std::string identity;
    std::vector<std::string> keys;  ///< further names: canonical URL, recording
    core::Instant published_at{};
    std::string recording_url;
    std::string tag_hash;  ///< of everything in it that a file's tags show
    core::Validators page;
};

/// A published media file and how it was made.
struct File {
    std::string path;  ///< below the show's folder
    int version = 1;
    std::string audio_key;  ///< what decided the audio
    std::string tag_key;    ///< what decided the tags
    std::string sha256;
    std::uint64_t bytes = 0;
    std::string type;
    std::chrono::milliseconds duration{};
    core::Loudness before;
    core::Loudness after;
    bool predicted = false;
    double gain_db = 0;
    double limited_db = 0;
    double shortfall_lu = 0;
    core::Lane lane = core::Lane::encode;
    std::string explanation;
    std::string source_format;
    core::Instant made_at{};
};

/// What the present configuration contributes to every file's keys.
struct Keys {
    std::string recipe;
    std::string show;

    std::string audio_key(const Article& article) const;
    std::string tag_key(const Article& article) const;

    bool operator==(const Keys&) const = default;
};

/// An episode as it is published.
struct Entry {
    Id episode = 0;
    std::string guid;
    std::string slug;
    std::optional<core::Instant> modified;
    Article article;
    File file;
    std::string picture_path;  ///< the episode's own square picture below the show's folder; may be empty
    std::size_t archive = 0;   ///< the archive page that holds it for good; 0: none yet
    std::string pages_key;     ///< what its own pages were rendered from
};

struct Failure {
    Id article = 0;
    std::string name;  ///< the article's title or URL
    Step step = Step::read;
    core::ErrorKind kind = core::ErrorKind::network;
    std::string message;
    int attempts = 0;
    core::Instant next_try{};
};

/// A file that is to answer with the bytes of another one once the feed is out.
struct Delivery {
    std::string path;
    std::string source_path;
    std::string sha256;
    std::string type;
};

/// What is known and what has been done, in SQLite: one catalog a show. Each call is one transaction, safe from several
/// threads. Every failure of the database throws core::Error(storage).
class Catalog {
public:
    /// Opens or makes the catalog and brings it to the present schema. Claims that a dead run left are freed, so the
    /// caller must hold the show's lock.
    explicit Catalog(const std::filesystem::path& path);
    /// A second look at a catalog that another run may be writing: changes nothing. Throws Error(storage) where there
    /// is none, or none of this program's schema.
    static Catalog open_to_read(const std::filesystem::path& path);
    ~Catalog();
    Catalog(Catalog&&) noexcept;
    Catalog& operator=(Catalog&&) = delete;

    // discovering
    core::Validators listing(const std::string& key);
    /// Adds the articles that are not known by any of their keys, and learns new keys of those that are; returns how
    /// many are new. A local file that is known is read again when its stamp
    /// has changed.
    std::size_t record_listing(const std::string& key, const std::string& source, const core::Validators& validators,
                               std::span<const Found> links, core::Instant now);

    // the work, step by step
    std::optional<Work> claim_next(Step step, const Keys& keys, core::Instant now);
    enum class Recorded { first, changed, same, duplicate };
    /// `duplicate`: another article already goes by one of the keys; this one is folded into it.
    Recorded complete_read(const Work& work, const Reading& reading, std::optional<core::Instant> next_check,
                           core::Instant now);
    /// The page has not changed since.
    void complete_read(const Work& work, std::optional<core::Instant> next_check, core::Instant now);
    /// `recording` and `picture` are given where they are new; what is not given stays.
    void complete_download(const Work& work, const std::optional<Source>& recording,
                           const std::optional<Source>& picture, std::optional<core::Instant> next_check,
                           core::Instant now);
    /// Mints the episode where there is none. A file whose path is not the current one's becomes current, and every
    /// earlier name is queued to answer with its bytes.
    void complete_prepare(const Work& work, const std::string& guid, const std::string& slug, const File& file,
                          const std::string& picture_path, core::Instant now);
    /// Notes the failure; the work is claimed again no sooner than after a pause that grows with each attempt.
    void fail(const Work& work, const core::Error& error, core::Instant now);
    /// Gives the work back as if it had not been claimed (the run is being stopped).
    void release(const Work& work);

    // what is published
    std::optional<File> current_file(Id article);
    int latest_version(Id article);
    /// Newest first, without withdrawn ones; without the articles' bodies, which fill_body() gives.
    std::vector<Entry> published();
    void fill_body(Entry& entry);
    void set_archives(std::span<const std::pair<Id, std::size_t>> archives);  ///< episode, page
    void set_pages_key(Id episode, const std::string& key);
    std::vector<std::string> media_paths();     ///< of every version of every episode, and their pictures
    void forget_file(const std::string& path);  ///< it is gone or was altered: to be made again under a new name
    std::vector<Delivery> outbox();
    void delivered(const std::string& path);
    std::vector<Failure> failures();

    // withdrawing
    /// The GUID of the episode that goes by this GUID or key; "" where there is none.
    std::string find_episode(const std::string& guid_or_key);
    /// Takes the episode out of published() for good, with its files; what its source says of it later changes nothing.
    void withdraw(const std::string& guid, const std::string& reason, core::Instant now);
    /// Undoes that: its file is made again by the next run. False where it was not withdrawn.
    bool restore(const std::string& guid);
    std::vector<std::string> withdrawn();  ///< GUIDs

    // downloaded files
    std::vector<std::string> kept_sources();  ///< hashes
    /// Marks sources fetched before that moment, and those that no article names, as no longer kept.
    void drop_sources_before(core::Instant moment);

    /// "" for a sound database, else its own words for what is wrong.
    std::string integrity();

    // small facts of the show
    std::string fact(const std::string& key);  ///< "" where there is none
    void set_fact(const std::string& key, const std::string& value);

private:
    struct State;
    explicit Catalog(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace catalog
