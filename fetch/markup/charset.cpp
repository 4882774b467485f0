#include "fetch/markup/charset.h"

#include "core/text.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>

namespace fetch {

namespace {

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;
using Detector = std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)>;

constexpr std::size_t sample_bytes = 64 << 10;
constexpr std::size_t prescan_bytes = 1024;

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

std::string ascii_lower(std::string_view text) {
    std::string lowered(text);
    std::transform(lowered.begin(), lowered.end(), lowered.begin(), lower);
    return lowered;
}

bool is_blank(char letter) {
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r' || letter == '\f';
}

/// ICU's name for a label as pages write it. Web browsers read the first of each pair as the second, and so do pages'
/// authors (WHATWG Encoding, section 4.2).
std::string converter_name(std::string_view label) {
    constexpr std::array<std::array<std::string_view, 2>, 17> browser_names{{
        {"iso-8859-1", "windows-1252"},
        {"iso8859-1", "windows-1252"},
        {"iso_8859-1", "windows-1252"},
        {"latin1", "windows-1252"},
        {"us-ascii", "windows-1252"},
        {"ascii", "windows-1252"},
        {"x-user-defined", "windows-1252"},
        {"iso-8859-9", "windows-1254"},
        {"iso-8859-11", "windows-874"},
        {"tis-620", "windows-874"},
        {"gb2312", "gb18030"},
        {"gb_2312-80", "gb18030"},
        {"gbk", "gb18030"},
        {"big5", "big5-hkscs"},
        {"euc-kr", "windows-949"},
        {"unicode", "utf-16le"},
        {"utf-16", "utf-16le"},
    }};
    const std::string lowered = ascii_lower(label);
    for (const auto& [written, meant] : browser_names)
        if (written == lowered) return std::string(meant);
    return lowered;
}

bool is_utf8_name(std::string_view name) {
    return name == "utf-8" || name == "utf8" || name == "unicode-1-1-utf-8";
}

/// UTF-8 of the bytes in that charset; empty where ICU does not know it.
std::optional<std::string> convert(std::string_view bytes, const std::string& name) {
    // UTF-7 can hide markup from whoever looks at the bytes; browsers refuse it too.
    if (name.empty() || name.starts_with("utf-7") || name.starts_with("utf7")) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    const Converter from(ucnv_open(name.c_str(), &status), ucnv_close);
    const Converter to(ucnv_open("utf-8", &status), ucnv_close);
    if (U_FAILURE(status)) return std::nullopt;

    std::string converted;
    converted.reserve(bytes.size() + bytes.size() / 2);
    std::array<UChar, 4096> pivot{};
    UChar* pivot_source = pivot.data();
    UChar* pivot_target = pivot.data();
    std::array<char, 16384> buffer{};
    const char* source = bytes.data();
    const char* const end = source + bytes.size();
    bool reset = true;
    do {
        char* target = buffer.data();
        status = U_ZERO_ERROR;
        ucnv_convertEx(to.get(), from.get(), &target, buffer.data() + buffer.size(), &source, end, pivot.data(),
                       &pivot_source, &pivot_target, pivot.data() + pivot.size(), reset, true, &status);
        converted.append(buffer.data(), static_cast<std::size_t>(target - buffer.data()));
        reset = false;
    } while (status == U_BUFFER_OVERFLOW_ERROR);
    if (U_FAILURE(status)) return std::nullopt;
    return converted;
}

struct Utf8Census {
    std::size_t multibyte = 0;  ///< well-formed characters of two bytes and more
    std::size_t broken = 0;     ///< ill-formed sequences
};

Utf8Census take_census(std::string_view bytes) {
    Utf8Census census;
    const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
    const auto size = static_cast<int64_t>(bytes.size());
    for (int64_t position = 0; position < size;) {
        if (data[position] < 0x80) {
            ++position;
            continue;
        }
        UChar32 character = 0;
        U8_NEXT(data, position, size, character);
        ++(character < 0 ? census.broken : census.multibyte);
    }
    return census;
}

std::string charset_parameter(std::string_view content_type) {
    const std::string lowered = ascii_lower(content_type);
    std::size_t position = lowered.find("charset");
    while (position != std::string::npos) {
        position += 7;
        while (position < lowered.size() && is_blank(lowered[position])) ++position;
        if (position < lowered.size() && lowered[position] == '=') {
            ++position;
            while (position < lowered.size() &&
                   (is_blank(lowered[position]) || lowered[position] == '"' || lowered[position] == '\''))
                ++position;
            const std::size_t end = lowered.find_first_of(" \t\r\n\f;,\"'>/", position);
            return lowered.substr(position, end == std::string::npos ? end : end - position);
        }
        position = lowered.find("charset", position);
    }
    return {};
}

/// What a page says of itself near its start: <?xml encoding="...">, <meta charset="...">, <meta http-equiv ...
/// content="...">.
std::string declared_inside(std::string_view bytes) {
    const std::string head = ascii_lower(bytes.substr(0, prescan_bytes));
    std::string label;
    if (head.starts_with("<?xml")) {
        const std::string declaration = head.substr(0, head.find("?>"));
        const std::size_t found = declaration.find("encoding");
        const std::size_t quote = found == std::string::npos ? found : declaration.find_first_of("\"'", found);
        if (quote != std::string::npos) {
            const std::size_t end = declaration.find_first_of("\"'", quote + 1);
            if (end != std::string::npos) label = declaration.substr(quote + 1, end - quote - 1);
        }
    }
    for (std::size_t start = head.find("<meta"); label.empty() && start != std::string::npos;
         start = head.find("<meta", start + 5)) {
        const std::size_t end = head.find('>', start);
        label = charset_parameter(std::string_view(head).substr(start, end == std::string::npos ? end : end - start));
    }
    // These bytes were read as ASCII to find the label, so whatever it is, it is not UTF-16.
    return label.starts_with("utf-16") || label.starts_with("utf-32") ? "utf-8" : label;
}

/// UTF-16 without a mark: in any script, spaces and line ends are units with a zero byte, all on the same side.
std::string guess_utf16(std::string_view bytes) {
    const std::string_view sample = bytes.substr(0, 4096);
    std::array<std::size_t, 2> zeros{};
    for (std::size_t position = 0; position < sample.size(); ++position)
        if (sample[position] == '\0') ++zeros[position % 2];
    const std::size_t units = sample.size() / 2;
    if (units < 4 || zeros[0] + zeros[1] < units / 10 + 1) return {};
    if (zeros[1] > zeros[0] * 8) return "utf-16le";
    if (zeros[0] > zeros[1] * 8) return "utf-16be";
    return {};
}

/// ICU's detector does not know windows-1258. Its five combining tone marks stand after vowels, nearly always, and no
/// Vietnamese text goes far without them and without đ, ơ or ư.
bool looks_like_windows_1258(std::string_view bytes) {
    constexpr std::string_view marks = "\xCC\xD2\xDE\xEC\xF2";
    constexpr std::string_view vowels =
        "aeiouyAEIOUY\xC2\xC3\xCA\xD4\xD5\xDD\xE2\xE3\xEA\xF4\xF5\xFD";   // â ă ê ô ơ ư in both cases
    constexpr std::string_view own_letters = "\xD0\xF0\xD5\xF5\xDD\xFD";  // đ ơ ư
    std::size_t after_vowel = 0;
    std::size_t elsewhere = 0;
    std::size_t own = 0;
    std::size_t high = 0;
    for (std::size_t position = 0; position < bytes.size(); ++position) {
        const char byte = bytes[position];
        if (static_cast<unsigned char>(byte) >= 0x80) ++high;
        if (own_letters.find(byte) != std::string_view::npos) ++own;
        if (marks.find(byte) == std::string_view::npos) continue;
        const bool good = position > 0 && vowels.find(bytes[position - 1]) != std::string_view::npos;
        ++(good ? after_vowel : elsewhere);
    }
    return after_vowel >= 3 && after_vowel >= elsewhere * 20 && own * 20 >= high && (after_vowel + own) * 4 >= high;
}

std::string detect(std::string_view bytes) {
    const std::string_view sample = bytes.substr(0, sample_bytes);
    if (const std::string wide = guess_utf16(sample); !wide.empty()) return wide;
    if (looks_like_windows_1258(sample)) return "windows-1258";
    UErrorCode status = U_ZERO_ERROR;
    const Detector detector(ucsdet_open(&status), ucsdet_close);
    if (U_FAILURE(status)) return {};
    ucsdet_setText(detector.get(), sample.data(), static_cast<int32_t>(sample.size()), &status);
    ucsdet_enableInputFilter(detector.get(), true);  // markup says nothing of the language that tells charsets apart
    const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
    if (U_FAILURE(status) || match == nullptr) return {};
    const char* name = ucsdet_getName(match, &status);
    if (U_FAILURE(status) || name == nullptr) return {};
    const std::string found = ascii_lower(name);
    return found.starts_with("ibm") || found.starts_with("utf-") ? std::string() : converter_name(found);
}

struct Mark {
    std::string_view bytes;
    const char* charset;
};

}  // namespace

