#include "fetch/article/authors.h"

#include <algorithm>
#include <array>

#include "core/text.h"
#include "fetch/article/shown_bylines.h"
#include "fetch/article/site_names.h"
#include "fetch/markup/markup.h"
#include "fetch/markup/url.h"
#include "fetch/words/words.h"

namespace fetch {
namespace {

constexpr std::size_t max_authors = 12;
constexpr std::size_t longest_said = 200;

/// In scripts that set no spaces a name is one word.
bool is_of_several_words(const std::string& name) {
    return name.find(' ') != std::string::npos || static_cast<unsigned char>(name.front()) >= 0xE3;
}

class AuthorFinder {
public:
    AuthorFinder(const PageParts& page, const std::vector<TextBlock>& blocks, const ArticleBody& body)
        : page_(page), blocks_(blocks), body_(body), site_(page, SiteNames::TitleEnding::counts) {}

    Authors find() {
        if (linked_data() || metas() || microdata() || links() || shown()) return std::move(found_);
        // Where nobody else signs, a desk, an agency or the site that names itself is taken at its word.
        return found_.names.empty() ? std::move(site_itself_) : std::move(found_);
    }

private:
    /// Keeps the names; true where there are persons among them. What may be a desk, a pen name or the site itself
    /// is only kept for the case that nobody else signs.
    bool take(const std::vector<std::string>& names, const std::string& rule) {
        return sort(names, rule) == Taken::persons;
    }

    Taken sort(const std::vector<std::string>& names, const std::string& rule) {
        std::vector<std::string> persons;
        std::vector<std::string> others;
        bool with_site = false;
        constexpr std::size_t most_looked = 40;  // of what a page lists without end
        for (std::size_t i = 0; i < std::min(names.size(), most_looked); ++i) {
            const std::string name = without_site(names[i]);
            if (is_site(name)) {
                with_site = true;
                if (site_itself_.names.empty()) site_itself_ = {{name}, "the site names itself"};
            } else if (is_host_name(name) || is_section(name, rule)) {
                continue;
            } else {
                const bool person =
                    is_of_several_words(name) && reads_like_names(name, Evidence::marked) && !names_organization(name);
                std::vector<std::string>& kind = person ? persons : others;
                if (std::ranges::find(kind, name) == kind.end()) kind.push_back(name);
            }
        }
        if (persons.empty()) {
            // Beside the site's name a word is a place.
            if (found_.names.empty() && !others.empty() && !with_site) found_ = {std::move(others), rule};
            return with_site ? Taken::site : Taken::nothing;
        }
        // Beside persons a name of one word is one too.
        std::erase_if(others, names_organization);
        std::ranges::move(others, std::back_inserter(persons));
        if (persons.size() > max_authors) persons.resize(max_authors);
        found_ = {std::move(persons), rule};
        return Taken::persons;
    }

    bool has_said_something() const { return site_signs_ || !found_.names.empty() || !site_itself_.names.empty(); }

    bool is_site(const std::string& name) const { return site_.hold(name); }

    /// "Ann Lee The Daily Post", where a page sets the two apart by style only.
    std::string without_site(const std::string& name) const {
        constexpr int least_spaces = 2;
        if (std::ranges::count(name, ' ') < least_spaces || is_site(name)) return name;
        for (std::size_t space = name.find(' ', name.find(' ') + 1); space != std::string::npos;
             space = name.find(' ', space + 1)) {
            if (is_site(name.substr(space + 1))) return name.substr(0, space);
        }
        return name;
    }

    bool is_section(const std::string& name, const std::string& rule) const {
        const std::string plain = plain_words(name);
        for (const std::string_view meta : {"article:section", "section", "og:article:section"}) {
            for (const std::string& section : page_.metas(meta)) {
                if (plain_words(section) == plain) return true;
            }
        }
        const JsonNode data = page_.article_data();
        if (data && plain_words(data.string_at("articleSection")) == plain) return true;
        const bool may_be_anything = !is_of_several_words(name) || rule == "byline";
        return may_be_anything && is_in_menu(name);
    }

    bool is_in_menu(const std::string& name) const {
        return std::ranges::any_of(page_.elements("a"), [&](HtmlNode link) {
            constexpr std::size_t beyond = 8;
            return link.text(name.size() + beyond) == name && page_.region_around(link) == Region::navigation &&
                   !contains_any(ascii_lower(link.attribute("href")), {"author", "autor", "tac-gia", "tacgia"});
        });
    }

    static void say(std::string_view text, std::vector<std::string>& names) {
        const std::string plain = plain_text(text);
        if (plain.empty() || plain.size() > longest_said || plain.find("://") != std::string::npos ||
            plain.find(".com/") != std::string::npos)
            return;
        std::ranges::move(names_in_byline(plain), std::back_inserter(names));
    }

