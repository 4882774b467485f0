#include "fetch/article/body.h"

#include <algorithm>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "core/text.h"
#include "fetch/article/body_edges.h"
#include "fetch/article/teasers.h"
#include "fetch/markup/markup.h"
#include "fetch/words/words.h"

namespace fetch {
namespace {

bool is_readable(const TextBlock& block) {
    return block.region == Region::content || block.region == Region::player;
}

bool is_url(std::string_view text) {
    return (text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.")) &&
           text.find(' ') == std::string_view::npos;
}

/// "Nghe bài này: http://.../a.mp3": a recording's address, alone or behind a few words.
bool names_recording(std::string_view text) {
    constexpr std::size_t longest_label = 60;
    const std::size_t space = text.rfind(' ');
    const std::string_view last = space == std::string_view::npos ? text : text.substr(space + 1);
    return (space == std::string_view::npos || space < longest_label) && is_url(last) &&
           link_kind(last) == LinkKind::recording;
}

/// ASCII in longer pieces than words are: a text that only the page's script can read.
bool is_enciphered(std::string_view text) {
    constexpr std::size_t least = 120;
    constexpr std::ptrdiff_t longest_word = 40;
    if (text.size() < least || is_url(text)) return false;
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; }) &&
           (std::ranges::count(text, ' ') + 1) * longest_word < std::ssize(text);
}

/// What a block speaks for (positive) or against (negative) the elements that hold it.
double weight_of(const TextBlock& block, std::size_t least) {
    const double size = static_cast<double>(block.characters);
    if (!is_readable(block)) return -0.1 * size;
    if (is_enciphered(block.text)) return 0.0;
    if (block.link_share() > 0.5) return -size;
    if (block.kind == BlockKind::heading) return 0.0;
    if (block.kind == BlockKind::item) return block.characters > 60 ? 0.5 * size * (1.0 - block.link_share()) : 0.0;
    if (block.characters < least) return 0.0;
    return size * (1.0 - block.link_share());
}

class BodyFinder {
public:
    BodyFinder(const PageParts& page, const std::vector<TextBlock>& blocks, const std::vector<bool>& teasers)
        : page_(page), blocks_(blocks), teasers_(teasers) {
        // Blocks are in the order of the page, so what precedes the title is a prefix.
        std::vector<const void*> above_title;
        for (HtmlNode node = page.title_place(); node; node = node.parent()) above_title.push_back(node.id());
        for (std::size_t i = 0; i < above_title.size(); ++i) title_depths_[above_title[i]] = above_title.size() - i;
        if (page.title_place()) {
            for (std::size_t i = 0; i < blocks.size(); ++i) {
                if (blocks[i].node.lies_in(page.title_place()) || page.title_place().lies_in(blocks[i].node))
                    first_ = i;
            }
        }
    }

    HtmlNode find() {
        HtmlNode best = find_from(25);
        // Where there is nothing else, a few words are a text too.
        return best ? best : find_from(18);
    }

private:
    HtmlNode find_from(std::size_t least) {
        least_ = least;
        weigh(true);
        HtmlNode best = heaviest();
        if (first_ > 0) {
            const double after_title = best ? sum_of(best) : 0.0;
            weigh(false);
            const HtmlNode anywhere = heaviest();
            // A title below its text is rare but real; then the order says nothing.
            if (anywhere && sum_of(anywhere) > 4 * after_title) {
                best = anywhere;
            } else {
                weigh(true);
            }
        }
        return best ? narrow(best) : best;
    }

    double sum_of(HtmlNode element) const { return sums_[page_.position_of(element)]; }

    void weigh(bool only_after_title) {
        std::vector<double> own(page_.all_elements().size(), 0.0);
        for (std::size_t i = 0; i < blocks_.size(); ++i) {
            if (!blocks_[i].node) continue;
            double weight = teasers_[i] ? 0.0 : weight_of(blocks_[i], least_);
            if (only_after_title && i < first_ && weight > 0) weight *= -0.1;
            if (weight > 0) weight *= nearness(blocks_[i].node);
            own[page_.position_of(blocks_[i].node)] += weight;
        }
        sums_ = page_.add_up(std::move(own));
    }

    /// What shares more of the tree with the title is likelier its text than a notice at the page's edge.
    double nearness(HtmlNode node) {
        if (title_depths_.empty()) return 1.0;
        for (; node; node = node.parent()) {
            if (const auto found = title_depths_.find(node.id()); found != title_depths_.end()) {
                return 0.5 + static_cast<double>(found->second) / static_cast<double>(title_depths_.size());
            }
        }
        return 0.5;
    }

