#include "fetch/article/audio.h"

#include <algorithm>
#include <set>

#include "core/ascii.h"
#include "core/text.h"
#include "fetch/article/audio_built.h"
#include "fetch/article/audio_in_data.h"
#include "fetch/article/audio_in_markup.h"
#include "fetch/markup/markup.h"
#include "fetch/markup/url.h"
#include "fetch/markup/url_identity.h"
#include "fetch/words/words.h"

namespace fetch {
namespace {

constexpr std::size_t max_sightings = 2'000;
constexpr double own_bonus = 0.2;       // for what is said to be this article's
constexpr double foreign_malus = 0.1;   // for what is called something else
constexpr double outside_malus = 0.15;  // for what stands outside of what holds title and text

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
        for (scope_ = page.title_place(); scope_ && !holds_text(scope_);) scope_ = scope_.parent();
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

    /// Whether it is said to belong to this very page.
    bool is_own(const AudioSighting& sighting) const {
        if (sighting.link.empty()) return false;
        const auto url = resolve(page_.base(), sighting.link);
        return url && own_pages_.contains(identity_of(*url));
    }

    /// Whether it stands outside of what holds both title and text.
    bool is_outside(const AudioSighting& sighting) const {
        return sighting.node && has_scope() && !sighting.node.lies_in(scope_);
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
    bool holds_text(HtmlNode element) const { return body_.container && body_.container.lies_in(element); }

    bool has_scope() const { return scope_ && body_.container && !scope_.is("body") && !scope_.is("html"); }

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
            if (is_page_edge(around)) return "in the site's header or footer";
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

    /// The site's header or footer: not the article's own, which holds its title or stands with it.
    bool is_page_edge(HtmlNode element) const {
        if ((!element.is("header") && !element.is("footer")) || page_.is_spine(element)) return false;
        return !element.closest("article") && !element.closest("main") && !(has_scope() && element.lies_in(scope_));
    }

    /// A card whose heading, or whose headline in a link, leads to another page of the site.
    bool in_teaser(HtmlNode node, HtmlNode top) const {
        int levels = 0;
        for (HtmlNode card = node.parent(); card && card != top && levels < 6; card = card.parent(), ++levels) {
            if (page_.is_spine(card) || card.is("body")) return false;
            const bool small = card.text(most_of_a_card + 1).size() <= most_of_a_card;
            int looked = 0;
            for (HtmlNode inner = card.first_child(); inner && looked < 2'000; inner = inner.next_in(card), ++looked) {
                if (small && inner.is("a") && is_headline(inner)) return true;
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

    /// True for a link whose words and address are those of another article.
    bool is_headline(HtmlNode link) const {
        constexpr std::ptrdiff_t few_words = 4;
        constexpr std::ptrdiff_t long_slug = 3;
        constexpr std::ptrdiff_t long_number = 5;
        const std::string_view href = link.attribute("href");
        std::string_view name = href.substr(0, href.find_first_of("?#"));
        while (name.ends_with('/')) name.remove_suffix(1);
        name = name.substr(name.rfind('/') + 1);
        if (std::ranges::count(name, '-') < long_slug &&
            std::ranges::count_if(name, core::is_ascii_digit) < long_number)
            return false;
        if (has_audio_name(href) || !belongs_elsewhere(std::string(href))) return false;
        const std::string text = link.text(400);
        return std::ranges::count(text, ' ') >= few_words && compare_title(text) <= 0;
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

    static constexpr std::size_t most_of_a_card = 600;  // of its text in bytes

    const PageParts& page_;
    const ArticleBody& body_;
    HtmlNode scope_;  // the smallest element with both title and text; where that is the page itself, it tells nothing
    std::string title_;
    std::set<std::string> own_pages_;
};

}  // namespace

AudioFindings find_audio(const PageParts& page, const std::vector<TextBlock>& blocks, const ArticleBody& body,
                         const std::string& title, const std::string& canonical,
                         const std::optional<core::WrittenTime>& published) {
    std::vector<AudioSighting> seen;
    see_markup(page, blocks, body, seen);
    see_data(page, seen);
    see_built(page, seen);
    if (seen.size() > max_sightings) seen.resize(max_sightings);

    AudioFindings found;
    const Judge judge(page, body, title, canonical);
    std::vector<OfferedRecording> offered;
    std::set<std::string> refused;
    for (const AudioSighting& sighting : seen) {
        const auto url = resolve(page.base(), sighting.reference);
        if (!url || *url == page.base() || *url == page.url()) continue;
        if (const std::string reason = judge.reason_against(sighting, *url); !reason.empty()) {
            if (refused.insert(*url).second) found.rejected.push_back({*url, sighting.rule, reason});
            continue;
        }
        OfferedRecording each{{*url, sighting.rule, sighting.score, sighting.built},
                              {},
                              sighting.recording,
                              sighting.part,
                              sighting.block,
                              sighting.called_by_format};
        const int same = judge.is_own(sighting) ? 1 : judge.compare_title(sighting.title);
        if (same > 0) each.candidate.score += own_bonus;
        if (judge.is_outside(sighting)) each.candidate.score -= outside_malus;
        if (same < 0) {
            each.candidate.score -= foreign_malus;
            each.foreign_title = sighting.title;
        }
        offered.push_back(std::move(each));
    }
    choose_recording(std::move(offered), title, published, found);
    return found;
}

}  // namespace fetch
