#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "fetch/article/page_parts.h"

namespace fetch {

enum class BlockKind { paragraph, heading, item, quote };

/// A run of text that stands on its own in the page, as a reader sees it.
struct TextBlock {
    HtmlNode node;  ///< the nearest block element around it
    BlockKind kind = BlockKind::paragraph;
    int level = 0;                    ///< of a heading: 1 to 6
    HtmlNode list;                    ///< of an item: its ul or ol
    std::string text;                 ///< white space collapsed, never empty
    std::string html;                 ///< the same, escaped, with its links; empty outside of content
    std::size_t characters = 0;       ///< of text, spaces not counted, in Latin ones (density_of())
    std::size_t link_characters = 0;  ///< of these, in links
    std::size_t strong_characters = 0;
    Region region = Region::content;
    LineKind line = LineKind::text;  ///< of a body's block: what its words say that it is

    double link_share() const {
        return characters == 0 ? 0.0 : static_cast<double>(link_characters) / static_cast<double>(characters);
    }
};

constexpr std::size_t paragraph_characters = 80;  ///< from so many on a block is taken for running text
bool is_paragraph(const TextBlock& block);

/// All blocks of the page in its order.
std::vector<TextBlock> text_blocks(const PageParts& page);

}  // namespace fetch
