#include "fetch/markup/charset.h"

#include "core/ascii.h"
#include "core/text.h"

#include <iconv.h>
#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <optional>
#include <type_traits>

namespace fetch {

namespace {

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;
using Detector = std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)>;
using Iconv = std::unique_ptr<std::remove_pointer_t<iconv_t>, decltype(&::iconv_close)>;
using Uchardet = std::unique_ptr<std::remove_pointer_t<uchardet_t>, decltype(&uchardet_delete)>;

constexpr std::size_t sample_bytes = 64 << 10;
constexpr std::size_t prescan_bytes = 1024;

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
    const std::string lowered = core::ascii_lower(label);
    for (const auto& [written, meant] : browser_names)
        if (written == lowered) return std::string(meant);
    return lowered;
}

bool is_utf8_name(std::string_view name) {
    return name == "utf-8" || name == "utf8" || name == "unicode-1-1-utf-8";
}

/// The same by the C library's converter, which knows some that ICU does not, such as VISCII and TCVN 5712. A byte that
/// means nothing becomes U+FFFD.
std::optional<std::string> convert_by_iconv(std::string_view bytes, const std::string& name) {
    // Behind a slash the name would say how to convert.
    if (name.find('/') != std::string::npos) return std::nullopt;
    const iconv_t opened = ::iconv_open("UTF-8", name.c_str());
    // The library's sign of failure, an integer made a pointer.
    if (opened == reinterpret_cast<iconv_t>(-1)) return std::nullopt;  // NOLINT(performance-no-int-to-ptr)
    const Iconv converter(opened, ::iconv_close);
    std::string converted;
    std::string input(bytes);
    char* source = input.data();
    std::size_t left = input.size();
    std::array<char, 16384> buffer{};
    while (left > 0) {
        char* target = buffer.data();
        std::size_t room = buffer.size();
        const std::size_t result = ::iconv(converter.get(), &source, &left, &target, &room);
        const int reason = result == static_cast<std::size_t>(-1) ? errno : 0;
        converted.append(buffer.data(), buffer.size() - room);
        if (reason == 0 || reason == E2BIG) continue;
        converted += "\xEF\xBF\xBD";
        ++source;
        --left;
    }
    char* target = buffer.data();
    std::size_t room = buffer.size();
    ::iconv(converter.get(), nullptr, nullptr, &target, &room);  // what it held back, in case a mark would follow
    converted.append(buffer.data(), buffer.size() - room);
    return converted;
}

/// UTF-8 of the bytes in that charset; empty where nobody knows it.
std::optional<std::string> convert(std::string_view bytes, const std::string& name) {
    // UTF-7 can hide markup from whoever looks at the bytes; browsers refuse it too.
    if (name.empty() || name.starts_with("utf-7") || name.starts_with("utf7")) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    const Converter from(ucnv_open(name.c_str(), &status), ucnv_close);
    const Converter to(ucnv_open("utf-8", &status), ucnv_close);
    if (U_FAILURE(status)) return convert_by_iconv(bytes, name);

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
    const std::string lowered = core::ascii_lower(content_type);
    std::size_t position = lowered.find("charset");
    while (position != std::string::npos) {
        position += 7;
        while (position < lowered.size() && core::is_ascii_space(lowered[position])) ++position;
        if (position < lowered.size() && lowered[position] == '=') {
            ++position;
            while (position < lowered.size() &&
                   (core::is_ascii_space(lowered[position]) || lowered[position] == '"' || lowered[position] == '\''))
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
    const std::string head = core::ascii_lower(bytes.substr(0, prescan_bytes));
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

/// The text between the tags, as bytes: markup says nothing of the language that tells charsets apart.
std::string without_tags(std::string_view bytes) {
    std::string text;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t open = std::min(bytes.find('<', at), bytes.size());
        text.append(bytes, at, open - at);
        const std::size_t close = bytes.find('>', open);
        if (close == std::string_view::npos) break;
        text += ' ';
        at = close + 1;
    }
    return text;
}

std::string detect_by_uchardet(std::string_view text) {
    const Uchardet detector(uchardet_new(), uchardet_delete);
    if (!detector || uchardet_handle_data(detector.get(), text.data(), text.size()) != 0) return {};
    uchardet_data_end(detector.get());
    return core::ascii_lower(uchardet_get_charset(detector.get()));
}

std::string detect_by_icu(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const Detector detector(ucsdet_open(&status), ucsdet_close);
    if (U_FAILURE(status)) return {};
    ucsdet_setText(detector.get(), text.data(), static_cast<int32_t>(text.size()), &status);
    const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
    if (U_FAILURE(status) || match == nullptr) return {};
    const char* name = ucsdet_getName(match, &status);
    return U_FAILURE(status) || name == nullptr ? std::string() : core::ascii_lower(name);
}

/// uchardet knows more charsets, the Vietnamese ones among them; ICU answers where it does not.
std::string detect(std::string_view bytes) {
    const std::string_view sample = bytes.substr(0, sample_bytes);
    if (const std::string wide = guess_utf16(sample); !wide.empty()) return wide;
    const std::string text = without_tags(sample);
    for (const std::string& found : {detect_by_uchardet(text), detect_by_icu(text)}) {
        const bool no_answer =
            found.empty() || found == "ascii" || found.starts_with("ibm") || found.starts_with("utf-");
        if (!no_answer) return converter_name(found);
    }
    return {};
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
        return core::valid_utf8(is_utf8_name(mark.charset) ? std::string(rest)
                                                           : convert(rest, mark.charset).value_or(""));
    }

    const Utf8Census census = take_census(bytes);
    // Text in another charset is never by chance well-formed UTF-8, so bytes that are overrule a label that says
    // otherwise: servers put a default charset on everything. Bytes in seven bits may still be shifted (ISO-2022) or
    // wide.
    const bool is_utf8 =
        census.broken == 0 && census.multibyte > 0 && bytes.substr(0, 4096).find('\0') == std::string_view::npos;
    if (is_utf8) return core::valid_utf8(bytes);

    for (const std::string& label : {charset_parameter(content_type), declared_inside(bytes)}) {
        if (label.empty()) continue;
        const std::string name = converter_name(label);
        // A label of UTF-8 on bytes that mostly are not is a lie; on bytes that mostly are, the rest is damage.
        if (is_utf8_name(name)) {
            if (census.broken <= census.multibyte) return core::valid_utf8(bytes);
            continue;
        }
        if (name.starts_with("utf-16") && guess_utf16(bytes).empty()) continue;
        if (const auto converted = convert(bytes, name)) return core::clean_utf8(*converted);
    }
    const bool seven_bits = census.broken == 0 && census.multibyte == 0;
    if (!seven_bits && census.multibyte > census.broken * 4) return core::valid_utf8(bytes);
    const std::string detected = detect(bytes);
    if (!detected.empty())
        if (const auto converted = convert(bytes, detected)) return core::clean_utf8(*converted);
    return core::clean_utf8(seven_bits ? std::string(bytes)
                                       : convert(bytes, "windows-1252").value_or(std::string(bytes)));
}

}  // namespace fetch
