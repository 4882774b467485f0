#include "app/run/edition_maker.h"

#include "app/publish/publish.h"
#include "app/run/maker.h"
#include "app/run/originals.h"
#include "app/run/tags.h"
#include "app/run/voicing.h"
#include "app/workers/say.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/fingerprint.h"
#include "core/hash.h"
#include "feed/paths.h"
#include "transcode/assemble.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace app {

namespace {

using catalog::EditionPart;
using catalog::EditionWork;

bool has_headlines(const config::Bulletin& bulletin) {
    return bulletin.headlines && !bulletin.say.empty();
}

/// The operator's own recording.
core::FileDescriptor jingle(const config::Bulletin& bulletin, const std::filesystem::path& file) {
    try {
        return core::open_to_read(file);
    } catch (const core::Error& error) {
        throw core::Error(core::ErrorKind::config, fmt::format("bulletin '{}': {}", bulletin.id, error.what()));
    }
}

std::string hash_of_jingle(const config::Bulletin& bulletin, const std::filesystem::path& file) {
    return file.empty() ? std::string() : core::sha256_of_file(jingle(bulletin, file).get());
}

/// The recordings of a programme, each open once, and the order in which they are played.
class Programme {
public:
    explicit Programme(std::chrono::milliseconds gap) : gap_(gap) {}

    std::size_t open(core::FileDescriptor file) {
        files_.push_back(std::move(file));
        descriptors_.push_back(files_.back().get());
        return files_.size() - 1;
    }
    /// Its place among the pieces.
    std::size_t play(std::size_t recording, bool begins_chapter) {
        pieces_.push_back({recording, pieces_.empty() ? std::chrono::milliseconds(0) : gap_, begins_chapter});
        return pieces_.size() - 1;
    }
    const std::vector<int>& descriptors() const { return descriptors_; }
    const std::vector<transcode::Piece>& pieces() const { return pieces_; }

private:
    std::chrono::milliseconds gap_;
    std::vector<core::FileDescriptor> files_;
    std::vector<int> descriptors_;
    std::vector<transcode::Piece> pieces_;
};

/// Of an article's pieces.
struct Places {
    std::size_t chapter = 0;
    std::size_t sound = 0;
};

}  // namespace

const config::Bulletin* EditionMaker::bulletin_of(const EditionWork& work) const {
    const auto& all = run_.config.bulletins;
    const auto found = std::ranges::find(all, work.bulletin, &config::Bulletin::id);
    return found == all.end() ? nullptr : &*found;
}

void EditionMaker::give_keys(EditionWork& work, const config::Bulletin& bulletin) const {
    core::Fingerprint sound;
    core::Fingerprint words;
    sound.add(bulletin.gap);
    for (const auto& file : {bulletin.opening, bulletin.separator, bulletin.closing})
        sound.add(hash_of_jingle(bulletin, file));
    words.add(work.title);
    if (work.own_feed) words.add(title_of_feed(run_, work.bulletin));
    for (const EditionPart& part : work.parts) {
        const catalog::KnownArticle& article = part.article;
        sound.add(article.recording->sha256);
        if (has_headlines(bulletin))
            sound.add(say_key(bulletin.say, article.content.title, language_of(run_.config, part.article.content)));
        words.add(article.tag_hash).add(article.picture ? article.picture->sha256 : std::string());
    }
    const auto recipe = std::ranges::find(keys_.recipes, work.rendition, &std::pair<std::string, std::string>::first);
    work.audio_key = sound.finish() + ":" + recipe->second;
    // Its picture is the show's, which the show's key has.
    work.tag_key = words.finish() + ":" + keys_.show + ":";
}

std::size_t EditionMaker::leave_out_lost(EditionWork& work) const {
    return std::erase_if(work.parts, [this](const EditionPart& part) {
        const catalog::Original& recording = *part.article.recording;
        if (recording.kept && run_.workshop.has_source(recording.sha256)) return false;
        if (recording.kept) run_.catalog.lose_source(recording.sha256);
        return true;
    });
}

