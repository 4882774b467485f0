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

/// ISO 8601, "" for none.
std::string written(const std::optional<core::WrittenTime>& time);

/// The article that goes by the name.
std::optional<Id> owner_of(Database& database, const std::string& key);
/// The article goes by that name too, unless another does.
void learn(Database& database, const std::string& key, Id article);
/// The article is another one under another name: its names lead there from now on.
void fold(Database& database, Id article, Id into);

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
std::vector<std::string> from_json(const std::string& text);
/// A list that is empty more often than not: "" then.
std::string to_row(const std::vector<std::string>& list);

/// Whether source `r` is not what article `a` names now.
constexpr std::string_view is_of_another_url = "(r.url <> a.recording_url OR r.later_parts <> a.later_parts) ";

/// Of episode `e`: the hashes of what its parts were recorded as and what they say, in their order: what its files'
/// keys begin with.
extern const std::string_view sound_of_episode;
extern const std::string_view tags_of_episode;

/// Of episode `e`: the key of its text in its sound.
extern const std::string_view read_along_of_episode;

void end_claim(Database& database, Step step, Id subject, std::string_view rendition);
/// Puts the work off, ever longer with each attempt.
void note_failure(Database& database, const Work& work, const core::Error& error, core::Instant now);
void clear_failure(Database& database, Step step, Id subject, std::string_view rendition = {});

}  // namespace catalog
