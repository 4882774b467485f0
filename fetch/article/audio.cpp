#include "fetch/article/audio.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "core/text.h"
#include "fetch/article/audio_in_data.h"
#include "fetch/article/audio_in_markup.h"
#include "fetch/markup/text.h"
#include "fetch/markup/url.h"
#include "fetch/words/recordings.h"

namespace fetch {
namespace {

constexpr double least_score = 0.45;  // what speaks for a recording less than this is not enough
constexpr double clear_lead = 0.1;    // two recordings nearer than this cannot be told apart
constexpr std::size_t max_sightings = 2'000;

struct Judged {
    core::AudioCandidate candidate;
    std::string key;
    std::string foreign_title;  // it is called something else than the article
    bool in_data = false;
};

/// URLs of one recording.
struct Recording {
    std::vector<Judged> sources;
    double score = 0.0;
    std::size_t order = 0;
    bool foreign = false;
};

bool speaks_of_pronunciation(std::string_view text) {
    return contains_any(core::lower(text), {"pronunciation", "pronounce", "phát âm", "aussprache", "prononciation",
                                            "pronunciación", "pronúncia", "発音", "发音", "произношение"});
}

class Judge {
public:
    Judge(const PageParts& page, const ArticleBody& body, const std::string& title, std::string canonical)
        : page_(page), body_(body), title_(plain_words(title)) {
        own_pages_.insert(identity_of(page.url()));
        if (!canonical.empty()) own_pages_.insert(identity_of(canonical));
    }

    /// Empty: nothing speaks against it.
    std::string reason_against(const AudioSighting& sighting, const std::string& url) const {
        if (!sighting.reason.empty()) return sighting.reason;
        if (std::string reason = reason_against_url(sighting.reference, url); !reason.empty()) return reason;
        std::string reason =
            sighting.in_data ? reason_against_keys(sighting.names, url) : reason_against_classes(sighting.names);
        if (!reason.empty()) return reason;
        if (belongs_elsewhere(sighting.link)) return "it belongs to another page";
        if (!sighting.node) return {};
        if (reason = reason_against_place(sighting.node); !reason.empty()) return reason;
        if (!title_.empty() && speaks_of_pronunciation(words_before(sighting.node)))
            return "the pronunciation of a word";
        return {};
    }

    /// How the name that the page gives it compares with the article's: -1 another, 1 the same, 0 no telling.
    int compare_title(const std::string& said) const {
        const std::string plain = plain_words(said);
        if (plain.empty() || title_.empty()) return 0;
        if (likeness(plain, title_) >= 0.5 || plain.find(title_) != std::string::npos ||
            (plain.size() > 15 && title_.find(plain) != std::string::npos))
            return 1;
        if (std::ranges::count(plain, ' ') < 3 || likeness(plain, title_) >= 0.25) return 0;
        return -1;
    }

private:
    bool belongs_elsewhere(const std::string& link) const {
        if (link.empty()) return false;
        const auto url = resolve(page_.base(), link);
        if (!url || own_pages_.contains(identity_of(*url))) return false;
        // Another site's page (a hoster's) is no other article of this one.
        return host_of(*url) == host_of(page_.url()) && url->find('/', url->find("://") + 3) + 1 < url->size();
    }

    std::string reason_against_place(HtmlNode node) const {
        const HtmlNode top = body_.container && node.lies_in(body_.container) ? body_.container : HtmlNode();
        for (HtmlNode around = node; around && around != top; around = around.parent()) {
            switch (const Region region = page_.region_of(around)) {
                case Region::comments:
                case Region::related:
                case Region::sidebar:
                case Region::navigation:
                case Region::advertising:
                    return std::string(describe(region));
                default:
                    break;
            }
        }
        return in_teaser(node, top) ? "in a teaser of another article" : "";
    }

    /// A card whose heading leads to another page of the site.
    bool in_teaser(HtmlNode node, HtmlNode top) const {
        int levels = 0;
        for (HtmlNode card = node.parent(); card && card != top && levels < 6; card = card.parent(), ++levels) {
            if (page_.is_spine(card) || card.is("body")) return false;
            int looked = 0;
            for (HtmlNode inner = card.first_child(); inner && looked < 2'000; inner = inner.next_in(card), ++looked) {
                const std::string_view tag = inner.name();
                if (tag.size() != 2 || tag[0] != 'h' || tag[1] < '1' || tag[1] > '6') continue;
                HtmlNode link = inner.closest("a");
                if (!link || !link.lies_in(card)) {
                    const auto links = inner.descendants("a");
                    link = links.empty() ? HtmlNode() : links.front();
                }
                if (!link || has_audio_name(link.attribute("href"))) continue;
                if (belongs_elsewhere(std::string(link.attribute("href"))) && compare_title(inner.text(400)) <= 0)
                    return true;
            }
        }
        return false;
    }

    /// The visible words just before an element and in its own block.
    static std::string words_before(HtmlNode node) {
        HtmlNode block = node;
        while (block.parent() && !is_block(block.name())) block = block.parent();
        std::string words;
        if (!block.is("body") && !block.is("article") && !block.is("section")) words = block.text(301);
        if (words.size() > 300) words.clear();
        int seen = 0;
        for (HtmlNode before = node; before && seen < 4; before = before.previous() ? before.previous() : HtmlNode()) {
            if (before == node) continue;
            if (const std::string text = before.text(201); !text.empty() && text.size() < 200) {
                words += ' ' + text;
                ++seen;
            }
        }
        return words;
    }

