#include "fetch/article/spine.h"

#include <algorithm>
#include <map>

#include "fetch/article/page_parts.h"
#include "fetch/words/words.h"

namespace fetch {
namespace {

constexpr std::size_t least_text = 40;       // bytes: what is shorter is a label
constexpr double single_paragraph = 1000.0;  // bytes: one alone is running text too
constexpr double enough_text = 800.0;        // bytes: so much running text is an article
constexpr double least_share = 0.05;         // of the page's text; what holds less decides nothing

bool is_headline(HtmlNode node) {
    const int rank = heading_rank(node.name());
    return rank >= 1 && rank <= 4;
}

std::string_view first_word(std::string_view names) {
    const std::size_t start = std::min(names.find_first_not_of(" \t\n"), names.size());
    return names.substr(start, names.find_first_of(" \t\n", start) - start);
}

bool names_an_article(HtmlNode element) {
    return element.is("article") ||
           contains_any(class_and_id(element), {"article", "post", "story", "entry", "detail", "news", "bai-viet"});
}

/// A heading that is a link to another page.
bool leads_away(HtmlNode heading) {
    HtmlNode link = heading.parent().is("a") ? heading.parent() : HtmlNode();
    for (HtmlNode node = heading.first_child(); node && !link; node = node.next_in(heading)) {
        if (node.is("a")) link = node;
        if (node.is_text() && !is_blank(node.content())) break;
    }
    const std::string_view target = link.attribute("href");
    return !target.empty() && target.front() != '#' && target.front() != '?';
}

/// A headline of the same rank as the title.
bool has_headline(HtmlNode element, std::string_view rank) {
    for (HtmlNode node = element.first_child(); node; node = node.next_in(element)) {
        if (node.is(rank) && (rank == "h1" || leads_away(node))) return true;
    }
    return false;
}

/// Begins with a headline that leads to a page of its own.
bool begins_elsewhere(HtmlNode element) {
    for (HtmlNode node = element.first_child(); node; node = node.next_in(element)) {
        if (is_headline(node)) return leads_away(node);
        if (node.is("p")) return false;
    }
    return false;
}

}  // namespace

void Spine::weigh(const PageParts& page) {
    const std::vector<HtmlNode>& elements = page.all_elements();
    plain_.assign(elements.size(), 0.0);
    std::vector<double> held(elements.size(), 0.0);
    std::vector<std::size_t> paragraphs(elements.size(), 0);
    double longest = 0.0;
    std::size_t longest_holder = 0;
    const HtmlNode root = page.document().root();
    for (HtmlNode node = root; node;) {
        const bool unread =
            node.is("script") || node.is("style") || node.is("a") || node.is("noscript") || node.is("option");
        if (node.is_text() && node.content().size() >= least_text && !is_blank(node.content())) {
            const auto size = static_cast<double>(node.content().size());
            plain_[page.position_of(node.parent())] += size;
            const HtmlNode block = block_around(node.parent());
            const std::size_t holder = page.position_of(block.parent() ? block.parent() : block);
            held[holder] += size;
            // A list's items are teasers more often than paragraphs.
            if (!block.is("li")) ++paragraphs[holder];
            if (size > longest) {
                longest = size;
                longest_holder = holder;
            }
        }
        node = unread ? node.next_after(root) : node.next_in(root);
    }
    double running = 0.0;
    double all = 0.0;
    for (std::size_t i = 0; i < held.size(); ++i) {
        all += held[i];
        if (paragraphs[i] < 2 && held[i] < single_paragraph) held[i] = 0.0;
        running += held[i];
    }
    // A short article may be one paragraph.
    if (running <= 0.0 && longest * 2 > all) held[longest_holder] = longest;
    plain_ = page.add_up(std::move(plain_));
    largest_ = held;
    for (std::size_t i = elements.size(); i-- > 1;) {
        double& above = largest_[page.position_of(elements[i].parent())];
        above = std::max(above, largest_[i]);
    }
    running_ = page.add_up(std::move(held));
    choose(page);
}

void Spine::set_title(const PageParts& page, HtmlNode heading) {
    above_title_.clear();
    next_articles_.clear();
    for (HtmlNode node = heading; node; node = node.parent()) above_title_.insert(node.id());
    choose(page);
    if (heading) find_next_articles(heading, page);
}

void Spine::choose(const PageParts& page) {
    holders_.clear();
    holders_names_.clear();
    if (running_.empty()) return;
    const std::vector<HtmlNode>& elements = page.all_elements();
    double all = running_.front();
    double unnamed = plain_.front();  // text of which no name says that it is not the article's
    enum class Claim : char { none, named, refused };
    std::vector<Claim> claims(elements.size(), Claim::none);
    std::vector<std::size_t> large;
    for (std::size_t i = 0; i < elements.size(); ++i) {
        if (plain_[i] < least_share * plain_.front() || plain_[i] <= 0.0) continue;
        const Claim above = i > 0 ? claims[page.position_of(elements[i].parent())] : Claim::none;
        claims[i] = above;
        if (holds_title(elements[i])) {
            claims[i] = Claim::none;
        } else if (above != Claim::refused && never_holds_article(elements[i])) {
            claims[i] = Claim::refused;
            all -= running_[i];
        } else if (above == Claim::none && page.named_region(elements[i]) != Region::content) {
            claims[i] = Claim::named;
        }
        if (above == Claim::none && claims[i] != Claim::none) unnamed -= plain_[i];
        if (claims[i] != Claim::refused && running_[i] > 0.0) large.push_back(i);
    }
    // Two short paragraphs are most of what runs on some pages, and stand beside the article nevertheless.
    const auto is_most = [all, unnamed](double running, double plain) {
        return running * 2 > all && (running > enough_text || plain > 2 * unnamed);
    };
    // Pieces of the text may share a name that tells of another region: "sidebar-grid__content".
    struct Pieces {
        double running = 0.0;
        double plain = 0.0;
    };
    std::map<std::string_view, Pieces> by_name;
    for (const std::size_t i : large) {
        const Region region = page.named_region(elements[i]);
        if (is_most(running_[i], plain_[i]) && (region != Region::related || largest_[i] * 2 > running_[i])) {
            holders_.insert(elements[i].id());
            continue;
        }
        const std::string_view name = elements[i].attribute("class");
        if (name.empty() || region == Region::content || region == Region::related) continue;
        bool within_same = false;
        for (HtmlNode node = elements[i].parent(); node && !within_same; node = node.parent())
            within_same = node.attribute("class") == name;
        if (within_same) continue;
        by_name[name].running += running_[i];
        by_name[name].plain += plain_[i];
    }
    for (const auto& [name, pieces] : by_name) {
        if (is_most(pieces.running, pieces.plain)) holders_names_.emplace(name);
    }
}

bool Spine::holds_text(HtmlNode element) const {
    if (holders_.contains(element.id())) return true;
    return !holders_names_.empty() && holders_names_.contains(std::string(element.attribute("class")));
}

void Spine::find_next_articles(HtmlNode heading, const PageParts& page) {
    constexpr double least_article = 200.0;
    const std::string_view rank = is_headline(heading) ? heading.name() : "h1";
    for (HtmlNode own = heading; own && !own.is("body"); own = own.parent()) {
        // A heading and its date are not the whole article.
        if (plain_[page.position_of(own)] < least_article || !names_an_article(own)) continue;
        const bool is_whole = running_[page.position_of(own)] > enough_text;
        const std::string_view name = first_word(own.attribute("class"));
        for (HtmlNode other = own.next(); other; other = other.next()) {
            const bool is_like = other.name() == own.name() && first_word(other.attribute("class")) == name &&
                                 (own.is("article") || !name.empty());
            const bool is_next = is_like ? has_headline(other, rank) : is_whole && begins_elsewhere(other);
            if (is_next) next_articles_.insert(other.id());
        }
    }
}

}  // namespace fetch
