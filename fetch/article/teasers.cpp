#include "fetch/article/teasers.h"

#include <utility>

#include "core/text.h"
#include "fetch/markup/markup.h"
#include "fetch/markup/url.h"
#include "fetch/words/words.h"

namespace fetch {
namespace {

constexpr double largest_box = 400.0;  // characters of text beside the headline
constexpr int deepest_box = 12;        // levels of elements

bool stands_in(HtmlNode node, HtmlNode box) {
    for (int level = 0; node && level <= deepest_box; ++level, node = node.parent())
        if (node == box) return true;
    return false;
}

class TeaserFinder {
public:
    TeaserFinder(const PageParts& page, const std::vector<TextBlock>& blocks)
        : page_(page), blocks_(blocks), host_(host_of(page.url())) {
        std::vector<double> own(page.all_elements().size(), 0.0);
        for (const TextBlock& block : blocks) {
            if (block.node)
                own[page.position_of(block.node)] += static_cast<double>(block.characters - block.link_characters);
        }
        unlinked_ = page.add_up(std::move(own));
    }

    std::vector<bool> find() const {
        std::vector<bool> teasers(blocks_.size(), false);
        HtmlNode box;
        for (std::size_t i = 0; i < blocks_.size(); ++i) {
            const TextBlock& block = blocks_[i];
            if (!block.node) continue;
            if (block.kind == BlockKind::heading) {
                box = leads_to_article(block) ? box_of(block.node) : HtmlNode();
            } else if (box && stands_in(block.node, box)) {
                teasers[i] = true;
            }
        }
        return teasers;
    }

private:
    bool leads_to_article(const TextBlock& heading) const {
        if (heading.link_share() < 0.8) return false;
        HtmlNode link = heading.node.closest("a");
        for (HtmlNode node = heading.node; node && !link; node = node.next_in(heading.node)) {
            if (node.is("a")) link = node;
        }
        if (!link) return false;
        const std::string_view href = core::trim(link.attribute("href"));
        // Most are paths, which are not worth the resolving.
        if (href.empty() || href.starts_with('#')) return false;
        if (href.starts_with('/') && !href.starts_with("//")) return host_of(page_.base()) == host_;
        const auto url = resolve(page_.base(), href);
        return url && host_of(*url) == host_;
    }

    /// The largest element around the headline that is no more than a box: nothing where the headline stands in the
    /// article's text.
    HtmlNode box_of(HtmlNode heading) const {
        HtmlNode box;
        HtmlNode node = heading;
        for (int level = 0; node && level < deepest_box; ++level, node = node.parent()) {
            if (page_.is_spine(node) || is_named_body(node) || unlinked_[page_.position_of(node)] > largest_box) break;
            if (node != heading && unlinked_[page_.position_of(node)] > 0) box = node;
        }
        return box;
    }

    const PageParts& page_;
    const std::vector<TextBlock>& blocks_;
    std::string host_;
    std::vector<double> unlinked_;  // by position: characters of text in no link
};

}  // namespace

std::vector<bool> find_teasers(const PageParts& page, const std::vector<TextBlock>& blocks) {
    return TeaserFinder(page, blocks).find();
}

}  // namespace fetch
