#include "feed/check.h"

#include "core/text.h"
#include "feed/description.h"
#include "feed/sanitize.h"

#include <fmt/core.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <memory>
#include <set>

namespace feed {

namespace {

using Document = std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)>;
using Context = std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)>;
using Findings = std::vector<std::string>;

constexpr const char* itunes = "http://www.itunes.com/dtds/podcast-1.0.dtd";
constexpr const char* podcast = "https://podcastindex.org/namespace/1.0";
constexpr const char* atom = "http://www.w3.org/2005/Atom";
constexpr const char* plain = nullptr;

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

/// The document, or empty with the reason added to the findings.
Document parse(std::string_view xml, Findings& findings) {
    const Context context(xmlNewParserCtxt(), xmlFreeParserCtxt);
    Document document(nullptr, xmlFreeDoc);
    if (context) {
        // No entities are put in, nothing is loaded, and libxml2's own bounds on depth and size hold.
        document.reset(xmlCtxtReadMemory(context.get(), xml.data(), static_cast<int>(xml.size()), nullptr, nullptr,
                                         XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
    }
    if (document) return document;
    const xmlError* error = context ? xmlCtxtGetLastError(context.get()) : nullptr;
    const std::string reason = error != nullptr && error->message != nullptr ? core::collapse_space(error->message)
                                                                             : std::string("it cannot be read");
    findings.push_back(fmt::format("the feed does not parse: line {}: {}", error != nullptr ? error->line : 0, reason));
    return document;
}

bool is_named(const xmlNode* node, const char* space, std::string_view name) {
    if (node->type != XML_ELEMENT_NODE || view(node->name) != name) return false;
    return space == nullptr ? node->ns == nullptr : node->ns != nullptr && view(node->ns->href) == space;
}

std::vector<xmlNode*> children(const xmlNode* parent, const char* space, std::string_view name) {
    std::vector<xmlNode*> found;
    if (parent == nullptr) return found;
    for (xmlNode* child = parent->children; child != nullptr; child = child->next) {
        if (is_named(child, space, name)) found.push_back(child);
    }
    return found;
}

std::string text_of(const xmlNode* node) {
    const std::unique_ptr<xmlChar, void (*)(void*)> content(xmlNodeGetContent(node), xmlFree);
    return std::string(view(content.get()));
}

std::string text_of(const xmlNode* parent, const char* space, std::string_view name) {
    const auto found = children(parent, space, name);
    return found.empty() ? std::string() : text_of(found.front());
}

std::string attribute_of(xmlNode* node, const char* name) {
    const std::unique_ptr<xmlChar, void (*)(void*)> value(xmlGetNoNsProp(node, reinterpret_cast<const xmlChar*>(name)),
                                                          xmlFree);
    return std::string(view(value.get()));
}

const xmlNode* channel_of(const Document& document) {
    const xmlNode* root = xmlDocGetRootElement(document.get());
    if (root == nullptr || !is_named(root, plain, "rss")) return nullptr;
    const auto channels = children(root, plain, "channel");
    return channels.size() == 1 ? channels.front() : nullptr;
}

/// RFC 2822 as this program writes it.
std::optional<core::Instant> parse_rfc2822(const std::string& text) {
    char month[4] = {};
    int day = 0, year = 0, hour = 0, minute = 0, second = 0, offset = 0, used = 0;
    char sign = '+';
    if (std::sscanf(text.c_str(), "%*3[A-Za-z], %2d %3s %4d %2d:%2d:%2d %c%4d%n", &day, month, &year, &hour, &minute,
                    &second, &sign, &offset, &used) != 8 ||
        static_cast<std::size_t>(used) != text.size() || (sign != '+' && sign != '-')) {
        return std::nullopt;
    }
    constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const std::size_t at = months.find(month);
    if (at == std::string_view::npos || at % 3 != 0 || std::strlen(month) != 3) return std::nullopt;
    using namespace std::chrono;
    const year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(at / 3 + 1)),
                              std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok() || hour > 23 || minute > 59 || second > 60 || offset % 100 > 59) return std::nullopt;
    const minutes east = hours(offset / 100) + minutes(offset % 100);
    return sys_days(date) + hours(hour) + minutes(minute) + seconds(second) - (sign == '-' ? -east : east);
}

bool is_number(const std::string& text) {
    return !text.empty() && text.size() <= 18 && text.find_first_not_of("0123456789") == std::string::npos;
}

class Checker {
public:
    Checker(Findings& findings, std::optional<core::Instant> now) : findings_(findings), now_(now) {}

    void check_channel(const xmlNode* channel) {
        const auto demand = [&](const char* space, const char* name, const char* shown) {
            if (core::trim(text_of(channel, space, name)).empty()) add("channel", fmt::format("no {}", shown));
        };
        demand(plain, "title", "title");
        demand(plain, "description", "description");
        demand(plain, "link", "link");
        demand(plain, "language", "language");
        demand(itunes, "author", "itunes:author");
        demand(podcast, "guid", "podcast:guid");
        check_explicit("channel", channel);
        check_description("channel", channel);
        if (children(channel, itunes, "category").empty()) add("channel", "no itunes:category");
        const auto images = children(channel, itunes, "image");
        if (images.size() != 1 || !is_web_link(attribute_of(images.front(), "href"))) add("channel", "no itunes:image");
        const auto links = children(channel, atom, "link");
        const auto selves = std::count_if(links.begin(), links.end(), [](xmlNode* link) {
            return attribute_of(link, "rel") == "self" && is_web_link(attribute_of(link, "href"));
        });
        if (selves != 1) add("channel", fmt::format("{} atom:link elements of rel=self instead of one", selves));
    }

