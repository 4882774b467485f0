#include "fetch/article/date_places.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "fetch/markup/markup.h"
#include "fetch/markup/url.h"
#include "fetch/words/words.h"

namespace fetch {
namespace {

constexpr auto date_names = std::to_array<std::string_view>(
    {"date",     "time",   "datetime", "published", "publish",  "pubdate",  "timestamp",
     "dateline", "posted", "datum",    "ngay",      "thoigian", "ngaydang", "ngaycapnhat",
     "meta",     "byline", "postmeta", "entrydate", "postdate", "timedata"});

/// How far up the page's tree places are compared.
constexpr std::size_t most_levels = 100;

/// Where a site shows today's date.
constexpr auto clock_names = std::to_array<std::string_view>(
    {"clock", "uhr", "today", "now", "current", "homnay", "currentdate", "currenttime", "todaydate", "heute"});
constexpr auto head_names = std::to_array<std::string_view>(
    {"header", "head", "top", "topbar", "masthead", "banner", "toolbar", "menu", "navbar", "topnav"});
/// Where people and not the article have their days.
constexpr auto profile_names = std::to_array<std::string_view>({"joined", "postprofile", "signature", "membersince"});

constexpr auto change_names = std::to_array<std::string_view>({"updated", "modified"});

template <std::size_t size>
bool is_named(HtmlNode node, const std::array<std::string_view, size>& wanted) {
    for (const std::string_view attribute : {"class", "id"}) {
        for (const std::string& word : name_words(node.attribute(attribute))) {
            if (std::ranges::find(wanted, word) != wanted.end()) return true;
        }
    }
    return false;
}

double region_doubts(Region region) {
    switch (region) {
        case Region::comments:
            return 0.7;
        case Region::related:
        case Region::advertising:
        case Region::caption:
            return 0.5;
        case Region::sidebar:
        case Region::navigation:
            return 0.4;
        default:
            return 0.0;
    }
}

}  // namespace

DatePlaces::DatePlaces(const PageParts& page, const std::vector<TextBlock>& blocks)
    : page_(page), blocks_(blocks), title_(blocks.size()) {
    const HtmlNode place = page.title_place();
    for (std::size_t i = 0; place && i < blocks.size() && !has_title(); ++i) {
        if (blocks[i].node.lies_in(place) || place.lies_in(blocks[i].node)) title_ = i;
    }
    for (std::size_t i = has_title() ? title_ : 0; i > 0 && last_menu_ == 0; --i) {
        if (blocks[i - 1].region == Region::navigation && blocks[i - 1].link_characters > 0) last_menu_ = i;
    }
    for (HtmlNode node = place; node && node.is_element() && title_path_.size() < most_levels; node = node.parent())
        title_path_.push_back(node.id());
}

double DatePlaces::nearness(std::size_t block) const {
    if (!has_title()) return std::max(0.6 - static_cast<double>(block) / 400.0, -0.2);
    const double distance =
        block >= title_ ? static_cast<double>(block - title_) : 3.0 + 2.0 * static_cast<double>(title_ - block);
    return std::max(1.0 - distance / 40.0, -0.2);
}

double DatePlaces::doubts(std::size_t block) const {
    const bool before_title = has_title() && block < title_;
    double doubts = region_doubts(blocks_[block].region) + doubts_around(blocks_[block].node, before_title);
    // What stands above the site's menu is its clock.
    if (before_title && block < last_menu_) doubts += 0.4;
    return doubts;
}

bool DatePlaces::is_after_title(std::size_t block) const {
    return has_title() && block >= title_;
}

bool DatePlaces::is_beside_title(std::size_t block) const {
    constexpr std::size_t most_behind = 8;
    constexpr std::size_t most_before = 3;
    if (!has_title()) return false;
    return block >= title_ ? block - title_ <= most_behind : title_ - block <= most_before;
}

bool DatePlaces::is_embedded(std::size_t block) const {
    const HtmlNode quotation = blocks_[block].node.closest("blockquote");
    if (!quotation) return false;
    constexpr int most_nodes = 200;
    const std::string own = host_of(page_.url());
    int nodes = 0;
    for (HtmlNode inner = quotation.first_child(); inner && ++nodes < most_nodes; inner = inner.next_in(quotation)) {
        const std::string host = inner.is("a") ? host_of(inner.attribute("href")) : std::string();
        if (!host.empty() && host != own) return true;
    }
    return false;
}

double DatePlaces::doubts_around(HtmlNode node, bool before_title) const {
    double doubts = 0.0;
    bool in_head = false;
    bool is_clock = false;
    std::size_t levels = 0;
    bool is_common = false;
    for (; node && node.is_element() && !node.is("body") && levels < most_levels; node = node.parent(), ++levels) {
        is_common = std::ranges::find(title_path_, node.id()) != title_path_.end();
        if (is_common) break;
        if (node.is("blockquote")) doubts += 0.6;
        if (node.is("figure")) doubts += 0.4;
        if (levels < 2 && is_named(node, profile_names)) doubts += 0.5;
        in_head |= node.is("header") || ascii_lower(node.attribute("role")) == "banner" || is_named(node, head_names);
        if (levels < 3) is_clock |= is_named(node, clock_names);
    }
    const auto above_title = std::ranges::find(title_path_, node ? node.id() : nullptr) - title_path_.begin();
    // In a box with the headline it is the article's, whatever it is called.
    const bool is_boxed = is_common && above_title <= 2 && levels <= 3;
    if (is_clock && !is_boxed) doubts += 0.7;
    if (before_title && in_head && !is_boxed) doubts += 0.3;
    return doubts;
}

bool is_called_date(HtmlNode element) {
    return is_named(element, date_names) || (element.parent() && is_named(element.parent(), date_names));
}

bool is_called_changed(HtmlNode element) {
    return is_named(element, change_names);
}

}  // namespace fetch
