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
constexpr std::string_view notices = "cookie cookies gdpr consent popup modal overlay tooltip popover hovercard";
constexpr auto vocabularies = std::to_array<Vocabulary>({
    {Region::comments,
     "comment comments disqus respond commentlist binhluan ykien phanhoi livefyre discussion replies"},
    {Region::related,
     "related relates relate recommended recommendation recommendations trending mostread popular "
     "lienquan tinlienquan tinkhac tinmoi tincungchuyenmuc cungchuyenmuc docthem xemthem readmore "
     "seealso teaser teasers morestories upnext more onward recirc recirculation storylist newslist "
     "othernews othernew"},
    {Region::advertising, notices},
    {Region::advertising,
     "ad ads advert advertisement advertising adsense adsbygoogle sponsor sponsored promo promotion "
     "quangcao banner taboola outbrain dfp gpt paidcontent disclaimer disclosure"},
    {Region::sharing,
     "share sharing social sharedaddy addthis sharebar newsletter newsletters signup subscribe subscription login "
     "follow chiase rating vote print like addtoany donate donation cta regwall poll polls survey"},
    {Region::sidebar,
     "sidebar aside rail sidecol cotphai rightcol secondary factbox factboxes infobox faktenbox infokasten faktaruta "
     "faktaboks"},
    {Region::navigation,
     "nav navbar navigation menu breadcrumb breadcrumbs footer masthead tags taglist tagcloud pager "
     "pagination skiplink topbar sitemap toc menungang danhmuc tukhoa keywords hashtag"},
    {Region::caption, "caption figcaption photocredit imagecaption credit chuthich picturecaption"},
    {Region::byline,
     "byline dateline authorbox authorbio timestamp postmeta entrymeta source author authors bio contributor "
     "contributors"},
    {Region::player, "player jwplayer audioplayer videoplayer mejs"},
});

// Stems that say enough wherever they stand in a class.
constexpr std::pair<std::string_view, Region> stems[] = {
    {"breadcrumb", Region::navigation}, {"related", Region::related},         {"recommend", Region::related},
    {"disqus", Region::comments},       {"newsletter", Region::sharing},      {"taboola", Region::advertising},
    {"outbrain", Region::advertising},  {"advertis", Region::advertising},    {"sidebar", Region::sidebar},
    {"lienquan", Region::related},      {"lien-quan", Region::related},       {"binh-luan", Region::comments},
    {"quang-cao", Region::advertising}, {"tin-khac", Region::related},        {"cookie", Region::advertising},
    {"sharebar", Region::sharing},      {"social-share", Region::sharing},    {"author-bio", Region::byline},
    {"authorbio", Region::byline},      {"author-info", Region::byline},      {"about-author", Region::byline},
    {"most-read", Region::related},     {"most-viewed", Region::related},     {"fact-box", Region::sidebar},
    {"info-box", Region::sidebar},      {"about-the-author", Region::byline}, {"author-box", Region::byline},
    {"author-card", Region::byline},    {"author-profile", Region::byline},   {"authorbox", Region::byline},
    {"sr-only", Region::hidden},        {"screen-reader", Region::hidden},    {"visually-hidden", Region::hidden},
    {"visuallyhidden", Region::hidden},
};

// In a class they say what the page has or how it stands, and nothing of the element: "no-sidebar", "comments-open".
constexpr auto states_before = std::to_array<std::string_view>(
    {"no", "not", "non", "has", "have", "with", "without", "hide", "show", "disable", "enable"});
constexpr auto states_behind =
    std::to_array<std::string_view>({"open", "opened", "closed", "enabled", "disabled", "allowed"});

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

/// Whatever else stands in a figure with a picture is the words to it, but for quotations and tables.
bool frames_picture(HtmlNode figure) {
    constexpr int most = 100;  // nodes; what holds more is no figure
    bool picture = false;
    int nodes = 0;
    for (HtmlNode node = figure.first_child(); node; node = node.next_in(figure)) {
        if (++nodes > most) return false;
        if (node.is("blockquote") || node.is("table") || node.is("audio")) return false;
        picture = picture || node.is("img") || node.is("picture") || node.is("video");
    }
    return picture;
}

/// "table.image", "p.Image": a picture with the words to it, in a paragraph or table of its own.
bool is_named_picture(HtmlNode element) {
    if (!element.is("p") && !element.is("table")) return false;
    const std::string names = " " + ascii_lower(element.attribute("class")) + " ";
    return contains_any(names, {" image ", " picture ", " photo "});
}

Region region_by_tag(HtmlNode element) {
    const std::string_view tag = element.name();
    if (tag == "nav" || tag == "menu") return Region::navigation;
    if (tag == "aside") return Region::sidebar;
    if (tag == "figcaption" || is_named_picture(element) || (tag == "figure" && frames_picture(element)))
        return Region::caption;
    const std::string role = ascii_lower(element.attribute("role"));
    if (role == "navigation" || role == "banner" || role == "contentinfo" || role == "menu") return Region::navigation;
    if (role == "complementary") return Region::sidebar;
    if (role == "dialog" || role == "alertdialog") return Region::advertising;
    return Region::content;
}

