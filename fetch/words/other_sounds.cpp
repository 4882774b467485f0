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

bool is_live(std::string_view url) {
    const std::string host = host_of(url);
    const std::string path = ascii_lower(path_of(url));
    if (path == "/;" || path.starts_with("/;") || path.ends_with("/;stream.mp3")) return true;
    const auto host_words = name_words(host);
    const bool streaming_host = std::ranges::any_of(host_words, [](const std::string& word) {
        return word.starts_with("stream") || word == "live" || word == "radio" || word == "icecast" ||
               word == "shoutcast" || word == "webradio" || word == "onair" || word == "direct";
    });
    const auto stem_words = name_words(stem_of(url));
    const bool live_name =
        holds(stem_words, {"live", "stream", "livestream", "onair", "radio", "icecast"}) && stem_words.size() <= 3;
    const auto segments = std::ranges::count(path, '/');
    if (streaming_host && (segments <= 1 || live_name)) return true;
    // A programme has no number; a file of an archive has its day or its own.
    const std::string_view unformatted = std::string_view(path).substr(0, path.rfind('.'));
    if (streaming_host && segments <= 2 && std::ranges::none_of(unformatted, core::is_ascii_digit)) return true;
    if (live_name && segments <= 2 && !has_audio_name(url)) return true;
    if (live_name && stem_words.size() == 1) return true;
    // A port and hardly a path is how radio servers are addressed.
    const std::size_t authority = url.find("://");
    const bool port =
        authority != std::string_view::npos &&
        url.substr(authority + 3, url.find('/', authority + 3) - authority - 3).find(':') != std::string_view::npos;
    return port && segments <= 1 && !has_audio_name(url);
}

constexpr auto signal_words = std::to_array<std::string_view>(
    {"jingle", "jingles", "intro",    "outro", "alarm",        "alarms",        "beep",    "bell",
     "ding",   "chime",   "chimes",   "click", "notification", "notifications", "notify",  "silence",
     "silent", "blank",   "ringtone", "sting", "sfx",          "countdown",     "timer",   "tick",
     "ping",   "whoosh",  "swoosh",   "ident", "nhachieu",     "chuong",        "nhacnen", "earcon",
     "buzzer", "empty",   "dummy",    "hieu",  "signet"});

// Long enough to tell in a longer name too; without what separates their words.
constexpr auto signal_phrases = std::to_array<std::string_view>(
    {"nhachieu", "nhacnen", "backgroundmusic", "stationid", "signaturetune", "ringtone"});

}  // namespace

std::string reason_against_url(std::string_view reference, std::string_view url) {
    if (contains_any(reference, {"{", "<%", "%>", "' +", "'+", "\" +", "\"+", "+ '", "[["})) {
        return "a template that a script fills, not a URL";
    }
    if (has_playlist_name(url)) return "a playlist or stream, not a file";
    if (is_live(url)) return "a live stream";
    const std::string path = ascii_lower(path_of(url));
    const auto stem_words = name_words(stem_of(url));
    const auto count = std::ranges::count_if(stem_words, [](const std::string& word) { return !is_number(word); });
    std::string joined;
    for (const std::string& word : stem_words) joined += word;
    if ((count <= 2 && holds(stem_words, signal_words)) ||
        std::ranges::any_of(signal_phrases,
                            [&](std::string_view phrase) { return joined.find(phrase) != std::string::npos; }))
        return "a jingle or signal sound by its name";
    auto folders = name_words(path.substr(0, path.rfind('/') + 1));
    if (holds(folders, {"jingle", "jingles", "intros", "alarm", "alarms", "notification", "notifications", "ringtones",
                        "sfx", "soundeffects", "earcons", "sprites"})) {
        return "a jingle or signal sound by its folder";
    }
    if (holds(folders, {"pronunciation", "pronunciations", "pronounce", "phatam", "aussprache", "prononciation"}) ||
        holds(stem_words, {"pronunciation", "pronounce", "phatam"})) {
        return "the pronunciation of a word";
    }
    if (holds(folders, {"plugins", "themes", "skins", "skin", "assets"}) && count <= 1 &&
        holds(stem_words, {"sample", "demo", "test", "default", "example", "placeholder", "blank"})) {
        return "a sample of the player";
    }
    return {};
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
