#include "app/run/timing.h"

#include "app/publish/publish.h"
#include "app/workers/read_along.h"
#include "app/workers/voice.h"
#include "core/sentences.h"

#include <iterator>
#include <string>
#include <vector>

namespace app {

void note_voices(const RunContext& run) {
    run.catalog.set_synthesizer(synthesizer());
    for (const std::string& language : run.catalog.languages_without_voice()) {
        try {
            if (has_voice(language)) run.catalog.set_voice(language);
        } catch (const SynthesizerError&) {
            // Whoever needs it tells of it; these go on waiting.
            return;
        }
    }
}

namespace {

/// The episode's file, else the recording itself; where it is gone, the catalog is told.
core::FileDescriptor sound_of(const RunContext& run, const catalog::AlignWork& work) {
    if (work.file.path.empty()) {
        const std::string& sha256 = work.parts.front().article.recording->sha256;
        if (run.workshop.has_source(sha256)) return core::open_to_read(run.workshop.source(sha256));
        run.catalog.lose_source(sha256);
        return {};
    }
    core::FileDescriptor sound = finished_file(run, work.file.path, work.file.made.sha256);
    if (!sound) run.catalog.forget_file(work.file.path);
    return sound;
}

}  // namespace

std::optional<core::ReadAlong> time_text(const RunContext& run, const catalog::AlignWork& work,
                                         const transcode::Progress& progress) {
    const core::FileDescriptor sound = sound_of(run, work);
    if (!sound) return std::nullopt;
    std::vector<std::string> sentences;
    for (const catalog::PartWork& part : work.parts)
        std::ranges::move(core::spoken_sentences(part.article.content, work.language), std::back_inserter(sentences));
    const core::FileDescriptor voice = run.workshop.scratch();
    return read_along(
        run.workers, sound.get(), sentences, work.language, voice.get(), [&] { return run.interrupt.requested(); },
        progress);
}

}  // namespace app
