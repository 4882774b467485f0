#include "fetch/article/audio_judge.h"

#include <algorithm>

#include "core/ascii.h"
#include "core/text.h"
#include "fetch/markup/markup.h"
#include "fetch/markup/url.h"
#include "fetch/markup/url_identity.h"
#include "fetch/words/words.h"

namespace fetch {
namespace {

constexpr double own_bonus = 0.4;      // for what is said to be this article's
constexpr double label_bonus = 0.35;   // for what is offered as this text
constexpr double foreign_malus = 0.1;  // for what is called something else
constexpr double outside_malus = 0.15;
constexpr std::size_t most_of_a_card = 600;  // of its text in bytes

bool speaks_of_pronunciation(std::string_view text) {
    return contains_any(core::lower(text), {"pronunciation", "pronounce", "phát âm", "aussprache", "prononciation",
                                            "pronunciación", "pronúncia", "発音", "发音", "произношение"});
}

/// The element of text before one, or before the elements that hold nothing else.
HtmlNode before(HtmlNode node) {
    constexpr int most_levels = 3;
    for (int level = 0; node && !node.is("body") && level < most_levels; ++level, node = node.parent()) {
        for (HtmlNode other = node.previous(); other; other = other.previous()) {
            if ((!other.is_element() && !other.is_text()) || other.is("script") || other.is("style")) continue;
            if (!is_blank(other.is_text() ? std::string(other.content()) : other.text(1))) return other;
        }
    }
    return {};
}

/// What the page says beside a player: the words of the box that has little else, or the line before it.
/// The article's own headline is no word of a player's that follows it.
std::string words_of_player(HtmlNode node, HtmlNode headline) {
    constexpr std::size_t longest_box = 120;
    constexpr std::size_t longest_line = 80;
    constexpr std::size_t enough = 4;  // times as much, with the white space of the source, to tell that it is longer
    constexpr int most_levels = 5;
    HtmlNode box = node.closest("audio") ? node.closest("audio") : node;
    std::string words = box.is("audio") ? std::string() : box.text();  // its own is for who cannot play it
    if (words.size() > longest_box) return {};
    for (int level = 0; level < most_levels; ++level) {
        const HtmlNode around = box.parent();
        if (!around || (headline && headline.lies_in(around)) || around.is("body") || around.is("article") ||
            around.is("main"))
            break;
        std::string text = around.text(enough * longest_box);
        if (text.size() > longest_box) break;
        box = around;
        words = std::move(text);
    }
    if (!is_blank(words)) return words;
    const HtmlNode line = before(box);
    if (!line || (headline && (line.lies_in(headline) || headline.lies_in(line)))) return words;
    const std::string text = line.is_text() ? std::string(line.content()) : line.text(enough * longest_line);
    return text.size() <= longest_line ? core::collapse_space(text) : words;
}

/// The nearest heading before an element that does not hold it, if it is no further than a list's.
HtmlNode heading_before(HtmlNode node) {
    constexpr int most_levels = 6;
    for (int level = 0; node && !node.is("body") && level < most_levels; ++level, node = node.parent()) {
        for (HtmlNode other = node.previous(); other; other = other.previous()) {
            if (heading_rank(other.name()) >= 2) return other;
        }
    }
    return {};
}

/// The words just before an element and in its own block.
std::string words_before(HtmlNode node) {
    constexpr std::size_t longest = 300;
    const HtmlNode block = block_around(node);
    std::string words;
    if (!block.is("body") && !block.is("article") && !block.is("section")) words = block.text(longest + 1);
    if (words.size() > longest) words.clear();
    HtmlNode place = node;
    constexpr int most = 4;
    for (int seen = 0; seen < most && place; ++seen) {
        place = before(place);
        if (!place) break;
        const std::string text = place.is_text() ? std::string(place.content()) : place.text(longest);
        if (text.size() < longest) words += ' ' + text;
    }
    if (const HtmlNode heading = heading_before(node); heading) words += ' ' + heading.text(longest);
    return words;
}

/// The numbers of an address's path and query that may be an article's: years are nobody's own.
std::set<std::string> own_numbers_in(std::string_view url) {
    constexpr std::size_t shortest = 4;
    std::set<std::string> numbers;
    for (const std::string_view number : numbers_in(behind_host(url))) {
        const bool year = number.size() == shortest && (number.starts_with("19") || number.starts_with("20"));
        if (number.size() >= shortest && !year) numbers.emplace(number);
    }
    return numbers;
}

}  // namespace

AudioJudge::AudioJudge(const PageParts& page, const ArticleBody& body, const std::string& title,
                       const std::string& canonical)
    : page_(page), body_(body), title_(plain_words(title)), is_bulletin_(sound_label(title) == SoundLabel::bulletin) {
    for (const std::string& url : {page.url(), canonical}) {
        if (url.empty()) continue;
        own_pages_.insert(identity_of(url));
        own_numbers_.merge(own_numbers_in(url));
        std::string_view path(url);
        path = path.substr(0, path.find_first_of("?#"));
        while (path.ends_with('/')) path.remove_suffix(1);
        own_slug_ = path.substr(path.rfind('/') + 1);
    }
    const auto holds_text = [&](HtmlNode element) { return body_.container && body_.container.lies_in(element); };
    for (scope_ = page.title_place(); scope_ && !holds_text(scope_);) scope_ = scope_.parent();
}

Verdict AudioJudge::judge(const AudioSighting& sighting, const std::string& url) const {
    Verdict verdict;
    const auto refused = [&verdict](std::string reason) {
        verdict.reason = std::move(reason);
        return verdict;
    };
    if (!sighting.reason.empty()) return refused(sighting.reason);
    if (std::string reason = reason_against_url(sighting.reference, url); !reason.empty()) return refused(reason);

    const std::string words =
        sighting.node && !sighting.is_link ? words_of_player(sighting.node, page_.title_place()) : sighting.title;
    const SoundLabel label = sound_label(words);
    const Call title = called(sighting.title);
    const bool own_page = is_own_page(sighting.link);
    const bool own = own_page || title == Call::same || has_own_number(sighting.number) ||
                     (sighting.node && !sighting.is_link && called(words) == Call::same);
    const bool labelled = label == SoundLabel::this_text;
    const bool sure = own || labelled;
    verdict.part = sighting.part > 0 ? sighting.part : part_number(words);
    verdict.in_article = !is_outside(sighting);
    verdict.words = words;

    if (!own_page && title != Call::same && belongs_elsewhere(sighting.link))
        return refused("it belongs to another page");
    if (!sure) {
        std::string reason =
            sighting.in_data ? reason_against_keys(sighting.names, url) : reason_against_classes(sighting.names);
        if (!reason.empty()) return refused(reason);
        if (!sighting.doubt.empty()) return refused(sighting.doubt);
        if (reason = doubt_about_url(url); !reason.empty() && !is_bulletin_) return refused(reason);
        if (label == SoundLabel::live) return refused("a live programme by the words beside it");
        if (label == SoundLabel::bulletin && !is_bulletin_) return refused("a bulletin by the words beside it");
        if (label == SoundLabel::episode && !sighting.is_link)
            return refused("an episode of a podcast by the words beside it");
    }
    if (sighting.node) {
        if (std::string reason = reason_against_place(sighting.node, sure); !reason.empty()) return refused(reason);
        const HtmlNode top = body_.container && sighting.node.lies_in(body_.container) ? body_.container : HtmlNode();
        if (!own_page && !labelled && title != Call::same && in_teaser(sighting.node, top))
            return refused("in a teaser of another article");
        if (!sure && !top && !sighting.is_link && under_other_heading(sighting.node))
            return refused("under a heading of its own");
        if (!own && !title_.empty() && speaks_of_pronunciation(words_before(sighting.node)))
            return refused("the pronunciation of a word");
    }
    const bool named = has_own_name(url);
    if (!verdict.in_article && !sure && !named)
        return refused("beside the article, and nothing says that it is its own");
    if (sighting.in_data && !sighting.node && !sure && !named && !sighting.built && !sighting.typed &&
        is_bare_name(url))
        return refused("a script's own sound by its name");

    if (own) verdict.change += own_bonus;
    if (labelled) verdict.change += label_bonus;
    if (!verdict.in_article) verdict.change -= outside_malus;
    verdict.foreign = !sure && title == Call::other;
    if (verdict.foreign) verdict.change -= foreign_malus;
    return verdict;
}

/// How the name that the page gives it compares with the article's.
AudioJudge::Call AudioJudge::called(const std::string& said) const {
    const std::string plain = plain_words(said);
    if (plain.empty() || title_.empty()) return Call::unknown;
    constexpr double alike = 0.5;
    constexpr double unlike = 0.25;
    constexpr std::ptrdiff_t few_spaces = 3;
    // One that stands in the other, but not a few common words in a longer one.
    const bool holds = plain.find(title_) != std::string::npos && title_.size() * 2 >= plain.size();
    const bool is_held = title_.find(plain) != std::string::npos && plain.size() * 2 >= title_.size();
    if (likeness(plain, title_) >= alike || holds || is_held) return Call::same;
    if (std::ranges::count(plain, ' ') < few_spaces || likeness(plain, title_) >= unlike) return Call::unknown;
    return Call::other;
}

bool AudioJudge::is_own_page(const std::string& link) const {
    if (link.empty()) return false;
    const auto url = resolve(page_.base(), link);
    return url && own_pages_.contains(identity_of(*url));
}

bool AudioJudge::belongs_elsewhere(const std::string& link) const {
    if (link.empty()) return false;
    const auto url = resolve(page_.base(), link);
    if (!url || own_pages_.contains(identity_of(*url))) return false;
    // Another site's page (a hoster's) is no other article of this one.
    return host_of(*url) == host_of(page_.url()) && url->find('/', url->find("://") + 3) + 1 < url->size();
}

bool AudioJudge::has_own_number(std::string_view text) const {
    return !text.empty() && own_numbers_.contains(std::string(text));
}

/// True where the file is named after the article: its number, its address, words of its title.
bool AudioJudge::has_own_name(const std::string& url) const {
    const std::set<std::string> numbers = own_numbers_in(url);
    if (std::ranges::any_of(numbers, [&](const std::string& number) { return own_numbers_.contains(number); }))
        return true;
    constexpr std::size_t telling = 8;
    const std::string stem = stem_of(url);
    if (stem.size() >= telling && own_slug_.find(stem) != std::string::npos) return true;
    return own_slug_.size() >= telling && stem.find(own_slug_) != std::string::npos;
}

bool AudioJudge::has_scope() const {
    return scope_ && body_.container && !scope_.is("body") && !scope_.is("html");
}

/// Whether it stands outside of what holds both title and text.
bool AudioJudge::is_outside(const AudioSighting& sighting) const {
    return sighting.node && has_scope() && !sighting.node.lies_in(scope_);
}

std::string AudioJudge::reason_against_place(HtmlNode node, bool own) const {
    if (node.closest("template")) return "in a part that is not shown";
    const HtmlNode top = body_.container && node.lies_in(body_.container) ? body_.container : HtmlNode();
    for (HtmlNode around = node; around && around != top; around = around.parent()) {
        const Region region = page_.region_of(around);
        if (region == Region::comments) return std::string(describe(region));
        if (own) continue;
        if (is_page_edge(around)) return "in the site's header or footer";
        if (region == Region::related || region == Region::sidebar || region == Region::navigation ||
            region == Region::advertising)
            return std::string(describe(region));
    }
    return {};
}

/// The site's header or footer: not the article's own, which holds its title or stands with it.
bool AudioJudge::is_page_edge(HtmlNode element) const {
    if ((!element.is("header") && !element.is("footer")) || page_.is_spine(element)) return false;
    return !element.closest("article") && !element.closest("main") && !(has_scope() && element.lies_in(scope_));
}

/// A card whose heading, or whose headline in a link, leads to another page of the site.
bool AudioJudge::in_teaser(HtmlNode node, HtmlNode top) const {
    constexpr int most_levels = 6;
    constexpr int most_looked = 2'000;
    int levels = 0;
    for (HtmlNode card = node.parent(); card && card != top && levels < most_levels; card = card.parent(), ++levels) {
        if (page_.is_spine(card) || card.is("body")) return false;
        const bool small = card.text(4 * most_of_a_card).size() <= most_of_a_card;
        int looked = 0;
        for (HtmlNode inner = card.first_child(); inner && looked < most_looked;
             inner = inner.next_in(card), ++looked) {
            if (small && inner.is("a") && is_headline(inner)) return true;
            if (heading_rank(inner.name()) == 0) continue;
            HtmlNode link = inner.closest("a");
            if (!link || !link.lies_in(card)) {
                const auto links = inner.descendants("a");
                link = links.empty() ? HtmlNode() : links.front();
            }
            if (!link || has_audio_name(link.attribute("href"))) continue;
            if (belongs_elsewhere(std::string(link.attribute("href"))) && called(inner.text(400)) != Call::same)
                return true;
        }
    }
    return false;
}

/// A box beside or below the text whose heading names something else.
bool AudioJudge::under_other_heading(HtmlNode node) const {
    constexpr int most_levels = 3;
    constexpr int most_looked = 200;
    int level = 0;
    for (HtmlNode box = node.parent(); box && level < most_levels; box = box.parent(), ++level) {
        if (page_.is_spine(box) || box.is("body") || box.is("article") || box.is("main") || box == scope_) return false;
        int looked = 0;
        for (HtmlNode inner = box.first_child(); inner && looked < most_looked; inner = inner.next_in(box), ++looked) {
            if (heading_rank(inner.name()) < 2) continue;
            const std::string text = inner.text(400);
            if (called(text) == Call::other && sound_label(text) != SoundLabel::this_text) return true;
        }
    }
    return false;
}

/// True for a link whose words and address are those of another article.
bool AudioJudge::is_headline(HtmlNode link) const {
    constexpr std::ptrdiff_t few_words = 4;
    constexpr std::ptrdiff_t long_slug = 3;
    constexpr std::ptrdiff_t long_number = 5;
    const std::string_view href = link.attribute("href");
    std::string_view name = href.substr(0, href.find_first_of("?#"));
    while (name.ends_with('/')) name.remove_suffix(1);
    name = name.substr(name.rfind('/') + 1);
    if (std::ranges::count(name, '-') < long_slug && std::ranges::count_if(name, core::is_ascii_digit) < long_number)
        return false;
    if (has_audio_name(href) || !belongs_elsewhere(std::string(href))) return false;
    const std::string text = link.text(400);
    return std::ranges::count(text, ' ') >= few_words && called(text) != Call::same;
}

}  // namespace fetch