std::string decode_text(std::string_view bytes, std::string_view content_type) {
    using namespace std::literals;
    constexpr std::array<Mark, 5> marks{{{"\xEF\xBB\xBF"sv, "utf-8"},
                                         {"\xFF\xFE\0\0"sv, "utf-32le"},
                                         {"\0\0\xFE\xFF"sv, "utf-32be"},
                                         {"\xFF\xFE"sv, "utf-16le"},
                                         {"\xFE\xFF"sv, "utf-16be"}}};
    for (const Mark& mark : marks) {
        if (!bytes.starts_with(mark.bytes)) continue;
        const std::string_view rest = bytes.substr(mark.bytes.size());
        return core::clean_utf8(is_utf8_name(mark.charset) ? std::string(rest)
                                                           : convert(rest, mark.charset).value_or(""));
    }

    const Utf8Census census = take_census(bytes);
    // Text in another charset is never by chance well-formed UTF-8, so bytes that are overrule a label that says
    // otherwise: servers put a default charset on everything. Bytes in seven bits may still be shifted (ISO-2022) or
    // wide.
    const bool is_utf8 =
        census.broken == 0 && census.multibyte > 0 && bytes.substr(0, 4096).find('\0') == std::string_view::npos;
    if (is_utf8) return core::clean_utf8(bytes);

    for (const std::string& label : {charset_parameter(content_type), declared_inside(bytes)}) {
        if (label.empty()) continue;
        const std::string name = converter_name(label);
        // A label of UTF-8 on bytes that mostly are not is a lie; on bytes that mostly are, the rest is damage.
        if (is_utf8_name(name)) {
            if (census.broken <= census.multibyte) return core::clean_utf8(bytes);
            continue;
        }
        if (name.starts_with("utf-16") && guess_utf16(bytes).empty()) continue;
        if (const auto converted = convert(bytes, name)) return core::clean_utf8(*converted);
    }
    const bool seven_bits = census.broken == 0 && census.multibyte == 0;
    if (!seven_bits && census.multibyte > census.broken * 4) return core::clean_utf8(bytes);
    const std::string detected = detect(bytes);
    if (!detected.empty())
        if (const auto converted = convert(bytes, detected)) return core::clean_utf8(*converted);
    return core::clean_utf8(seven_bits ? std::string(bytes)
                                       : convert(bytes, "windows-1252").value_or(std::string(bytes)));
}

}  // namespace fetch
