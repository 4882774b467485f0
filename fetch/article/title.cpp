#include "fetch/article/title.h"

#include <algorithm>
#include <array>

#include "core/text.h"
#include "fetch/article/facts.h"
#include "fetch/article/headings.h"
#include "fetch/article/site_names.h"
#include "fetch/markup/markup.h"
#include "fetch/markup/url.h"
#include "fetch/markup/url_identity.h"
#include "fetch/words/words.h"

namespace fetch {
namespace {

constexpr std::size_t longest_heading = 400;

constexpr auto separators =
    std::to_array<std::string_view>({" | ", " - ", " – ",  " — ", " :: ", " : ", " » ", " « ", " › ", " · ", " • ",
                                     " ― ", " ~ ", " // ", " / ", "｜",   " ：", "：",  " ‹ ", " ∙ ", "_"});

/// Takes parts that only name the site off a title.
class SiteParts {
public:
    explicit SiteParts(const PageParts& page)
        : names_(page, SiteNames::TitleEnding::left_out), site_(plain_words(site_name(page))) {
        host_ = host_of(page.url());
        if (host_.starts_with("www.")) host_.erase(0, 4);
        section_ = plain_words(find_section(page).value);
    }

    bool name_site(std::string_view part) const {
        constexpr std::size_t shortest = 3;
        constexpr double alike = 0.5;
        const std::string plain = plain_words(part);
        if (plain.empty() || names_.hold(part)) return true;
        if (!site_.empty() && likeness(plain, site_) >= alike) return true;
        std::string joined = plain;
        std::erase(joined, ' ');
        return (joined.size() >= shortest && host_.starts_with(joined)) || plain == plain_words(host_);
    }
    /// The whole is the site's name.
    bool is_site(std::string_view text) const { return names_.hold(text); }

