#include "fetch/article/article.h"

#include <algorithm>

#include "core/error.h"
#include "core/percent.h"
#include "core/text.h"
#include "fetch/article/audio.h"
#include "fetch/article/authors.h"
#include "fetch/article/body.h"
#include "fetch/article/composed.h"
#include "fetch/article/facts.h"
#include "fetch/article/image.h"
#include "fetch/article/lead.h"
#include "fetch/article/overrides.h"
#include "fetch/article/plain_text.h"
#include "fetch/article/publication.h"
#include "fetch/article/shown_dates.h"
#include "fetch/article/title.h"
#include "fetch/markup/markup.h"
#include "fetch/markup/url.h"
#include "fetch/words/words.h"

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
    const std::string start = ascii_lower(text.substr(0, 4096));
    for (const std::string_view tag : {"<html", "<head", "<body", "<title", "<meta", "<script", "<article", "<section",
                                       "<div", "<p", "<span", "<table", "<h1"}) {
        if (has_tag(start, tag)) return true;
    }
    if (start.find("<!doctype html") != std::string::npos) return true;
    const std::string more = ascii_lower(text.substr(0, 256u << 10));
    for (const std::string_view tag : {"<html", "<head", "<body"}) {
        if (has_tag(more, tag)) return true;
    }
    // A piece of a page: it begins with a tag and closes some.
    const std::string_view trimmed = core::trim(start);
    if (trimmed.starts_with('<') && start.find("</") != std::string::npos && trimmed.size() > 1 &&
        ((trimmed[1] >= 'a' && trimmed[1] <= 'z') || trimmed[1] == '!')) {
        return true;
    }
    const bool labelled = ascii_lower(content_type).find("html") != std::string::npos;
    return labelled && trimmed.starts_with('<');
}

/// True for what holds control characters as no text does. UTF-16 has zeros and is told by its mark.
bool is_binary(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return false;
    const std::string_view head = bytes.substr(0, 4096);
    const auto controls = std::ranges::count_if(head, [](char c) {
        return static_cast<unsigned char>(c) < 0x20 &&
               std::string_view("\t\n\r\f\v\x1B").find(c) == std::string_view::npos;
    });
    return controls * 20 > std::ssize(head);
}

/// Fills an article from a page, field by field; each field's rule is noted with it.
class HtmlReader {
public:
    HtmlReader(std::string_view text, const FetchedPage& source)
        : page_(text, source.url), own_(page_, source.xpath), audio_url_(source.audio_url) {}

    core::Article read() {
        take("url", article_.url, own_url());
        Fact language = own_.or_else("language", find_language(page_));
        read_title();
        blocks_ = text_blocks(page_);
        read_text(language.value);
        take("language", article_.language, check_language(std::move(language), article_.body));
        read_dates();
        read_authors();
        take("lead", article_.lead, own_.or_else("lead", find_lead(page_, blocks_, body_)));
        read_picture();
        take("section", article_.section, own_.or_else("section", find_section(page_)));
        read_keywords();
        read_audio();
        compose(article_);
        return std::move(article_);
    }

private:
    void note(const std::string& field, const std::string& rule) {
        if (!rule.empty()) article_.rules[field] = rule;
    }

    void take(const std::string& field, std::string& into, Fact fact) {
        if (!fact) return;
        note(field, fact.rule);
        into = std::move(fact.value);
    }

    Fact own_url() const {
        Fact own = own_.first("url");
        const auto url = own ? resolve(page_.base(), own.value) : std::nullopt;
        return url ? Fact{*url, own.rule} : find_canonical_url(page_);
    }

    void read_title() {
        TitleFact title = find_title(page_);
        for (const XPathMatch& match : own_.matches("title")) {
            if (match.value.empty()) continue;
            title = {{match.value, "xpath"}, match.node.closest("head") ? title.place : match.node};
            break;
        }
        page_.set_title_place(title.place);
        take("title", article_.title, std::move(title.fact));
    }

    void read_text(const std::string& language) {
        HtmlNode container;
        if (const auto found = own_.matches("body"); !found.empty()) container = found.front().node;
        body_ = read_body(page_, blocks_, article_.title, language, container);
        article_.body = body_.text();
        article_.body_html = body_.html();
        if (!body_.blocks.empty()) note("body", body_.rule);
    }

    void read_dates() {
        ArticleDates dates = find_dates(page_, blocks_, article_.url, article_.language);
        for (auto [field, into] : {std::pair("published", &dates.published), std::pair("modified", &dates.modified)}) {
            const Fact own = own_.first(field);
            if (const auto time = read_time(own.value, article_.language)) *into = {time, own.rule};
        }
        article_.published = dates.published.time;
        article_.modified = dates.modified.time;
        note("published", dates.published.rule);
        note("modified", dates.modified.rule);
    }

