#include "core/read_along.h"
#include "catalog/state.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace catalog {

namespace {

using nlohmann::json;

std::string to_row(const std::vector<core::Cue>& cues) {
    if (cues.empty()) return {};
    json list = json::array();
    for (const core::Cue& cue : cues) list.push_back({cue.start.count(), cue.end.count(), cue.confidence, cue.text});
    return list.dump();
}

/// A key's recordings and words: the recipe stands between them.
std::string without_recipe(const std::string& key) {
    const std::size_t words = key.rfind(':');
    return words == std::string::npos ? key : key.substr(0, key.find(':')) + key.substr(words);
}

}  // namespace

std::vector<core::Cue> cues_in(const std::string& text) {
    std::vector<core::Cue> cues;
    for (const json& one : json::parse(text.empty() ? "[]" : text)) {
        core::Cue& cue = cues.emplace_back();
        cue.start = std::chrono::milliseconds(one.at(0).get<std::int64_t>());
        cue.end = std::chrono::milliseconds(one.at(1).get<std::int64_t>());
        one.at(2).get_to(cue.confidence);
        one.at(3).get_to(cue.text);
    }
    return cues;
}

bool Catalog::complete(const AlignWork& work, const core::ReadAlong& found) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Transaction transaction(database);
    Statement row = database.query("SELECT key, timing FROM read_alongs WHERE episode = ?", work.episode);
    bool is_news = true;
    if (row.step()) {
        const std::string before = without_recipe(row.text());
        is_news = before != without_recipe(work.key) || row.text() != core::name(found.timing);
    }
    row.run();
    database.run(
        "INSERT OR REPLACE INTO read_alongs (episode, key, language, timing, reason, confidence, sentences, read, "
        "hash, cues) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        work.episode, work.key, work.language, core::name(found.timing), found.reason, found.confidence,
        static_cast<std::int64_t>(found.sentences), static_cast<std::int64_t>(found.read), found.hash,
        to_row(found.cues));
    clear_failure(database, Step::align, work.episode, core::enclosure_id);
    end_claim(database, Step::align, work.episode, core::enclosure_id);
    // Its words may have been corrected meanwhile.
    for (const PartWork& part : work.parts) state_->note(part.article.id);
    transaction.commit();
    return is_news;
}

void Catalog::set_synthesizer(const std::string& synthesizer) {
    constexpr const char* fact_name = "synthesizer";
    if (fact(fact_name) == synthesizer) return;
    {
        const std::lock_guard lock(state_->mutex);
        state_->forget_waiting();
        Transaction transaction(state_->database);
        state_->database.run("DELETE FROM read_alongs WHERE timing = ?", core::name(core::Timing::no_voice));
        state_->database.run("DELETE FROM failures WHERE step = ?", name(Step::align));
        transaction.commit();
    }
    // Last: where this ends before, it is done again.
    set_fact(fact_name, synthesizer);
}

std::vector<std::string> Catalog::languages_without_voice() {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query("SELECT DISTINCT language FROM read_alongs WHERE timing = ? ORDER BY 1",
                                           core::name(core::Timing::no_voice));
    std::vector<std::string> languages;
    while (row.step()) languages.push_back(row.text());
    return languages;
}

void Catalog::set_voice(const std::string& language) {
    const std::lock_guard lock(state_->mutex);
    state_->forget_waiting();
    state_->database.run("DELETE FROM read_alongs WHERE timing = ? AND language = ?",
                         core::name(core::Timing::no_voice), language);
}

std::vector<core::Cue> Catalog::cues(Id episode) {
    const std::lock_guard lock(state_->mutex);
    if (is_edition(state_->database, episode)) return cues_of_edition(state_->database, episode);
    Statement row = state_->database.query(
        "SELECT l.cues FROM episodes e JOIN read_alongs l ON l.episode = e.id WHERE e.id = ? AND l.key = " +
            std::string(read_along_of_episode),
        episode);
    return row.step() ? cues_in(row.text()) : std::vector<core::Cue>();
}

}  // namespace catalog
