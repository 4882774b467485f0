#include "transcode/prepare.h"

#include "core/error.h"
#include "core/hash.h"
#include "transcode/chapters.h"
#include "transcode/descriptor_io.h"
#include "transcode/encode.h"
#include "transcode/encode_to_target.h"
#include "transcode/findings.h"
#include "transcode/lossless.h"
#include "transcode/survey.h"

#include <fmt/format.h>

namespace transcode {

namespace {

/// The recording as lane encode takes it. Borrows all it is given.
Sound sound_of(int input, const core::Recipe& recipe, const Survey& survey, const Progress& progress) {
    const std::chrono::milliseconds duration = duration_of(survey.frames, survey.shape.sample_rate);
    Sound sound{survey.wanted, duration, aim_for(recipe, survey.wanted, duration), {}, {}};
    sound.level = [input, &recipe, &survey, &progress](const Aim& aim) {
        return choose_level(aim, survey.wanted.sample_rate, survey.shaped, [&](const auto& take) {
            recall(input, recipe, survey, take, step_of(progress, 0.1, 0.2));
        });
    };
    sound.play = [input, &survey](const Aim&, const auto& take, const Progress& step) {
        play(input, survey, take, step);
    };
    return sound;
}

/// Carries out the plan. The frames of a recording of which libav complained are written as they are, so what was
/// written is decoded: where it complains of that too, players would, and the recording has to be encoded.
void write_or_give_up(int input, int output, const core::Recipe& recipe, const core::Tags& tags,
                      const std::string& complaint, Lossless& plan) {
    truncate(output);
    write_lossless(input, output, plan, recipe.format, tags);
    const std::string remaining = complaint.empty() ? std::string() : complaint_of(output);
    if (remaining.empty()) return;
    const std::string reason = fmt::format("not all of it decodes ({})", remaining);
    if (recipe.lane != core::Lane::automatic)
        throw core::Error(core::ErrorKind::media,
                          fmt::format("lane {} cannot serve: {}", core::name(recipe.lane), reason));
    plan.lane = core::Lane::encode;
    plan.explanation = "encode: " + reason;
}

}  // namespace

core::Made prepare(int input, int output, const core::Recipe& asked, const core::Tags& told, const Progress& progress) {
    core::Recipe recipe = asked;
    recipe.filters = filter_chain(asked.filters);
    const Survey before = survey(input, recipe, step_of(progress, 0.0, 0.1));
    core::Made made;
    made.before = before.source;
    made.source_format = before.facts.text();
    made.cut = duration_of(before.playing.range.begin, before.shape.sample_rate);
    KeptChapters chapters =
        chapters_after(told.chapters, made.cut, duration_of(before.frames, before.shape.sample_rate));
    limit_words(chapters);
    core::Tags tags = told;
    tags.chapters = std::move(chapters.chapters);
    made.chapters = without_pictures(tags.chapters);

    const Packets packets{before.facts.container, before.facts.codec, before.facts.channels, before.facts.sample_rate,
                          static_cast<double>(before.facts.bitrate_kbps)};
    Lossless lossless =
        plan_lossless(input, packets, before.source, duration_of(before.frames, before.shape.sample_rate), recipe);
    if (lossless.lane != core::Lane::encode) write_or_give_up(input, output, recipe, tags, before.complaint, lossless);
    made.lane = lossless.lane;
    made.explanation = lossless.explanation;
    if (lossless.lane == core::Lane::encode) {
        encode_to_target(output, recipe, tags, sound_of(input, recipe, before, progress), progress, made);
        if (made.shortfall_lu > 0.0)
            made.explanation += fmt::format("; stays {:.1f} LU below the target, where the limiter has taken {:g} dB",
                                            made.shortfall_lu, recipe.max_limiting_db);
    } else {
        made.after = lossless.after;
        made.predicted = lossless.lane == core::Lane::gain;
        made.gain_db = lossless.gain_db;
        made.duration = lossless.duration;
    }
    made.findings = findings_of(before, made, recipe);
    if (chapters.behind_end > 0)
        made.findings.push_back(fmt::format("{} of its {} chapters are left out: they begin behind its end",
                                            chapters.behind_end, told.chapters.size()));
    if (chapters.too_many > 0)
        made.findings.push_back(fmt::format("{} of its {} chapters are left out: no file holds so many",
                                            chapters.too_many, told.chapters.size()));
    made.bytes = file_size(output);
    made.sha256 = core::sha256_of_file(output);
    if (progress) progress(1.0);
    return made;
}

std::string processing_version() {
    return "newscast transcode 1, " + encoder_version();
}

}  // namespace transcode
