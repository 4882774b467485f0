#include "fetch/article/authors.h"

#include <algorithm>
#include <array>

#include "core/text.h"
#include "fetch/article/title.h"
#include "fetch/markup/markup.h"
#include "fetch/markup/url.h"
#include "fetch/words/words.h"

namespace fetch {
namespace {

constexpr std::size_t max_authors = 12;

bool has_author_class(HtmlNode node) {
    if (node.attribute("class").empty() && node.attribute("id").empty()) return false;
    auto words = name_words(node.attribute("class"));
    std::ranges::move(name_words(node.attribute("id")), std::back_inserter(words));
    const auto is = [&](std::string_view wanted) { return std::ranges::find(words, wanted) != words.end(); };
    for (const std::string_view other :
         {"site", "bio", "avatar", "image", "img", "photo", "social", "follow", "description", "comment", "widget",
          "archive", "tag", "date", "time", "title"}) {
        if (is(other) && !is("name")) return false;
    }
    return is("author") || is("authors") || is("byline") || is("bylines") || is("tacgia") || (is("tac") && is("gia")) ||
           is("writer") || is("reporter") || is("autor") || is("auteur") || is("authorname") || is("contributor") ||
           is("penulis") || is("nguoiviet");
}

/// True where a line of an element with an author's class is a name. A single word may as well be a section; it counts
/// only where the line or a class of nothing but the author vouches for it, and then in small letters too.
bool is_signed(HtmlNode node, const std::string& line) {
    if (reads_like_names(line, Evidence::marked) && line.find(' ') != std::string::npos) return true;
    static constexpr auto plain =
        std::to_array<std::string_view>({"author", "authors", "name", "vcard", "fn", "byline", "url", "n", "entry",
                                         "post", "article", "tac", "gia", "tacgia"});
    const auto words = name_words(node.attribute("class"));
    const bool vouched = starts_like_byline(line) || std::ranges::all_of(words, [&](const std::string& word) {
                             return std::ranges::find(plain, word) != plain.end();
                         });
    return vouched && line.size() < 40;
}

class AuthorFinder {
public:
    AuthorFinder(const PageParts& page, const std::vector<TextBlock>& blocks, const ArticleBody& body)
        : page_(page), blocks_(blocks), body_(body), site_(plain_words(site_name(page))) {}

    Authors find() {
        if (linked_data() || metas() || microdata() || links() || classes() || persons() || labelled() || bylines() ||
            signature() || named_after_site())
            return std::move(found_);
        return {};
    }

private:
    /// Keeps the names that are not the site's own; true when any is left.
    bool take(const std::vector<std::string>& names, std::string rule) {
        const bool others = std::ranges::any_of(
            names, [&](const std::string& name) { return !is_site(name) && name.find(' ') != std::string::npos; });
        for (const std::string& name : names) {
            if (found_.names.size() == max_authors) break;
            if (is_site(name) && (others || names.size() == 1)) continue;
            if (std::ranges::find(found_.names, name) == found_.names.end()) found_.names.push_back(name);
        }
        if (found_.names.empty()) return false;
        found_.rule = std::move(rule);
        return true;
    }

    bool is_site(const std::string& name) const {
        const std::string plain = plain_words(name);
        if (!site_.empty() && plain == site_) {
            site_author_ = name;
            return true;
        }
        std::string joined = plain;
        std::erase(joined, ' ');
        const std::string host = host_of(page_.url());
        if (name.find('.') != std::string::npos && host.ends_with(joined)) return true;
        return false;
    }

    void say(JsonNode author, std::vector<std::string>& names) const {
        if (author.is_string()) {
            const std::string text = plain_text(author.text());
            if (text.find("://") == std::string::npos)
                std::ranges::move(names_in_byline(text), std::back_inserter(names));
        } else if (author.is_object()) {
            std::string name = plain_text(author.string_at("name"));
            if (name.empty()) name = plain_text(named_elsewhere(author.string_at("@id")));
            if (is_of_type(author, "Organization") && is_site(name)) {
                site_author_.clear();
                return;
            }
            if (!name.empty()) std::ranges::move(names_in_byline(name), std::back_inserter(names));
        }
    }

