#pragma once

#include "catalog/article.h"
#include "catalog/dossier.h"
#include "catalog/edition.h"
#include "catalog/entry.h"
#include "catalog/figures.h"
#include "catalog/history.h"
#include "catalog/picture_sizes.h"
#include "catalog/standing.h"
#include "catalog/work.h"
#include "core/error.h"
#include "core/published_file.h"
#include "core/time.h"
#include "core/validators.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace catalog {

/// A configured source, as the articles that it found refer to it.
struct SourceRules {
    std::string identity;
    std::vector<std::string>
        formerly;             ///< what else its articles may call it: without its id, in a catalog of schema 1
    std::string reading_key;  ///< of the operator's rules for reading its articles
    std::string rules;        ///< those rules, as they are to be kept
};

/// One answer of a source.
struct ListingRecord {
    std::string key;     ///< of the listing: under it the validators are kept
    std::string source;  ///< identity
    std::string reading_key;
    core::Validators validators;
};

/// What a reading meant for what was known.
struct Recorded {
    enum class Change { first, changed, same, duplicate };
    Change change = Change::same;
    std::string folded_into;  ///< of a duplicate, where both were found by URLs of their own: the other's
    bool shared = false;      ///< it has lost its recording, which other pages offer as theirs too
};

/// A recording that several pages of a source offer, each as its own.
struct SharedRecording {
    /// A published one with this recording.
    struct Episode {
        std::string guid;
        std::string title;
        std::size_t others = 0;  ///< how many other articles offer it; no more than four are counted
    };
    std::string source;
    std::string recording;           ///< as a page writes it
    std::vector<std::string> pages;  ///< of different articles, three at most
    bool are_all_named = true;
    std::size_t untold = 0;  ///< how many articles have lost it since that was told of the source
    std::vector<Episode> episodes;
};

/// Whether the operator takes a page, by its source and URL, for an article.
using PageFilter = std::function<bool(const std::string&, const std::string&)>;

/// What is known and what has been done, in SQLite: one catalog a show. Each call is one transaction, safe from several
/// threads. Every failure of the database throws core::Error(storage).
class Catalog {
public:
    /// Opens or makes the catalog and brings it to the present schema. Claims that a dead run left are freed, so the
    /// caller must hold the show's lock.
    explicit Catalog(const std::filesystem::path& path);
    /// A second look at a catalog that another run may be writing, also by who may only read it: changes nothing and
    /// leaves no file beside it. Throws Error(storage) where there is none, or none of this program's schema.
    static Catalog open_to_read(const std::filesystem::path& path);
    ~Catalog();
    Catalog(Catalog&&) noexcept;
    Catalog& operator=(Catalog&&) = delete;

    /// Begins a run: what waits for longer than it can have been put off (`longest_pause` for failures, `recheck` for
    /// looks) was put off by a wrong clock, and is due. Articles that were first seen by a clock that was not believed
    /// are dated anew. `dates` is given where the present one is not: what is dated is dated so.
    void begin_run(std::chrono::seconds recheck, const std::optional<core::Instant>& dates, core::Instant now);

    // discovering
    /// Says which sources there are. Articles of one that is gone keep the rules by which they were read; those of one
    /// whose rules have changed are to be read again in full.
    void set_sources(std::span<const SourceRules> sources, core::Instant now);
    core::Validators listing(const std::string& key);
    std::size_t listed_before(const std::string& key);  ///< how many links its last answer had
    /// How many of a source's newest articles (`window` at most) have been read and how many have a recording, and the
    /// same of those before them.
    struct Yield {
        std::size_t read = 0;
        std::size_t with_recording = 0;
    };
    std::pair<Yield, Yield> yield_of(const std::string& source, std::size_t window);
    /// How many articles there are of each outcome: "unread", "recording", "silent", "left_out", "duplicate".
    std::map<std::string, std::size_t> outcomes();
    /// The titles of those whose page is no longer the article, and what it is instead.
    std::vector<std::pair<std::string, std::string>> strange_pages();
    /// Adds the articles that are not known by any of their keys, and learns new keys of those that are; returns how
    /// many are new. A local file that is known is read again when its stamp has changed.
    std::size_t record_listing(const ListingRecord& listing, std::span<const Found> links, core::Instant now);

