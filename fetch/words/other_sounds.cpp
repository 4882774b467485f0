#include "fetch/words/other_sounds.h"

#include <algorithm>
#include <array>

#include "core/ascii.h"
#include "fetch/markup/markup.h"
#include "fetch/markup/url.h"
#include "fetch/words/recordings.h"
#include "fetch/words/regions.h"
#include "fetch/words/url_parts.h"

namespace fetch {
namespace {

/// True for the name of a server that sends programmes: "ice1.radio.example", "stream.radio.example".
bool is_streaming_host(const std::string& host) {
    const std::vector<std::string> words = name_words(host);
    return std::ranges::any_of(words, [](const std::string& word) {
        std::string_view name(word);
        while (!name.empty() && core::is_ascii_digit(name.back())) name.remove_suffix(1);
        return name.starts_with("stream") || name == "live" || name == "radio" || name == "icecast" || name == "ice" ||
               name == "icy" || name == "shoutcast" || name == "webradio" || name == "onair" || name == "direct" ||
               name == "listen" || name == "radiojar";
    });
}

bool is_live(std::string_view url) {
    const std::string path = ascii_lower(path_of(url));
    if (path == "/;" || path.starts_with("/;") || path.ends_with("/;stream.mp3")) return true;
    const bool streaming_host = is_streaming_host(host_of(url));
    const std::string stem = stem_of(url);
    const auto stem_words = name_words(stem);
    const bool live_name =
        holds(stem_words, {"live", "stream", "livestream", "onair", "radio", "icecast"}) && stem_words.size() <= 3;
    for (const std::string_view word : {"livestream", "webradio", "icecast", "shoutcast"}) {
        if (stem.find(word) != std::string::npos || path.find("/" + std::string(word)) != std::string::npos)
            return true;
    }
    const auto segments = std::ranges::count(path, '/');
    if (streaming_host && (segments <= 1 || live_name)) return true;
    // A programme has no number of its own; a file of an archive has its day or its count.
    constexpr std::ptrdiff_t long_number = 4;
    const auto digits = std::ranges::count_if(path.substr(0, path.rfind('.')), core::is_ascii_digit);
    if (streaming_host && segments <= 2 && digits == 0 && stem_words.size() <= 2) return true;
    if (streaming_host && !has_audio_name(url) && digits < long_number) return true;
    const bool live_folder = path.starts_with("/live/") || path.starts_with("/stream/") ||
                             (path.starts_with("/radio/") && !has_audio_name(url));
    if (live_folder && digits < long_number && stem_words.size() <= 2) return true;
    if (live_name && segments <= 2 && !has_audio_name(url)) return true;
    if (live_name && stem_words.size() == 1) return true;
    if (!has_audio_name(url) && (path.ends_with("/listen") || stem.ends_with("mp3"))) return true;
    // A port and hardly a path is how radio servers are addressed; with a file's name only on the ports that are
    // theirs.
    const auto parts = parse_url(url);
    const bool own_port = parts && !parts->has_usual_port();
    constexpr int first_radio_port = 8000;
    constexpr int last_radio_port = 8999;
    const bool radio_port = own_port && parts->port >= first_radio_port && parts->port <= last_radio_port;
    return segments <= 1 && digits < long_number && (radio_port || (own_port && !has_audio_name(url)));
}

constexpr auto signal_words = std::to_array<std::string_view>(
    {"jingle", "jingles", "intro",    "outro", "alarm",        "alarms",        "beep",    "bell",
     "ding",   "chime",   "chimes",   "click", "notification", "notifications", "notify",  "silence",
     "silent", "blank",   "ringtone", "sting", "sfx",          "countdown",     "timer",   "tick",
     "ping",   "whoosh",  "swoosh",   "ident", "nhachieu",     "chuong",        "nhacnen", "earcon",
     "buzzer", "empty",   "dummy",    "hieu",  "signet"});

constexpr auto bulletin_words =
    std::to_array<std::string_view>({"newscast", "newscasts", "bulletin", "bulletins", "briefing", "newsflash",
                                     "hourly", "bantin", "diemtin", "boletin", "boletim", "notiziario", "flashinfo"});

// Long enough to tell in a longer name too; without what separates their words.
constexpr auto signal_phrases = std::to_array<std::string_view>(
    {"nhachieu", "nhacnen", "backgroundmusic", "stationid", "signaturetune", "ringtone"});

}  // namespace

std::string reason_against_url(std::string_view reference, std::string_view url) {
    if (contains_any(reference, {"{", "<%", "%>", "' +", "'+", "\" +", "\"+", "+ '", "[[", "%s", "%d", "%id%", "/:id"}))
        return "a template that a script fills, not a URL";
    if (has_playlist_name(url)) return "a playlist or stream, not a file";
    if (is_live(url)) return "a live stream";
    const std::string query = ascii_lower(query_of(url));
    if (contains_any(ascii_lower(path_of(url)), {"translate_tts", "text:synthesize", "/synthesize"}) ||
        (contains_any("&" + query, {"&text=", "&q="}) && contains_any(query, {"lang", "tl=", "voice", "hl="})))
        return "an address that speaks any text";
    auto folders = name_words(path_of(url).substr(0, path_of(url).rfind('/') + 1));
    for (std::string& word : folders) word = ascii_lower(word);
    if (holds(folders, {"pronunciation", "pronunciations", "pronounce", "phatam", "aussprache", "prononciation"}) ||
        holds(name_words(stem_of(url)), {"pronunciation", "pronounce", "phatam", "prononciation", "aussprache"}))
        return "the pronunciation of a word";
    return {};
}

std::string doubt_about_url(std::string_view url) {
    const std::string path = ascii_lower(path_of(url));
    const auto stem_words = name_words(stem_of(url));
    const auto count = std::ranges::count_if(stem_words, [](const std::string& word) { return !is_number(word); });
    std::string joined;
    for (const std::string& word : stem_words) joined += word;
    const auto signals = std::ranges::count_if(stem_words, [](const std::string& word) {
        return std::ranges::find(signal_words, std::string_view(word)) != signal_words.end();
    });
    if ((signals > 0 && count <= 2) || std::ranges::any_of(signal_phrases, [&](std::string_view phrase) {
            return joined.find(phrase) != std::string::npos;
        }))
        return "a jingle or signal sound by its name";
    const auto folders = name_words(path.substr(0, path.rfind('/') + 1));
    if (holds(folders, {"jingle", "jingles", "intros", "alarm", "alarms", "notification", "notifications", "ringtones",
                        "sfx", "soundeffects", "earcons", "sprites", "captcha", "quiz", "ui", "effects", "widgets",
                        "preview", "previews"})) {
        return "a jingle or signal sound by its folder";
    }
    if (holds(folders, {"plugins", "themes", "skins", "skin", "assets"}) && count <= 1 &&
        holds(stem_words, {"sample", "demo", "test", "default", "example", "placeholder", "blank"})) {
        return "a sample of the player";
    }
    for (const auto& words : {stem_words, folders}) {
        if (holds(words, bulletin_words)) return "a bulletin by its name";
        // "ban-tin", "diem-tin": two words where marks and blanks are gone.
        for (std::size_t i = 0; i + 1 < words.size(); ++i) {
            if ((words[i] == "ban" || words[i] == "diem") && words[i + 1] == "tin") return "a bulletin by its name";
        }
    }
    return {};
}

bool is_bare_name(std::string_view url) {
    constexpr std::size_t few_words = 2;
    constexpr std::size_t longest_word = 15;
    const auto words = name_words(stem_of(url));
    return words.size() <= few_words && std::ranges::all_of(words, [](const std::string& word) {
               return word.size() <= longest_word && std::ranges::none_of(word, core::is_ascii_digit);
           });
}

std::string reason_against_keys(const std::vector<std::string>& all, std::string_view url) {
    const std::vector<std::string> words(all.begin(),
                                         all.begin() + std::ptrdiff_t(std::min<std::size_t>(all.size(), 12)));
    const std::vector<std::string> inner(all.begin(),
                                         all.begin() + std::ptrdiff_t(std::min<std::size_t>(all.size(), 4)));
    if (std::string reason = reason_against_classes(words); !reason.empty()) return reason;
    if (holds(words, {"intro", "outro", "alarm", "alert", "notification", "timer"})) {
        return "a jingle or signal sound by its field";
    }
    if (holds(words, {"bulletin", "newscast", "briefing"})) return "a bulletin by its field";
    if (holds(words, {"live", "stations", "station"})) return "a live stream by its field";
    if (holds(words, {"streams"}) && !has_audio_name(url)) return "a live stream by its field";
    if (holds(words, {"ad", "ads", "advert", "vast", "sponsor", "advertisement", "advertising"})) {
        return "advertising by its field";
    }
    if (holds(inner, {"defaults", "default", "fallback", "sample", "example", "demo", "plugin", "plugins", "skin",
                      "sprite", "placeholder"})) {
        return "the player's configuration";
    }
    if (holds(words, {"video", "videos"}) && !names_audio(words)) return "the sound track of a video";
    if (holds(words, {"related", "recommended", "recommendations", "trending", "popular", "mostread", "teaser",
                      "teasers", "latest", "next", "upnext", "previous", "prev", "lienquan", "tinlienquan", "sidebar",
                      "similar", "others"})) {
        return "in a list of other articles";
    }
    if (holds(words, {"comment", "comments", "binhluan"})) return "in a reader's comment";
    return {};
}

std::string reason_against_classes(const std::vector<std::string>& words) {
    if (holds(words, {"jingle", "jingles", "audiointro", "beep", "chime", "notifications", "ringtone", "sting", "sfx",
                      "countdown", "soundeffect", "alarms"})) {
        return "a jingle or signal sound by its field";
    }
    if (holds(words, {"livestream", "liveradio", "webradio", "icecast", "shoutcast", "onair", "livestreams",
                      "radiostream", "radioplayer", "liveplayer", "live"})) {
        return "a live stream by its field";
    }
    if (holds(words, {"preroll", "midroll", "postroll"})) return "advertising by its field";
    if (holds(words, {"pronunciation", "pronounce", "pronunciations", "phatam", "aussprache", "prononciation"})) {
        return "the pronunciation of a word";
    }
    return {};
}

}  // namespace fetch
