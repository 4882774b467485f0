#include "catalog/schema.h"

#include "catalog/sqlite.h"
#include "core/episode.h"
#include "core/error.h"

#include <fmt/core.h>

#include <array>
#include <string>

namespace catalog {

namespace {

/// A migration is never edited once it has been released; a change is a new one at the end.
constexpr std::array<const char*, 9> migrations{R"sql(
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- what a source's own page or feed answered last
CREATE TABLE listings (
    key TEXT PRIMARY KEY, etag TEXT NOT NULL, last_modified TEXT NOT NULL, checked_at INTEGER NOT NULL) STRICT;

-- downloaded files by content; the bytes stand in the state folder while kept is 1
CREATE TABLE sources (
    id INTEGER PRIMARY KEY, url TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL,
    etag TEXT NOT NULL, last_modified TEXT NOT NULL, content_type TEXT NOT NULL,
    fetched_at INTEGER NOT NULL, kept INTEGER NOT NULL DEFAULT 1) STRICT;

CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    -- what the source said
    source TEXT NOT NULL, url TEXT NOT NULL, file TEXT NOT NULL, file_stamp TEXT NOT NULL, listed_guid TEXT NOT NULL, listed_title TEXT NOT NULL,
    listed_published TEXT NOT NULL, listed_recording TEXT NOT NULL, listed_bytes INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    -- when and how its page was read
    read_at INTEGER, check_at INTEGER, etag TEXT NOT NULL DEFAULT '', last_modified TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT 'unread',
    -- what it says
    identity TEXT NOT NULL DEFAULT '', canonical_url TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '',
    published TEXT NOT NULL DEFAULT '', published_at INTEGER NOT NULL DEFAULT 0, modified TEXT NOT NULL DEFAULT '',
    authors TEXT NOT NULL DEFAULT '[]', language TEXT NOT NULL DEFAULT '',
    image_url TEXT NOT NULL DEFAULT '',
    image_caption TEXT NOT NULL DEFAULT '', image_credit TEXT NOT NULL DEFAULT '', section TEXT NOT NULL DEFAULT '',
    keywords TEXT NOT NULL DEFAULT '[]', recording_url TEXT NOT NULL DEFAULT '', tag_hash TEXT NOT NULL DEFAULT '',
    -- what was downloaded for it
    recording INTEGER REFERENCES sources, recording_check_at INTEGER, picture INTEGER REFERENCES sources,
    claimed TEXT,
    -- the long ones last, so that nobody who looks for something else reads through them
    lead TEXT NOT NULL DEFAULT '', body TEXT NOT NULL DEFAULT '', body_html TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX articles_by_check ON articles (check_at) WHERE check_at IS NOT NULL;
CREATE INDEX articles_by_recording_check ON articles (recording_check_at) WHERE recording_check_at IS NOT NULL;
CREATE INDEX articles_by_claim ON articles (claimed) WHERE claimed IS NOT NULL;

-- every name under which an article is known
CREATE TABLE aliases (key TEXT PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles) STRICT;
CREATE INDEX aliases_by_article ON aliases (article);

CREATE TABLE episodes (
    id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE, slug TEXT NOT NULL UNIQUE, minted_at INTEGER NOT NULL,
    modified_at INTEGER, picture_path TEXT NOT NULL DEFAULT '',
    -- the archive page that holds it for good (0: still in the feed), and what its own pages were rendered from
    archive INTEGER NOT NULL DEFAULT 0, pages_key TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE parts (
    episode INTEGER NOT NULL REFERENCES episodes, position INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles, start_ms INTEGER NOT NULL,
    PRIMARY KEY (episode, position)) STRICT;
CREATE INDEX parts_by_article ON parts (article);

-- published files; of each episode and kind one is current, the others answer under their old names
CREATE TABLE files (
    id INTEGER PRIMARY KEY, episode INTEGER NOT NULL REFERENCES episodes, kind TEXT NOT NULL, path TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL, current INTEGER NOT NULL, audio_key TEXT NOT NULL, tag_key TEXT NOT NULL,
    sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, type TEXT NOT NULL, duration_ms INTEGER NOT NULL,
    before_lufs REAL NOT NULL, before_range REAL NOT NULL, before_peak REAL NOT NULL,
    after_lufs REAL NOT NULL, after_range REAL NOT NULL, after_peak REAL NOT NULL, predicted INTEGER NOT NULL,
    gain_db REAL NOT NULL, limited_db REAL NOT NULL, shortfall_lu REAL NOT NULL, lane TEXT NOT NULL,
    explanation TEXT NOT NULL, source_format TEXT NOT NULL, made_at INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX files_current ON files (episode, kind) WHERE current = 1;

-- what is still to be put where once the feed that needs it not is published
CREATE TABLE outbox (
    target TEXT NOT NULL, path TEXT NOT NULL, source_path TEXT NOT NULL, sha256 TEXT NOT NULL, type TEXT NOT NULL,
    PRIMARY KEY (target, path)) STRICT;

CREATE TABLE failures (
    article INTEGER NOT NULL REFERENCES articles, step TEXT NOT NULL, kind TEXT NOT NULL, message TEXT NOT NULL,
    attempts INTEGER NOT NULL, first_at INTEGER NOT NULL, last_at INTEGER NOT NULL, next_try INTEGER NOT NULL,
    PRIMARY KEY (article, step)) STRICT;

CREATE TABLE tombstones (guid TEXT PRIMARY KEY, reason TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
)sql",
                                                R"sql(
-- what is published: every file of ours at a target, by what it was rendered from; what is about to be put there first
CREATE TABLE manifest (
    target TEXT NOT NULL, path TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL, type TEXT NOT NULL, stamp TEXT NOT NULL, intended INTEGER NOT NULL,
    PRIMARY KEY (target, path)) STRICT;
DROP TABLE outbox;
DELETE FROM meta WHERE key = 'index_key' OR key LIKE 'archive-%';

-- work in hand: of an article (read, download) or of an episode's rendition (make), by whom and until when
CREATE TABLE claims (
    step TEXT NOT NULL, subject INTEGER NOT NULL, rendition TEXT NOT NULL, owner TEXT NOT NULL, until INTEGER NOT NULL,
    PRIMARY KEY (step, subject, rendition)) STRICT;
DROP INDEX articles_by_claim;
ALTER TABLE articles DROP COLUMN claimed;

-- failures of the same things; key is what a try depends on: with another one it need not wait
CREATE TABLE failures_2 (
    step TEXT NOT NULL, subject INTEGER NOT NULL, rendition TEXT NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL,
    message TEXT NOT NULL, attempts INTEGER NOT NULL, first_at INTEGER NOT NULL, last_at INTEGER NOT NULL,
    next_try INTEGER NOT NULL, PRIMARY KEY (step, subject, rendition)) STRICT;
INSERT INTO failures_2 SELECT step, article, '', CASE step WHEN 'download' THEN
    (SELECT recording_url FROM articles WHERE id = article) ELSE '' END, kind, message, attempts, first_at, last_at,
    next_try FROM failures WHERE step <> 'prepare';
DROP TABLE failures;
ALTER TABLE failures_2 RENAME TO failures;

-- the operator's rules for reading, by their key, and by which of them an article was read
CREATE TABLE rules (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
ALTER TABLE articles ADD COLUMN reading_key TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN text_hash TEXT NOT NULL DEFAULT '';

ALTER TABLE episodes DROP COLUMN pages_key;
ALTER TABLE episodes ADD COLUMN picture_sha256 TEXT NOT NULL DEFAULT '';
ALTER TABLE episodes ADD COLUMN picture_bytes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE episodes ADD COLUMN picture_lost INTEGER NOT NULL DEFAULT 0;

-- which recording of its article a part was made of
ALTER TABLE parts ADD COLUMN recording INTEGER REFERENCES sources;
UPDATE parts SET recording = (SELECT recording FROM articles WHERE id = article);

-- an episode has a file for each rendition; that of the feed's enclosure is called so
ALTER TABLE files RENAME COLUMN kind TO rendition;
-- an earlier name answers with the bytes of the present file, as long as that is of the same type
UPDATE files SET (sha256, bytes) = (SELECT c.sha256, c.bytes FROM files c WHERE c.episode = files.episode AND
    c.rendition = files.rendition AND c.current = 1) WHERE current = 0 AND type = (SELECT c.type FROM files c WHERE
    c.episode = files.episode AND c.rendition = files.rendition AND c.current = 1);
CREATE INDEX sources_by_hash ON sources (sha256);
)sql",
                                                R"sql(
-- what a feed's item says beside that, and whether its link leads to a page that others share
ALTER TABLE articles ADD COLUMN listed_sound TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN listed_html TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN listed_shared INTEGER NOT NULL DEFAULT 0;
-- 1: first_seen was taken from a clock that was not believed, and waits for a better one
ALTER TABLE articles ADD COLUMN undated INTEGER NOT NULL DEFAULT 0;
-- 0: nothing of its page was read yet, only what its source says
ALTER TABLE articles ADD COLUMN page_was_read INTEGER NOT NULL DEFAULT 0;
UPDATE articles SET page_was_read = 1 WHERE read_at IS NOT NULL AND url <> '';
-- 1: its source says something new of it since it was read
ALTER TABLE articles ADD COLUMN item_changed INTEGER NOT NULL DEFAULT 0;
-- what was told of its page when that was no longer the article; and when its recording was replaced by another sound
ALTER TABLE articles ADD COLUMN told TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN replaced_at INTEGER;
-- what version 0.1.0 folded by an address that its page claimed, and nothing else: 1 to be judged anew when it is listed,
-- 2 it has been
ALTER TABLE articles ADD COLUMN refold INTEGER NOT NULL DEFAULT 0;
UPDATE articles SET refold = 1 WHERE outcome = 'duplicate' AND url <> '';
CREATE INDEX articles_to_refold ON articles (url) WHERE refold = 1;
CREATE INDEX articles_by_identity ON articles (identity) WHERE identity <> '';
CREATE INDEX articles_by_listed_recording ON articles (listed_recording) WHERE listed_recording <> '';
CREATE INDEX articles_by_recording ON articles (recording) WHERE recording IS NOT NULL;

-- what a recording sounds like, whatever its tags say: the hash of its packets
ALTER TABLE sources ADD COLUMN sound TEXT NOT NULL DEFAULT '';
CREATE INDEX sources_by_sound ON sources (sound) WHERE sound <> '';

-- how many links a listing had
ALTER TABLE listings ADD COLUMN links INTEGER NOT NULL DEFAULT 0;
)sql",
                                                R"sql(
-- what its owner should hear of a file's sound: a JSON list of words
ALTER TABLE files ADD COLUMN findings TEXT NOT NULL DEFAULT '[]';
-- what was wrong with a recording at its source, where it is published all the same
ALTER TABLE sources ADD COLUMN flaw TEXT NOT NULL DEFAULT '';
)sql",
                                                R"sql(
-- which recording a page offers, whoever is given it; NULL: an earlier schema did not note it. A feed's word beside its
-- item is none
ALTER TABLE articles ADD COLUMN recording_key TEXT;
UPDATE articles SET recording_key = '' WHERE read_at IS NOT NULL AND (recording_url = '' OR listed_recording <> '');
CREATE INDEX articles_by_recording_key ON articles (recording_key, source) WHERE recording_key <> '';
CREATE INDEX articles_without_recording_key ON articles (id) WHERE recording_key IS NULL AND recording_url <> '';
-- 1: other pages offer it too, so that it was taken from the article; 2: that has been told
ALTER TABLE articles ADD COLUMN shared INTEGER NOT NULL DEFAULT 0;
CREATE INDEX articles_by_shared ON articles (shared) WHERE shared > 0;
-- what that recording sounds like; empty: it was not fetched
ALTER TABLE articles ADD COLUMN offered_sound TEXT NOT NULL DEFAULT '';
CREATE INDEX articles_by_offered_sound ON articles (offered_sound, source) WHERE offered_sound <> '';
-- of a published episode the recording that it has, until it is judged whether the new one is the article's
ALTER TABLE articles ADD COLUMN judged_recording INTEGER REFERENCES sources;
CREATE INDEX articles_by_judged_recording ON articles (id) WHERE judged_recording IS NOT NULL;
-- of a recording in parts the URLs behind the first one's, a JSON list, and those of what was fetched, with the validators
-- of each; empty: it is one file
ALTER TABLE articles ADD COLUMN later_parts TEXT NOT NULL DEFAULT '';
ALTER TABLE sources ADD COLUMN later_parts TEXT NOT NULL DEFAULT '';
ALTER TABLE sources ADD COLUMN part_validators TEXT NOT NULL DEFAULT '';
-- 1: it was put where listeners may have met it
ALTER TABLE episodes ADD COLUMN stood INTEGER NOT NULL DEFAULT 0;
UPDATE episodes SET stood = 1;
CREATE INDEX episodes_by_stood ON episodes (id) WHERE stood = 0;
)sql",
                                                R"sql(
-- an episode's text in its sound: of which sound and words (key), as what language, what came of it; the cues are a JSON
-- list of start, end (milliseconds), confidence and text
CREATE TABLE read_alongs (
    episode INTEGER PRIMARY KEY REFERENCES episodes, key TEXT NOT NULL, language TEXT NOT NULL, timing TEXT NOT NULL,
    reason TEXT NOT NULL, confidence REAL NOT NULL, sentences INTEGER NOT NULL, read INTEGER NOT NULL,
    hash TEXT NOT NULL, cues TEXT NOT NULL) STRICT;
)sql",
                                                R"sql(
-- the chapters of a file, a JSON list of start (milliseconds), title, URL and picture's URL; and how much of the
-- beginning of its recording was left out of it
ALTER TABLE files ADD COLUMN chapters TEXT NOT NULL DEFAULT '';
ALTER TABLE files ADD COLUMN cut_ms INTEGER NOT NULL DEFAULT 0;

-- 0: an article's episode that is heard in bulletins only, and has no files of its own
ALTER TABLE episodes ADD COLUMN alone INTEGER NOT NULL DEFAULT 1;

-- a bulletin's editions, each an episode; 1: it belongs into the bulletin's own feed, for good, else into the show's
CREATE TABLE editions (
    episode INTEGER PRIMARY KEY REFERENCES episodes, bulletin TEXT NOT NULL, at INTEGER NOT NULL, title TEXT NOT NULL,
    own_feed INTEGER NOT NULL DEFAULT 0, UNIQUE (bulletin, at)) STRICT;
-- their articles, in order: which of an article's recordings is in the sound (NULL: it is not, or not yet), from where
-- on its chapter and its recording are heard, and how much of the recording's beginning was left out
CREATE TABLE edition_parts (
    episode INTEGER NOT NULL REFERENCES editions, position INTEGER NOT NULL, article INTEGER NOT NULL REFERENCES
    articles, recording INTEGER REFERENCES sources, start_ms INTEGER NOT NULL DEFAULT 0, sound_ms INTEGER NOT NULL
    DEFAULT 0, cut_ms INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (episode, position)) STRICT;
CREATE INDEX edition_parts_by_article ON edition_parts (article);

-- what a speech synthesizer has said, by command and text; used_at: of the run that last needed it
CREATE TABLE spoken (
    key TEXT PRIMARY KEY, source INTEGER NOT NULL REFERENCES sources, used_at INTEGER NOT NULL) STRICT;
)sql",
                                                R"sql(
