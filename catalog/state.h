#pragma once

#include "catalog/catalog.h"
#include "catalog/sqlite.h"

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>

namespace catalog {

/// What may need a step, the most urgent first: urgency, article or episode, rendition. To look through all of them for
/// each that is claimed would make a run's cost grow with the square of their number.
struct Waiting {
    core::Instant now;
    std::set<std::tuple<std::int64_t, Id, std::string>> subjects;
};

struct Catalog::State {
    explicit State(Database&& opened);

    std::mutex mutex;
    Database database;
    std::string owner;                   ///< of the claims this process makes
    std::optional<Keys> keys;            ///< those that the table recipes_now holds
    std::optional<core::Instant> dates;  ///< by which things are dated where the clock is not believed

    bool is_restricted = false;  ///< only what stands in the table only_now may be claimed

    /// Lets the statements that compare keys compare with these.
    void use(const Keys& present);
    /// After anything was done with an article it may need any step.
    void note(Id article);
    /// After a change to many: who asks next looks through all again.
    void forget_waiting() { waiting.clear(); }

    std::map<Step, Waiting> waiting;
};

std::int64_t to_row(core::Instant instant);
std::optional<std::int64_t> to_row(const std::optional<core::Instant>& instant);
core::Instant to_instant(std::int64_t seconds);

/// The columns that read_article() takes, from `articles a` joined with its recording `r`, picture `p` and episode `e`.
extern const std::string article_columns;
extern const std::string_view article_joins;
KnownArticle read_article(Statement& row);

/// The columns that read_file() takes, from `files f`.
extern const std::string_view file_columns;
File read_file(Statement& row);
/// That of the episode's rendition which stands; of one that was taken out of the operator's file and is in it again,
/// the last that it had.
std::optional<File> latest_file(Database& database, Id episode, std::string_view rendition);
/// The file becomes that of its rendition; the earlier names answer with its bytes, as far as they are of its type.
void put_file(Database& database, Id episode, const File& file);
/// Whether listeners are given something else than before: a file that was only lost and made again is no correction.
bool is_correction(const File& before, const std::string& audio_key, const std::string& tag_key);

/// An episode's line, as it is minted; its id. Throws Error(media) where another has that name.
Id insert_episode(Database& database, const Minting& minting, core::Instant now);
/// A downloaded file's line; its id.
Id insert_original(Database& database, const Original& source, core::Instant now);

std::optional<KnownArticle> article_by_id(Database& database, Id id);

/// Adds a published file, the enclosure of each episode first; the entry that it begins, null where it is a further
/// file of the last one.
Entry* add_file(std::vector<Entry>& entries, Id episode, File file);

/// The bulletins' editions among what is published.
std::vector<Entry> published_editions(Database& database);
/// An edition's text and cues, of all its parts.
core::Text text_of_edition(Database& database, Id episode);
std::vector<core::Cue> cues_of_edition(Database& database, Id episode);
bool is_edition(Database& database, Id episode);
/// As a read-along keeps them.
std::vector<core::Cue> cues_in(const std::string& text);

/// ISO 8601, "" for none.
std::string written(const std::optional<core::WrittenTime>& time);

/// The article that goes by the name.
std::optional<Id> owner_of(Database& database, const std::string& key);
/// The article goes by that name too, unless another does.
void learn(Database& database, const std::string& key, Id article);
/// The article is another one under another name: its names lead there from now on.
void fold(Database& database, Id article, Id into);

/// The hash of the picture of which a file's tags tell, by their key; empty: of none.
std::string picture_in(const std::string& tag_key);

/// What an article says, as far as it tells whether another is the same one.
struct Saying {
    std::string title;
    std::int64_t published_at = 0;
    std::string text_hash;
};

/// Whether two pages with one recording are one article, at two addresses: they have the same title and day, or, where
/// neither's source gave the recording (`are_pages`), the same text under much the same title.
bool are_one(const Saying& one, const Saying& other, bool are_pages);

/// A list of chapters, without their pictures; "" for none.
std::string to_row(const std::vector<core::Chapter>& chapters);
std::vector<core::Chapter> chapters_in(const std::string& text);

std::string to_json(const std::vector<std::string>& list);
std::string to_json(const std::map<std::string, std::string>& rules);
std::vector<std::string> from_json(const std::string& text);
/// A list that is empty more often than not: "" then.
std::string to_row(const std::vector<std::string>& list);

/// Whether source `r` is not what article `a` names now.
constexpr std::string_view is_of_another_url = "(r.url <> a.recording_url OR r.later_parts <> a.later_parts) ";

/// Whether episode `e` is for listeners.
constexpr std::string_view not_withdrawn = "NOT EXISTS (SELECT 1 FROM tombstones x WHERE x.guid = e.guid) ";

/// Of episode `e`: the hashes of what its parts were recorded as and what they say, in their order: what its files'
/// keys begin with.
extern const std::string_view sound_of_episode;
/// Whether any of episode e's recordings is no longer at hand.
extern const std::string_view source_gone;
/// Whether file f is of the sound that enclosure k is of: what waits to be made of a correction is not offered
/// meanwhile with what was corrected. One that was lost is whatever it was.
extern const std::string_view is_of_same_sound;
extern const std::string_view tags_of_episode;

/// Of episode `e`: the key of its text in its sound.
extern const std::string_view read_along_of_episode;

/// A step's name and back; "make" for what is none.
Step step_from(std::string_view text);

/// What a person knows article `a` by.
extern const std::string_view name_of_article;
/// Which step the publication of article `a` waits for; NULL: none.
extern const std::string step_that_waits;

/// What a piece of work is about, and what it depends on: while that stays, it fails again.
struct Subject {
    Step step = Step::read;
    Id id = 0;
    std::string rendition;
    std::string key;
};
Subject subject_of(const Work& work);

/// Begins a statement that gives urgency, article or episode, and rendition of those that a step can be about: what was
/// never read is read first, the newest is downloaded and made first.
std::string subjects_of(Step step);
/// Which of these need it, whatever else is claimed. ?1 is the present moment.
std::string condition_of(Step step);

/// The work is this process's until its lease ends.
void claim(Database& database, const std::string& owner, const Subject& subject, core::Instant now);
void end_claim(Database& database, Step step, Id subject, std::string_view rendition);
/// Puts the work off, ever longer with each attempt.
void note_failure(Database& database, const Subject& subject, const core::Error& error, core::Instant now);
void clear_failure(Database& database, Step step, Id subject, std::string_view rendition = {});

}  // namespace catalog