    // the work, step by step
    std::optional<Work> claim_next(Step step, const Keys& keys, core::Instant now);
    /// `duplicate`: another article goes by one of the keys and says the same: this one, which has no episode, is
    /// folded into it. An article that only claims another's address keeps its own. A recording that other pages of its
    /// source offer as well is noted and not taken.
    Recorded complete(const ReadWork& work, const Reading& reading, std::optional<core::Instant> next_check,
                      core::Instant now);
    /// What answers is not the article: everything stays as it is. True where that was not told yet.
    bool keep(const ReadWork& work, const std::string& reason, std::optional<core::Instant> next_check,
              core::Instant now);
    /// The page has not changed since.
    void complete(const ReadWork& work, std::optional<core::Instant> next_check, core::Instant now);
    /// `recording` and `picture` are given where they are new; what is not given stays. Mints the article's episode
    /// where it has none; throws Error(media) where another article's episode has that name. Where another article's
    /// episode has this very sound, title and day, this one is folded into it: gives the other's URL, which may be
    /// empty.
    std::optional<std::string> complete(const DownloadWork& work, const std::optional<Original>& recording,
                                        const std::optional<Original>& picture, const Minting& minting,
                                        std::optional<core::Instant> next_check, core::Instant now);
    /// What was made of a MakeWork.
    struct Making {
        File file;
        std::string picture_path;  ///< of the episode's own picture, below the show's folder; may be empty
        std::string picture_sha256;
        std::uint64_t picture_bytes = 0;
        std::optional<core::Error> picture_failed = {};  ///< the file was made without it; a later run tries again
    };
    /// The file becomes the current one of its rendition. One of another path leaves the earlier name to answer with
    /// its bytes.
    void complete(const MakeWork& work, const Making& making, core::Instant now);
    /// Whether that is news: it was another outcome before, or of another recording or other words.
    bool complete(const AlignWork& work, const core::ReadAlong& found);
    /// Says which synthesizer there is ("": none). What could not be looked for without another one, or failed, is
    /// looked for anew.
    void set_synthesizer(const std::string& synthesizer);
    /// Those that wait for a voice, each once.
    std::vector<std::string> languages_without_voice();
    /// Says that there is one now.
    void set_voice(const std::string& language);
    /// Notes the failure; the work is claimed again no sooner than after a pause that grows with each attempt, unless
    /// what it depends on (rules, the recording's address, the recipe) changes before.
    void fail(const Work& work, const core::Error& error, core::Instant now);
    /// Gives the work back as if it had not been claimed.
    void release(const Work& work);
    /// How much may be claimed: of each step, in the order read, download, make.
    std::vector<std::size_t> waiting(const Keys& keys, core::Instant now);

    /// Recordings, by address or sound, that the pages of several articles of one source offer. None of these articles
    /// has it: whatever was fetched and made of it is undone. One whose published episode is of another recording
    /// keeps that; one whose published episode is of this keeps it until it is withdrawn. What is gone, or not taken by
    /// the operator, offers nothing; an article that lost what nobody else offers any more has it again. Gives those
    /// of which there is something to tell. To be called when nothing is being read, fetched or made.
    std::vector<SharedRecording> refuse_shared(const PageFilter& takes, core::Instant now);
    void note_told_sharing(const std::string& source);
    /// Whether anything that came for a published episode is not made before refuse_shared() has judged it.
    bool awaits_judgement();
    /// Of catalogs of earlier schemas: the articles' recordings whose key is still to be noted.
    std::vector<std::pair<Id, std::string>> recordings_without_key();
    void set_recording_keys(std::span<const std::pair<Id, std::string>> keys);

    /// Articles with a recording and no episode, as catalogs of schema 1 have them.
    std::vector<KnownArticle> unminted();
    /// Articles that were read, have a recording and no episode yet, whether the recording has come or not.
    std::vector<KnownArticle> without_episode();
    void mint(Id article, const Minting& minting, core::Instant now);

    // what is published
    /// Newest first, without withdrawn ones.
    std::vector<Entry> published();
    core::Text text(Id episode);
    std::vector<core::Cue> cues(Id episode);  ///< of its text as it is now; empty where there are none
    std::vector<EarlierFile> earlier_files();
    void forget_file(const std::string& path);  ///< it is gone or was altered: to be made again
    void lose_picture(Id episode);              ///< likewise the episode's own picture
    void set_picture(Id episode, const std::string& sha256, std::uint64_t bytes);  ///< of the picture that stands
    /// Published pictures that lack sizes for pages, each once, those of the newest episodes first.
    std::vector<UnsizedPicture> unsized_pictures();
    /// `picture` is the hash of the square one.
    void keep_size(const std::string& picture, PictureSize size, const SizedPicture& made);
    /// It is gone or was altered: to be made again. False where the path is none of the picture's sizes.
    bool forget_size(const std::string& picture, const std::string& path);
    void drop_unused_sizes();  ///< of pictures that no published episode has
    /// What the further renditions of the present configuration lack for good.
    std::vector<Shortage> shortages(const Keys& keys);
    /// The renditions with files in published() that it does not want.
    std::vector<Dropped> dropped(const Keys& keys);
    /// Takes a rendition's files out of published(). They are made again where it is wanted again.
    void drop(const std::string& rendition);
    /// Forgets failures to make what has been made since, by other keys, or is not wanted any more.
    void forget_outdated_failures(const Keys& keys);
    /// The parts of the current files' keys that came from the configuration, the newest first.
    std::vector<std::string> recipe_keys(const std::string& rendition);
    std::vector<std::string> show_keys();
    std::vector<Failure> failures();
    /// What the next run will take up to have it published: not what it will only look at again, and not what the
    /// present configuration would have made anew.
    std::vector<Pending> pending();
    /// What all of the work comes to, for who draws it.
    Figures figures();

