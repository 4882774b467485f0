#include "fetch/article_dates.h"

#include "core/text.h"
#include "fetch/written_date.h"

namespace fetch {
namespace {

TimeFact read(std::string_view text, std::string rule, const std::string& language) {
    if (text.empty() || text.size() > 200) return {};
    auto time = core::parse_iso8601(core::trim(text));
    if (!time) time = parse_written_date(text, language);
    if (!time) return {};
    return {time, std::move(rule)};
}

TimeFact from_linked_data(const PageParts& page, std::initializer_list<std::string_view> keys,
                          const std::string& language) {
    const JsonNode data = page.article_data();
    for (const std::string_view key : keys) {
        if (!data) break;
        if (TimeFact found = read(data.string_at(key), "json-ld " + std::string(key), language); found.time)
            return found;
    }
    return {};
}

TimeFact from_metas(const PageParts& page, std::initializer_list<std::string_view> names, const std::string& language) {
    for (const std::string_view name : names) {
        if (TimeFact found = read(page.meta(name), "meta " + std::string(name), language); found.time) return found;
    }
    return {};
}

TimeFact from_microdata(const PageParts& page, std::string_view property, const std::string& language) {
    for (const HtmlNode node : page.with_itemprop(property)) {
        for (const std::string_view attribute : {"content", "datetime", "title"}) {
            if (TimeFact found = read(node.attribute(attribute), "itemprop " + std::string(property), language);
                found.time)
                return found;
        }
        if (TimeFact found = read(node.text(), "itemprop " + std::string(property), language); found.time) return found;
    }
    return {};
}

TimeFact from_time_elements(const PageParts& page, const std::string& language) {
    for (const HtmlNode node : page.elements("time")) {
        if (page.region_around(node) == Region::related || page.region_around(node) == Region::comments) continue;
        if (TimeFact found = read(node.attribute("datetime"), "time element", language); found.time) return found;
        if (TimeFact found = read(node.text(), "time element", language); found.time) return found;
    }
    return {};
}

TimeFact from_text(const std::vector<TextBlock>& blocks, const std::string& language) {
    for (const TextBlock& block : blocks) {
        if (block.text.size() > 120 || block.region == Region::related || block.region == Region::comments) continue;
        if (TimeFact found = read(block.text, "visible text", language); found.time) return found;
    }
    return {};
}

}  // namespace

ArticleDates find_dates(const PageParts& page, const std::vector<TextBlock>& blocks, HtmlNode container,
                        const std::string& title, const std::string& language) {
    static_cast<void>(container);
    static_cast<void>(title);
    ArticleDates dates;
    TimeFact& published = dates.published;
    published = from_linked_data(page, {"datePublished", "uploadDate", "dateCreated"}, language);
    if (!published.time)
        published = from_metas(
            page,
            {"article:published_time", "og:article:published_time", "datepublished", "publishdate", "pubdate", "date",
             "dc.date.issued", "dc.date", "dcterms.created", "dc.created", "parsely-pub-date", "sailthru.date",
             "article.published", "published_time", "cxenseparse:recs:publishtime", "og:published_time",
             "publication_date", "publish-date", "citation_publication_date"},
            language);
    if (!published.time) published = from_microdata(page, "datePublished", language);
    if (!published.time) published = from_time_elements(page, language);
    if (!published.time) published = from_text(blocks, language);
    dates.modified = from_linked_data(page, {"dateModified"}, language);
    if (!dates.modified.time)
        dates.modified = from_metas(
            page, {"article:modified_time", "og:updated_time", "last-modified", "datemodified", "lastmod"}, language);
    if (!dates.modified.time) dates.modified = from_microdata(page, "dateModified", language);
    return dates;
}

}  // namespace fetch
