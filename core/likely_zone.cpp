#include "core/likely_zone.h"

#include "core/ascii.h"
#include "core/text.h"

#include <fmt/core.h>
#include <unicode/locid.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <memory>
#include <string_view>

namespace core {

namespace {

using std::chrono::minutes;

struct Country {
    std::string code;      ///< ISO 3166
    bool is_said = false;  ///< not only the one where the language is spoken most
};

/// Endings of two letters that are used far from their country.
constexpr std::array<std::string_view, 12> worldwide{"ai", "cc", "co", "eu", "fm", "gg",
                                                     "io", "me", "su", "to", "tv", "ws"};
/// Languages that say little of a country.
constexpr std::array<std::string_view, 5> spoken_widely{"ar", "en", "es", "fr", "pt"};

template <std::size_t size>
bool holds(const std::array<std::string_view, size>& list, std::string_view text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

Country country_of(const ZoneSigns& signs) {
    const std::string ending = ascii_lower(signs.host.substr(signs.host.rfind('.') + 1));
    const bool is_code = ending.size() == 2 && std::all_of(ending.begin(), ending.end(), is_ascii_letter);
    if (is_code && signs.host.find('.') != std::string::npos && !holds(worldwide, ending)) {
        std::string code = ending == "uk" ? "gb" : ending;
        for (char& letter : code) letter = static_cast<char>(letter - 'a' + 'A');
        return {code, true};
    }
    if (!is_language_tag(signs.language)) return {};
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale locale = icu::Locale::forLanguageTag(signs.language, status);
    if (U_FAILURE(status) || locale.isBogus()) return {};
    if (*locale.getCountry() != '\0') return {locale.getCountry(), true};
    locale.addLikelySubtags(status);
    return U_FAILURE(status) ? Country() : Country{locale.getCountry(), false};
}

/// ICU's data calls these by names that IANA has given up.
std::string present_name(const std::string& zone) {
    static const std::map<std::string, std::string> renamed{
        {"Africa/Asmera", "Africa/Asmara"},
        {"America/Buenos_Aires", "America/Argentina/Buenos_Aires"},
        {"America/Catamarca", "America/Argentina/Catamarca"},
        {"America/Cordoba", "America/Argentina/Cordoba"},
        {"America/Godthab", "America/Nuuk"},
        {"America/Indianapolis", "America/Indiana/Indianapolis"},
        {"America/Jujuy", "America/Argentina/Jujuy"},
        {"America/Louisville", "America/Kentucky/Louisville"},
        {"America/Mendoza", "America/Argentina/Mendoza"},
        {"Asia/Calcutta", "Asia/Kolkata"},
        {"Asia/Katmandu", "Asia/Kathmandu"},
        {"Asia/Rangoon", "Asia/Yangon"},
        {"Asia/Saigon", "Asia/Ho_Chi_Minh"},
        {"Atlantic/Faeroe", "Atlantic/Faroe"},
        {"Europe/Kiev", "Europe/Kyiv"},
        {"Pacific/Enderbury", "Pacific/Kanton"},
        {"Pacific/Ponape", "Pacific/Pohnpei"},
        {"Pacific/Truk", "Pacific/Chuuk"},
    };
    const auto found = renamed.find(zone);
    return found != renamed.end() && is_time_zone(found->second) ? found->second : zone;
}

/// Where a country has several clocks, those that most of it lives by stand first.
std::size_t rank_of(const std::string& zone) {
    static constexpr std::array<std::string_view, 40> usual{"America/New_York",   "America/Los_Angeles",
                                                            "America/Chicago",    "America/Denver",
                                                            "America/Toronto",    "America/Vancouver",
                                                            "America/Edmonton",   "America/Winnipeg",
                                                            "America/Halifax",    "America/Mexico_City",
                                                            "America/Tijuana",    "America/Sao_Paulo",
                                                            "America/Manaus",     "America/Argentina/Buenos_Aires",
                                                            "America/Santiago",   "America/Guayaquil",
                                                            "Europe/Madrid",      "Europe/Lisbon",
                                                            "Europe/Berlin",      "Europe/Moscow",
                                                            "Asia/Yekaterinburg", "Asia/Novosibirsk",
                                                            "Asia/Vladivostok",   "Europe/Kyiv",
                                                            "Asia/Shanghai",      "Asia/Jakarta",
                                                            "Asia/Makassar",      "Asia/Jayapura",
                                                            "Asia/Kuala_Lumpur",  "Asia/Almaty",
                                                            "Asia/Tashkent",      "Asia/Ulaanbaatar",
                                                            "Asia/Nicosia",       "Australia/Sydney",
                                                            "Australia/Perth",    "Australia/Adelaide",
                                                            "Australia/Brisbane", "Pacific/Auckland",
                                                            "Africa/Kinshasa",    "Pacific/Tahiti"};
    return static_cast<std::size_t>(std::find(usual.begin(), usual.end(), zone) - usual.begin());
}

std::vector<std::string> zones_of(const std::string& country) {
    std::vector<std::string> zones;
    if (country.empty()) return zones;
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::StringEnumeration> all(icu::TimeZone::createTimeZoneIDEnumeration(
        UCAL_ZONE_TYPE_CANONICAL_LOCATION, country.c_str(), nullptr, status));
    if (U_FAILURE(status) || !all) return zones;
    while (const char* each = all->next(nullptr, status)) {
        if (U_FAILURE(status)) break;
        zones.push_back(present_name(each));
    }
    std::ranges::stable_sort(zones, {}, rank_of);
    return zones;
}

/// The times that tell of a zone.
std::vector<WrittenTime> telling(const std::vector<WrittenTime>& written) {
    std::vector<WrittenTime> found;
    std::ranges::copy_if(written, std::back_inserter(found), [](const WrittenTime& each) {
        return each.has_clock && each.offset.value_or(minutes(0)) != minutes(0);
    });
    return found;
}

std::size_t fits(const std::string& zone, const std::vector<WrittenTime>& written) {
    return static_cast<std::size_t>(std::ranges::count_if(
        written, [&](const WrittenTime& each) { return utc_offset(to_instant(each, "UTC"), zone) == *each.offset; }));
}

/// Of whole hours; the names count westwards.
std::string zone_at(minutes offset) {
    if (offset.count() % 60 != 0) return {};
    std::string zone = fmt::format("Etc/GMT{}{}", offset > minutes(0) ? '-' : '+', std::abs(offset.count()) / 60);
    return is_time_zone(zone) ? zone : std::string();
}

}  // namespace

std::string likely_zone(const ZoneSigns& signs) {
    const Country country = country_of(signs);
    const std::vector<std::string> zones = zones_of(country.code);
    const std::vector<WrittenTime> written = telling(signs.written);
    const auto best = std::ranges::max_element(zones, {}, [&](const std::string& zone) { return fits(zone, written); });
    if (best != zones.end() && (country.is_said || fits(*best, written) > 0)) return *best;
    if (!written.empty()) return zone_at(*written.front().offset);
    const std::string base = ascii_lower(signs.language.substr(0, signs.language.find('-')));
    return best == zones.end() || holds(spoken_widely, base) ? std::string() : *best;
}

}  // namespace core
