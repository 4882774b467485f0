#include "app/run/maker.h"

#include "app/run/tags.h"
#include "core/atomic_file.h"
#include "core/error.h"

#include <fmt/core.h>

#include <utility>

namespace app {

namespace {

std::string name_of(const catalog::MakeWork& work) {
    return quoted(work.parts.front().article.content.title);
}

}  // namespace

void give_name(catalog::File& file, const Predecessor& before, core::Format format) {
    core::Rendition& rendition = file.rendition;
    // Listeners who have the file need no other for the same sound in the same length: its name stays. So it does for
    // the same bytes, as of a file that was lost.
    const core::Rendition* present = before.current ? &before.current->rendition : nullptr;
    const bool keeps_name =
        present != nullptr && (present->made.sha256 == rendition.made.sha256 ||
                               (!before.is_other_sound && present->made.bytes == rendition.made.bytes));
    file.version = keeps_name ? before.current->version : before.latest_version + 1;
    rendition.path =
        keeps_name
            ? present->path
            : fmt::format("media/{}{}{}.{}", before.slug, rendition.id == core::enclosure_id ? "" : "-" + rendition.id,
                          file.version == 1 ? "" : fmt::format("-v{}", file.version), core::name(format));
}

Artwork Maker::picture_of(const catalog::MakeWork& work, bool& ready, std::optional<core::Error>& failed) {
    const std::optional<catalog::Original>& source = work.parts.front().article.picture;
    if (!source) return {};
    const bool stands = !work.picture_lost && !work.picture_path.empty() && work.picture_source == source->sha256;
    if (stands) {
        if (const core::FileDescriptor file = finished_file(run_, work.picture_path, work.picture_sha256)) {
            Artwork picture;
            picture.full = {work.picture_path, work.picture_sha256, work.picture_bytes};
            picture.small = small_of(run_, file.get());
            return picture;
        }
    }
    if (!source->kept || !run_.workshop.has_source(source->sha256)) {
        run_.catalog.lose_source(source->sha256);
        run_.catalog.lose_picture(work.episode);
        ready = false;
        return {};
    }
    try {
        return article_picture(run_, run_.workshop.source(source->sha256), work.slug);
    } catch (const core::Error& error) {
        // An episode without its own picture is an episode all the same.
        const bool another_try = error.kind() == core::ErrorKind::network;
        if (run_.interrupt.requested() || (error.kind() != core::ErrorKind::media && !another_try)) throw;
        run_.report.tell({.kind = Event::Kind::problem,
                          .step = Event::Step::make,
                          .show = run_.config.show.id,
                          .article = name_of(work),
                          .text = fmt::format("picture left out{}: {}", another_try ? " for now" : "", error.what())});
        if (another_try) failed = error;
        return {};
    }
}

std::optional<core::Made> Maker::make_sound(const catalog::MakeWork& work, const core::Tags& tags) {
    const catalog::KnownArticle& article = work.parts.front().article;
    if (!run_.workshop.has_source(article.recording->sha256)) {
        run_.catalog.lose_source(article.recording->sha256);
        return std::nullopt;
    }
    const core::FileDescriptor input = core::open_to_read(run_.workshop.source(article.recording->sha256));
    core::AtomicFile output(run_.workshop.made("file"));
    core::Recipe recipe = run_.config.recipe_of(work.rendition);
    // An enclosure may be somewhat off the target: who goes over to another file while it plays is to hear no step.
    if (work.as_loud_as) recipe.target_lufs = *work.as_loud_as;
    core::Made made = run_.workers.prepare(input.get(), output.descriptor(), recipe, tags, [&](double share) {
        run_.report.tell({.kind = Event::Kind::progress,
                          .step = Event::Step::make,
                          .show = run_.config.show.id,
                          .article = name_of(work),
                          .share = share});
    });
    output.commit_as(run_.workshop.made(made.sha256));
    return made;
}

std::optional<core::Made> Maker::tag_anew(const catalog::MakeWork& work, const core::Tags& tags) {
    const core::Rendition& present = work.current->rendition;
    const core::FileDescriptor input = finished_file(run_, present.path, present.made.sha256);
    if (!input) {
        run_.catalog.forget_file(present.path);
        return std::nullopt;
    }
    core::AtomicFile output(run_.workshop.made("file"));
    const transcode::Retagged retagged =
        run_.workers.retag(input.get(), output.descriptor(), run_.config.recipe_of(work.rendition).format, tags);
    core::Made made = present.made;
    made.bytes = retagged.bytes;
    made.sha256 = retagged.sha256;
    // A file cannot tell all that is known of the chapters of its recording: M4A has no addresses of them.
    if (made.chapters.empty()) made.chapters = retagged.chapters;
    output.commit_as(run_.workshop.made(made.sha256));
    return made;
}

std::optional<catalog::Catalog::Making> Maker::make(const catalog::MakeWork& work) {
    bool ready = true;
    catalog::Catalog::Making making;
    const Artwork picture = picture_of(work, ready, making.picture_failed);
    if (!ready) return std::nullopt;
    const core::Tags tags = tags_for(run_.config, work.parts.front().article, work.guid,
                                     picture.full.path.empty() ? cover_.small : picture.small);
    const bool only_picture = !work.sound && work.current && work.current->tag_key == work.tag_key;
    std::optional<core::Made> made;
    if (only_picture)
        made = work.current->rendition.made;
    else
        made = work.sound ? make_sound(work, tags) : tag_anew(work, tags);
    if (!made) return std::nullopt;

    making.picture_path = picture.full.path;
    making.picture_sha256 = picture.full.sha256;
    making.picture_bytes = picture.full.bytes;
    catalog::File& file = making.file;
    const core::Format format = run_.config.recipe_of(work.rendition).format;
    file.rendition = {work.rendition, {}, std::string(core::media_type(format)), *made};
    file.audio_key = work.audio_key;
    file.tag_key = work.tag_key;
    file.made_at = run_.now;
    give_name(file, {work.slug, work.current, work.latest_version, work.sound}, format);
    return making;
}

}  // namespace app