    /// How far every article and edition has come, the newest first; `target` is where they are published.
    std::vector<Standing> standings(const std::string& target);

    Dossier dossier(const Subjects& subjects);
    std::vector<Failure> failures_of(const Subjects& subjects);
    /// Which of their steps could be claimed now, in the order of the steps.
    std::vector<Step> due(const Subjects& subjects, const Keys& keys, core::Instant now);
    /// The article that goes by a key (Found::keys).
    std::optional<Id> article_by_key(const std::string& key);
    /// What failed with them waits no longer.
    void retry(const Subjects& subjects, core::Instant now);
    /// From now on only their steps are claimed, and all of these that there are: they are looked at now, whenever that
    /// would be due, and what failed waits no longer. What is left out stays as it is.
    void restrict_to(std::span<const Subjects> subjects, core::Instant now);

    // bulletins
    bool has_edition(const std::string& bulletin, core::Instant at);
    /// Articles for an edition of the bulletin: published after the one and not after the other moment, with a
    /// recording that is here, not withdrawn and in none of its editions yet; the newest first.
    std::vector<KnownArticle> candidates(const std::string& bulletin, core::Instant after, core::Instant until);
    /// Of the article's recording, by a file that was made of it; none where there is no such file.
    std::optional<std::chrono::milliseconds> length_of(Id article);
    /// Throws Error(media) where the names are another's.
    void mint_edition(const NewEdition& edition, core::Instant now);
    /// The editions since a moment, and older ones that were lost or made by another recipe, of each rendition; the
    /// newest first, the enclosure of each first.
    std::vector<EditionWork> editions(const Keys& keys, core::Instant open_since);
    /// Claims the work by its audio_key; false where another has it, or it waits for a later try of the very same.
    bool take(const EditionWork& work, core::Instant now);
    /// `heard`, in order, where the sound was made; empty where only the tags were.
    void complete(const EditionWork& work, const File& file, const std::vector<HeardPart>& heard, core::Instant now);
    void fail(const EditionWork& work, const core::Error& error, core::Instant now);
    void release(const EditionWork& work);
    /// What a synthesizer has said by that key; it is used at `now`.
    std::optional<Original> spoken(const std::string& key, core::Instant now);
    void keep_spoken(const std::string& key, const Original& piece, core::Instant now);
    /// The picture of the article's episode.
    void note_picture(Id article, const OwnPicture& picture);
    /// Articles without a recording that are still looked at are read again in full at the next reading.
    void look_anew_at_silent(core::Instant now);

    // the manifest of a target
    std::vector<core::PublishedFile> manifest(const std::string& target);
    bool has_manifest(const std::string& target);  ///< whether it names anything
    void intend(const Intention& intention);
    /// What was intended has been done: the files stand with these stamps, the others are gone.
    void settle(const std::string& target, std::span<const std::pair<std::string, std::string>> stamps,
                std::span<const std::string> removed);
    /// The file's bytes are not what the manifest says.
    void distrust(const std::string& target, const std::string& path);

    // withdrawing, and whatever else a person names
    /// Of all episodes, the newest first.
    std::vector<EpisodeNames> episode_names();
    /// Of all articles too, whether they have an episode or not.
    std::vector<EpisodeNames> article_names();
    /// Takes the episode out of published() for good, with its files; what its source says of it later changes nothing.
    void withdraw(const std::string& guid, const std::string& reason, core::Instant now);
    /// Undoes that: its file is made again by the next run. False where it was not withdrawn.
    bool restore(const std::string& guid);
    std::vector<std::string> withdrawn();  ///< GUIDs
    /// Brings back what keep_days took at a time that is still to come, so by a wrong clock, and was published after
    /// `kept_since`; how many.
    std::size_t restore_premature(core::Instant kept_since, core::Instant now);
    /// How many episodes were minted after the moment.
    std::size_t minted_since(core::Instant moment);

    // downloaded files
    std::vector<std::string> kept_sources();  ///< hashes
    /// Marks sources fetched before that moment, and those that no article names, as no longer kept.
    void drop_sources_before(core::Instant moment);
    /// A kept file of this hash is gone or was altered: it is to be fetched again where it is needed.
    void lose_source(const std::string& sha256);

    // the history
    /// Notes that a run begins; as many of the latest as most_past_runs are kept.
    Id begin_past_run(core::Instant now);
    /// Notes its end, and adds up what failed by day.
    void end_past_run(Id run, const PastRun& done, std::span<const FailureCount> failures);
    std::vector<PastRun> past_runs();  ///< the latest first
    Inventory inventory();

    /// "" for a sound database, else its own words for what is wrong.
    std::string integrity();

    // small facts of the show
    std::string fact(const std::string& key);                         ///< "" where there is none
    void set_fact(const std::string& key, const std::string& value);  ///< one that has it already costs no writing
    std::optional<core::Instant> moment(const std::string& key);      ///< a fact that is a time; empty: there is none
    void set_moment(const std::string& key, const std::optional<core::Instant>& moment);

private:
    struct State;
    explicit Catalog(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace catalog
