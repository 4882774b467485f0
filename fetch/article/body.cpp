#include "fetch/article/body.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "core/text.h"
#include "fetch/dates/written_date.h"
#include "fetch/markup/markup.h"
#include "fetch/words/words.h"

namespace fetch {
namespace {

constexpr std::size_t paragraph_characters = 80;  // from so many on a block is taken for running text

bool is_readable(const TextBlock& block) {
    return block.region == Region::content || block.region == Region::player;
}

/// What a block speaks for (positive) or against (negative) the elements that hold it.
double weight_of(const TextBlock& block) {
    const double size = static_cast<double>(block.characters);
    if (!is_readable(block)) return -0.1 * size;
    if (block.link_share() > 0.5) return -size;
    if (block.kind == BlockKind::heading) return 0.0;
    if (block.kind == BlockKind::item) return block.characters > 60 ? 0.5 * size * (1.0 - block.link_share()) : 0.0;
    if (block.characters < 25) return 0.0;
    return size * (1.0 - block.link_share());
}

bool is_named_body(HtmlNode element) {
    const std::string_view property = element.attribute("itemprop");
    if (property.find("articleBody") != std::string_view::npos) return true;
    const std::string names = class_and_id(element);
    return contains_any(
        names,
        {"article-body",     "articlebody",     "article_body",   "article__body",  "story-body",     "storybody",
         "story__body",      "entry-content",   "post-content",   "post-body",      "post__content",  "article-content",
         "article__content", "article_content", "articlecontent", "content-detail", "detail-content", "detail__content",
         "detail_content",   "news-content",    "newscontent",    "noi-dung",       "noidung",        "field-name-body",
         "body-text",        "bodytext",        "story-content",  "cms-body",       "content-body",   "contentdetail",
         "body-content",     "article-text"});
}

class BodyFinder {
public:
    BodyFinder(const PageParts& page, const std::vector<TextBlock>& blocks) : page_(page), blocks_(blocks) {
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

private:
    double sum_of(HtmlNode element) const { return sums_[page_.position_of(element)]; }

    void weigh(bool only_after_title) {
        std::vector<double> own(page_.all_elements().size(), 0.0);
        for (std::size_t i = 0; i < blocks_.size(); ++i) {
            if (!blocks_[i].node) continue;
            double weight = weight_of(blocks_[i]);
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
    std::size_t first_ = 0;
    std::unordered_map<const void*, std::size_t> title_depths_;  // the title's ancestors, the root at depth 1
    std::vector<double> sums_;                                   // by position
};

bool is_url(std::string_view text) {
    return (text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.")) &&
           text.find(' ') == std::string_view::npos;
}

bool belongs(const TextBlock& block, const std::string& title) {
    if (!is_readable(block)) return false;
    const LineKind kind = kind_of_line(block.text, LineOf::page);
    if (kind == LineKind::furniture || kind == LineKind::caption || kind == LineKind::stamp) return false;
    if (kind == LineKind::pointer && block.link_share() > 0.3) return false;
    if (block.kind == BlockKind::heading) return block.link_share() < 0.8 && plain_words(block.text) != title;
    if (block.link_share() > 0.6 && block.characters < 200) return is_url(block.text);
    return true;
}

bool is_paragraph(const TextBlock& block) {
    return block.characters >= paragraph_characters && block.link_share() < 0.4 && block.kind != BlockKind::heading;
}

/// Drops what stands before the text and is none: the date, the authors, the section.
void trim_head(std::vector<TextBlock>& blocks, const std::string& language) {
    constexpr std::ptrdiff_t longest_head = 6;
    auto first = std::ranges::find_if(blocks, is_paragraph);
    if (first == blocks.end()) return;
    first = std::min(first, blocks.begin() + longest_head);
    const auto is_mark = [&](const TextBlock& block) {
        if (block.characters >= paragraph_characters) return false;
        if (block.link_share() > 0.5) return true;
        if (starts_like_byline(block.text)) return true;
        return parse_written_date(block.text, language).has_value();
    };
    blocks.erase(std::remove_if(blocks.begin(), first, is_mark), first);
}

/// Cuts at a line after which other articles or readers follow, unless much of the text would go with it.
void trim_tail(std::vector<TextBlock>& blocks) {
    const auto running = [](const TextBlock& block) { return is_paragraph(block) ? block.characters : 0; };
    std::size_t left = 0;
    for (const TextBlock& block : blocks) left += running(block);
    const std::size_t all = left;
    std::vector<TextBlock> kept;
    bool after_tail_line = false;
    for (TextBlock& block : blocks) {
        left -= running(block);
        if (kind_of_line(block.text, LineOf::page) == LineKind::tail) {
            if (left * 4 < all) break;
            after_tail_line = true;
            continue;
        }
        // The links that such a line announces in the midst of the text go with it.
        if (after_tail_line && !is_paragraph(block) && block.link_share() > 0.3) continue;
        after_tail_line = false;
        kept.push_back(std::move(block));
    }
    while (!kept.empty() && kept.back().kind == BlockKind::heading) kept.pop_back();
    blocks = std::move(kept);
}

}  // namespace

ArticleBody read_body(const PageParts& page, const std::vector<TextBlock>& blocks, const std::string& title,
                      const std::string& language, HtmlNode container) {
    ArticleBody body;
    body.container = container ? container : BodyFinder(page, blocks).find();
    if (!body.container) return body;
    body.rule = container ? "xpath" : is_named_body(body.container) ? "element named as the body" : "text density";
    const std::string plain_title = plain_words(title);
    for (const TextBlock& block : blocks) {
        if (page.title_place() && block.node.lies_in(page.title_place())) continue;
        if (block.node.lies_in(body.container) && belongs(block, plain_title)) body.blocks.push_back(block);
    }
    trim_head(body.blocks, language);
    trim_tail(body.blocks);
    return body;
}

std::string ArticleBody::text() const {
    std::string all;
    for (const TextBlock& block : blocks) {
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
    for (const TextBlock& block : blocks) {
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
