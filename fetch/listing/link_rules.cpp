#include "fetch/listing/link_rules.h"

#include "core/error.h"
#include "core/text.h"
#include "fetch/markup/markup.h"
#include "fetch/markup/url.h"
#include "fetch/markup/url_identity.h"
#include "fetch/words/words.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

namespace fetch {

namespace {

constexpr std::size_t max_links = 20'000;
constexpr std::size_t longest_url = 2'000;

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

struct Path {
    std::vector<std::string> segments;  ///< lower case, none empty
    std::string query;
};

Path path_of(std::string_view url) {
    Path path;
    const std::size_t scheme = url.find("://");
    const std::size_t start = scheme == std::string_view::npos ? std::string_view::npos : url.find('/', scheme + 3);
    if (start == std::string_view::npos) return path;
    const std::size_t question = url.find('?', start);
    if (question != std::string_view::npos) path.query = ascii_lower(url.substr(question + 1));
    std::string_view rest = url.substr(start, question == std::string_view::npos ? question : question - start);
    while (!rest.empty()) {
        rest.remove_prefix(1);
        const std::size_t end = std::min(rest.find('/'), rest.size());
        if (end > 0) path.segments.push_back(ascii_lower(rest.substr(0, end)));
        rest = rest.substr(end);
    }
    return path;
}

std::string site_of(std::string_view url) {
    std::string host = host_of(url);
    for (const std::string_view prefix : {"www.", "m.", "mobile.", "amp."})
        if (host.starts_with(prefix)) return host.substr(prefix.size());
    return host;
}

/// The same host, or a part of it ("sport.paper.example" of "paper.example").
bool is_same_site(std::string_view listing, std::string_view link) {
    const std::string site = site_of(listing);
    const std::string host = site_of(link);
    return !site.empty() && (host == site || host.ends_with("." + site));
}

/// Digits in a row of exactly or at least so many.
std::size_t longest_number(std::string_view text) {
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char letter : text) {
        run = is_digit(letter) ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return longest;
}

bool is_number(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// Words of a slug, "mot-ngay-moi.html": 3. A percent-encoded run of another script counts by its length.
std::size_t slug_words(std::string_view segment) {
    const std::size_t dot = segment.rfind('.');
    if (dot != std::string_view::npos && segment.size() - dot <= 6) segment = segment.substr(0, dot);
    std::size_t words = 0;
    std::size_t letters = 0;
    std::size_t encoded = 0;
    for (const char letter : segment) {
        if (letter == '-' || letter == '_' || letter == '+') {
            if (letters > 0) ++words;
            letters = 0;
        } else if (!is_digit(letter)) {
            ++letters;
        }
        if (letter == '%') ++encoded;
    }
    if (letters > 0) ++words;
    return words + encoded / 9;
}

bool has_date(const Path& path) {
    for (std::size_t index = 0; index < path.segments.size(); ++index) {
        const std::string& segment = path.segments[index];
        const bool year =
            segment.size() == 4 && is_number(segment) && (segment.starts_with("20") || segment.starts_with("19"));
        if (year && index + 2 < path.segments.size() && is_number(path.segments[index + 1]) &&
            path.segments[index + 1].size() <= 2)
            return true;
        if (segment.size() >= 8 && is_number(segment.substr(0, 8)) && segment.starts_with("20")) return true;
        if (segment.size() >= 10 && segment[4] == '-' && segment[7] == '-' && is_number(segment.substr(0, 4)))
            return true;
    }
    return false;
}

/// Sections of a site where no article stands.
constexpr auto other_sections = std::to_array<std::string_view>(
    {"tag",          "tags",       "tu-khoa",      "topic",      "topics",     "chu-de",      "category",
     "categories",   "chuyen-muc", "danh-muc",     "author",     "authors",    "tac-gia",     "autor",
     "search",       "tim-kiem",   "suche",        "recherche",  "buscar",     "login",       "dang-nhap",
     "signin",       "register",   "dang-ky",      "signup",     "account",    "user",        "users",
     "profile",      "rss",        "feed",         "feeds",      "atom.xml",   "rss.xml",     "page",
     "trang",        "seite",      "about",        "about-us",   "gioi-thieu", "contact",     "contact-us",
     "lien-he",      "kontakt",    "contacto",     "contato",    "impressum",  "privacy",     "privacy-policy",
     "datenschutz",  "terms",      "terms-of-use", "dieu-khoan", "advertise",  "quang-cao",   "subscribe",
     "subscription", "newsletter", "newsletters",  "abo",        "shop",       "store",       "cart",
     "wp-login.php", "wp-admin",   "wp-json",      "cdn-cgi",    "sitemap",    "sitemap.xml", "archive",
     "archives",     "jobs",       "careers",      "help",       "faq",        "cookies",     "cookie-policy",
     "imprint",      "share",      "sharer",       "print",      "in-trang",   "gallery",     "static",
     "assets",       "xmlrpc.php", "people",       "live"});

constexpr auto article_sections = std::to_array<std::string_view>(
    {"article", "articles",    "artikel", "articulo", "articulos", "artigo",    "articolo",
     "story",   "stories",     "post",    "posts",    "bai-viet",  "tin-tuc",   "tin",
     "news",    "nachrichten", "noticia", "noticias", "notizia",   "actualite", "actualites",
     "berita",  "novosti",     "read",    "detail",   "chi-tiet",  "view",      "node"});

template <std::size_t size>
bool holds(const std::array<std::string_view, size>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr auto document_endings =
    std::to_array<std::string_view>({".pdf", ".zip", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".rar", ".7z", ".css",
                                     ".js", ".xml", ".rss", ".json", ".txt", ".apk", ".exe", ".ics", ".epub"});

/// A parameter whose value names one article: "?id=1234", "?ItemID=77", "?p=123".
bool query_names_article(const std::string& query) {
    for (std::size_t start = 0; start < query.size();) {
        const std::size_t end = std::min(query.find('&', start), query.size());
        const std::string_view parameter = std::string_view(query).substr(start, end - start);
        const std::size_t equals = parameter.find('=');
        if (equals != std::string_view::npos) {
            const std::string_view name = parameter.substr(0, equals);
            const std::string_view value = parameter.substr(equals + 1);
            const bool names = name.ends_with("id") || name == "p" || name == "article" || name == "story" ||
                               name == "itemid" || name == "newsid";
            if (names && (value.size() >= 16 || longest_number(value) >= (name == "p" ? 3u : 2u)) && name != "catid" &&
                name != "categoryid" && name != "cid")
                return true;
        }
        start = end + 1;
    }
    return false;
}

/// What speaks against a link, from the element outwards.
bool is_outside_content(HtmlNode anchor, std::unordered_map<const void*, bool>& known) {
    std::vector<const void*> path;
    bool outside = false;
    for (HtmlNode node = anchor; node && node.is_element(); node = node.parent()) {
        if (const auto found = known.find(node.id()); found != known.end()) {
            outside = found->second;
            break;
        }
        path.push_back(node.id());
        // The foot of a card in the list is not that of the page.
        if (node.is("footer") && !node.closest("article")) {
            outside = true;
            break;
        }
        const Region region = region_of(node);
        if (region == Region::navigation || region == Region::advertising || region == Region::comments ||
            region == Region::hidden || region == Region::sharing) {
            outside = true;
            break;
        }
    }
    for (const void* node : path) known[node] = outside;
    return outside;
}

/// What the anchors to one address say together.
struct Candidate {
    std::string url;
    std::string title;
    int likeness = 0;
    bool only_outside = true;
    std::size_t order = 0;
};

class Collector {
public:
    explicit Collector(std::string page_url) : page_url_(std::move(page_url)), own_(identity_of(page_url_)) {}

    Candidate* add(std::string_view base, std::string_view reference, std::string_view text) {
        if (core::trim(reference).empty() || candidates_.size() >= max_links) return nullptr;
        auto url = resolve(base, reference);
        if (!url || url->size() > longest_url || link_kind(*url) != LinkKind::page) return nullptr;
        std::string identity = identity_of(*url);
        if (identity == own_) return nullptr;
        const auto [entry, is_new] = by_identity_.emplace(std::move(identity), candidates_.size());
        if (is_new) candidates_.push_back({std::move(*url), {}, 0, true, candidates_.size()});
        Candidate& candidate = candidates_[entry->second];
        if (text.size() > candidate.title.size() && text.size() < 1000) candidate.title = text;
        return &candidate;
    }

    std::vector<Candidate>& candidates() { return candidates_; }

private:
    std::string page_url_;
    std::string own_;
    std::map<std::string, std::size_t> by_identity_;
    std::vector<Candidate> candidates_;
};

std::string text_of(HtmlNode anchor) {
    std::string text = anchor.text();
    if (text.empty()) text = core::collapse_space(anchor.attribute("title"));
    return text;
}

}  // namespace

LinkFilter::LinkFilter(const core::Source& source)
    : include_(source.include.begin(), source.include.end()), exclude_(source.exclude.begin(), source.exclude.end()) {}

bool LinkFilter::passes(const std::string& url) const {
    const auto matches = [&url](const Pattern& pattern) { return pattern.is_in(url); };
    if (!include_.empty() && std::none_of(include_.begin(), include_.end(), matches)) return false;
    return std::none_of(exclude_.begin(), exclude_.end(), matches);
}

int article_likeness(std::string_view url) {
    const Path path = path_of(url);
    if (path.segments.empty()) return query_names_article(path.query) ? 2 : 0;
    const std::string& last = path.segments.back();
    for (const std::string_view ending : document_endings)
        if (last.ends_with(ending)) return 0;
    for (const std::string& segment : path.segments)
        if (holds(other_sections, segment) || segment.starts_with("comment-page")) return 0;
    if (last.starts_with("index.") || last.starts_with("default.") || last.starts_with("trang-") ||
        last.starts_with("page-"))
        return query_names_article(path.query) ? 2 : 0;
    const std::size_t words = slug_words(last);
    if (has_date(path)) return 2;
    if (words >= 3 && longest_number(last) >= 4) return 2;
    if (words >= 5) return 2;
    if (query_names_article(path.query)) return 2;
    for (const std::string& segment : path.segments)
        if (longest_number(segment) >= 5) return 2;
    const bool below_article_section =
        path.segments.size() >= 2 && holds(article_sections, path.segments[path.segments.size() - 2]);
    if (below_article_section && (words >= 3 || is_number(last) || longest_number(last) >= 3)) return 2;
    const bool is_page = last.find('.') != std::string::npos;
    return words >= 3 || (is_page && words >= 2) || (below_article_section && words >= 1) ? 1 : 0;
}

std::vector<ListedLink> article_links(const HtmlDocument& page, const std::string& page_url) {
    const std::string base = page.base_url(page_url);
    Collector collector(page_url);
    std::unordered_map<const void*, bool> known;
    for (const HtmlNode anchor : page.root().descendants("a")) {
        if (!anchor.has("href") || ascii_lower(anchor.attribute("rel")).find("next") != std::string::npos) continue;
        Candidate* candidate = collector.add(base, anchor.attribute("href"), text_of(anchor));
        if (candidate != nullptr && !is_outside_content(anchor, known)) candidate->only_outside = false;
    }
    std::vector<ListedLink> sure;
    std::vector<ListedLink> perhaps;
    for (Candidate& candidate : collector.candidates()) {
        if (candidate.only_outside || !is_same_site(page_url, candidate.url)) continue;
        const int likeness = article_likeness(candidate.url);
        const bool headline = core::length(candidate.title) >= 20;
        if (likeness == 2 || (likeness == 1 && headline))
            sure.push_back({candidate.url, candidate.title});
        else if (headline && !path_of(candidate.url).segments.empty() &&
                 !holds(other_sections, path_of(candidate.url).segments.front()))
            perhaps.push_back({std::move(candidate.url), std::move(candidate.title)});
    }
    // A site whose addresses say nothing still has headlines.
    return sure.empty() ? perhaps : sure;
}

std::vector<ListedLink> links_by_xpath(const HtmlDocument& page, const std::string& page_url,
                                       const std::string& xpath) {
    const std::string base = page.base_url(page_url);
    Collector collector(page_url);
    for (const XPathMatch& match : page.select(xpath)) {
        if (!match.node || !match.node.is_element()) {
            collector.add(base, match.value, {});
            continue;
        }
        // An attribute comes as its value with its element.
        const auto attributes = match.node.attributes();
        const bool is_attribute = std::any_of(attributes.begin(), attributes.end(),
                                              [&](const auto& attribute) { return attribute.second == match.value; });
        if (is_attribute) {
            collector.add(base, match.value, text_of(match.node));
        } else if (match.node.is("a")) {
            collector.add(base, match.node.attribute("href"), text_of(match.node));
        } else {
            for (const HtmlNode anchor : match.node.descendants("a"))
                collector.add(base, anchor.attribute("href"), text_of(anchor));
        }
    }
    std::vector<ListedLink> links;
    for (Candidate& candidate : collector.candidates())
        links.push_back({std::move(candidate.url), std::move(candidate.title)});
    return links;
}

std::string next_page(const HtmlDocument& page, const std::string& page_url) {
    const std::string base = page.base_url(page_url);
    const auto usable = [&](HtmlNode node) -> std::string {
        const auto url = resolve(base, node.attribute("href"));
        return url && *url != page_url && is_same_site(page_url, *url) ? *url : std::string();
    };
    for (const std::string_view tag : {"link", "a"}) {
        for (const HtmlNode node : page.root().descendants(tag)) {
            const std::string relation = " " + ascii_lower(node.attribute("rel")) + " ";
            if (relation.find(" next ") == std::string::npos) continue;
            if (std::string url = usable(node); !url.empty()) return url;
        }
    }
    constexpr auto words = std::to_array<std::string_view>({"next",
                                                            "next page",
                                                            "older posts",
                                                            "older",
                                                            "›",
                                                            "»",
                                                            ">",
                                                            ">>",
                                                            "→",
                                                            "trang sau",
                                                            "trang tiếp",
                                                            "tiếp",
                                                            "tiếp theo",
                                                            "xem thêm",
                                                            "sau",
                                                            "suivant",
                                                            "page suivante",
                                                            "weiter",
                                                            "nächste",
                                                            "nächste seite",
                                                            "siguiente",
                                                            "página siguiente",
                                                            "próxima",
                                                            "próximo",
                                                            "successivo",
                                                            "volgende",
                                                            "nästa",
                                                            "następna",
                                                            "далее",
                                                            "следующая",
                                                            "berikutnya",
                                                            "selanjutnya",
                                                            "下一页",
                                                            "下一頁",
                                                            "次へ",
                                                            "次のページ",
                                                            "다음"});
    for (const HtmlNode anchor : page.root().descendants("a")) {
        const std::string text = core::lower(anchor.text());
        const std::string marks = " " + class_and_id(anchor) + " ";
        const bool is_next = holds(words, text) || marks.find(" next ") != std::string::npos ||
                             marks.find("next-page") != std::string::npos ||
                             marks.find("page-next") != std::string::npos;
        if (!is_next || ascii_lower(anchor.attribute("href")).starts_with("javascript")) continue;
        // A lone arrow is a next page only where its address counts pages; a slide show's is not.
        const std::string url = usable(anchor);
        if (!url.empty() && longest_number(url) > 0 && article_likeness(url) < 2) return url;
    }
    return {};
}

}  // namespace fetch
