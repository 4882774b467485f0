#include "fetch/article/body_edges.h"

#include <algorithm>
#include <string_view>

#include "core/ascii.h"
#include "core/text.h"
#include "fetch/article/lines.h"
#include "fetch/dates/written_date.h"
#include "fetch/markup/markup.h"
#include "fetch/words/words.h"

namespace fetch {
namespace {

/// A last line that is a name set apart, or says who wrote the text.
bool is_signature(const TextBlock& block) {
    constexpr std::size_t longest = 90;
    constexpr std::size_t longest_credits = 300;
    const std::string_view text = core::ascii_trim(block.text, "()[] ");
    if (block.kind == BlockKind::heading || block.kind == BlockKind::item || text.empty()) return false;
    if (text.size() <= longest_credits && text.starts_with("Reporting by ")) return true;
    if (text.size() > longest || std::string_view(".!?:\"”…").find(text.back()) != std::string_view::npos) return false;
    if (starts_like_byline(text)) return true;
    const bool set_apart = block.strong_characters * 2 > block.characters ||
                           ascii_lower(block.node.attribute("style")).find("right") != std::string::npos ||
                           block.node.attribute("align") == "right" ||
                           contains_any(class_and_id(block.node), {"right", "author", "sign", "tacgia"});
    return text.find(' ') != std::string_view::npos &&
           reads_like_names(text, set_apart ? Evidence::marked : Evidence::none);
}

/// "About Ann Lee": what follows is on the author.
bool is_about_author(const TextBlock& block) {
    constexpr std::size_t longest = 60;
    constexpr std::string_view words =
        "|about|über|zur person|à propos de|sobre|acerca de|informazioni su|over|om|o autorze|об авторе|về tác giả|"
        "thông tin tác giả|";
    if (block.text.size() > longest || is_paragraph(block)) return false;
    const std::string_view text = core::ascii_trim(block.text, ": ");
    const std::string lowered = core::lower(text);
    return any_word(words, [&](std::string_view word) {
        if (!lowered.starts_with(word)) return false;
        const std::string_view rest = core::trim(text.substr(std::min(word.size(), text.size())));
        return rest.find(' ') != std::string_view::npos && reads_like_names(rest, Evidence::none);
    });
}

/// "Sources:" with nothing behind it.
bool announces(const TextBlock& block) {
    constexpr std::size_t longest = 50;
    return block.kind == BlockKind::heading ||
           (block.text.size() <= longest && (block.text.ends_with(':') || block.text.ends_with("：")));
}

}  // namespace

void trim_head(std::vector<TextBlock>& blocks, const std::string& language) {
    constexpr std::ptrdiff_t longest_head = 6;
    const auto head = blocks.begin() + std::min(longest_head, std::ssize(blocks));
    const auto first = std::find_if(blocks.begin(), head, is_paragraph);
    if (first == head && std::ranges::none_of(blocks, is_paragraph)) return;
    const auto is_mark = [&](const TextBlock& block) {
        if (block.characters >= paragraph_characters) return false;
        return block.link_share() > 0.5 || starts_like_byline(block.text) ||
               parse_written_date(block.text, language).has_value();
    };
    const auto is_date_line = [&](const TextBlock& block) {
        if (block.kind != BlockKind::paragraph) return false;
        const Counted counted = count(block.text);
        return counted.letters <= 30 && counted.digits >= 5 && parse_written_date(block.text, language).has_value();
    };
    const auto end_of_head = std::remove_if(first, head, is_date_line);
    const auto end_of_marks = std::remove_if(blocks.begin(), first, is_mark);
    blocks.erase(end_of_head, head);
    blocks.erase(end_of_marks, first);
}

void trim_tail(std::vector<TextBlock>& blocks) {
    const bool has_paragraphs = std::ranges::any_of(blocks, is_paragraph);
    const auto running = [has_paragraphs](const TextBlock& block) {
        return is_paragraph(block) || !has_paragraphs ? block.characters - block.link_characters : 0;
    };
    std::size_t left = 0;
    for (const TextBlock& block : blocks) left += running(block);
    const std::size_t all = left;
    std::vector<TextBlock> kept;
    bool after_tail_line = false;
    for (TextBlock& block : blocks) {
        left -= running(block);
        if (block.line == LineKind::tail || is_about_author(block)) {
            if (left * 4 < all) break;
            after_tail_line = true;
            continue;
        }
        // The links that such a line announces in the midst of the text go with it.
        if (after_tail_line && !is_paragraph(block) && block.link_share() > 0.3) continue;
        after_tail_line = false;
        kept.push_back(std::move(block));
    }
    while (!kept.empty() && announces(kept.back())) kept.pop_back();
    blocks = std::move(kept);
}

std::size_t count_signatures(const std::vector<TextBlock>& blocks) {
    constexpr std::size_t most = 2;
    std::size_t signatures = 0;
    while (signatures < most && signatures + 1 < blocks.size() && is_signature(blocks[blocks.size() - 1 - signatures]))
        ++signatures;
    return signatures;
}

}  // namespace fetch