FinishedEdition EditionMaker::make(const EditionWork& work, const config::Bulletin& bulletin) {
    const bool sounds_right = work.current && work.current->audio_key == work.audio_key;
    FinishedEdition finished = sounds_right ? tag_anew(work) : make_sound(work, bulletin);
    catalog::File& file = finished.file;
    const core::Format format = run_.config.recipe_of(work.rendition).format;
    file.rendition.id = work.rendition;
    file.rendition.type = std::string(core::media_type(format));
    for (core::Chapter& chapter : file.rendition.made.chapters) chapter.picture.clear();
    file.audio_key = work.audio_key;
    file.tag_key = work.tag_key;
    file.made_at = run_.now;
    give_name(file, {work.names.slug, work.current, work.latest_version, !sounds_right}, format);
    return finished;
}

FinishedEdition EditionMaker::make_sound(const EditionWork& work, const config::Bulletin& bulletin) {
    EditionWork heard = work;
    for (;;) {
        std::optional<std::size_t> faulty;
        try {
            return assemble(heard, bulletin, faulty);
        } catch (const core::Error& error) {
            // What cannot be heard costs itself and not the edition, unless there is one that has it already.
            if (!faulty || heard.parts.size() == 1 || work.current) throw;
            const std::string& title = heard.parts[*faulty].article.content.title;
            run_.report.tell({.kind = Event::Kind::problem,
                              .step = Event::Step::make,
                              .show = run_.config.show.id,
                              .article = quoted(title),
                              .text = fmt::format("is left out of '{}': {}", work.title, error.what())});
            heard.parts.erase(heard.parts.begin() + static_cast<std::ptrdiff_t>(*faulty));
        }
    }
}

FinishedEdition EditionMaker::assemble(const EditionWork& work, const config::Bulletin& bulletin,
                                       std::optional<std::size_t>& faulty) {
    Programme programme(bulletin.gap);
    const auto open = [&](const std::filesystem::path& file) { return programme.open(jingle(bulletin, file)); };
    const auto open_source = [&](const std::string& sha256) {
        return programme.open(core::open_to_read(run_.workshop.source(sha256)));
    };
    if (!bulletin.opening.empty()) programme.play(open(bulletin.opening), true);
    std::optional<std::size_t> separator;
    if (!bulletin.separator.empty() && work.parts.size() > 1) separator = open(bulletin.separator);
    std::vector<Places> places;
    for (const EditionPart& part : work.parts) {
        if (separator && !places.empty()) programme.play(*separator, false);
        Places& at = places.emplace_back();
        const bool is_announced = has_headlines(bulletin);
        if (is_announced) {
            const catalog::Original headline =
                spoken(run_, bulletin.say, part.article.content.title, language_of(run_.config, part.article.content));
            at.chapter = programme.play(open_source(headline.sha256), true);
        }
        at.sound = programme.play(open_source(part.article.recording->sha256), !is_announced);
        if (!is_announced) at.chapter = at.sound;
    }
    if (!bulletin.closing.empty()) programme.play(open(bulletin.closing), false);

    core::AtomicFile output(run_.workshop.made("file"));
    transcode::Assembled assembled;
    try {
        assembled = run_.workers.assemble(
            programme.descriptors(), programme.pieces(), output.descriptor(), run_.config.recipe_of(work.rendition),
            tags_of(work, chapters_of(work, !bulletin.opening.empty())), [&](double share) {
                run_.report.tell({.kind = Event::Kind::progress,
                                  .step = Event::Step::make,
                                  .show = run_.config.show.id,
                                  .article = quoted(work.title),
                                  .share = share});
            });
    } catch (const core::Error& error) {
        const auto piece = transcode::faulty_piece(error);
        const auto part = std::ranges::find(places, piece, [](const Places& at) { return std::optional(at.sound); });
        if (part != places.end()) faulty = static_cast<std::size_t>(part - places.begin());
        throw;
    }
    output.commit_as(run_.workshop.made(assembled.made.sha256));
    FinishedEdition finished;
    for (std::size_t index = 0; index < work.parts.size(); ++index)
        finished.heard.push_back({work.parts[index].article.id, assembled.places[places[index].chapter].start,
                                  assembled.places[places[index].sound].start,
                                  assembled.places[places[index].sound].cut});
    finished.file.rendition.made = std::move(assembled.made);
    return finished;
}

