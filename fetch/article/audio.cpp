#include "fetch/article/audio.h"

#include <set>

#include "fetch/article/audio_built.h"
#include "fetch/article/audio_in_data.h"
#include "fetch/article/audio_in_markup.h"
#include "fetch/article/audio_judge.h"
#include "fetch/markup/url.h"

namespace fetch {

AudioFindings find_audio(const PageParts& page, const std::vector<TextBlock>& blocks, const ArticleBody& body,
                         const std::string& title, const std::string& canonical,
                         const std::optional<core::WrittenTime>& published) {
    constexpr std::size_t max_sightings = 2'000;
    std::vector<AudioSighting> seen;
    see_markup(page, blocks, body, seen);
    see_data(page, seen);
    see_built(page, seen);
    if (seen.size() > max_sightings) seen.resize(max_sightings);

    AudioFindings found;
    const AudioJudge judge(page, body, title, canonical);
    std::vector<OfferedRecording> offered;
    std::set<std::string> refused;
    for (const AudioSighting& sighting : seen) {
        const auto url = resolve(page.base(), sighting.reference);
        if (!url || *url == page.base() || *url == page.url()) continue;
        const Verdict verdict = judge.judge(sighting, *url);
        if (!verdict.reason.empty()) {
            if (refused.insert(*url).second) found.rejected.push_back({*url, sighting.rule, verdict.reason});
            continue;
        }
        OfferedRecording each;
        each.candidate = {*url, sighting.rule, sighting.score + verdict.change, sighting.built};
        if (verdict.foreign) each.foreign_title = sighting.title;
        each.in_article = verdict.in_article && sighting.node;
        each.recording = sighting.recording;
        each.part = verdict.part;
        each.words = verdict.words;
        each.block = sighting.block;
        each.called_by_format = sighting.called_by_format;
        offered.push_back(std::move(each));
    }
    choose_recording(std::move(offered), title, published, found);
    return found;
}

}  // namespace fetch
