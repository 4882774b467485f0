#include "feed/description.h"

#include "core/sentences.h"
#include "core/text.h"
#include "feed/sanitize.h"
#include "feed/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

namespace feed {

namespace {

/// A bulletin has its links at its chapters.
std::string link_paragraph(const core::Show& show, const core::Episode& episode) {
    if (!is_web_link(episode.link) || !episode.bulletin.empty()) return {};
    return "<p>" + link_html(episode.link, words(show.language).read_article) + "</p>";
}

std::string voice_paragraph(std::string_view remark) {
    return remark.empty() ? std::string() : "<p>" + std::string(remark) + "</p>";
}

enum class Links { with, without };

/// One paragraph a chapter, "00:01:05 Title"; none below three, which apps do not take for chapters, unless it is a
/// bulletin, whose articles they are.
std::vector<std::string> chapter_paragraphs(const core::Episode& episode, Links links) {
    std::vector<std::string> paragraphs;
    const auto add = [&](const auto& entry) {
        const std::string title = links == Links::with && is_web_link(entry.url) && !entry.title.empty()
                                      ? link_html(entry.url, entry.title)
                                      : text_html(entry.title);
        paragraphs.push_back("<p>" + format_timestamp(entry.start) + " " + title + "</p>");
    };
    const bool is_bulletin = !episode.bulletin.empty();
    if (!episode.chapters.empty() && (is_bulletin || episode.chapters.size() >= 3))
        std::ranges::for_each(episode.chapters, add);
    else if (is_bulletin)
        std::ranges::for_each(episode.parts, add);
    return paragraphs;
}

std::string joined(const std::vector<std::string>& paragraphs) {
    return std::accumulate(paragraphs.begin(), paragraphs.end(), std::string());
}

/// The chapters in so many bytes: rather all without their links than some with them; where they are too many for that,
/// the first ones, whole, and "…".
std::string chapters_within(const core::Episode& episode, std::size_t max_bytes) {
    std::string all = joined(chapter_paragraphs(episode, Links::with));
    if (all.size() <= max_bytes) return all;
    static constexpr std::string_view more = "<p>…</p>";
    const std::vector<std::string> paragraphs = chapter_paragraphs(episode, Links::without);
    all = joined(paragraphs);
    if (all.size() <= max_bytes) return all;
    std::string html;
    for (const std::string& paragraph : paragraphs) {
        if (html.size() + paragraph.size() + more.size() > max_bytes) break;
        html += paragraph;
    }
    return html.empty() ? html : html.append(more);
}

bool holds_markup(std::string_view text) {
    for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
        const char next = at + 1 < text.size() ? text[at + 1] : ' ';
        if (next == '/' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z')) return true;
    }
    return false;
}

/// The element that balanced HTML begins with, to its end.
std::string_view whole_element(std::string_view html) {
    int depth = 0;
    for (std::size_t at = 0; at != std::string_view::npos; at = html.find('<', at + 1)) {
        depth += html.substr(at).starts_with("</") ? -1 : 1;
        if (depth == 0) return html.substr(0, html.find('>', at) + 1);
    }
    return html;
}

/// Where the first line break is that another one follows, perhaps behind spaces.
std::size_t empty_line(std::string_view text) {
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
        const std::size_t next = text.find_first_not_of(" \t\r", at + 1);
        if (next != std::string_view::npos && text[next] == '\n') return at;
    }
    return std::string_view::npos;
}

/// What sanitize_html() gave, with p elements around the text and links that stand in none, one for each of the
/// paragraphs that empty lines divide.
std::string in_paragraphs(std::string_view html) {
    std::string out;
    std::string loose;
    const auto end_paragraph = [&] {
        const std::string_view words = core::trim(loose);
        if (!words.empty()) out.append("<p>").append(words).append("</p>");
        loose.clear();
    };
    while (!html.empty()) {
        std::string_view piece = html.substr(0, html.find('<'));
        if (piece.empty()) {
            piece = whole_element(html);
            const bool is_inline = piece.starts_with("<a ") && piece.find('<', 1) == piece.rfind('<');
            if (!is_inline) end_paragraph();
            (is_inline ? loose : out) += piece;
        } else {
            const std::size_t gap = empty_line(piece);
            piece = piece.substr(0, gap);
            loose += piece;
            if (gap != std::string_view::npos) end_paragraph();
        }
        html.remove_prefix(std::max<std::size_t>(1, piece.size()));
    }
    end_paragraph();
    return out;
}

}  // namespace

