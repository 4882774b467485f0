#include "fetch/listing/link_rules.h"

#include "core/columns.h"
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

/// Columns that a text takes from which on it may be a headline: what topics, tags and sections are called is shorter.
constexpr std::size_t short_headline = 20;
constexpr std::size_t headline = 28;
constexpr std::size_t long_headline = 45;

/// Where on its page a link stands: in a list, in what may be advertising or is not shown yet, in a menu.
enum class Place { inside, beside, outside };

/// Tells it from the element outwards.
class Places {
public:
    explicit Places(const std::vector<HtmlNode>& anchors) {
        constexpr std::size_t most = 2'000;
        std::size_t headlines = 0;
        std::unordered_map<const void*, std::size_t> held;
        for (const HtmlNode anchor : anchors) {
            if (headlines == most) break;
            if (core::columns_of(anchor.text(1'000)) < headline) continue;
            ++headlines;
            for (HtmlNode node = anchor.parent(); node && node.is_element(); node = node.parent()) ++held[node.id()];
        }
        for (const auto& [node, count] : held)
            if (headlines >= 5 && count * 2 >= headlines) known_[node] = Place::inside;
    }

    Place of(HtmlNode anchor) {
        std::vector<HtmlNode> path;
        Place place = Place::inside;
        for (HtmlNode node = anchor; node && node.is_element(); node = node.parent()) {
            if (const auto found = known_.find(node.id()); found != known_.end()) {
                place = found->second;
                break;
            }
            path.push_back(node);
        }
        for (auto node = path.rbegin(); node != path.rend(); ++node) {
            place = std::max(place, own_place(*node));
            known_[node->id()] = place;
        }
        return place;
    }

private:
    static Place own_place(HtmlNode node) {
        // The foot of a card in the list is not that of the page.
        if (node.is("footer") && !node.closest("article")) return Place::outside;
        switch (region_of(node)) {
            case Region::navigation:
            case Region::comments:
                return Place::outside;
            case Region::advertising:
            case Region::sharing:
            case Region::hidden:
                return Place::beside;
            default:
                return Place::inside;
        }
    }

    /// What holds most of the headlines is the list, whatever it is called.
    std::unordered_map<const void*, Place> known_;
};

/// What the anchors to one address say together.
struct Candidate {
    std::string url;
    std::string title;
    std::string
        picture;  ///< what stands for a picture that links there: told of no headline's words, but of its length
    Place place = Place::outside;  ///< the best of them
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
        if (is_new) candidates_.push_back({std::move(*url), {}, {}, Place::outside});
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

std::string picture_text_of(HtmlNode anchor) {
    const std::vector<HtmlNode> pictures = anchor.descendants("img");
    return pictures.empty() ? std::string() : core::collapse_space(pictures.front().attribute("alt"));
}

/// What a page's own links tell of the addresses that its articles have: the headlines share a shape, and what has
/// another one is another kind of page.
class Listed {
public:
    Listed(std::vector<Candidate>& candidates, const std::string& page_url) : candidates_(candidates) {
        read_.reserve(candidates.size());
        for (const Candidate& candidate : candidates) {
            Link link{read_address(candidate.url),
                      core::columns_of(candidate.title.empty() ? candidate.picture : candidate.title), candidate.place};
            if (link.address.kind == ArticleAddress::Kind::doubtful && shares_doubtful_part(candidate.url, page_url))
                link.address.kind = ArticleAddress::Kind::page;
            if (link.address.kind == ArticleAddress::Kind::page) {
                Shape& shape = shapes_[link.address.shape];
                ++shape.links;
                shape.columns += link.columns;
                if (link.columns >= headline) ++shape.headlines;
            }
            read_.push_back(std::move(link));
        }
        find_established();
        for (const Link& link : read_)
            if (is_learned(link) && link.address.is_code) ++code_folders_[link.address.folder];
    }

    std::vector<ListedLink> articles() {
        std::vector<ListedLink> sure;
        std::vector<ListedLink> perhaps;
        for (std::size_t index = 0; index < candidates_.size(); ++index) {
            Candidate& candidate = candidates_[index];
            const Link& link = read_[index];
            if (is_article(link)) {
                sure.push_back({candidate.url, candidate.title});
            } else if (link.columns >= short_headline && link.address.kind == ArticleAddress::Kind::page &&
                       link.place == Place::inside && has_path(candidate.url)) {
                perhaps.push_back({std::move(candidate.url), std::move(candidate.title)});
            }
        }
        // A site whose addresses say nothing still has headlines.
        return sure.empty() ? perhaps : sure;
    }

private:
    struct Link {
        ArticleAddress address;
        std::size_t columns = 0;
        Place place = Place::inside;
    };
    struct Shape {
        std::size_t links = 0;
        std::size_t headlines = 0;
        std::size_t columns = 0;  ///< of all their texts

        bool is_learned() const { return headlines >= 3 && headlines * 10 >= links * 6; }
    };

    /// Whether most headlines have addresses with an identity, in shapes of which there are several.
    void find_established() {
        constexpr std::size_t several = 5;
        std::size_t with_identity = 0;
        std::size_t all = 0;
        for (const Link& link : read_) {
            if (link.address.kind != ArticleAddress::Kind::page || link.columns < headline) continue;
            ++all;
            if (link.address.identity == ArticleAddress::Identity::own && is_learned(link)) ++with_identity;
        }
        is_established_ = with_identity >= several && with_identity * 10 >= all * 6;
    }

    bool is_learned(const Link& link) const {
        const auto found = shapes_.find(link.address.shape);
        return found != shapes_.end() && found->second.is_learned();
    }

    /// Now and then a code has no digit, so that only its neighbours tell it.
    bool stands_among_codes(const Link& link) const {
        const auto codes = code_folders_.find(link.address.folder);
        return codes != code_folders_.end() && codes->second >= 3 && link.address.words == 1;
    }

    /// A site may have articles of two kinds, one with words alone: then these have headlines too, and nearly all.
    bool is_second_kind(const Link& link) const {
        constexpr std::size_t usual_columns = 36;
        const auto found = shapes_.find(link.address.shape);
        if (found == shapes_.end()) return false;
        const Shape& shape = found->second;
        return shape.headlines >= 5 && shape.headlines * 10 >= shape.links * 8 &&
               shape.columns >= usual_columns * shape.links;
    }

    bool is_article(const Link& link) const {
        const ArticleAddress& address = link.address;
        const bool has_identity = address.identity == ArticleAddress::Identity::own;
        const bool is_headline = link.columns >= headline;
        if (address.kind == ArticleAddress::Kind::other) return false;
        if (is_headline && ((has_identity && is_learned(link)) || stands_among_codes(link))) return true;
        if (address.kind == ArticleAddress::Kind::doubtful || link.place == Place::beside) return false;
        if (!is_established_) {
            return (address.likeness == 2 && (has_identity || link.columns == 0 || link.columns >= short_headline)) ||
                   (address.likeness == 1 && link.columns >= short_headline) || (is_headline && is_learned(link));
        }
        if (has_identity || address.is_named_article)
            return is_headline || is_learned(link) || (has_identity && address.words >= 5);
        if (is_headline && address.words >= 4 && is_second_kind(link)) return true;
        return address.likeness > 0 && address.words >= 3 && link.columns >= long_headline &&
               address.identity == ArticleAddress::Identity::none;
    }

    std::vector<Candidate>& candidates_;
    std::vector<Link> read_;
    std::unordered_map<std::string, Shape> shapes_;
    std::unordered_map<std::string, std::size_t> code_folders_;
    bool is_established_ = false;
};

}  // namespace

LinkFilter::LinkFilter(const core::Source& source)
    : include_(source.include.begin(), source.include.end()), exclude_(source.exclude.begin(), source.exclude.end()) {}

bool LinkFilter::passes(const std::string& url) const {
    const auto matches = [&url](const Pattern& pattern) { return pattern.is_in(url); };
    if (!include_.empty() && std::none_of(include_.begin(), include_.end(), matches)) return false;
    return std::none_of(exclude_.begin(), exclude_.end(), matches);
}

std::vector<ListedLink> article_links(const HtmlDocument& page, const std::string& page_url) {
    const std::string base = page.base_url(page_url);
    Collector collector(page_url);
    const std::vector<HtmlNode> anchors = page.root().descendants("a");
    Places places(anchors);
    for (const HtmlNode anchor : anchors) {
        if (!anchor.has("href") || ascii_lower(anchor.attribute("rel")).find("next") != std::string::npos) continue;
        Candidate* candidate = collector.add(base, anchor.attribute("href"), text_of(anchor));
        if (candidate == nullptr) continue;
        if (candidate->title.empty() && candidate->picture.empty()) candidate->picture = picture_text_of(anchor);
        candidate->place = std::min(candidate->place, places.of(anchor));
    }
    std::vector<Candidate>& candidates = collector.candidates();
    std::erase_if(candidates, [&](const Candidate& candidate) {
        return candidate.place == Place::outside || !is_same_site(page_url, candidate.url);
    });
    return Listed(candidates, page_url).articles();
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
        const bool is_next =
            std::ranges::find(words, text) != words.end() || marks.find(" next ") != std::string::npos ||
            marks.find("next-page") != std::string::npos || marks.find("page-next") != std::string::npos;
        if (!is_next || ascii_lower(anchor.attribute("href")).starts_with("javascript")) continue;
        // A lone arrow is a next page only where its address counts pages; a slide show's is not.
        const std::string url = usable(anchor);
        if (!url.empty() && url.find_first_of("0123456789") != std::string::npos && article_likeness(url) < 2)
            return url;
    }
    return {};
}

}  // namespace fetch