    void check_item(const xmlNode* item, std::size_t number) {
        const std::string title = text_of(item, plain, "title");
        const std::string where = fmt::format("item {} '{}'", number, core::collapse_space(title));
        if (core::trim(title).empty()) add(where, "no title");
        const std::string guid(core::trim(text_of(item, plain, "guid")));
        if (guid.empty()) {
            add(where, "no guid");
        } else if (!guids_.insert(guid).second) {
            add(where, fmt::format("guid '{}' occurs twice", guid));
        }
        check_enclosure(where, item);
        check_date(where, text_of(item, plain, "pubDate"));
        check_explicit(where, item);
        check_description(where, item);
        const std::string duration = text_of(item, itunes, "duration");
        if (!is_number(duration) || duration == "0") add(where, fmt::format("itunes:duration '{}'", duration));
    }

private:
    void add(std::string_view where, std::string_view what) { findings_.push_back(fmt::format("{}: {}", where, what)); }

    void check_explicit(const std::string& where, const xmlNode* element) {
        const std::string value = text_of(element, itunes, "explicit");
        if (value != "true" && value != "false") add(where, fmt::format("itunes:explicit is '{}'", value));
    }

    void check_description(const std::string& where, const xmlNode* element) {
        const std::size_t bytes = text_of(element, plain, "description").size();
        if (bytes > max_description_bytes) add(where, fmt::format("description of {} bytes", bytes));
    }

    void check_enclosure(const std::string& where, const xmlNode* item) {
        const auto enclosures = children(item, plain, "enclosure");
        if (enclosures.size() != 1) {
            add(where, enclosures.empty() ? "no enclosure" : "more than one enclosure");
            return;
        }
        const std::string url = attribute_of(enclosures.front(), "url");
        const std::string length = attribute_of(enclosures.front(), "length");
        const std::string type = attribute_of(enclosures.front(), "type");
        if (!is_web_link(url) || url.find('.', url.rfind('/')) == std::string::npos) {
            add(where, fmt::format("enclosure url '{}'", url));
        } else if (!urls_.insert(url).second) {
            add(where, fmt::format("enclosure '{}' occurs twice", url));
        }
        if (!is_number(length) || length == "0") add(where, fmt::format("enclosure length '{}'", length));
        if (!type.starts_with("audio/")) add(where, fmt::format("enclosure type '{}'", type));
    }

    void check_date(const std::string& where, const std::string& text) {
        const std::optional<core::Instant> published = parse_rfc2822(text);
        if (!published) {
            add(where, fmt::format("pubDate '{}' is not RFC 2822", text));
        } else if (now_ && *published > *now_) {
            add(where, fmt::format("pubDate '{}' is in the future", text));
        }
    }

    Findings& findings_;
    std::optional<core::Instant> now_;
    std::set<std::string> guids_;
    std::set<std::string> urls_;
};

std::vector<std::string> guids_of(const Document& document) {
    std::vector<std::string> guids;
    for (const xmlNode* item : children(channel_of(document), plain, "item")) {
        guids.emplace_back(core::trim(text_of(item, plain, "guid")));
    }
    return guids;
}

void check_document(const Document& document, std::optional<core::Instant> now, Findings& findings) {
    if (document->intSubset != nullptr) findings.emplace_back("the feed has a document type declaration");
    const xmlNode* channel = channel_of(document);
    if (channel == nullptr) {
        findings.emplace_back("the feed is not RSS with one channel");
        return;
    }
    Checker checker(findings, now);
    checker.check_channel(channel);
    std::size_t number = 0;
    for (const xmlNode* item : children(channel, plain, "item")) checker.check_item(item, ++number);
}

}  // namespace

std::vector<std::string> check(std::string_view xml, std::optional<core::Instant> now) {
    Findings findings;
    if (const Document document = parse(xml, findings)) check_document(document, now, findings);
    return findings;
}

std::vector<std::string> check_replacement(std::string_view published, std::string_view next,
                                           std::span<const std::string> may_go, std::optional<core::Instant> now) {
    Findings findings;
    const Document after = parse(next, findings);
    if (!after) return findings;
    check_document(after, now, findings);
    // A published feed that cannot be read has nothing to lose.
    Findings ignored;
    const Document before = published.empty() ? Document(nullptr, xmlFreeDoc) : parse(published, ignored);
    if (!before) return findings;

    const std::vector<std::string> kept_list = guids_of(after);
    const std::set<std::string> kept(kept_list.begin(), kept_list.end());
    const std::set<std::string> allowed(may_go.begin(), may_go.end());
    std::vector<std::string> lost;
    for (const std::string& guid : guids_of(before)) {
        if (!kept.contains(guid) && !allowed.contains(guid)) lost.push_back(guid);
    }
    if (!lost.empty()) {
        findings.push_back(fmt::format("the new feed loses {} of {} episodes, such as '{}'", lost.size(),
                                       guids_of(before).size(), lost.front()));
    }
    return findings;
}

std::string first_lost(std::string_view published, std::span<const std::string> may_go) {
    Findings ignored;
    const Document before = published.empty() ? Document(nullptr, xmlFreeDoc) : parse(published, ignored);
    if (!before) return {};
    for (std::string& guid : guids_of(before))
        if (std::ranges::find(may_go, guid) == may_go.end()) return std::move(guid);
    return {};
}

}  // namespace feed
