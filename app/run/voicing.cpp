#include "app/run/voicing.h"

#include "app/run/edition_choice.h"
#include "app/run/originals.h"
#include "app/workers/say.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/fingerprint.h"
#include "core/hash.h"
#include "core/sentences.h"
#include "core/text.h"

#include <filesystem>
#include <utility>

namespace app {

namespace {

constexpr const char* readers_fact = "readers of articles without a recording";

/// All that a reader of the page would read aloud.
std::string text_of(const core::Article& article) {
    std::string text = article.title + "\n\n";
    if (!core::trim(article.lead).empty() && !core::repeats_lead(article.body, article.lead))
        text += article.lead + "\n\n";
    return text + article.body;
}

catalog::Original say_anew(RunContext& run, const std::vector<std::string>& command, const std::string& text,
                           const std::string& language) {
    core::AtomicFile output(run.workshop.source("spoken"));
    say(command, text, language, output.descriptor(), [&run] { return run.interrupt.requested(); });
    catalog::Original piece;
    piece.url = core::voiced_address(say_key(command, text, language));
    piece.sha256 = core::sha256_of_file(output.descriptor());
    piece.content_type = "audio/wav";
    const std::filesystem::path place = run.workshop.source(piece.sha256);
    output.commit_as(place);
    piece.bytes = std::filesystem::file_size(place);
    return piece;
}

}  // namespace

const std::string& language_of(const config::Config& config, const core::Article& article) {
    return article.language.empty() ? config.show.language : article.language;
}

catalog::Original spoken(RunContext& run, const std::vector<std::string>& command, const std::string& text,
                         const std::string& language) {
    const std::string key = say_key(command, text, language);
    if (auto kept = run.catalog.spoken(key, run.now); kept && kept->kept && run.workshop.has_source(kept->sha256))
        return *kept;
    catalog::Original piece = say_anew(run, command, text, language);
    run.catalog.keep_spoken(key, piece, run.now);
    return piece;
}

std::string voiced_address_of(const config::Config& config, const std::string& source, const core::Article& article) {
    const config::Bulletin* reader = reader_of(config, source, article.section);
    if (reader == nullptr || core::trim(article.body).empty()) return {};
    return core::voiced_address(say_key(reader->say, text_of(article), language_of(config, article)));
}

catalog::Original voice(RunContext& run, const catalog::DownloadWork& work) {
    const core::Article& article = work.article.content;
    const config::Bulletin* reader = reader_of(run.config, work.article.source, article.section);
    if (reader == nullptr)
        throw core::Error(core::ErrorKind::config,
                          "it has no recording, and no [[bulletin]] with voice_missing takes it any more; it waits "
                          "until one does");
    catalog::Original recording = say_anew(run, reader->say, text_of(article), language_of(run.config, article));
    // By another command than its address was made of, it is what is known by that.
    recording.url = article.audio.front().url;
    recording.sound = sound_of(run, recording.sha256);
    return recording;
}

void note_reader(const RunContext& run) {
    core::Fingerprint rules;
    bool is_any = false;
    for (const config::Bulletin& bulletin : run.config.bulletins) {
        if (!bulletin.voice_missing) continue;
        is_any = true;
        rules.add(bulletin.say).add(bulletin.sources).add(bulletin.sections);
    }
    const std::string now = is_any ? rules.finish() : "";
    const std::string before = run.catalog.fact(readers_fact);
    if (now == before) return;
    if (is_any) run.catalog.look_anew_at_silent(run.now);
    run.catalog.set_fact(readers_fact, now);
}

}  // namespace app
