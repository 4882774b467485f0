#include "app/run/timing.h"

#include "app/run/originals.h"
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

std::optional<core::ReadAlong> time_text(const RunContext& run, const catalog::AlignWork& work,
                                         const transcode::Progress& progress) {
    const core::FileDescriptor sound = finished_file(run, work.file.path, work.file.made.sha256);
    if (!sound) {
        run.catalog.forget_file(work.file.path);
        return std::nullopt;
    }
    std::vector<std::string> sentences;
    for (const catalog::PartWork& part : work.parts)
        std::ranges::move(core::spoken_sentences(part.article.content, work.language), std::back_inserter(sentences));
    const core::FileDescriptor voice = run.workshop.scratch();
    return read_along(
        run.workers, sound.get(), sentences, work.language, voice.get(), [&] { return run.interrupt.requested(); },
        progress);
}

}  // namespace app