    /// The name of an object to which another only refers.
    std::string_view named_elsewhere(std::string_view id) const {
        if (id.empty()) return {};
        for (const JsonNode object : page_.linked_data()) {
            if (object.at("@id").text() == id && object.at("name")) return object.string_at("name");
        }
        return {};
    }

    bool linked_data() {
        const JsonNode data = page_.article_data();
        for (const std::string_view key : {"author", "creator"}) {
            const JsonNode author = data.at(key);
            std::vector<std::string> names;
            if (author.is_array()) {
                for (JsonNode each = author.first_child(); each && names.size() < max_authors; each = each.next())
                    say(each, names);
            } else {
                say(author, names);
            }
            if (take(names, "json-ld " + std::string(key))) return true;
        }
        return false;
    }

    bool metas() {
        for (const std::string_view name :
             {"author", "article:author", "article:author_name", "dc.creator", "dcterms.creator", "parsely-author",
              "sailthru.author", "byl", "citation_author", "cxenseparse:author", "og:article:author", "authors",
              "dcsext.author", "article.author", "creator"}) {
            std::vector<std::string> names;
            for (const std::string& said : page_.metas(name)) {
                if (said.find("://") == std::string::npos && said.find('@') == std::string::npos && said.size() < 200) {
                    std::ranges::move(names_in_byline(plain_text(said)), std::back_inserter(names));
                }
            }
            if (take(names, "meta " + std::string(name))) return true;
        }
        return false;
    }

    /// Not beside the article: other articles and readers have authors too.
    bool is_own(HtmlNode node) const {
        for (HtmlNode around = node; around; around = around.parent()) {
            const Region region = page_.region_of(around);
            if (region == Region::related || region == Region::comments || region == Region::sidebar ||
                region == Region::navigation || region == Region::advertising) {
                return false;
            }
        }
        return true;
    }

    bool microdata() {
        std::vector<std::string> names;
        int looked = 0;
        for (const HtmlNode node : page_.with_itemprop("author")) {
            if (!is_own(node) || ++looked > 20) continue;
            std::string name(node.attribute("content"));
            if (name.empty()) {
                for (const HtmlNode inner : page_.with_itemprop("name")) {
                    if (name.empty() && inner != node && inner.lies_in(node))
                        name = inner.has("content") ? std::string(inner.attribute("content")) : inner.text();
                }
            }
            if (name.empty()) name = node.text();
            if (!name.empty() && name.size() < 150 && name.find("://") == std::string::npos)
                std::ranges::move(names_in_byline(plain_text(name)), std::back_inserter(names));
            if (!names.empty() && !body_.container) break;
        }
        return take(names, "itemprop author");
    }

    bool links() {
        std::vector<std::string> names;
        for (const HtmlNode link : page_.elements("a")) {
            const std::string rel = ascii_lower(link.attribute("rel"));
            if (rel.find("author") == std::string::npos || !is_own(link)) continue;
            const std::string text = link.text();
            if (text.size() > 2 && text.size() < 80)
                std::ranges::move(names_in_byline(text), std::back_inserter(names));
        }
        if (names.size() > 4) names.resize(1);
        return take(names, "link author");
    }

    bool classes() {
        const HtmlNode root = page_.document().root();
        for (HtmlNode node = root; node; node = node.next_in(root)) {
            if (!node.is_element() || !has_author_class(node) || node.is("body") || !is_own(node)) continue;
            if (page_.title_place() && page_.title_place().lies_in(node)) continue;
            std::vector<std::string> names;
            for (const HtmlNode link : node.descendants("a")) {
                if (const std::string text = link.text(); text.size() < 80 && is_signed(node, text))
                    std::ranges::move(names_in_byline(text), std::back_inserter(names));
            }
            const auto lines = node.lines();
            if (names.empty() && !lines.empty() && lines.size() <= 4) {
                for (const std::string& line : lines) {
                    if (line.size() < 100 && names.empty() && is_signed(node, line)) names = names_in_byline(line);
                }
            }
            if (names.size() <= 6 && take(names, "class " + std::string(node.attribute("class").substr(0, 60))))
                return true;
        }
        return false;
    }

