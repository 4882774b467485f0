#include "fetch/article/site_names.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/unorm2.h>

#include <algorithm>
#include <cstdint>

#include "core/text.h"
#include "fetch/markup/markup.h"
#include "fetch/markup/url.h"
#include "fetch/words/words.h"

namespace fetch {
namespace {

/// What sites add to their name in one place and leave out in another.
constexpr std::string_view additions =
    "|online|news|the|www|com|net|org|info|vn|bao|dien|tu|newspaper|tv|digital|redaktion|redaction|redaccion|redazione|"
    "redacao|redactie|redakcja|staff|team|desk|editor|editors|editorial|media|group|magazine|tap|chi|dai|web|website|"
    "official|newsroom|room|de|by|von|co|toa|soan|ban|bien|trang|thong|tin|report|reports|reporter|bureau|corp|inc|ltd|"
    "gmbh|admin|diario|redaktionen|webredaktion|onlineredaktion|";

std::uint32_t without_marks(std::uint32_t character) {
    switch (character) {
        case 0x111:
            return 'd';  // đ
        case 0xF8:
            return 'o';  // ø
        case 0x142:
            return 'l';  // ł
        case 0x131:
            return 'i';  // ı
        default:
            break;
    }
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* decomposing = unorm2_getNFDInstance(&status);
    constexpr int most_units = 32;
    UChar units[most_units];
    const auto length = U_FAILURE(status) ? -1
                                          : unorm2_getDecomposition(decomposing, static_cast<UChar32>(character), units,
                                                                    most_units, &status);
    return length > 0 && U_SUCCESS(status) && (units[0] & 0xF800) != 0xD800 ? units[0] : character;
}

/// The words of a name, lower case, letters without their marks.
std::vector<std::string> folded_words(std::string_view text) {
    constexpr std::size_t longest = 200;
    std::vector<std::string> words(1);
    const auto letters =
        icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(std::min(text.size(), longest))});
    for (int32_t at = 0; at < letters.length(); at = letters.moveIndex32(at, 1)) {
        const UChar32 character = letters.char32At(at);
        if ((U_GET_GC_MASK(character) & U_GC_MN_MASK) != 0) continue;
        if (!u_isalnum(character)) {
            if (!words.back().empty()) words.emplace_back();
            continue;
        }
        const auto plain = without_marks(static_cast<std::uint32_t>(u_tolower(character)));
        icu::UnicodeString(static_cast<UChar32>(plain)).toUTF8String(words.back());
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& word : words) all += word;
    return all;
}

/// A name in the forms in which it is compared: whole, and without what sites add to it.
std::vector<std::string> spellings_of(std::string_view name) {
    constexpr std::size_t shortest = 3;
    auto words = folded_words(name);
    std::vector<std::string> forms;
    const auto keep = [&forms](std::string form) {
        if (form.size() >= shortest && std::ranges::find(forms, form) == forms.end()) forms.push_back(std::move(form));
    };
    keep(joined(words));
    const auto is_added = [](const std::string& word) { return holds_word(additions, word); };
    std::erase_if(words, is_added);
    keep(joined(words));
    return forms;
}

bool is_organization(JsonNode object) {
    const JsonNode type = object.at("@type");
    if (type.is_string()) return type.text().ends_with("Organization") || type.text().ends_with("WebSite");
    return is_of_type(object, "Organization") || is_of_type(object, "WebSite") ||
           is_of_type(object, "NewsMediaOrganization");
}

}  // namespace

std::string site_name(const PageParts& page) {
    if (Fact name = page.first_meta({"og:site_name", "application-name", "apple-mobile-web-app-title"}))
        return plain_text(name.value);
    if (const JsonNode data = page.article_data()) {
        if (const std::string_view name = data.string_at("publisher");
            !name.empty() && name.find("://") == std::string_view::npos) {
            return plain_text(name);
        }
    }
    return {};
}

SiteNames::SiteNames(const PageParts& page, TitleEnding ending) {
    for (const std::string_view name :
         {"og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site", "publisher", "dc.publisher",
          "copyright", "dc.rights", "source", "al:ios:app_name", "al:android:app_name"})
        add(page.meta(name));
    add_host(host_of(page.url()));
    add_host(host_of(page.meta_url("og:url")));
    add_linked_data(page);
    if (ending == TitleEnding::counts) add_title_ending(page);
}

void SiteNames::add(std::string_view name) {
    constexpr std::size_t longest = 80;
    std::string plain = plain_text(name);
    if (plain.empty() || plain.size() > longest) return;
    if (plain.find("://") != std::string::npos) {
        add_host(host_of(plain));
        return;
    }
    for (std::string& form : spellings_of(plain)) spellings_.push_back(std::move(form));
}

void SiteNames::add_host(std::string_view host) {
    constexpr std::size_t shortest = 3;
    if (host.empty()) return;
    add(host);
    for (std::size_t start = 0; start < host.size();) {
        const std::size_t end = std::min(host.find('.', start), host.size());
        const std::string_view label = host.substr(start, end - start);
        if (label.size() >= shortest && end < host.size() && !holds_word(additions, label)) {
            add(label);
            // Vietnamese papers' hosts begin with the word for a newspaper.
            if (label.starts_with("bao") && label.size() > 3 + shortest) add(label.substr(3));
        }
        start = end + 1;
    }
}

void SiteNames::add_linked_data(const PageParts& page) {
    std::size_t left = 12;  // a page of many articles names as many publishers
    for (const JsonNode object : page.linked_data()) {
        if (left == 0) break;
        // As an author an organization may be another one: an agency.
        if (object.key() == "author" || object.key() == "creator" || !is_organization(object)) continue;
        if (object.parent().key() == "author" || object.parent().key() == "creator") continue;
        add(object.string_at("name"));
        add(object.string_at("alternateName"));
        --left;
    }
    add(page.article_data() ? page.article_data().string_at("publisher") : std::string_view());
}

/// "Headline | Site": what stands behind the last bar or dash, where the headline itself does not end so.
void SiteNames::add_title_ending(const PageParts& page) {
    const auto& titles = page.elements("title");
    if (titles.empty()) return;
    const std::string title = core::collapse_space(titles.front().raw_text());
    std::size_t start = 0;
    for (const std::string_view separator : {" | ", " - ", " – ", " — ", " :: ", " · ", " » "}) {
        const std::size_t last = title.rfind(separator);
        if (last != std::string::npos && last > 0) start = std::max(start, last + separator.size());
    }
    constexpr std::ptrdiff_t most_spaces = 4;
    const std::string_view ending = std::string_view(title).substr(start);
    if (std::ranges::count(ending, ' ') > most_spaces) return;
    if (start > 0 && start > ending.size() && !page.meta("og:title").ends_with(ending)) add(ending);
}

bool SiteNames::hold(std::string_view name) const {
    return std::ranges::any_of(spellings_of(name), [this](const std::string& form) {
        return std::ranges::find(spellings_, form) != spellings_.end();
    });
}

bool is_host_name(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos || dot < 3 || name.find(' ') != std::string_view::npos) return false;
    const std::string_view ending = name.substr(dot + 1);
    constexpr std::size_t longest_ending = 7;
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const auto is_of_host = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; };
    const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
    // "T.H" and "J.R.Stone" are initials, "ThS.Minh" has a degree.
    return ending.size() >= 2 && ending.size() <= longest_ending && std::ranges::all_of(ending, is_letter) &&
           (std::ranges::all_of(ending, is_small) || std::ranges::none_of(name, is_small)) &&
           std::ranges::all_of(name, is_of_host) && name.find('.') >= 2;
}

}  // namespace fetch