    /// The element for which most speaks; of several the innermost, which stands last.
    HtmlNode heaviest() const {
        HtmlNode best;
        double most = 0;
        for (std::size_t i = 0; i < sums_.size(); ++i) {
            const HtmlNode element = page_.all_elements()[i];
            if (sums_[i] > most + tiny || (best && sums_[i] > most - tiny && element.lies_in(best))) {
                best = element;
                most = sums_[i];
            }
        }
        return best;
    }

    /// An element within `best` that calls itself the article's body, where it holds nearly all.
    HtmlNode narrow(HtmlNode best) const {
        HtmlNode named;
        double most = 0.8 * sum_of(best);
        for (std::size_t i = 0; i < sums_.size(); ++i) {
            const HtmlNode element = page_.all_elements()[i];
            if (sums_[i] > most && element.lies_in(best) && is_named_body(element)) {
                named = element;
                most = sums_[i];
            }
        }
        return named ? named : best;
    }

    static constexpr double tiny = 1e-6;  // sums of the same numbers in another order differ by less
    const PageParts& page_;
    const std::vector<TextBlock>& blocks_;
    const std::vector<bool>& teasers_;
    std::size_t first_ = 0;
    std::size_t least_ = 0;                                      // what has fewer characters weighs nothing
    std::unordered_map<const void*, std::size_t> title_depths_;  // the title's ancestors, the root at depth 1
    std::vector<double> sums_;                                   // by position
};

/// The headline again, as under a picture or above an advertisement.
bool repeats_title(const TextBlock& block, const std::string& title) {
    constexpr std::size_t marks = 40;  // bytes that only one of them may have
    return !title.empty() && block.text.size() < title.size() + marks && plain_words(block.text) == title;
}

/// True for a short line in italics in the middle, right below a picture: editors set captions so where their system
/// has none.
bool is_caption_below(const TextBlock& block) {
    constexpr std::size_t longest = 220;
    if (block.text.size() > longest) return false;
    const bool centred = contains_any(ascii_lower(block.node.attribute("style")), {"center"}) ||
                         ascii_lower(block.node.attribute("align")) == "center";
    if (!centred) return false;
    HtmlNode slanted = block.node.first_child();
    while (slanted && slanted.is_text() && is_blank(slanted.content())) slanted = slanted.next();
    if (!slanted || (!slanted.is("em") && !slanted.is("i")) || slanted.text() != block.text) return false;
    HtmlNode before = block.node.previous();
    while (before && !before.is_element()) before = before.previous();
    return before && before.text(1).empty() && !before.descendants("img").empty();
}

bool belongs(const TextBlock& block, LineKind kind, const std::string& title) {
    if (is_enciphered(block.text) || names_recording(block.text)) return false;
    if (kind == LineKind::furniture || kind == LineKind::caption || kind == LineKind::stamp) return false;
    if (kind == LineKind::pointer && block.link_share() > 0.3) return false;
    if (repeats_title(block, title) || is_caption_below(block)) return false;
    if (block.kind == BlockKind::heading) return block.link_share() < 0.8;
    if (block.link_share() > 0.6 && block.characters < 200) return is_url(block.text);
    return true;
}

/// True where two paragraphs stand side by side: more than the first lines of other articles.
bool runs(const std::vector<TextBlock>& blocks) {
    HtmlNode before;
    for (const TextBlock& block : blocks) {
        if (!is_paragraph(block)) continue;
        if (before && block.node.parent() == before) return true;
        before = block.node.parent();
    }
    return false;
}

bool lies_in_named_body(const std::vector<TextBlock>& blocks) {
    std::unordered_set<const void*> seen;
    return std::ranges::any_of(blocks, [&seen](const TextBlock& block) {
        for (HtmlNode node = block.node; node && seen.insert(node.id()).second; node = node.parent())
            if (is_named_body(node)) return true;
        return false;
    });
}

/// The element that the page names as its body, where nothing can be read in it: its script fills or deciphers it.
HtmlNode unread_body(const PageParts& page, const std::vector<TextBlock>& blocks) {
    for (const TextBlock& block : blocks) {
        if (!is_enciphered(block.text)) continue;
        for (HtmlNode node = block.node; node; node = node.parent())
            if (is_named_body(node)) return node;
    }
    for (const HtmlNode element : page.all_elements()) {
        if (!element.is("div") && !element.is("article") && !element.is("section")) continue;
        if (is_named_body(element) && page.region_around(element) == Region::content && element.text(1).empty() &&
            element.descendants("img").empty())
            return element;
    }
    return {};
}

/// What the page tells machines as its text, a block a line. It has no place on the page.
std::vector<TextBlock> told_blocks(const PageParts& page) {
    std::vector<TextBlock> blocks;
    for (const std::string& line : core::split_lines(page.article_data().string_at("articleBody"))) {
        TextBlock block;
        block.text = plain_text(line);
        block.html = escape_html(block.text);
        block.characters = block.text.size();
        if (!block.text.empty()) blocks.push_back(std::move(block));
    }
    return blocks;
}

/// True where one of a few places of `told` stands in the text that was found.
bool agree(const std::string& found, const std::string& told) {
    constexpr std::size_t piece = 60;  // bytes
    constexpr std::size_t places = 8;
    for (std::size_t i = 0; i < places; ++i) {
        std::size_t start = told.find(' ', i * told.size() / places);
        if (start != std::string::npos && found.find(told.substr(start, piece)) != std::string::npos) return true;
    }
    return false;
}

/// Takes what the page tells machines where nothing was found on it, or less and all of it something else.
void prefer_told(ArticleBody& body, const PageParts& page) {
    constexpr std::size_t least = 400;  // bytes: what is shorter is a description
    ArticleBody told;
    told.blocks = told_blocks(page);
    const std::string text = plain_words(told.text());
    if (text.size() < least) return;
    const std::string found = plain_words(body.text());
    if (found.size() > text.size() || agree(found, text)) return;
    told.rule = "json-ld articleBody";
    told.signatures = count_signatures(told.blocks);
    body = std::move(told);
}

}  // namespace