FinishedEdition EditionMaker::tag_anew(const EditionWork& work) {
    const core::Rendition& present = work.current->rendition;
    const core::FileDescriptor input = finished_file(run_, present.path, present.made.sha256);
    if (!input) {
        run_.catalog.forget_file(present.path);
        throw core::Error(core::ErrorKind::network,
                          fmt::format("'{}' is gone or was altered; it is made anew by the next run", present.path));
    }
    std::vector<core::Chapter> chapters = chapters_of(work, present.made.chapters.size() > work.parts.size());
    for (std::size_t index = 0; index < std::min(chapters.size(), present.made.chapters.size()); ++index)
        chapters[index].start = present.made.chapters[index].start;
    const core::Tags tags = tags_of(work, chapters);
    core::AtomicFile output(run_.workshop.made("file"));
    const transcode::Retagged retagged =
        run_.workers.retag(input.get(), output.descriptor(), run_.config.recipe_of(work.rendition).format, tags);
    FinishedEdition finished;
    core::Made& made = finished.file.rendition.made;
    made = present.made;
    made.bytes = retagged.bytes;
    made.sha256 = retagged.sha256;
    made.chapters = std::move(chapters);
    output.commit_as(run_.workshop.made(made.sha256));
    return finished;
}

core::Tags EditionMaker::tags_of(const EditionWork& work, std::vector<core::Chapter> chapters) const {
    std::vector<core::TitledText> texts;
    std::vector<std::string> titles;
    core::Tags tags = show_tags(run_.config, work.at, work.names.guid, cover_.small);
    if (work.own_feed) {
        tags.album = title_of_feed(run_, work.bulletin);
        tags.feed_url = run_.config.show.base_url + feed::feed_path(work.bulletin);
    }
    for (const EditionPart& part : work.parts) {
        const core::Article& content = part.article.content;
        titles.push_back(content.title);
        texts.push_back({content.title, content.body, content.body_html});
    }
    tags.title = work.title;
    tags.lead = core::lead_of(titles);
    tags.lyrics = core::text_of(texts).body;
    tags.chapters = std::move(chapters);
    return tags;
}

std::vector<core::Chapter> EditionMaker::chapters_of(const EditionWork& work, bool has_opening) {
    std::vector<core::Chapter> chapters;
    if (has_opening) chapters.push_back({{}, work.title, {}, {}});
    for (const EditionPart& part : work.parts) {
        Artwork picture = picture_of(part);
        core::Chapter& chapter = chapters.emplace_back();
        chapter.title = part.article.content.title;
        chapter.url = page_of(part.article);
        chapter.image = picture.full.path;
        chapter.picture = std::move(picture.small);
    }
    return chapters;
}

/// That of its own episode where there is one; it is made here where its article is heard in bulletins only. A chapter
/// goes without rather than that the edition waits for it.
Artwork EditionMaker::picture_of(const EditionPart& part) {
    const std::optional<catalog::Original>& source = part.article.picture;
    if (!source) return {};
    Artwork picture;
    picture.full = {part.picture.path, part.picture.sha256, part.picture.bytes};
    try {
        if (!part.picture_lost && !picture.full.path.empty()) {
            if (const core::FileDescriptor file = finished_file(run_, picture.full.path, picture.full.sha256)) {
                picture.small = small_of(run_, file.get());
                return picture;
            }
        }
        if (!source->kept || !run_.workshop.has_source(source->sha256)) return {};
        picture = article_picture(run_, run_.workshop.source(source->sha256), part.article.slug);
        if (!part.alone)
            run_.catalog.note_picture(part.article.id, {picture.full.path, picture.full.sha256, picture.full.bytes});
        return picture;
    } catch (const core::Error& error) {
        if (error.kind() == core::ErrorKind::storage || run_.interrupt.requested()) throw;
        run_.report.tell({.kind = Event::Kind::problem,
                          .step = Event::Step::make,
                          .show = run_.config.show.id,
                          .article = quoted(part.article.content.title),
                          .text = fmt::format("its chapter goes without a picture: {}", error.what())});
        return {};
    }
}

}  // namespace app
