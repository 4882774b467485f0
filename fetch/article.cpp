#include "fetch/article.h"

#include <algorithm>

#include "core/error.h"
#include "core/text.h"
#include "fetch/article_audio.h"
#include "fetch/article_body.h"
#include "fetch/article_dates.h"
#include "fetch/article_facts.h"
#include "fetch/article_text.h"
#include "fetch/article_title.h"
#include "fetch/charset.h"
#include "fetch/url.h"
#include "fetch/web_text.h"

namespace fetch {
namespace {

constexpr std::size_t max_page_bytes = 16u << 20;

bool has_tag(std::string_view head, std::string_view tag) {
    for (std::size_t at = head.find(tag); at != std::string_view::npos; at = head.find(tag, at + 1)) {
        const char next = at + tag.size() < head.size() ? head[at + tag.size()] : ' ';
        if (next == '>' || next == ' ' || next == '\n' || next == '\t' || next == '\r' || next == '/') return true;
    }
    return false;
}

/// Markup is told by tags that a person does not write; the label counts only for what is unclear. A page may begin
/// with a server's complaints, so what frames a page is looked for further down too.
bool is_html(std::string_view text, std::string_view content_type) {
    const std::string head = ascii_lower(text.substr(0, 256u << 10));
    const std::string_view start = std::string_view(head).substr(0, 4096);
    for (const std::string_view tag : {"<html", "<head", "<body"}) {
        if (has_tag(head, tag)) return true;
    }
    for (const std::string_view tag :
         {"<title", "<meta", "<script", "<article", "<section", "<div", "<p", "<span", "<table", "<h1"}) {
        if (has_tag(start, tag)) return true;
    }
    if (start.find("<!doctype html") != std::string::npos) return true;
    const bool labelled = ascii_lower(content_type).find("html") != std::string::npos;
    return labelled && core::trim(text).starts_with('<');
}

core::Article read_html(std::string_view text, const Page& source) {
    PageParts page(text, source.url);
    core::Article article;
    const auto note = [&article](const std::string& field, const std::string& rule) {
        if (!rule.empty()) article.rules[field] = rule;
    };
    const auto take = [&note](const std::string& field, Fact fact) {
        if (fact) note(field, fact.rule);
        return std::move(fact.value);
    };
    article.url = take("url", find_canonical_url(page));
    Fact language = find_language(page);
    TitleFact title = find_title(page);
    page.set_title_place(title.place);
    article.title = take("title", std::move(title.fact));

    const std::vector<TextBlock> blocks = text_blocks(page);
    const ArticleBody body = read_body(page, blocks, article.title, language.value);
    article.body = body.text();
    article.body_html = body.html();
    note("body", body.rule);
    article.language = take("language", check_language(std::move(language), article.body));

    const ArticleDates dates = find_dates(page, blocks, article.url, article.language);
    article.published = dates.published.time;
    article.modified = dates.modified.time;
    note("published", dates.published.rule);
    note("modified", dates.modified.rule);

    Authors authors = find_authors(page, blocks, body);
    note("authors", authors.rule);
    article.authors = std::move(authors.names);
    article.lead = take("lead", find_lead(page, blocks, body));
    ImageFact image = find_image(page, body.container);
    note("image", image.rule);
    article.image = std::move(image.image);
    article.section = take("section", find_section(page));
    article.keywords = find_keywords(page);

    AudioFindings audio = find_audio(page, body, article.title, article.url);
    if (!audio.accepted.empty()) note("audio", audio.accepted.front().rule);
    article.audio = std::move(audio.accepted);
    article.rejected = std::move(audio.rejected);
    article.ambiguous = audio.ambiguous;
    return article;
}

}  // namespace

core::Article read_article(const Page& page) {
    if (page.bytes.size() > max_page_bytes) {
        throw core::Error(core::ErrorKind::media, "cannot read the page: more than 16 MiB");
    }
    const std::string text = decode_text(page.bytes, page.content_type);
    if (core::trim(text).empty()) throw core::Error(core::ErrorKind::media, "cannot read the page: it is empty");
    if (is_html(text, page.content_type)) return read_html(text, page);
    return read_text_article(text, page.url);
}

}  // namespace fetch
