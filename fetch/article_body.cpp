#include "fetch/article_body.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "core/text.h"
#include "fetch/web_text.h"

namespace fetch {
namespace {

/// What a block speaks for (positive) or against (negative) the elements that hold it.
double weight_of(const TextBlock& block) {
    const double size = static_cast<double>(block.characters);
    if (block.region != Region::content && block.region != Region::player) return -0.1 * size;
    if (block.link_share() > 0.5) return -size;
    if (block.kind == BlockKind::heading) return 0.0;
    if (block.kind == BlockKind::item) return block.characters > 60 ? 0.5 * size : 0.0;
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

HtmlNode choose_container(const std::vector<TextBlock>& blocks) {
    struct Sum {
        double weight = 0;
        std::size_t order = 0;
        int depth = 0;
    };
    std::unordered_map<const void*, Sum> sums;
    std::vector<HtmlNode> elements;
    for (const TextBlock& block : blocks) {
        const double weight = weight_of(block);
        if (weight == 0) continue;
        for (HtmlNode node = block.node; node; node = node.parent()) {
            const auto [entry, is_new] = sums.try_emplace(node.id());
            if (is_new) elements.push_back(node);
            entry->second.weight += weight;
        }
    }
    HtmlNode best;
    double most = 0;
    const auto depth = [](HtmlNode node) {
        int levels = 0;
        for (; node; node = node.parent()) ++levels;
        return levels;
    };
    int best_depth = 0;
    for (const HtmlNode element : elements) {
        const double weight = sums[element.id()].weight;
        if (weight <= 0 || weight < most) continue;
        const int levels = depth(element);
        if (weight > most || levels > best_depth) {
            best = element;
            most = weight;
            best_depth = levels;
        }
    }
    HtmlNode named;
    double named_weight = 0.5 * most;
    for (const HtmlNode element : elements) {
        const double weight = sums[element.id()].weight;
        if (weight <= named_weight || !is_named_body(element)) continue;
        named = element;
        named_weight = weight;
    }
    return named ? named : best;
}

bool belongs(const TextBlock& block) {
    if (block.region != Region::content && block.region != Region::player) return false;
    if (block.kind == BlockKind::heading) return block.level > 1 && block.link_share() < 0.8;
    if (block.link_share() > 0.6 && block.characters < 200) return false;
    return true;
}

}  // namespace

ArticleBody read_body(const PageParts& page, const std::vector<TextBlock>& blocks, const std::string& title) {
    static_cast<void>(page);
    ArticleBody body;
    body.container = choose_container(blocks);
    if (!body.container) return body;
    body.rule = "text density";
    for (const TextBlock& block : blocks) {
        if (!block.node.lies_in(body.container) || !belongs(block) || block.text == title) continue;
        body.blocks.push_back(block);
    }
    while (!body.blocks.empty() && body.blocks.back().kind == BlockKind::heading) body.blocks.pop_back();
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
