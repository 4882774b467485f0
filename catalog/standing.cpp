#include "catalog/standing.h"

#include "catalog/entry.h"
#include "catalog/state.h"

#include <algorithm>
#include <map>
#include <utility>

namespace catalog {

namespace {

/// Whether the bytes of current file f stand at target ?1.
constexpr std::string_view stands =
    "f.audio_key <> '' AND EXISTS (SELECT 1 FROM manifest m WHERE m.target = ?1 AND m.path = f.path) ";

/// Whether an edition stands in which article a is heard.
std::string heard_in_edition() {
    return "EXISTS (SELECT 1 FROM edition_parts ep JOIN episodes ee ON ee.id = ep.episode JOIN files f ON f.episode = "
           "ep.episode AND f.rendition = 'enclosure' AND f.current = 1 WHERE ep.article = a.id AND ep.recording IS NOT "
           "NULL AND NOT EXISTS (SELECT 1 FROM tombstones y WHERE y.guid = ee.guid) AND " +
           std::string(stands) + ")";
}

/// What decides an article's stage beside its failures.
struct Facts {
    std::string outcome;
    bool has_file = false;
    bool stands = false;
    bool alone = true;
    bool is_heard = false;  ///< in an edition that stands
    bool is_withdrawn = false;
};

Stage stage_of_withdrawn(const std::string& reason) {
    return reason == past_retention || reason == past_keep_days ? Stage::retired : Stage::withdrawn;
}

/// And what it waits for, where no step of its own says so.
void judge(Standing& standing, const Facts& facts) {
    const auto is_in_the_way = [](const Failure& failure) { return failure.step != Step::align; };
    if (facts.is_withdrawn)
        standing.stage = stage_of_withdrawn(standing.reason);
    else if (facts.outcome == "duplicate")
        standing.stage = Stage::duplicate;
    else if (facts.stands || facts.is_heard)
        standing.stage = Stage::published;
    else if (std::ranges::any_of(standing.failures, is_in_the_way))
        standing.stage = Stage::failing;
    else if (!standing.step.empty())
        standing.stage = Stage::waiting;
    else if (facts.outcome == "silent")
        standing.stage = Stage::silent;
    else if (facts.outcome == "left_out")
        standing.stage = Stage::left_out;
    else
        standing.step = facts.has_file ? "publish" : facts.alone ? "make" : "edition";
    const bool is_over = facts.is_withdrawn || standing.stage == Stage::duplicate;
    if (!is_over) return;
    standing.step.clear();
    standing.failures.clear();
}

}  // namespace

std::string_view name(Stage stage) {
    switch (stage) {
        case Stage::published:
            return "published";
        case Stage::waiting:
            return "waiting";
        case Stage::failing:
            return "failing";
        case Stage::withdrawn:
            return "withdrawn";
        case Stage::retired:
            return "retired";
        case Stage::silent:
            return "silent";
        case Stage::left_out:
            return "left-out";
        case Stage::duplicate:
            return "duplicate";
    }
    return {};
}

std::vector<Standing> Catalog::standings(const std::string& target) {
    std::map<std::pair<Id, Id>, std::vector<Failure>> failed;  // by article and episode, one of which is 0
    for (Failure& failure : failures()) {
        const std::pair of(failure.episode == 0 ? failure.article : 0, failure.episode);
        failed[of].push_back(std::move(failure));
    }
    const auto take_failures = [&](Standing& standing) {
        for (const auto& of :
             {std::pair(standing.subjects.article, Id{0}), std::pair(Id{0}, standing.subjects.episode)})
            if (const auto found = failed.find(of); found != failed.end())
                std::ranges::move(found->second, std::back_inserter(standing.failures));
    };
    const std::lock_guard lock(state_->mutex);
    std::vector<Standing> standings;
    // Columns that stand behind the texts are asked for where they are empty or short, which costs no look at those.
    Statement row = state_->database.query(
        "SELECT a.id, coalesce(e.id, 0), coalesce(e.guid, ''), " + std::string(name_of_article) +
            ", coalesce(nullif(a.url, ''), a.canonical_url), a.source, CASE WHEN a.read_at IS NULL THEN a.first_seen "
            "ELSE min(a.published_at, a.first_seen) END AS date, coalesce(" +
            step_that_waits +
            ", ''), coalesce(f.path, ''), coalesce(w.reason, ''), a.told, a.outcome, coalesce(f.audio_key <> '', 0), "
            "coalesce(" +
            std::string(stands) + ", 0), coalesce(e.alone, 1), CASE e.alone WHEN 0 THEN " + heard_in_edition() +
            " ELSE 0 END, w.guid IS NOT NULL " + std::string(article_joins) +
            "LEFT JOIN files f ON f.episode = e.id AND f.rendition = 'enclosure' AND f.current = 1 LEFT JOIN "
            "tombstones w ON w.guid = e.guid ORDER BY a.id, e.id",
        target);
    while (row.step()) {
        const Id article = row.integer();
        if (!standings.empty() && standings.back().subjects.article == article) continue;
        Standing& standing = standings.emplace_back();
        standing.subjects.article = article;
        standing.subjects.episode = row.integer();
        standing.guid = row.text();
        standing.name = row.text();
        standing.url = row.text();
        standing.source = row.text();
        standing.date = to_instant(row.integer());
        standing.step = row.text();
        standing.file = row.text();
        standing.reason = row.text();
        standing.told = row.text();
        Facts facts;
        facts.outcome = row.text();
        facts.has_file = row.integer() != 0;
        facts.stands = row.integer() != 0;
        facts.alone = row.integer() != 0;
        facts.is_heard = row.integer() != 0;
        facts.is_withdrawn = row.integer() != 0;
        take_failures(standing);
        judge(standing, facts);
    }
    Statement edition = state_->database.query(
        "SELECT e.id, e.guid, d.title, d.bulletin, d.at, coalesce(f.path, ''), coalesce(w.reason, ''), "
        "coalesce(f.audio_key <> '', 0), coalesce(" +
            std::string(stands) +
            ", 0), w.guid IS NOT NULL FROM editions d JOIN episodes e ON e.id = d.episode LEFT JOIN files f ON "
            "f.episode = e.id AND f.rendition = 'enclosure' AND f.current = 1 LEFT JOIN tombstones w ON w.guid = "
            "e.guid ORDER BY e.id",
        target);
    while (edition.step()) {
        Standing& standing = standings.emplace_back();
        standing.subjects.episode = edition.integer();
        standing.guid = edition.text();
        standing.name = edition.text();
        standing.bulletin = edition.text();
        standing.date = to_instant(edition.integer());
        standing.file = edition.text();
        standing.reason = edition.text();
        Facts facts;
        facts.has_file = edition.integer() != 0;
        facts.stands = edition.integer() != 0;
        facts.is_withdrawn = edition.integer() != 0;
        if (!facts.has_file) standing.step = name(Step::assemble);
        take_failures(standing);
        judge(standing, facts);
    }
    std::ranges::stable_sort(standings, std::ranges::greater{}, &Standing::date);
    return standings;
}

}  // namespace catalog