std::string limit_characters(std::string_view text, std::size_t max_characters, const std::string& language) {
    text = core::trim(text);
    if (text.size() <= max_characters) return std::string(text);
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
        if (++characters > max_characters) return core::truncate(text, at, language);
    }
    return std::string(text);
}

std::string show_description(const core::Show& show) {
    const std::string_view text = core::trim(show.description);
    const std::string voice = voice_paragraph(show.synthetic_voice ? words(show.language).synthetic_voice : "");
    const std::string html =
        holds_markup(text) ? in_paragraphs(sanitize_html(text, AllowList::description)) : paragraphs_html(text);
    return truncate_html(core::trim(html), max_description_bytes - voice.size(), show.language) + voice;
}

std::string plain_description(const core::Show& show) {
    const std::string html = sanitize_html(show.description, AllowList::description);
    std::string text;
    for (std::size_t at = 0; at < html.size(); ++at) {
        if (html[at] == '<') {
            at = html.find('>', at);
            text += ' ';
        } else {
            text += html[at];
        }
    }
    return core::collapse_space(unescape_html(text));
}

bool text_repeats_lead(const core::Episode& episode) {
    return core::repeats_lead(episode.text.body, episode.lead);
}

std::string episode_lead(const core::Episode& episode) {
    const std::string_view lead = core::trim(episode.lead);
    if (!lead.empty()) return std::string(lead);
    const std::string_view body = core::trim(episode.text.body);
    return std::string(core::trim(body.substr(0, body.find("\n\n"))));
}

std::string episode_description(const core::Show& show, const core::Episode& episode) {
    const std::string& language = episode.language.empty() ? show.language : episode.language;
    const std::string after = voice_paragraph(voice_remark(show, episode)) + link_paragraph(show, episode);
    // A lead of one full sentence has to fit beside the chapters.
    constexpr std::size_t least_lead = 800;
    const std::string whole_lead = episode_lead(episode);
    const std::size_t around = after.size() + std::string_view("<p></p>").size();
    const std::size_t left = max_description_bytes - std::min(max_description_bytes, around);
    const std::size_t for_lead = std::min({left, least_lead, text_html(whole_lead).size()});
    const std::string chapters = chapters_within(episode, left - for_lead);
    const std::string lead = text_html_within(whole_lead, left - chapters.size(), language);
    return (lead.empty() ? "" : "<p>" + lead + "</p>") + chapters + after;
}

std::string article_html(const core::Episode& episode) {
    if (episode.text.body_html.empty()) return paragraphs_html(episode.text.body);
    return sanitize_html(episode.text.body_html, AllowList::article);
}

std::string episode_notes(const core::Show& show, const core::Episode& episode) {
    std::string html;
    const std::string_view lead = core::trim(episode.lead);
    if (!lead.empty() && !text_repeats_lead(episode)) {
        html += "<p>" + text_html(lead) + "</p>\n";
    }
    const std::string chapters = joined(chapter_paragraphs(episode, Links::with));
    if (!chapters.empty()) html += chapters + "\n";
    html += article_html(episode);
    html += voice_paragraph(voice_remark(show, episode));
    html += link_paragraph(show, episode);
    return html;
}

std::string_view voice_remark(const core::Show& show, const core::Episode& episode) {
    const Words& say = words(show.language);
    if (show.synthetic_voice) return say.synthetic_voice;
    if (!episode.synthetic) return {};
    return episode.bulletin.empty() ? say.synthetic_voice : say.synthetic_parts;
}

std::vector<std::string> own_authors(const core::Episode& episode) {
    std::vector<std::string> names;
    for (const std::string& author : episode.authors)
        if (const std::string_view name = core::trim(author); !name.empty()) names.emplace_back(name);
    return names;
}

std::vector<std::string> authors_of(const core::Show& show, const core::Episode& episode) {
    std::vector<std::string> names = own_authors(episode);
    if (names.empty()) names.push_back(show.author);
    return names;
}

std::string author_of(const core::Show& show, const core::Episode& episode) {
    return fmt::format("{}", fmt::join(authors_of(show, episode), ", "));
}

std::string format_timestamp(std::chrono::milliseconds time) {
    const auto seconds = std::max<std::int64_t>(0, std::chrono::floor<std::chrono::seconds>(time).count());
    return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

}  // namespace feed