ArticleBody read_body(const PageParts& page, const std::vector<TextBlock>& blocks, const std::string& title,
                      const std::string& language, HtmlNode container) {
    ArticleBody body;
    const std::string plain_title = plain_words(title);
    const std::vector<bool> teasers = find_teasers(page, blocks);
    body.container = container ? container : BodyFinder(page, blocks, teasers).find();
    if (!body.container) {
        prefer_told(body, page);
        return body;
    }
    body.rule = container ? "xpath" : is_named_body(body.container) ? "element named as the body" : "text density";
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (page.title_place() && blocks[i].node.lies_in(page.title_place())) continue;
        if (teasers[i] || !is_readable(blocks[i]) || !blocks[i].node.lies_in(body.container)) continue;
        const LineKind kind = kind_of_line(blocks[i].text, LineOf::page);
        if (!belongs(blocks[i], kind, plain_title)) continue;
        body.blocks.push_back(blocks[i]);
        body.blocks.back().line = kind;
    }
    // Beside a text that cannot be read stand the first lines of others: no body is better than theirs.
    if (!container && !runs(body.blocks) && !lies_in_named_body(body.blocks) && unread_body(page, blocks)) body = {};
    trim_head(body.blocks, language);
    trim_tail(body.blocks);
    body.signatures = count_signatures(body.blocks);
    if (!container) prefer_told(body, page);
    return body;
}

std::string ArticleBody::text() const {
    std::string all;
    for (const TextBlock& block : std::span(blocks).first(blocks.size() - signatures)) {
        if (!all.empty()) all += "\n\n";
        all += block.text;
    }
    return all;
}

std::string ArticleBody::html() const {
    std::string all;
    HtmlNode list;
    const auto end_list = [&] {
        if (list) all += list.is("ol") ? "</ol>\n" : "</ul>\n";
        list = {};
    };
    for (const TextBlock& block : std::span(blocks).first(blocks.size() - signatures)) {
        if (block.kind == BlockKind::item) {
            if (block.list != list || !list) {
                end_list();
                list = block.list ? block.list : block.node;
                all += list.is("ol") ? "<ol>\n" : "<ul>\n";
            }
            all += "<li>" + block.html + "</li>\n";
            continue;
        }
        end_list();
        switch (block.kind) {
            case BlockKind::heading: {
                const std::string tag = "h" + std::to_string(std::clamp(block.level, 2, 4));
                all += "<" + tag + ">" + block.html + "</" + tag + ">\n";
                break;
            }
            case BlockKind::quote:
                all += "<blockquote>" + block.html + "</blockquote>\n";
                break;
            default:
                all += "<p>" + block.html + "</p>\n";
        }
    }
    end_list();
    return all;
}

}  // namespace fetch
