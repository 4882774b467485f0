#include "catalog/picture_sizes.h"

#include "catalog/state.h"

namespace catalog {

namespace {

std::string_view name(PictureSize size) {
    return size == PictureSize::thumbnail ? "thumbnail" : "page";
}

}  // namespace

std::vector<UnsizedPicture> Catalog::unsized_pictures() {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query(
        "SELECT e.picture_path, e.picture_sha256, e.picture_bytes, k.tag_key, a.title, EXISTS (SELECT 1 FROM "
        "picture_sizes s WHERE s.picture = e.picture_sha256 AND s.size = 'thumbnail') AS has_thumbnail, EXISTS (SELECT "
        "1 FROM picture_sizes s WHERE s.picture = e.picture_sha256 AND s.size = 'page') AS has_page FROM episodes e "
        "JOIN parts t ON t.episode = e.id AND t.position = 0 JOIN articles a ON a.id = t.article JOIN files k ON "
        "k.episode = e.id AND k.rendition = 'enclosure' AND k.current = 1 WHERE e.picture_path <> '' AND "
        "e.picture_sha256 <> '' AND e.picture_lost = 0 AND NOT (has_thumbnail AND has_page) AND " +
        std::string(not_withdrawn) + "GROUP BY e.picture_sha256 ORDER BY min(a.published_at, a.first_seen) DESC, 2");
    std::vector<UnsizedPicture> pictures;
    while (row.step()) {
        UnsizedPicture& picture = pictures.emplace_back();
        picture.square.path = row.text();
        picture.square.sha256 = row.text();
        picture.square.bytes = static_cast<std::uint64_t>(row.integer());
        const std::string tag_key = row.text();
        picture.original = picture_in(tag_key);
        picture.title = row.text();
        for (const PictureSize size : {PictureSize::thumbnail, PictureSize::page})
            if (row.integer() == 0) picture.lacks.push_back(size);
    }
    return pictures;
}

void Catalog::keep_size(const std::string& picture, PictureSize size, const SizedPicture& made) {
    const std::lock_guard lock(state_->mutex);
    state_->database.run(
        "INSERT OR REPLACE INTO picture_sizes (picture, size, path, sha256, bytes, width, height) VALUES (?, ?, ?, ?, "
        "?, ?, ?)",
        picture, name(size), made.file.path, made.file.sha256, static_cast<std::int64_t>(made.file.bytes),
        std::int64_t{made.width}, std::int64_t{made.height});
}

bool Catalog::forget_size(const std::string& picture, const std::string& path) {
    const std::lock_guard lock(state_->mutex);
    state_->database.run("DELETE FROM picture_sizes WHERE picture = ? AND path = ?", picture, path);
    return state_->database.changes() > 0;
}

void Catalog::drop_unused_sizes() {
    const std::lock_guard lock(state_->mutex);
    state_->database.run(
        "DELETE FROM picture_sizes WHERE picture NOT IN (SELECT e.picture_sha256 FROM episodes e WHERE e.picture_path "
        "<> '' AND " +
        std::string(not_withdrawn) + ")");
}

}  // namespace catalog
