#include "app/publish/pictures.h"

#include "app/publish/cover_letters.h"
#include "app/publish/finished_file.h"
#include "app/publish/scaled.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/fingerprint.h"
#include "core/hash.h"
#include "feed/edition.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <utility>

namespace app {

using nlohmann::json;

namespace {

// Apple takes 1400 to 3000 pixels; inside a file every byte is paid for by every listener.
constexpr int min_side = 1400;
constexpr int max_side = 3000;
// Of what an article shows: logos, icons and thumbnails are less, and no cover once they are blown up.
constexpr int least_source_side = 300;
constexpr int small_side = 600;
constexpr std::size_t max_bytes = std::size_t{64} << 20;

/// A square of that side.
transcode::PictureShape square(int side) {
    return {.min = side, .max = side};
}

json to_json(const PictureFile& file) {
    return {{"path", file.path}, {"sha256", file.sha256}, {"bytes", file.bytes}};
}

PictureFile picture_from(const json& value) {
    return {value.value("path", ""), value.value("sha256", ""), value.value("bytes", std::uint64_t{0})};
}

/// What a cover of the operator's picture is made of.
std::string picture_key(const config::Config& config) {
    try {
        return core::sha256(core::read_file(config.show.image, max_bytes));
    } catch (const core::Error& error) {
        throw core::Error(core::ErrorKind::config,
                          fmt::format("{}: show.image: {}", config.file.string(), error.what()));
    }
}

transcode::CoverWords words_of(const core::Show& show) {
    return {.title = show.title, .author = show.author, .language = show.language};
}

/// What a plain cover is made of: its words, and which of their letters it lacks.
std::string plain_key(const core::Show& show, const std::vector<std::string>& missing) {
    return core::fingerprint(words_of(show), missing);
}

/// Whether the cover shows what the configuration asks for, as far as the fonts of its day went.
bool is_up_to_date(const config::Config& config, const Artwork& cover) {
    if (!config.show.image.empty()) return cover.key == picture_key(config);
    return cover.key == plain_key(config.show, cover.missing) || is_good_former_cover(config.show, cover.key);
}

struct Drawing {
    core::FileDescriptor picture;
    std::string key;
    std::vector<std::string> missing = {};
};

Drawing plain(const RunContext& run) {
    const core::Show& show = run.config.show;
    core::FileDescriptor output = run.workshop.scratch();
    std::vector<std::string> missing = run.workers.plain_cover(output.get(), words_of(show), min_side).missing;
    return {std::move(output), plain_key(show, missing), std::move(missing)};
}

Drawing drawn(const RunContext& run) {
    const config::Config& config = run.config;
    const core::Show& show = config.show;
    if (show.image.empty()) return plain(run);
    core::FileDescriptor output = run.workshop.scratch();
    const core::FileDescriptor input = core::open_to_read(show.image);
    try {
        run.workers.scaled_jpeg(input.get(), output.get(), {.min = min_side, .max = max_side});
    } catch (const core::Error& error) {
        if (error.kind() != core::ErrorKind::media) throw;
        throw core::Error(core::ErrorKind::config, fmt::format("{}: show.image '{}': {}", config.file.string(),
                                                               show.image.string(), error.what()));
    }
    return {std::move(output), picture_key(config)};
}

}  // namespace

Artwork remembered_cover(catalog::Catalog& catalog) {
    const json fact = json::parse(catalog.fact("cover"), nullptr, false);
    Artwork cover;
    if (!fact.is_object()) {
        // Version 0.1.0 had facts of their own for it.
        cover.key = catalog.fact("cover_key");
        cover.full = {catalog.fact("cover_path"), catalog.fact("cover_sha256"), 0};
        cover.thumbnail = {catalog.fact("cover_thumbnail"), {}, 0};
        return cover;
    }
    cover.key = fact.value("key", "");
    cover.full = picture_from(fact.value("full", json::object()));
    cover.thumbnail = picture_from(fact.value("thumbnail", json::object()));
    if (fact.contains("colour")) cover.colour = fact.value("colour", "");
    cover.missing = fact.value("missing", std::vector<std::string>());
    return cover;
}

std::string small_of(const RunContext& run, int picture) {
    return scaled(run, picture, square(small_side)).bytes;
}

namespace {

void remember(const RunContext& run, const Artwork& cover) {
    json fact{{"key", cover.key}, {"full", to_json(cover.full)}, {"thumbnail", to_json(cover.thumbnail)}};
    if (cover.colour) fact["colour"] = *cover.colour;
    if (!cover.missing.empty()) fact["missing"] = cover.missing;
    run.catalog.set_fact("cover", fact.dump());
}

/// The sizes of a cover, and its colour.
void add_sizes(const RunContext& run, int picture, Artwork& cover) {
    const Scaled thumbnail = scaled(run, picture, square(feed::cover_thumbnail_side));
    cover.thumbnail = kept(run.workshop, "thumbnail", thumbnail.bytes);
    cover.colour = thumbnail.facts.colour;
    cover.small = small_of(run, picture);
}

/// Whether all that there is to a cover is at hand; completes it. Where but one of its sizes is lost they are made
/// again of the cover as it stands: what would be drawn now may look another way.
bool is_at_hand(const RunContext& run, const AtHand& at_hand, Artwork& cover) {
    if (!at_hand(cover.full)) return false;
    const std::filesystem::path small_file = run.config.state_folder() / "cover.jpg";
    if (at_hand(cover.thumbnail) && std::filesystem::is_regular_file(small_file)) {
        cover.small = core::read_file(small_file);
        return true;
    }
    try {
        const core::FileDescriptor picture = finished_file(run, cover.full.path, cover.full.sha256);
        if (!picture) return false;
        add_sizes(run, picture.get(), cover);
    } catch (const core::Error& error) {
        if (error.kind() == core::ErrorKind::storage || run.interrupt.requested()) throw;
        return false;
    }
    core::write_file(small_file, cover.small);
    remember(run, cover);
    return true;
}

void tell(const RunContext& run, const std::string& problem) {
    if (problem.empty()) return;
    run.report.tell({.kind = Event::Kind::problem, .show = run.config.show.id, .text = problem});
}

/// Looks for the colour of a cover that an earlier version made; where that cannot be told now, a later run does.
void find_colour(const RunContext& run, Artwork& cover) {
    try {
        const core::FileDescriptor picture = finished_file(run, cover.full.path, cover.full.sha256);
        if (picture) cover.colour = scaled(run, picture.get(), square(feed::cover_thumbnail_side)).facts.colour;
    } catch (const core::Error& error) {
        if (error.kind() == core::ErrorKind::storage || run.interrupt.requested()) throw;
        tell(run,
             fmt::format("the colour of the show's picture was not found, pages go without it until the next run: {}",
                         error.what()));
    }
}

/// A cover of that drawing, ready to be published.
Artwork cover_of(const RunContext& run, const Drawing& drawing) {
    const int picture = drawing.picture.get();
    Artwork cover;
    cover.key = drawing.key;
    cover.missing = drawing.missing;
    cover.full = kept(run.workshop, "cover", bytes_behind(picture));
    add_sizes(run, picture, cover);
    tell(run, missing_letters(cover.missing));
    return cover;
}

}  // namespace

Artwork show_cover(const RunContext& run, const AtHand& at_hand) {
    Artwork cover = remembered_cover(run.catalog);
    const bool stands = is_at_hand(run, at_hand, cover);
    const bool is_wanted = stands && is_up_to_date(run.config, cover);
    if (stands && !cover.colour) {
        find_colour(run, cover);
        remember(run, cover);
    }
    if (is_wanted && cover.missing.empty()) return cover;
    try {
        const Drawing drawing = drawn(run);
        if (is_wanted && !lacks_less(drawing.missing, cover.missing)) return cover;
        Artwork made = cover_of(run, drawing);
        core::write_file(run.config.state_folder() / "cover.jpg", made.small);
        remember(run, made);
        return made;
    } catch (const core::Error& error) {
        if (error.kind() != core::ErrorKind::network || run.interrupt.requested()) throw;
        tell(run, fmt::format("the show's picture could not be drawn, {} stands in until the next run: {}",
                              stands ? "the last one" : "a plain one", error.what()));
    }
    if (!stands) {
        const std::string key = std::exchange(cover.key, {});
        cover = cover_of(run, plain(run));
        cover.key = key;
    }
    cover.failed = true;
    return cover;
}

Artwork article_picture(const RunContext& run, const std::filesystem::path& source, const std::string& slug) {
    const core::FileDescriptor input = core::open_to_read(source);
    const core::FileDescriptor output = run.workshop.scratch();
    run.workers.scaled_jpeg(input.get(), output.get(),
                            {.min = min_side, .max = max_side, .least_source = least_source_side});
    Artwork picture;
    picture.full = kept(run.workshop, "images/" + slug, bytes_behind(output.get()));
    picture.small = small_of(run, output.get());
    return picture;
}

}  // namespace app
