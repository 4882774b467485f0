#include "catalog/catalog.h"
#include "catalog/state.h"

#include <fmt/format.h>

namespace catalog {

std::vector<Shortage> Catalog::shortages(const Keys& keys) {
    const std::lock_guard lock(state_->mutex);
    state_->use(keys);
    Statement row = state_->database.query(fmt::format(
        "SELECT n.rendition, sum(f.id IS NULL), sum(f.id IS NOT NULL) FROM episodes e JOIN recipes_now n ON "
        "n.rendition <> 'enclosure' JOIN files k ON k.episode = e.id AND k.rendition = 'enclosure' AND "
        "k.current = 1 AND k.audio_key <> '' LEFT JOIN files f ON f.episode = e.id AND f.rendition = "
        "n.rendition AND f.current = 1 AND f.audio_key <> '' AND {} WHERE {} AND {} AND (f.id IS NULL OR "
        "substr(f.audio_key, instr(f.audio_key, ':') + 1) <> n.recipe) GROUP BY n.rendition ORDER BY "
        "n.rendition",
        is_of_same_sound, not_withdrawn, source_gone));
    std::vector<Shortage> shortages;
    while (row.step()) {
        Shortage& shortage = shortages.emplace_back();
        shortage.rendition = row.text();
        shortage.without = static_cast<std::size_t>(row.integer());
        shortage.outdated = static_cast<std::size_t>(row.integer());
    }
    return shortages;
}

std::vector<Dropped> Catalog::dropped(const Keys& keys) {
    const std::lock_guard lock(state_->mutex);
    state_->use(keys);
    Statement row = state_->database.query(
        fmt::format("SELECT f.rendition, count(*), sum({}) FROM files f JOIN episodes e ON e.id = f.episode WHERE "
                    "f.current = 1 AND f.rendition NOT IN (SELECT rendition FROM recipes_now) AND {} GROUP BY "
                    "f.rendition ORDER BY f.rendition",
                    source_gone, not_withdrawn));
    std::vector<Dropped> dropped;
    while (row.step()) {
        Dropped& one = dropped.emplace_back();
        one.rendition = row.text();
        one.files = static_cast<std::size_t>(row.integer());
        one.irreplaceable = static_cast<std::size_t>(row.integer());
    }
    return dropped;
}

void Catalog::drop(const std::string& rendition) {
    const std::lock_guard lock(state_->mutex);
    state_->forget_waiting();
    // Their names stay taken, and answer again where the rendition comes back.
    state_->database.run(
        "UPDATE files SET current = 0, audio_key = '', tag_key = '' WHERE rendition = ? AND current = 1", rendition);
}

}  // namespace catalog
