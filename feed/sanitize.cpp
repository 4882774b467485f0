#include "feed/sanitize.h"

#include "core/ascii.h"
#include "core/text.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <vector>

namespace feed {

namespace {

constexpr std::size_t max_depth = 32;

constexpr std::array description_elements = {"p", "ol", "ul", "li", "a"};
constexpr std::array article_elements = {"p", "ol", "ul", "li", "a", "h2", "h3", "h4", "blockquote"};
// Their content is code, another language, or nothing a reader should see as text.
constexpr std::array opaque_elements = {"script", "style",    "svg",      "math",   "iframe", "object",  "template",
                                        "title",  "textarea", "noscript", "select", "xmp",    "noembed", "noframes"};

template <typename List>
bool contains(const List& list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

struct Tag {
    std::string name;  // lower case
    bool closing = false;
    std::string href;        // as written
    std::size_t length = 0;  // of the whole tag
};

/// The tag at the start of the text, which begins with '<'; empty where that is only a character.
std::optional<Tag> read_tag(std::string_view text) {
    Tag tag;
    std::size_t at = 1;
    if (at < text.size() && text[at] == '/') {
        tag.closing = true;
        ++at;
    }
    if (at >= text.size() || !core::is_ascii_letter(text[at])) return std::nullopt;
    const std::size_t name = at;
    while (at < text.size() && !core::is_ascii_space(text[at]) && text[at] != '/' && text[at] != '>') ++at;
    tag.name = core::ascii_lower(text.substr(name, at - name));
    while (at < text.size() && text[at] != '>') {
        if (core::is_ascii_space(text[at]) || text[at] == '/') {
            ++at;
            continue;
        }
        const std::size_t key = at++;  // a leading '=' belongs to the name
        while (at < text.size() && !core::is_ascii_space(text[at]) && text[at] != '=' && text[at] != '/' &&
               text[at] != '>')
            ++at;
        const std::string attribute = core::ascii_lower(text.substr(key, at - key));
        std::size_t equals = at;
        while (equals < text.size() && core::is_ascii_space(text[equals])) ++equals;
        if (equals >= text.size() || text[equals] != '=') continue;
        at = equals + 1;
        while (at < text.size() && core::is_ascii_space(text[at])) ++at;
        std::string_view value;
        if (at < text.size() && (text[at] == '"' || text[at] == '\'')) {
            const std::size_t close = text.find(text[at], at + 1);
            if (close == std::string_view::npos) {
                at = text.size();
                break;
            }
            value = text.substr(at + 1, close - at - 1);
            at = close + 1;
        } else {
            const std::size_t begin = at;
            while (at < text.size() && !core::is_ascii_space(text[at]) && text[at] != '>') ++at;
            value = text.substr(begin, at - begin);
        }
        if (attribute == "href" && tag.href.empty()) tag.href = value;
    }
    tag.length = std::min(at + 1, text.size());
    return tag;
}

bool has_scheme(std::string_view url, std::initializer_list<std::string_view> schemes) {
    const std::string start = core::ascii_lower(url.substr(0, 8));
    const bool known =
        std::any_of(schemes.begin(), schemes.end(), [&](std::string_view scheme) { return start.starts_with(scheme); });
    return known && std::none_of(url.begin(), url.end(), [](unsigned char c) { return c <= 0x20 || c == 0x7F; });
}

bool is_safe_link(std::string_view url) {
    return has_scheme(url, {"http://", "https://", "mailto:"});
}

/// Builds balanced output: remembers what is open and closes it in order.
class Builder {
public:
    explicit Builder(AllowList allowed, std::size_t expected) : allowed_(allowed) { out_.reserve(expected); }

    void text(std::string_view run) { append_text(out_, run, Place::run); }

    void open(const Tag& tag) {
        if (!is_allowed(tag.name)) return;
        if (tag.name == "a") {
            close("a");
        } else {
            close_before_block(tag.name);
        }
        if (open_.size() >= max_depth) return;
        if (tag.name == "a" && !is_safe_link(core::trim(tag.href))) return;
        out_ += '<';
        out_ += tag.name;
        if (tag.name == "a") {
            out_ += " href=\"";
            append_text(out_, core::trim(tag.href), Place::attribute);
            out_ += '"';
        }
        out_ += '>';
        open_.push_back(tag.name);
    }

    void close(std::string_view name) {
        const auto found = std::find(open_.rbegin(), open_.rend(), name);
        if (found == open_.rend()) return;
        for (auto count = found - open_.rbegin() + 1; count > 0; --count) close_last();
    }

    std::string finish() {
        while (!open_.empty()) close_last();
        return std::move(out_);
    }

private:
    bool is_allowed(std::string_view name) const {
        return allowed_ == AllowList::article ? contains(article_elements, name) : contains(description_elements, name);
    }

    void close_last() {
        out_ += "</";
        out_ += open_.back();
        out_ += '>';
        open_.pop_back();
    }

    /// A block ends the paragraph or heading before it, an item the item before it in the same list.
    void close_before_block(std::string_view name) {
        for (std::size_t at = open_.size(); at-- > 0;) {
            const std::string& before = open_[at];
            const bool container = before == "blockquote" || before == "ul" || before == "ol";
            if (container || (before == "li" && name != "li")) return;
            if (before == "a") continue;
            while (open_.size() > at) close_last();
        }
    }

    AllowList allowed_;
    std::string out_;
    std::vector<std::string> open_;
};

/// At most `max_bytes` of a run of text between tags, cut as core::truncate() does; a reference is whole or not there.
std::string cut_text(std::string_view run, std::size_t max_bytes, const std::string& language) {
    // The space after an inline element belongs to the words around it.
    const std::string_view space = run.substr(0, run.starts_with(' ') ? 1 : 0);
    if (space.size() >= max_bytes) return {};
    run.remove_prefix(space.size());
    std::string cut = core::truncate(run, max_bytes - space.size(), language);
    const auto same =
        static_cast<std::size_t>(std::mismatch(cut.begin(), cut.end(), run.begin(), run.end()).first - cut.begin());
    if (const std::size_t mark = cut.rfind('&', same); mark != std::string::npos && mark < same) {
        if (mark + reference_length(run.substr(mark)) > same) cut.resize(mark);
    }
    return cut.empty() ? cut : std::string(space) + cut;
}

/// The first place from `from` on where "</name" stands, in any case; the end where it does not.
std::size_t find_close(std::string_view html, std::size_t from, const std::string& name) {
    for (std::size_t at = html.find("</", from); at != std::string_view::npos; at = html.find("</", at + 2)) {
        if (core::ascii_lower(html.substr(at + 2, name.size())) == name) return at;
    }
    return html.size();
}

/// Where a comment, declaration or processing instruction at `at` ends.
std::size_t skip_markup(std::string_view html, std::size_t at) {
    const bool comment = html.substr(at).starts_with("<!--");
    const std::size_t end = comment ? html.find("-->", at + 4) : html.find('>', at);
    if (end == std::string_view::npos) return html.size();
    return end + (comment ? 3 : 1);
}

}  // namespace

std::string sanitize_html(std::string_view html, AllowList allowed) {
    Builder builder(allowed, html.size() + html.size() / 16);
    std::size_t at = 0;
    while (at < html.size()) {
        const std::size_t mark = std::min(html.find('<', at), html.size());
        builder.text(html.substr(at, mark - at));
        at = mark;
        if (at == html.size()) break;
        if (at + 1 < html.size() && (html[at + 1] == '!' || html[at + 1] == '?')) {
            at = skip_markup(html, at);
            continue;
        }
        const std::optional<Tag> tag = read_tag(html.substr(at));
        if (!tag) {
            builder.text("<");
            ++at;
            continue;
        }
        at += tag->length;
        if (tag->closing) {
            builder.close(tag->name);
        } else if (contains(opaque_elements, tag->name)) {
            at = find_close(html, at, tag->name);
        } else {
            builder.open(*tag);
        }
    }
    return builder.finish();
}

bool is_web_link(std::string_view url) {
    return has_scheme(url, {"http://", "https://"});
}

std::string truncate_html(std::string_view html, std::size_t max_bytes, const std::string& language) {
    if (html.size() <= max_bytes) return std::string(html);
    std::string out;
    std::vector<std::string> open;
    const auto closers = [&] {
        std::size_t bytes = 0;
        for (const std::string& name : open) bytes += name.size() + 3;
        return bytes;
    };
    std::size_t at = 0;
    while (at < html.size()) {
        const std::size_t room = max_bytes - out.size() - closers();
        if (html[at] == '<') {
            const std::size_t length = std::min(html.find('>', at), html.size() - 1) + 1 - at;
            const std::string_view tag = html.substr(at, length);
            if (tag.starts_with("</")) {
                if (!open.empty()) open.pop_back();
            } else {
                const std::string name(tag.substr(1, tag.find_first_of(" >") - 1));
                if (length + name.size() + 3 > room) break;
                open.push_back(name);
            }
            out += tag;
            at += length;
            continue;
        }
        const std::string_view run = html.substr(at, std::min(html.find('<', at), html.size()) - at);
        if (run.size() <= room) {
            out += run;
            at += run.size();
            continue;
        }
        std::string cut = cut_text(run, room, language);
        out += cut;
        break;
    }
    for (; !open.empty(); open.pop_back()) out += "</" + open.back() + ">";
    return out;
}

}  // namespace feed
