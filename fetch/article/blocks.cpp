#include "fetch/article/blocks.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/text.h"
#include "fetch/markup/markup.h"
#include "fetch/markup/url.h"

namespace fetch {
namespace {

/// Their text is never the article's.
constexpr auto unread_tags = std::to_array<std::string_view>(
    {"area",     "audio",  "button", "canvas",  "datalist", "embed",    "frame",    "head",     "iframe", "input",
     "map",      "math",   "meter",  "noembed", "noframes", "noscript", "object",   "optgroup", "option", "param",
     "progress", "script", "select", "source",  "style",    "svg",      "template", "textarea", "title",  "video"});
static_assert(std::ranges::is_sorted(unread_tags));

/// A table's cell goes on in its row's line unless it holds blocks of its own.
bool breaks_line(std::string_view tag) {
    return tag != "td" && tag != "th" && is_block(tag);
}

/// True for a link or button that was never closed, so that the text lies in it.
bool holds_paragraphs(HtmlNode element) {
    constexpr int most = 2;
    int paragraphs = 0;
    for (HtmlNode node = element.first_child(); node && paragraphs <= most; node = node.next_in(element))
        if (node.is("p")) ++paragraphs;
    return paragraphs > most;
}

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) {
        return c != ' ' && c != '\n' && c != '\t' && c != '\r' && (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

class Collector {
public:
    explicit Collector(const PageParts& page) : page_(page) {}

    std::vector<TextBlock> collect() {
        walk(page_.document().root());
        flush();
        return std::move(blocks_);
    }

private:
    /// What holds at a place of the tree.
    struct Surroundings {
        HtmlNode block;
        Region region = Region::content;
        BlockKind kind = BlockKind::paragraph;
        int level = 0;
        HtmlNode list;
        HtmlNode link;
        bool strong = false;
    };

    // As deep as the document, which HtmlLimits bounds.
    void walk(HtmlNode node) {
        if (node.is_text()) {
            add(node.content());
            return;
        }
        if (!node.is_element()) return;
        const std::string_view tag = node.name();
        // A button that was never closed has the page in it, and is shown.
        if (std::ranges::binary_search(unread_tags, tag) && !(tag == "button" && holds_paragraphs(node))) return;
        const bool breaks = breaks_line(tag);
        if (!breaks && is_hidden(node)) return;
        if (tag == "br" || tag == "hr") {
            flush();
            return;
        }
        const Surroundings outer = here_;
        const std::size_t before = characters_;
        if (breaks) flush();
        enter(node, tag, breaks);
        for (HtmlNode child = node.first_child(); child; child = child.next()) walk(child);
        // A line that is a caption by its inline element only.
        if (!breaks && characters_ > before && node.has("class") && page_.region_of(node) == Region::caption) {
            caption_characters_ += characters_ - before;
        }
        if (breaks) flush();
        if (tag == "a") end_link();
        if (tag == "td" || tag == "th") add(" ");
        here_ = outer;
    }

    void enter(HtmlNode node, std::string_view tag, bool breaks) {
        if (breaks) {
            if (here_.region == Region::content || here_.region == Region::player) {
                const Region region = page_.region_of(node);
                if (region != Region::content) here_.region = region;
            }
            here_.block = node;
            if (const int rank = heading_rank(tag); rank > 0) {
                here_.kind = BlockKind::heading;
                here_.level = rank;
            } else if (tag == "li" || tag == "dd" || tag == "dt") {
                here_.kind = BlockKind::item;
            } else if (tag == "ul" || tag == "ol" || tag == "dl") {
                here_.list = node;
            } else if (tag == "blockquote") {
                here_.kind = BlockKind::quote;
            }
        } else if (tag == "a") {
            if (holds_paragraphs(node)) return;
            here_.link = node;
            begin_link(node);
        } else if (tag == "b" || tag == "strong") {
            here_.strong = true;
        }
    }

    void add(std::string_view text) {
        if (text.empty()) return;
        if (text_.empty()) {
            if (is_blank(text)) return;
            start_ = here_;
            if (here_.link && html_.empty()) begin_link(here_.link);
        }
        const std::size_t characters = count_characters(text);
        characters_ += characters;
        if (here_.link) link_characters_ += characters;
        if (here_.strong) strong_characters_ += characters;
        text_ += text;
        if (here_.region == Region::content) html_ += escape_html(text);
    }

    void begin_link(HtmlNode link) {
        if (here_.region != Region::content || link_open_) return;
        const auto url = resolve(page_.base(), link.attribute("href"));
        if (!url) return;
        html_ += "<a href=\"" + escape_html(*url) + "\">";
        link_open_ = true;
    }

    void end_link() {
        if (std::exchange(link_open_, false)) html_ += "</a>";
    }

    void flush() {
        end_link();
        std::string text = core::collapse_space(text_);
        if (!text.empty()) {
            const double density = density_of(text);
            const auto dense = [density](std::size_t characters) {
                return static_cast<std::size_t>(density * static_cast<double>(characters));
            };
            TextBlock block;
            block.node = start_.block;
            block.kind = start_.kind;
            block.level = start_.level;
            block.list = start_.list;
            block.text = std::move(text);
            block.html = core::collapse_space(html_);
            block.characters = dense(characters_);
            block.link_characters = dense(link_characters_);
            block.strong_characters = dense(strong_characters_);
            block.region = start_.region;
            if (block.region == Region::content && caption_characters_ * 10 > characters_ * 8) {
                block.region = Region::caption;
            }
            blocks_.push_back(std::move(block));
        }
        text_.clear();
        html_.clear();
        characters_ = link_characters_ = strong_characters_ = caption_characters_ = 0;
    }

    const PageParts& page_;
    std::vector<TextBlock> blocks_;
    Surroundings here_;
    Surroundings start_;
    std::string text_;
    std::string html_;
    std::size_t characters_ = 0;
    std::size_t link_characters_ = 0;
    std::size_t strong_characters_ = 0;
    std::size_t caption_characters_ = 0;
    bool link_open_ = false;
};

}  // namespace

bool is_paragraph(const TextBlock& block) {
    return block.characters >= paragraph_characters && block.link_share() < 0.4 && block.kind != BlockKind::heading;
}

std::vector<TextBlock> text_blocks(const PageParts& page) {
    return Collector(page).collect();
}

}  // namespace fetch
