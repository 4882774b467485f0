#include "catalog/catalog.h"
#include "catalog/state.h"

#include <array>
#include <string>

namespace catalog {

namespace {

/// Rows of failures that are of article ?2 or episode ?3.
constexpr std::string_view failures_of_subjects =
    "((step IN ('read', 'download') AND subject = ?2) OR (step NOT IN ('read', 'download') AND subject = ?3)) ";

void wait_no_longer(Database& database, const Subjects& subjects, core::Instant now) {
    database.run("UPDATE failures SET next_try = ?1 WHERE next_try > ?1 AND " + std::string(failures_of_subjects),
                 to_row(now), subjects.article, subjects.episode);
}

}  // namespace

std::vector<Step> Catalog::due(const Subjects& subjects, const Keys& keys, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    state_->use(keys);
    std::vector<Step> steps;
    for (const Step step : {Step::read, Step::download, Step::make, Step::align}) {
        const bool is_of_article = step == Step::read || step == Step::download;
        Statement row = state_->database.query(
            subjects_of(step) + "WHERE " + (is_of_article ? "a.id = ?2 AND " : "e.id = ?2 AND ") + condition_of(step),
            to_row(now), is_of_article ? subjects.article : subjects.episode);
        if (row.step()) steps.push_back(step);
    }
    return steps;
}

void Catalog::retry(const Subjects& subjects, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    state_->forget_waiting();
    wait_no_longer(state_->database, subjects, now);
}

void Catalog::restrict_to(std::span<const Subjects> subjects, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    state_->forget_waiting();
    state_->is_restricted = true;
    Database& database = state_->database;
    Transaction transaction(database);
    database.script("DELETE FROM only_now");
    for (const Subjects& one : subjects) {
        database.run("INSERT INTO only_now (article, episode) VALUES (?, ?)", one.article, one.episode);
        wait_no_longer(database, one, now);
        // A recording at which nobody looks any more is left alone: its address may be that of today's bulletin.
        database.run(
            "UPDATE articles SET check_at = ?1, recording_check_at = CASE WHEN recording_check_at > ?1 THEN ?1 ELSE "
            "recording_check_at END WHERE id = ?2 AND outcome <> 'duplicate'",
            to_row(now), one.article);
    }
    transaction.commit();
}

}  // namespace catalog