    std::string without(const std::string& title) const {
        std::string rest = title;
        for (bool changed = true; changed;) {
            changed = false;
            for (const std::string_view separator : separators) {
                if (const std::size_t last = rest.rfind(separator); last != std::string::npos && last > 0) {
                    const std::string_view part = std::string_view(rest).substr(last + separator.size());
                    if (name_site(part) || plain_words(part) == section_) {
                        rest.resize(last);
                        changed = true;
                    }
                }
                if (const std::size_t first = rest.find(separator); first != std::string::npos && first > 0) {
                    if (name_site(std::string_view(rest).substr(0, first))) {
                        rest.erase(0, first + separator.size());
                        changed = true;
                    }
                }
            }
        }
        if (const std::size_t colon = rest.find(": ");
            colon != std::string::npos && names_.hold(std::string_view(rest).substr(0, colon)))
            rest.erase(0, colon + 2);
        // "Headline|Site" and "標題-網站": without spaces a mark may be a word's own.
        for (const std::string_view mark : {"|", "-", "–", "—", "•"}) {
            const std::size_t last = rest.rfind(mark);
            if (last != std::string::npos && last > 0 && names_.hold(std::string_view(rest).substr(last + mark.size())))
                rest.resize(last);
        }
        return std::string(core::trim(rest));
    }

private:
    SiteNames names_;
    std::string site_;
    std::string host_;
    std::string section_;
};

/// The longest part of a title element's text between separators.
std::string longest_part(const std::string& title) {
    std::string best = title;
    for (const std::string_view separator : {" | ", " - ", " – ", " — ", " » ", " « ", " :: "}) {
        if (best.find(separator) == std::string::npos) continue;
        std::string longest;
        for (std::size_t start = 0; start <= best.size();) {
            const std::size_t end = std::min(best.find(separator, start), best.size());
            if (end - start > longest.size()) longest = best.substr(start, end - start);
            start = end + separator.size();
        }
        best = longest;
    }
    return std::string(core::trim(best));
}

std::vector<HtmlNode> headings(const PageParts& page) {
    std::vector<HtmlNode> all;
    constexpr std::size_t most = 300;
    for (const std::string_view tag : {"h1", "h2", "h3"}) {
        for (const HtmlNode heading : page.elements(tag)) {
            if (all.size() < most) all.push_back(heading);
        }
    }
    return all;
}

/// A heading that is a link to some other page stands for that page.
bool leads_away(const PageParts& page, HtmlNode heading) {
    HtmlNode link = heading.closest("a");
    if (!link) {
        const auto links = heading.descendants("a");
        if (links.size() != 1 || links.front().text() != heading.text()) return false;
        link = links.front();
    }
    const auto url = resolve(page.base(), link.attribute("href"));
    return url && identity_of(*url) != identity_of(page.url());
}

/// Where a heading begins with a section's name and what machines are told does not, the latter is the title.
TitleFact without_kicker(TitleFact found, const std::vector<Fact>& said) {
    const std::string plain = plain_words(found.fact.value);
    for (const Fact& fact : said) {
        const std::string shorter = plain_words(fact.value);
        if (shorter.size() < plain.size() && plain.ends_with(' ' + shorter) && std::ranges::count(shorter, ' ') >= 2) {
            const std::size_t at = found.fact.value.size() - std::min(found.fact.value.size(), fact.value.size());
            const std::string_view before = core::trim(std::string_view(found.fact.value).substr(0, at));
            if (before.empty() || std::string_view(":|-/").find(before.back()) == std::string_view::npos) {
                if (!found.fact.value.ends_with(fact.value) || found.fact.value[at - 1] != ':') continue;
            }
            return {{fact.value, fact.rule}, found.place};
        }
    }
    return found;
}

/// What microdata or a class of the usual systems marks as the headline.
TitleFact marked_headline(const PageParts& page, const std::vector<Fact>& said) {
    for (const HtmlNode node : page.with_itemprop("headline")) {
        if (std::string text = node.is("meta") ? plain_text(node.attribute("content")) : heading_text(page, node, said);
            !text.empty()) {
            return {{std::move(text), "itemprop headline"}, node.is("meta") ? HtmlNode() : node};
        }
    }
    const HtmlNode root = page.document().root();
    for (HtmlNode node = root; node; node = node.next_in(root)) {
        if (!node.is_element() || node.attribute("class").empty()) continue;
        const std::string names = class_and_id(node);
        if (!contains_any(names, {"entry-title", "article-title", "post-title", "title-detail", "detail-title",
                                  "headline", "article__title", "title-news", "news-title", "tieude", "tieu-de"}))
            continue;
        if (node.text(longest_heading).size() >= longest_heading) continue;
        if (std::string text = heading_text(page, node, said);
            text.size() >= 10 && text.size() < 300 && !leads_away(page, node))
            return {{std::move(text), "class " + std::string(node.attribute("class").substr(0, 60))}, node};
    }
    return {};
}

/// The page's one heading of the first rank, where it is a sentence's length in the article's part of the page: what
/// machines are told is written for search engines then.
TitleFact only_headline(const PageParts& page, const SiteParts& site, const std::vector<Fact>& said) {
    constexpr std::ptrdiff_t fewest_spaces = 3;
    TitleFact found;
    for (const HtmlNode heading : page.elements("h1")) {
        if (page.region_around(heading) != Region::content || leads_away(page, heading)) continue;
        std::string text = site.without(heading_text(page, heading, said));
        // Where words have no spaces between them, parts have: such a heading may be several.
        if (text.empty() || static_cast<unsigned char>(text.front()) >= 0xE3) continue;
        if (text.size() > longest_heading || std::ranges::count(text, ' ') < fewest_spaces || site.is_site(text))
            continue;
        if (found.fact) return {};
        found = {{std::move(text), "the only h1"}, heading};
    }
    return found;
}

}  // namespace

TitleFact find_title(const PageParts& page) {
    const SiteParts site(page);
    std::vector<Fact> said;  // what the page tells machines, best first
    const auto say = [&](std::string value, std::string rule) {
        value = site.without(plain_text(value));
        if (!value.empty() && !site.is_site(value)) said.push_back({std::move(value), std::move(rule)});
    };
    if (const JsonNode data = page.article_data(); data && is_article_data(data)) {
        say(std::string(data.string_at("headline")), "json-ld headline");
        if (said.empty()) say(std::string(data.string_at("name")), "json-ld name");
    }
    for (const std::string_view name :
         {"og:title", "twitter:title", "title", "dc.title", "dcterms.title", "sailthru.title"}) {
        say(page.meta(name), "meta " + std::string(name));
    }
    const auto& titles = page.elements("title");
    if (!titles.empty()) say(core::collapse_space(titles.front().raw_text()), "title element");

    std::vector<std::string> plain_said;
    plain_said.reserve(said.size());
    for (const Fact& fact : said) plain_said.push_back(plain_words(fact.value));
    TitleFact best;
    double best_likeness = 0.0;
    for (const HtmlNode heading : headings(page)) {
        const std::string text = heading_text(page, heading, said);
        const std::string plain = plain_words(text);
        if (plain.empty() || text.size() > longest_heading) continue;
        double likest = 0.0;
        std::size_t like = 0;
        for (std::size_t i = 0; i < said.size(); ++i) {
            const double alike = heading_likeness(plain, plain_said[i]);
            if (alike > likest) {
                likest = alike;
                like = i;
            }
        }
        if (likest <= best_likeness) continue;
        likest *= leads_away(page, heading) ? 0.6 : heading.is("h1") ? 1.0 : 0.95;
        if (likest <= best_likeness) continue;
        best_likeness = likest;
        best = {{text, std::string(heading.name()) + " like " + said[like].rule}, heading};
    }
    if (best.fact) best.fact.value = site.without(best.fact.value);
    if (best_likeness >= 0.5) return without_kicker(std::move(best), said);

    // A title element that only names the site says less than what is marked as the headline.
    const bool only_element = !said.empty() && said.front().rule == "title element";
    if (said.empty() || only_element) {
        if (TitleFact marked = marked_headline(page, said); marked.fact) return marked;
    }
    if (TitleFact shown = only_headline(page, site, said); shown.fact) return shown;
    if (only_element) return {{longest_part(said.front().value), said.front().rule}, {}};
    if (!said.empty()) return {said.front(), {}};
    for (const HtmlNode heading : page.elements("h1")) {
        if (std::string text = heading_text(page, heading, said); !text.empty())
            return {{std::move(text), "h1"}, heading};
    }
    if (!titles.empty()) return {{core::collapse_space(titles.front().raw_text()), "title element"}, {}};
    return {};
}

}  // namespace fetch
