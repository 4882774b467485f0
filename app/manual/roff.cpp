#include "app/manual/roff.h"

#include "core/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace app {

namespace {

/// The characters' own escapes; what else is ASCII stands for itself.
std::string_view escape_of(char character) {
    switch (character) {
        case '\\':
            return "\\e";
        case '-':
            return "\\-";
        case '"':
            return "\\(dq";
        case '\'':
            return "\\(aq";
        case '`':
            return "\\(ga";
        case '^':
            return "\\(ha";
        case '~':
            return "\\(ti";
        default:
            return {};
    }
}

/// Source lines of a bearable length; roff fills them anew. No line may begin as a request does.
std::string filled(std::string_view escaped) {
    constexpr std::size_t longest = 76;
    std::string lines;
    std::size_t column = 0;
    while (!escaped.empty()) {
        const std::size_t end = std::min(escaped.find(' '), escaped.size());
        const std::string_view word = escaped.substr(0, end);
        escaped.remove_prefix(std::min(end + 1, escaped.size()));
        if (word.empty()) continue;
        if (column > 0) {
            const bool fits = column + 1 + word.size() <= longest;
            lines += fits ? ' ' : '\n';
            column = fits ? column + 1 : 0;
        }
        if (column == 0 && word.front() == '.') lines += "\\&";
        lines += word;
        column += word.size();
    }
    // A line that ends in a full stop ends a sentence, after which roff would set two spaces.
    for (std::size_t at = lines.find(".\n"); at != std::string::npos; at = lines.find(".\n", at + 1))
        lines.insert(at + 1, "\\&");
    return lines + '\n';
}

/// A text with what stands between backquotes in bold.
std::string marked(std::string_view text) {
    std::string all;
    for (bool is_code = false;; is_code = !is_code) {
        const std::size_t end = std::min(text.find('`'), text.size());
        const std::string_view part = text.substr(0, end);
        all += is_code ? Roff::bold(part) : Roff::plain(part);
        if (end == text.size()) return all;
        text.remove_prefix(end + 1);
    }
}

bool is_capital(char character) {
    return character >= 'A' && character <= 'Z';
}

/// What stands between words of usage.
bool is_sign(char character) {
    return std::string_view("[]| ").find(character) != std::string_view::npos;
}

/// Whether the rest of a word goes on as it began: in capitals, or otherwise.
bool belongs(std::string_view rest, bool in_capitals) {
    if (in_capitals) return is_capital(rest.front()) || rest.front() == '/';
    return !is_capital(rest.front()) && !is_sign(rest.front()) && !rest.starts_with("...");
}

}  // namespace

Roff::Roff(std::string_view name, int section, std::string_view date, std::string_view source,
           std::string_view manual) {
    page_ = fmt::format(".TH \"{}\" {} {} \"{}\" \"{}\"\n", plain(name), section, date, plain(source), plain(manual));
    // Neither hyphens that are not there nor spaces between words: what is read here is also typed.
    page_ += ".nh\n.ad l\n";
}

void Roff::heading(std::string_view text) {
    page_ += fmt::format(".SH \"{}\"\n", plain(text));
}

void Roff::subheading(std::string_view pieces) {
    page_ += fmt::format(".SS \"{}\"\n", pieces);
}

void Roff::begin_paragraph() {
    // Behind a heading one has begun.
    const std::size_t last = page_.rfind('\n', page_.size() - 2) + 1;
    if (page_.compare(last, 2, ".S") != 0) page_ += ".PP\n";
}

void Roff::paragraph(std::string_view text) {
    begin_paragraph();
    page_ += filled(marked(text));
}

void Roff::lines(const std::vector<std::string>& pieces) {
    begin_paragraph();
    for (std::size_t i = 0; i < pieces.size(); ++i) page_ += fmt::format("{}{}\n", i > 0 ? ".br\n" : "", pieces[i]);
}

void Roff::term(std::string_view pieces) {
    page_ += fmt::format(".TP\n{}\n", pieces);
}

void Roff::another_term(std::string_view pieces) {
    page_ += fmt::format(".TQ\n{}\n", pieces);
}

void Roff::text(std::string_view text) {
    page_ += filled(marked(text));
}

void Roff::more(std::string_view text) {
    page_ += ".IP\n" + filled(marked(text));
}

void Roff::example(std::string_view lines) {
    begin_paragraph();
    page_ += ".nf\n.RS 4\n";
    for (; !lines.empty();) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        const std::string line = plain(lines.substr(0, end));
        page_ += (line.starts_with('.') ? "\\&" : "") + line + '\n';
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    page_ += ".RE\n.fi\n";
}

std::string Roff::plain(std::string_view text) {
    std::string all;
    for (const char32_t character : core::code_points(text)) {
        if (character >= 0x80) {
            all += fmt::format("\\[u{:04X}]", static_cast<std::uint32_t>(character));
            continue;
        }
        const char ascii = static_cast<char>(character);
        const std::string_view escape = escape_of(ascii);
        all += escape.empty() ? std::string_view(&ascii, 1) : escape;
    }
    return all;
}

std::string Roff::bold(std::string_view text) {
    return "\\fB" + plain(text) + "\\fR";
}

std::string Roff::typed(std::string_view text) {
    std::string all;
    while (!text.empty()) {
        const bool is_word = is_capital(text.front());
        const std::size_t signs = text.starts_with("...") ? 3 : is_sign(text.front()) ? 1 : 0;
        std::size_t end = signs;
        while (signs == 0 && end < text.size() && belongs(text.substr(end), is_word)) ++end;
        const std::string_view part = text.substr(0, end);
        if (signs > 0)
            all += plain(part);
        else
            all += is_word ? "\\fI" + plain(part) + "\\fR" : bold(part);
        text.remove_prefix(end);
    }
    return all;
}

std::string Roff::reference(std::string_view page, int section) {
    return fmt::format("{}({})", bold(page), section);
}

}  // namespace app