-- the sizes in which pages show an episode's picture ('thumbnail', 'page'), by the hash of the square one
CREATE TABLE picture_sizes (
    picture TEXT NOT NULL, size TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL,
    width INTEGER NOT NULL, height INTEGER NOT NULL, PRIMARY KEY (picture, size)) STRICT;
)sql",
                                                R"sql(
-- by which rule each field of an article was found, a JSON object; empty: an earlier schema did not note it
ALTER TABLE articles ADD COLUMN found_by TEXT NOT NULL DEFAULT '';

-- what the last runs did, a JSON record each; without an end it is at work, or was cut off
CREATE TABLE runs (
    id INTEGER PRIMARY KEY, began_at INTEGER NOT NULL, ended_at INTEGER, exit_code INTEGER,
    record TEXT NOT NULL DEFAULT '') STRICT;
-- how often what failed, by the show's days, steps and kinds of failures
CREATE TABLE failures_by_day (
    day TEXT NOT NULL, step TEXT NOT NULL, kind TEXT NOT NULL, failed INTEGER NOT NULL,
    PRIMARY KEY (day, step, kind)) STRICT;
)sql"};

constexpr auto known_version = static_cast<std::int64_t>(migrations.size());

std::int64_t present_version(Database& database) {
    Statement row = database.query("PRAGMA user_version");
    row.step();
    const std::int64_t present = row.integer();
    if (present > known_version)
        throw core::Error(core::ErrorKind::storage,
                          fmt::format("catalog '{}': written by a newer newscast (schema {}, this program knows {})",
                                      database.name(), present, known_version));
    return present;
}

}  // namespace

namespace {

/// Texts get the hash by which keys know them.
void hash_texts(Database& database) {
    Statement row = database.query("SELECT id, body, body_html FROM articles WHERE body <> '' OR body_html <> ''");
    while (row.step()) {
        const std::int64_t article = row.integer();
        std::string body = row.text();
        const core::Text text = core::text_of(std::move(body), row.text());
        database.run("UPDATE articles SET text_hash = ? WHERE id = ?", text.hash, article);
    }
}

}  // namespace

void migrate(Database& database) {
    for (std::int64_t next = present_version(database); next < known_version; ++next) {
        Transaction transaction(database);
        database.script(migrations[static_cast<std::size_t>(next)]);
        if (next == 1) hash_texts(database);
        database.script(fmt::format("PRAGMA user_version = {}", next + 1));
        transaction.commit();
    }
}

void require_schema(Database& database) {
    const std::int64_t present = present_version(database);
    if (present == known_version) return;
    throw core::Error(core::ErrorKind::storage,
                      fmt::format("catalog '{}': {}", database.name(),
                                  present == 0 ? "nothing has been run yet, or the first run was cut off; run once"
                                               : "of an older newscast; the next run brings it up to date"));
}

}  // namespace catalog
