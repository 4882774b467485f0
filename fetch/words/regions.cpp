#include "fetch/words/regions.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "fetch/markup/markup.h"

namespace fetch {
namespace {

/// What whole words of a class or id tell. Where several tell, the first of these regions wins.
struct Vocabulary {
    Region region;
    std::string_view words;  // separated by spaces
};
constexpr auto vocabularies = std::to_array<Vocabulary>({
    {Region::comments,
     "comment comments disqus respond commentlist binhluan ykien phanhoi livefyre discussion replies"},
    {Region::related,
     "related relates relate recommended recommendation recommendations trending mostread popular "
     "lienquan tinlienquan tinkhac tinmoi tincungchuyenmuc cungchuyenmuc docthem xemthem readmore "
     "seealso teaser teasers morestories upnext more onward recirc recirculation storylist newslist "
     "othernews othernew"},
    {Region::advertising,
     "ad ads advert advertisement advertising adsense adsbygoogle sponsor sponsored promo promotion "
     "quangcao banner taboola outbrain dfp gpt cookie cookies gdpr consent popup modal overlay "
     "paidcontent"},
    {Region::sharing,
     "share sharing social sharedaddy addthis sharebar newsletter signup subscribe subscription login "
     "follow chiase rating vote print like addtoany donate donation"},
    {Region::sidebar, "sidebar aside rail sidecol cotphai rightcol secondary"},
    {Region::navigation,
     "nav navbar navigation menu breadcrumb breadcrumbs footer masthead tags taglist tagcloud pager "
     "pagination skiplink topbar sitemap toc menungang danhmuc tukhoa keywords hashtag"},
    {Region::caption, "caption figcaption photocredit imagecaption credit chuthich picturecaption"},
    {Region::byline, "byline dateline authorbox authorbio timestamp postmeta entrymeta"},
    {Region::player, "player jwplayer audioplayer videoplayer mejs"},
});

// Stems that say enough wherever they stand in a class.
constexpr std::pair<std::string_view, Region> stems[] = {
    {"breadcrumb", Region::navigation}, {"related", Region::related},      {"recommend", Region::related},
    {"disqus", Region::comments},       {"newsletter", Region::sharing},   {"taboola", Region::advertising},
    {"outbrain", Region::advertising},  {"advertis", Region::advertising}, {"sidebar", Region::sidebar},
    {"lienquan", Region::related},      {"lien-quan", Region::related},    {"binh-luan", Region::comments},
    {"quang-cao", Region::advertising}, {"tin-khac", Region::related},     {"cookie", Region::advertising},
    {"sharebar", Region::sharing},      {"social-share", Region::sharing}, {"author-bio", Region::byline},
    {"authorbio", Region::byline},      {"author-info", Region::byline},   {"about-author", Region::byline},
};

const std::unordered_map<std::string_view, std::size_t>& ranks() {
    static const auto all = [] {
        std::unordered_map<std::string_view, std::size_t> made;
        for (std::size_t rank = 0; rank < vocabularies.size(); ++rank) {
            const std::string_view words = vocabularies[rank].words;
            for (std::size_t start = 0; start < words.size();) {
                const std::size_t end = std::min(words.find(' ', start), words.size());
                made.emplace(words.substr(start, end - start), rank);
                start = end + 1;
            }
        }
        return made;
    }();
    return all;
}

bool is_hidden(HtmlNode element) {
    if (element.has("hidden")) return true;
    const std::string style = ascii_lower(element.attribute("style"));
    return style.find("display:none") != std::string::npos || style.find("display: none") != std::string::npos ||
           style.find("visibility:hidden") != std::string::npos;
}

Region region_by_tag(HtmlNode element) {
    const std::string_view tag = element.name();
    if (tag == "nav" || tag == "menu") return Region::navigation;
    if (tag == "aside") return Region::sidebar;
    if (tag == "figcaption") return Region::caption;
    const std::string role = ascii_lower(element.attribute("role"));
    if (role == "navigation" || role == "banner" || role == "contentinfo" || role == "menu") return Region::navigation;
    if (role == "complementary") return Region::sidebar;
    if (role == "dialog" || role == "alertdialog") return Region::advertising;
    return Region::content;
}

Region region_by_name(HtmlNode element) {
    const std::string names = class_and_id(element);
    if (names.size() <= 1) return Region::content;
    for (const auto& [stem, region] : stems) {
        if (names.find(stem) != std::string::npos) return region;
    }
    std::vector<std::string> words = name_words(element.attribute("class"));
    std::ranges::move(name_words(element.attribute("id")), std::back_inserter(words));
    std::size_t best = vocabularies.size();
    for (const std::string& word : words) {
        if (const auto found = ranks().find(word); found != ranks().end()) best = std::min(best, found->second);
    }
    return best < vocabularies.size() ? vocabularies[best].region : Region::content;
}

}  // namespace

std::vector<std::string> name_words(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    const auto flush = [&] {
        if (!word.empty()) words.push_back(std::exchange(word, {}));
    };
    char before = 0;
    for (const char c : text) {
        const bool upper = c >= 'A' && c <= 'Z';
        const bool lower = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!upper && !lower) {
            flush();
        } else {
            if (upper && before >= 'a' && before <= 'z') flush();
            word += upper ? static_cast<char>(c | 0x20) : c;
        }
        before = c;
    }
    flush();
    return words;
}

std::string class_and_id(HtmlNode node) {
    std::string both = ascii_lower(node.attribute("class"));
    both += ' ';
    both += ascii_lower(node.attribute("id"));
    return both;
}

Region region_of(HtmlNode element) {
    if (!element.is_element()) return Region::content;
    if (is_hidden(element)) return Region::hidden;
    if (const Region region = region_by_tag(element); region != Region::content) return region;
    if (element.is("body") || element.is("html")) return Region::content;
    return region_by_name(element);
}

std::string_view describe(Region region) {
    switch (region) {
        case Region::content:
            return "in the article";
        case Region::navigation:
            return "in the site's navigation";
        case Region::sidebar:
            return "in a sidebar";
        case Region::related:
            return "in a list of other articles";
        case Region::comments:
            return "in a reader's comment";
        case Region::sharing:
            return "in a bar of links to share or subscribe";
        case Region::advertising:
            return "in advertising or a notice";
        case Region::player:
            return "in a player";
        case Region::byline:
            return "in a note on the author";
        case Region::caption:
            return "in a caption";
        case Region::hidden:
            return "in a part that is not shown";
    }
    return "";
}

}  // namespace fetch