    const PageParts& page_;
    const ArticleBody& body_;
    std::string title_;
    std::set<std::string> own_pages_;
};

/// Parts of one thing: names that differ in their last number only.
bool are_parts(const std::string& a, const std::string& b) {
    const auto without_number = [](std::string key) {
        std::size_t end = key.size();
        while (end > 0 && key[end - 1] >= '0' && key[end - 1] <= '9') --end;
        if (key.size() - end > 2 || end == key.size()) return std::string();
        key.resize(end);
        return key;
    };
    const std::string left = without_number(a);
    return left.size() >= 6 && left == without_number(b);
}

std::vector<Recording> group(std::vector<Judged> judged) {
    std::map<std::string, std::size_t> places;
    std::vector<Recording> recordings;
    for (Judged& each : judged) {
        const auto [place, is_new] = places.try_emplace(each.key, recordings.size());
        if (is_new) {
            recordings.push_back({});
            recordings.back().order = place->second;
            recordings.back().foreign = true;
        }
        Recording& recording = recordings[place->second];
        recording.foreign = recording.foreign && !each.foreign_title.empty();
        const auto known =
            std::ranges::find(recording.sources, each.candidate.url, [](const Judged& j) { return j.candidate.url; });
        if (known == recording.sources.end()) {
            recording.sources.push_back(std::move(each));
        } else if (each.candidate.score > known->candidate.score) {
            known->candidate = std::move(each.candidate);
        }
    }
    for (Recording& recording : recordings) {
        std::set<std::string> rules;
        for (const Judged& source : recording.sources) {
            recording.score = std::max(recording.score, source.candidate.score);
            rules.insert(source.candidate.rule);
        }
        recording.score =
            std::min(1.0, recording.score + 0.05 * static_cast<double>(std::min<std::size_t>(rules.size(), 4) - 1));
        std::ranges::stable_sort(recording.sources, [](const Judged& a, const Judged& b) {
            return source_quality(a.candidate.url) > source_quality(b.candidate.url);
        });
    }
    std::ranges::stable_sort(recordings, std::greater<>(), &Recording::score);
    return recordings;
}

void accept(AudioFindings& found, const Recording& recording) {
    for (const Judged& source : recording.sources) {
        core::AudioCandidate candidate = source.candidate;
        candidate.score = std::round(recording.score * 100) / 100;
        found.accepted.push_back(std::move(candidate));
    }
}

void reject(AudioFindings& found, const Recording& recording, const std::string& reason) {
    for (const Judged& source : recording.sources)
        found.rejected.push_back({source.candidate.url, source.candidate.rule, reason});
}

void choose(AudioFindings& found, std::vector<Recording> recordings) {
    const auto foreign = std::ranges::count_if(recordings, &Recording::foreign);
    const bool some_own = foreign < std::ssize(recordings);
    std::vector<Recording> likely;
    for (Recording& recording : recordings) {
        if (recording.foreign && (some_own || foreign > 1)) {
            reject(found, recording, fmt::format("it is called '{}'", recording.sources.front().foreign_title));
        } else if (recording.score < least_score) {
            reject(found, recording, "too little speaks for it");
        } else {
            likely.push_back(std::move(recording));
        }
    }
    if (likely.empty()) return;
    const Recording& best = likely.front();
    std::vector<const Recording*> rivals;
    for (std::size_t i = 1; i < likely.size(); ++i) {
        if (are_parts(best.sources.front().key, likely[i].sources.front().key)) {
            reject(found, likely[i], "a later part beside the first");
        } else if (best.score - likely[i].score < clear_lead) {
            rivals.push_back(&likely[i]);
        } else {
            reject(found, likely[i], fmt::format("less likely than {}", best.sources.front().candidate.url));
        }
    }
    accept(found, best);
    for (const Recording* rival : rivals) accept(found, *rival);
    found.ambiguous = !rivals.empty();
}

}  // namespace

AudioFindings find_audio(const PageParts& page, const std::vector<TextBlock>& blocks, const ArticleBody& body,
                         const std::string& title, const std::string& canonical) {
    std::vector<AudioSighting> seen;
    see_markup(page, blocks, body, seen);
    see_data(page, seen);
    if (seen.size() > max_sightings) seen.resize(max_sightings);

    AudioFindings found;
    const Judge judge(page, body, title, canonical);
    std::vector<Judged> judged;
    std::set<std::string> refused;
    for (const AudioSighting& sighting : seen) {
        const auto url = resolve(page.base(), sighting.reference);
        if (!url || *url == page.base() || *url == page.url()) continue;
        if (const std::string reason = judge.reason_against(sighting, *url); !reason.empty()) {
            if (refused.insert(*url).second) found.rejected.push_back({*url, sighting.rule, reason});
            continue;
        }
        Judged each{{*url, sighting.rule, sighting.score}, recording_key(*url), {}, sighting.in_data};
        const int same = judge.compare_title(sighting.title);
        if (same > 0) each.candidate.score += 0.2;
        if (same < 0) {
            each.candidate.score -= 0.1;
            each.foreign_title = sighting.title;
        }
        judged.push_back(std::move(each));
    }
    choose(found, group(std::move(judged)));
    return found;
}

}  // namespace fetch