    /// The first person that microdata or RDFa describes on the page.
    bool persons() {
        for (const HtmlNode node : page_.with_itemprop("name")) {
            HtmlNode person = node;
            for (int levels = 0; person && levels < 3; ++levels) {
                if (contains_any(person.attribute("typeof"), {"Person"}) ||
                    contains_any(person.attribute("itemtype"), {"Person"}))
                    break;
                person = levels < 2 ? person.parent() : HtmlNode();
            }
            if (!person || !is_own(node)) continue;
            const std::string name = node.has("content") ? plain_text(node.attribute("content")) : node.text();
            if (name.size() < 80 && take(names_in_byline(name), "microdata Person")) return true;
        }
        return false;
    }

    /// A name under a line that says no more than "Author".
    bool labelled() {
        for (std::size_t i = 1; i < blocks_.size(); ++i) {
            const TextBlock& label = blocks_[i - 1];
            const TextBlock& name = blocks_[i];
            if (label.text.size() > 20 || name.text.size() > 120 || name.region != Region::content) continue;
            if (!is_author_label(label.text)) continue;
            if (reads_like_names(name.text, Evidence::marked) && take(names_in_byline(name.text), "labelled byline"))
                return true;
        }
        return false;
    }

    /// "By NAME" shown near the title.
    bool bylines() {
        std::size_t from_title = blocks_.size();
        for (std::size_t i = 0; i < blocks_.size(); ++i) {
            if (page_.title_place() && blocks_[i].node.lies_in(page_.title_place())) from_title = i;
        }
        const std::size_t start = from_title == blocks_.size() ? 0 : from_title > 6 ? from_title - 6 : 0;
        const std::size_t end =
            from_title == blocks_.size() ? blocks_.size() : std::min(blocks_.size(), from_title + 20);
        for (std::size_t i = start; i < end; ++i) {
            const std::string& text = blocks_[i].text;
            if (text.size() > 120 || i == from_title) continue;
            // "NAME / 07.11.2023 / ..." and "Posted on ... by NAME"
            std::string line = text.substr(0, std::min(text.find(" / "), text.find(" | ")));
            for (const std::string_view word : {" by ", " von ", " par ", " por "}) {
                if (const std::size_t at = line.find(word);
                    at != std::string::npos && at < 60 && line.find_first_of("0123456789") < at)
                    line.erase(0, at + 1);
            }
            if (line != text && line.size() > 5 && !starts_like_byline(line) &&
                text.find_first_of("0123456789") == std::string::npos)
                continue;
            if ((starts_like_byline(line) || line.size() < text.size()) && reads_like_names(line, Evidence::marked) &&
                blocks_[i].region != Region::comments && blocks_[i].region != Region::navigation &&
                take(names_in_byline(line), "byline")) {
                return true;
            }
        }
        return false;
    }

    /// Vietnamese papers sign at the end of the text.
    bool signature() {
        int looked = 0;
        for (auto block = body_.blocks.rbegin(); block != body_.blocks.rend() && looked < 3; ++block, ++looked) {
            const std::string& text = block->text;
            if (text.size() > 90 || block->kind == BlockKind::heading || block->kind == BlockKind::item) continue;
            const bool set_apart = block->strong_characters * 2 > block->characters ||
                                   contains_any(ascii_lower(block->node.attribute("style")), {"right"}) ||
                                   contains_any(class_and_id(block->node), {"right", "author", "sign", "tacgia"}) ||
                                   block->node.attribute("align") == "right";
            if ((set_apart || starts_like_byline(text) || looked == 0) && reads_like_names(text, Evidence::marked) &&
                text.find(' ') != std::string::npos &&
                std::string_view(".!?:\"”…").find(text.back()) == std::string_view::npos &&
                names_in_byline(text).size() <= 3) {
                return take(names_in_byline(text), "signature");
            }
        }
        return false;
    }

    /// Where nobody else signs, a site that names itself as the author is taken at its word.
    bool named_after_site() {
        if (site_author_.empty()) return false;
        found_ = {{site_author_}, "the site names itself"};
        return true;
    }

    const PageParts& page_;
    const std::vector<TextBlock>& blocks_;
    const ArticleBody& body_;
    std::string site_;
    mutable std::string site_author_;
    Authors found_;
};

}  // namespace

Authors find_authors(const PageParts& page, const std::vector<TextBlock>& blocks, const ArticleBody& body) {
    return AuthorFinder(page, blocks, body).find();
}

}  // namespace fetch