/// Links to the articles before and after: "next-prev", "post-previous-next".
bool leads_on(std::string_view name) {
    return name.find("next") != std::string_view::npos && name.find("prev") != std::string_view::npos;
}

/// "image-desc", "photo_note": the words to a picture.
bool describes_picture(std::string_view name) {
    return contains_any(name, {"image", "img", "photo", "picture", "pic-", "anh-", "hinh"}) &&
           contains_any(name, {"desc", "note", "legend", "mota"});
}

/// A part of a class between blanks, or an id, in words joined by hyphens, without what it says of a state: of
/// "o-section--has-ads" the first two words, of "comments-open" none.
std::string without_state(std::string_view token) {
    std::string kept;
    const std::vector<std::string> words = name_words(token);
    const auto is_one_of = [](const auto& list, const std::string& word) {
        return std::ranges::find(list, word) != list.end();
    };
    if (!words.empty() && is_one_of(states_behind, words.back())) return kept;
    for (const std::string& word : words) {
        if (is_one_of(states_before, word)) break;
        if (!kept.empty()) kept += '-';
        kept += word;
    }
    return kept;
}

/// True where the stem stands in the name, but not as in "nosidebar".
bool holds_stem(const std::string& name, std::string_view stem) {
    const std::size_t at = name.find(stem);
    if (at == std::string::npos) return false;
    const std::string_view before = std::string_view(name).substr(0, at);
    return std::ranges::none_of(states_before, [before](std::string_view state) { return before.ends_with(state); });
}

/// What the names of an element tell, by the first vocabulary of those that do.
struct Told {
    std::size_t rank = vocabularies.size();
    Region region = Region::content;
    bool is_notice = false;
};
Told told_by_name(HtmlNode element) {
    Told told;
    const auto look_at = [&told](std::string_view token) {
        const std::string name = without_state(token);
        if (name.empty()) return;
        for (const auto& [stem, region] : stems) {
            if (!holds_stem(name, stem)) continue;
            told = {0, region, stem == "cookie"};
            return;
        }
        for (std::size_t start = 0; start < name.size();) {
            const std::size_t end = std::min(name.find('-', start), name.size());
            const auto found = ranks().find(std::string_view(name).substr(start, end - start));
            if (found != ranks().end() && found->second < told.rank)
                told = {found->second, vocabularies[found->second].region,
                        vocabularies[found->second].words == notices};
            start = end + 1;
        }
        if (told.rank == vocabularies.size() && leads_on(name)) told = {told.rank - 1, Region::navigation, false};
        if (told.rank == vocabularies.size() && describes_picture(name)) told = {told.rank - 1, Region::caption, false};
    };
    const std::string_view names = element.attribute("class");
    for (std::size_t start = 0; start < names.size() && told.rank > 0;) {
        const std::size_t end = std::min(names.find_first_of(" \t\n\r\f", start), names.size());
        look_at(names.substr(start, end - start));
        start = end + 1;
    }
    if (told.rank > 0) look_at(element.attribute("id"));
    // VCCorp's editor says in an attribute of its own what a box is: type="RelatedNewsBox".
    if (told.rank > 0 && element.is("div")) look_at(element.attribute("type"));
    return told;
}

/// True where it or what stands at its beginning calls itself the article's text.
bool holds_named_body(HtmlNode element) {
    constexpr int most = 50;  // nodes
    int nodes = 0;
    for (HtmlNode node = element; node && nodes++ < most; node = node.next_in(element))
        if (node.is_element() && is_named_body(node)) return true;
    return false;
}

}  // namespace

bool is_hidden(HtmlNode element) {
    if (element.has("hidden")) return true;
    const std::string style = ascii_lower(element.attribute("style"));
    return style.find("display:none") != std::string::npos || style.find("display: none") != std::string::npos ||
           style.find("visibility:hidden") != std::string::npos;
}

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
    return told_by_name(element).region;
}

bool never_holds_article(HtmlNode element) {
    // A script may show the text once the page is ready.
    if (is_hidden(element)) return !holds_named_body(element);
    const std::string role = ascii_lower(element.attribute("role"));
    if (role == "dialog" || role == "alertdialog") return true;
    const Told told = told_by_name(element);
    return told.region == Region::comments || told.region == Region::hidden || told.is_notice;
}

bool is_named_body(HtmlNode element) {
    if (element.attribute("itemprop").find("articleBody") != std::string_view::npos) return true;
    if (element.attribute("data-role") == "content") return true;
    return contains_any(
        class_and_id(element),
        {"article-body",     "articlebody",     "article_body",   "article__body",  "story-body",     "storybody",
         "story__body",      "entry-content",   "post-content",   "post-body",      "post__content",  "article-content",
         "article__content", "article_content", "articlecontent", "content-detail", "detail-content", "detail__content",
         "detail_content",   "news-content",    "newscontent",    "noi-dung",       "noidung",        "field-name-body",
         "body-text",        "bodytext",        "story-content",  "cms-body",       "content-body",   "contentdetail",
         "body-content",     "article-text"});
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