    void read_authors() {
        Authors authors;
        for (const XPathMatch& match : own_.matches("authors")) {
            for (std::string& name : names_in_byline(match.value)) authors.names.push_back(std::move(name));
            authors.rule = "xpath";
        }
        if (authors.names.empty()) authors = find_authors(page_, blocks_, body_);
        article_.authors = std::move(authors.names);
        note("authors", authors.rule);
    }

    void read_picture() {
        ImageFact image = find_image(page_, body_.container);
        for (const XPathMatch& match : own_.matches("image")) {
            const std::string_view reference = match.node.is("img") && match.value.empty()
                                                   ? match.node.attribute("src")
                                                   : std::string_view(match.value);
            if (const auto url = resolve(page_.base(), reference); url && !reference.empty()) {
                image = {{*url, {}, {}}, "xpath"};
                break;
            }
        }
        article_.image = std::move(image.image);
        note("image", image.rule);
    }

    void read_keywords() {
        for (XPathMatch& match : own_.matches("keywords")) article_.keywords.push_back(std::move(match.value));
        if (!article_.keywords.empty()) {
            note("keywords", "xpath");
            return;
        }
        Keywords keywords = find_keywords(page_);
        article_.keywords = std::move(keywords.words);
        note("keywords", keywords.rule);
    }

    /// The operator's pattern with what his expression finds in the place of its {id}: "https://cdn.example/{id}.mp3".
    /// Its slashes are the path's; in a query they are escaped, as all else is that is no letter, digit, '-', '.', '_'
    /// or '~'.
    AudioFindings built_audio() const {
        constexpr std::string_view place = "{id}";
        AudioFindings audio;
        const auto found = own_.first("audio");
        const std::string_view id = core::trim(found.value);
        if (id.empty()) return audio;
        std::string in_path;
        for (std::size_t begin = 0; begin <= id.size();) {
            const std::size_t end = std::min(id.find('/', begin), id.size());
            const std::string_view segment = id.substr(begin, end - begin);
            if (segment == "." || segment == "..") {
                audio.rejected.push_back({std::string(id), "audio_url", "it leads out of its folder"});
                return audio;
            }
            in_path += (begin == 0 ? "" : "/") + core::percent_encode(segment);
            begin = end + 1;
        }
        const std::string in_query = core::percent_encode(id);
        std::string url;
        std::size_t from = 0;
        for (std::size_t at = audio_url_.find(place); at != std::string::npos; at = audio_url_.find(place, from)) {
            url.append(audio_url_, from, at - from);
            url += url.find('?') == std::string::npos ? in_path : in_query;
            from = at + place.size();
        }
        url.append(audio_url_, from);
        if (const auto whole = resolve(page_.base(), url)) audio.accepted.push_back({*whole, "audio_url", 1.0, true});
        return audio;
    }

    /// The operator's expression for the recording decides alone: what it does not find is not there.
    void read_audio() {
        AudioFindings audio;
        if (own_.has("audio") && !audio_url_.empty()) {
            audio = built_audio();
        } else if (own_.has("audio")) {
            for (const XPathMatch& match : own_.matches("audio")) {
                const std::string_view reference =
                    match.value.empty() ? match.node.attribute("src") : std::string_view(match.value);
                const auto url = reference.empty() ? std::nullopt : resolve(page_.base(), reference);
                if (url && audio.accepted.empty()) audio.accepted.push_back({*url, "xpath", 1.0});
            }
        } else {
            audio = find_audio(page_, blocks_, body_, article_.title, article_.url, article_.published);
        }
        if (!audio.accepted.empty()) note("audio", audio.accepted.front().rule);
        article_.audio = std::move(audio.accepted);
        article_.later_parts = std::move(audio.later_parts);
        article_.rejected = std::move(audio.rejected);
        article_.ambiguous = audio.ambiguous;
    }

    PageParts page_;
    Overrides own_;
    const std::string& audio_url_;
    std::vector<TextBlock> blocks_;
    ArticleBody body_;
    core::Article article_;
};

}  // namespace

core::Article read_article(const FetchedPage& page) {
    if (page.bytes.starts_with("%PDF-")) throw core::Error(core::ErrorKind::media, "cannot read the page: it is a PDF");
    if (is_binary(page.bytes)) throw core::Error(core::ErrorKind::media, "cannot read the page: it is not text");
    if (page.bytes.size() > max_page_bytes) {
        throw core::Error(core::ErrorKind::media, "cannot read the page: more than 16 MiB");
    }
    const std::string text = decode_text(page.bytes, page.content_type);
    if (is_blank(text)) throw core::Error(core::ErrorKind::media, "cannot read the page: it is empty");
    if (is_html(text, page.content_type)) return HtmlReader(text, page).read();
    return read_text_article(text, page.url);
}

}  // namespace fetch