    void say(JsonNode author, std::vector<std::string>& names) {
        if (author.is_string()) {
            say(author.text(), names);
        } else if (author.is_array()) {
            for (JsonNode each = author.first_child(); each && names.size() < max_authors; each = each.next())
                say(each, names);
        } else if (author.is_object()) {
            // An organization that is the publisher itself says that nobody signs.
            if (is_of_type(author, "Organization") && is_site(plain_text(author.string_at("name")))) {
                site_signs_ = true;
                return;
            }
            if (const JsonNode name = author.at("name"); name.is_array() || !name.text().empty()) {
                say(name, names);
            } else if (author.at("familyName")) {
                say(std::string(author.string_at("givenName")) + ' ' + std::string(author.string_at("familyName")),
                    names);
            } else {
                say(named_elsewhere(author.string_at("@id")), names);
            }
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
        const std::string headline = plain_words(data.string_at("headline"));
        std::size_t left = 4;
        for (const std::string_view key : {"author", "creator"}) {
            std::vector<std::string> names;
            say(data.at(key), names);
            if (take(names, "json-ld " + std::string(key))) return true;
        }
        // The same article may be described twice, once without its author.
        for (const JsonNode object : page_.linked_data()) {
            if (object == data || headline.empty() || left == 0) continue;
            if (!is_article_data(object) || plain_words(object.string_at("headline")) != headline) continue;
            --left;
            std::vector<std::string> names;
            say(object.at("author"), names);
            if (take(names, "json-ld author")) return true;
        }
        return false;
    }

    bool metas() {
        for (const std::string_view name :
             {"author", "article:author", "article:author_name", "dable:author", "parsely-author", "sailthru.author",
              "byl", "citation_author", "cxenseparse:author", "og:article:author", "authors", "dcsext.author",
              "article.author", "dc.creator", "dcterms.creator", "creator"}) {
            // The creator is often the desk that keeps the page.
            if (name.ends_with("creator") && has_said_something()) continue;
            std::vector<std::string> names;
            for (const std::string& said : page_.metas(name)) say(said, names);
            if (take(names, "meta " + std::string(name))) return true;
        }
        // Pairs of words for previews: "Written by" and a name, "Reading time" and minutes.
        for (const char* number : {"1", "2"}) {
            const std::string label = page_.meta(std::string("twitter:label") + number);
            std::vector<std::string> names;
            if (is_author_label(label)) say(page_.meta(std::string("twitter:data") + number), names);
            if (take(names, "meta twitter:data")) return true;
        }
        return false;
    }

    bool microdata() {
        constexpr int most_looked = 20;
        std::vector<std::string> names;
        const std::vector<HtmlNode> named = page_.with_itemprop("name");
        int looked = 0;
        for (const HtmlNode node : page_.with_itemprop("author")) {
            if (!is_of_article(page_, node) || ++looked > most_looked) continue;
            std::string name(node.attribute("content"));
            for (const HtmlNode inner : named) {
                if (!name.empty()) break;
                if (inner != node && inner.lies_in(node))
                    name = inner.has("content") ? std::string(inner.attribute("content")) : inner.text(longest_said);
            }
            if (name.empty()) name = node.text(longest_said);
            say(name, names);
            if (!names.empty() && !body_.container) break;
        }
        return take(names, "itemprop author");
    }

    bool links() {
        constexpr std::size_t longest_link = 80;
        constexpr std::size_t most_names = 8;  // more of them are a list of all authors
        std::vector<std::string> names;
        for (const HtmlNode link : page_.elements("a")) {
            const std::string rel = ascii_lower(link.attribute("rel"));
            if (rel.find("author") == std::string::npos || !is_of_article(page_, link)) continue;
            const std::string text = link.text(longest_said);
            if (text.size() > 2 && text.size() < longest_link) say(text, names);
        }
        if (names.size() > most_names) names.resize(1);
        return take(names, "link author");
    }

    bool shown() {
        const TakeNames taken = [this](const std::vector<std::string>& names, const std::string& rule) {
            return sort(names, rule);
        };
        const ShownBylines bylines(page_, blocks_, body_, taken);
        return bylines.find_marked() || bylines.find_others(has_said_something());
    }

    const PageParts& page_;
    const std::vector<TextBlock>& blocks_;
    const ArticleBody& body_;
    SiteNames site_;
    Authors found_;
    Authors site_itself_;
    bool site_signs_ = false;
};

}  // namespace

Authors find_authors(const PageParts& page, const std::vector<TextBlock>& blocks, const ArticleBody& body) {
    return AuthorFinder(page, blocks, body).find();
}

}  // namespace fetch
