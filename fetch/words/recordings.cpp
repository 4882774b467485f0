#include "fetch/words/recordings.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "core/ascii.h"
#include "core/text.h"
#include "fetch/markup/markup.h"
#include "fetch/markup/url.h"
#include "fetch/words/regions.h"
#include "fetch/words/url_parts.h"

namespace fetch {
namespace {

struct AudioEnding {
    std::string_view ending;
    int quality;  ///< of a source that ends so, beside others of the same recording
};
constexpr auto audio_endings = std::to_array<AudioEnding>({{".flac", 1004},
                                                           {".wav", 1003},
                                                           {".wave", 1003},
                                                           {".aiff", 1002},
                                                           {".aif", 1002},
                                                           {".mp3", 20},
                                                           {".mpga", 19},
                                                           {".m4a", 16},
                                                           {".m4b", 15},
                                                           {".aac", 15},
                                                           {".opus", 11},
                                                           {".ogg", 10},
                                                           {".oga", 10},
                                                           {".mp2", 5},
                                                           {".wma", 3},
                                                           {".amr", 1}});
constexpr auto playlist_endings = std::to_array<std::string_view>(
    {".m3u8", ".m3u", ".pls", ".asx", ".xspf", ".ram", ".wax", ".wpl", ".sdp", ".mpd", ".f4m", ".smil"});
constexpr auto video_endings =
    std::to_array<std::string_view>({".mp4", ".m4v", ".webm", ".mov", ".avi", ".flv", ".mkv", ".wmv", ".ogv", ".mpg"});
constexpr auto picture_endings =
    std::to_array<std::string_view>({".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".bmp", ".svg"});
constexpr auto page_endings = std::to_array<std::string_view>(
    {".html", ".htm", ".php", ".aspx", ".js", ".css", ".json", ".xml", ".rss", ".swf", "/feed", "/rss", "/mp3"});

int audio_quality(std::string_view path) {
    const auto* found =
        std::ranges::find_if(audio_endings, [path](const AudioEnding& each) { return path.ends_with(each.ending); });
    return found == audio_endings.end() ? 0 : found->quality;
}

bool ends_like_audio(std::string_view path) {
    return audio_quality(path) > 0;
}

template <typename Endings>
bool ends_with_any(std::string_view text, const Endings& endings) {
    return std::ranges::any_of(endings, [&](std::string_view ending) { return text.ends_with(ending); });
}

/// A file's words that tell its quality and not what it is.
bool is_quality_word(std::string_view word) {
    static constexpr auto known = std::to_array<std::string_view>(
        {"hq", "lq", "hi", "lo", "high", "low", "hd", "sd", "mono", "stereo", "kbps", "master", "small", "large"});
    if (std::ranges::find(known, word) != known.end()) return true;
    bool has_unit = false;
    for (const std::string_view unit : {"kbps", "kbit", "kb", "k"}) {
        if (has_unit || word.size() <= unit.size() || !word.ends_with(unit)) continue;
        word.remove_suffix(unit.size());
        has_unit = true;
    }
    static constexpr auto bitrates =
        std::to_array<std::string_view>({"32", "48", "64", "96", "128", "160", "192", "256", "320"});
    // Without a unit these are likelier the numbers of episodes.
    static constexpr auto rare_bitrates = std::to_array<std::string_view>({"24", "40", "56", "112"});
    return std::ranges::find(bitrates, word) != bitrates.end() ||
           (has_unit && std::ranges::find(rare_bitrates, word) != rare_bitrates.end());
}

/// "type=mp3": a script that gives files names their format so.
bool says_audio_type(std::string_view pair) {
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) return false;
    const std::string_view name = pair.substr(0, equals);
    const bool is_type = name == "type" || name == "format" || name == "ext" || name == "extension";
    return is_type && ends_like_audio("." + std::string(pair.substr(equals + 1)));
}

}  // namespace

bool has_audio_name(std::string_view url) {
    if (ends_like_audio(ascii_lower(path_of(url)))) return true;
    const std::string query = ascii_lower(query_of(url));
    for (std::size_t start = 0; start < query.size();) {
        const std::size_t end = std::min(query.find('&', start), query.size());
        const std::string_view pair = std::string_view(query).substr(start, end - start);
        // A whole address in a query is what a share link or a player's page hands on, not this URL's own name.
        const bool whole =
            pair.find("://") != std::string_view::npos || pair.find("%3a%2f%2f") != std::string_view::npos;
        if (!whole && (ends_like_audio(pair) || says_audio_type(pair))) return true;
        start = end + 1;
    }
    return false;
}

bool has_playlist_name(std::string_view url) {
    return ends_with_any(ascii_lower(path_of(url)), playlist_endings);
}

LinkKind link_kind(std::string_view url) {
    const std::string path = ascii_lower(path_of(url));
    if (ends_with_any(path, playlist_endings)) return LinkKind::playlist;
    if (has_audio_name(url)) return LinkKind::recording;
    if (ends_with_any(path, video_endings)) return LinkKind::video;
    return ends_with_any(path, picture_endings) ? LinkKind::picture : LinkKind::page;
}

bool names_no_recording(std::string_view url) {
    const std::string path = ascii_lower(path_of(url));
    const LinkKind kind = link_kind(url);
    return path.ends_with('/') || (kind != LinkKind::page && kind != LinkKind::recording) ||
           ends_with_any(path, page_endings);
}

bool is_audio_type(std::string_view type) {
    const std::string lower = ascii_lower(type);
    return lower.starts_with("audio/") && !contains_any(lower, {"mpegurl", "scpls", "asx", "x-ms-wax", "midi"});
}

bool names_address(const std::vector<std::string>& words) {
    return std::ranges::any_of(words, [](const std::string& word) {
        return word == "url" || word == "src" || word == "file" || word == "href" || word == "source" ||
               word == "link" || word == "uri";
    });
}

std::string reference_in(std::string_view value, bool holds_address) {
    constexpr std::string_view white = " \t\r\n";
    value = core::trim(value);
    if (value.size() < 5 || value.size() > 2000 || value.find_first_of("<>\"{}|") != std::string_view::npos) return {};
    if (value.find_first_of(white) == std::string_view::npos) return std::string(value);
    if (!holds_address) return {};
    // The host, or a path's first name, is whole before the first blank.
    const std::string_view first = value.substr(0, value.find_first_of(white));
    const std::size_t authority = first.starts_with("//") ? 0 : first.find("://");
    if (first.starts_with('/') && authority != 0) {
        if (first.size() < 2) return {};
    } else if (authority != 0 && !first.starts_with("http://") && !first.starts_with("https://")) {
        return {};
    } else if (first.find('/', first.find("//") + 2) == std::string_view::npos) {
        return {};
    }
    std::string reference;
    for (const char c : value) {
        const bool is_white = white.find(c) != std::string_view::npos;
        if (is_white && has_audio_name(reference)) return {};
        if (!is_white || c == ' ') reference += c;
    }
    return reference.find("://", first.size()) == std::string::npos ? reference : std::string();
}

bool names_audio(const std::vector<std::string>& words) {
    return std::ranges::any_of(words, [](const std::string& word) {
        return word == "audio" || word == "mp3" || word == "m4a" || word == "podcast" || word == "sound" ||
               word == "speech" || word == "tts" || word == "voice" || word == "voiceover" || word == "recording" ||
               word == "enclosure" || word == "listen" || word == "nghe" || word == "amthanh" || word == "giongdoc" ||
               (word.size() > 5 && (word.starts_with("audio") || word.ends_with("audio") || word.ends_with("mp3")));
    });
}

bool names_voice(const std::vector<std::string>& words) {
    return holds(words, {"nu", "nam", "male", "female", "man", "woman", "giong", "giongnu", "giongnam", "voice",
                         "mienbac", "miennam", "mientrung"});
}

std::string synthesis_in(std::string_view url) {
    static constexpr auto names = std::to_array<std::string_view>(
        {"tts", "texttospeech", "text2speech", "text-to-speech", "text-2-speech", "speech-synthesis", "synthesized",
         "synthetic-voice", "aivoice", "ai-voice", "voice-ai", "aiaudio", "ai-audio", "audio-ai", "ai-reader", "vbee",
         "zalo-ai", "fpt-ai", "elevenlabs"});
    // A whole word of it: "/watts/" reads nothing aloud.
    std::string words = "-";
    const std::string address = std::string(host_of(url)) + "/" + std::string(path_of(url));
    for (const std::string& word : name_words(address)) words += word + "-";
    for (const std::string_view name : names)
        if (words.find("-" + std::string(name) + "-") != std::string::npos) return std::string(name);
    return {};
}

std::string_view behind_host(std::string_view url) {
    return url.substr(std::min(url.find('/', url.find("//") + 2), url.size()));
}

std::vector<std::string_view> numbers_in(std::string_view text) {
    std::vector<std::string_view> numbers;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && core::is_ascii_digit(text[end])) ++end;
        if (end > at) numbers.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return numbers;
}

std::string stem_of(std::string_view url) {
    const std::string_view path = path_of(url);
    std::string name = ascii_lower(path.substr(path.rfind('/') + 1));
    if (has_audio_name(name)) name.resize(name.rfind('.'));
    return name;
}

std::string recording_key(std::string_view url, LastNumber last) {
    const std::string path = ascii_lower(path_of(url));
    std::string stem = stem_of(url);
    std::string key;
    const std::vector<std::string> words = name_words(stem);
    for (const std::string& word : words) {
        const bool counts =
            last == LastNumber::counts && &word == &words.back() && std::ranges::all_of(word, core::is_ascii_digit);
        if (!key.empty() && !counts && is_quality_word(word)) continue;
        if (!key.empty()) key += '-';
        key += word;
    }
    // The same text in several voices is one recording.
    static constexpr auto voices = std::to_array<std::string_view>(
        {"nam", "nu", "male", "female", "mb", "mn", "mt", "bac", "trung", "hn", "sg", "hcm"});
    for (bool cut = true; cut && key.size() > 12;) {
        const std::size_t dash = key.rfind('-');
        cut = dash != std::string::npos &&
              std::ranges::find(voices, std::string_view(key).substr(dash + 1)) != voices.end();
        if (cut) key.resize(dash);
    }
    // A name that any recording could bear says nothing without its folder.
    if (key.size() < 5 || !has_audio_name(path) || key == "audio" || key == "index" || key == "download" ||
        key == "file" || key == "source" || key == "default" || key == "podcast" || key == "output" ||
        key == "article") {
        const std::string folder = host_of(url) + path.substr(0, path.rfind('/') + 1);
        return has_audio_name(path) ? folder + key : host_of(url) + path + '?' + std::string(query_of(url));
    }
    return key;
}

int source_quality(std::string_view url) {
    const std::string path = ascii_lower(path_of(url));
    // A counter behind the name is the page's and not the file's.
    int quality = query_of(url).empty() ? 1 : 0;
    quality += audio_quality(path);
    for (std::string word : name_words(path)) {
        if (!is_quality_word(word)) continue;
        if (word == "hq" || word == "high" || word == "hi" || word == "hd" || word == "master" || word == "large")
            quality += 300;
        if (word == "lq" || word == "low" || word == "lo" || word == "sd" || word == "small") quality -= 300;
        if (word[0] >= '1' && word[0] <= '9') quality += std::atoi(word.c_str());
    }
    return quality;
}

}  // namespace fetch
