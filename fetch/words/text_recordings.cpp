#include "fetch/words/text_recordings.h"

#include "fetch/markup/text.h"
#include "fetch/markup/url.h"
#include "fetch/words/labels.h"

#include <algorithm>
#include <array>

namespace fetch {

namespace {

/// Endings of recordings, the better source first.
constexpr auto recording_endings = std::to_array<std::string_view>(
    {"flac", "wav", "aiff", "aif", "mp3", "m4a", "m4b", "aac", "opus", "ogg", "oga", "wma", "amr", "mpga"});
constexpr auto playlist_endings = std::to_array<std::string_view>({"m3u8", "m3u", "pls", "asx", "xspf", "ram", "mpd"});
constexpr auto video_endings =
    std::to_array<std::string_view>({"mp4", "m4v", "webm", "mov", "avi", "flv", "mkv", "wmv", "ogv", "mpg"});
constexpr auto picture_endings =
    std::to_array<std::string_view>({"jpg", "jpeg", "png", "webp", "gif", "avif", "bmp", "svg"});

std::string path_of(std::string_view url) {
    return ascii_lower(url.substr(0, url.find_first_of("?#")));
}

std::string ending_of(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string() : std::string(name.substr(dot + 1));
}

template <std::size_t size>
bool holds(const std::array<std::string_view, size>& endings, const std::string& ending) {
    return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

/// A recording's name and how good a source this form of it is.
struct Form {
    std::string stem;
    int bitrate = 0;
    std::size_t rank = 0;  ///< lower is better
};

Form form_of(std::string_view url) {
    const std::string path = path_of(url);
    const std::string ending = ending_of(path);
    Form form;
    form.rank = static_cast<std::size_t>(std::find(recording_endings.begin(), recording_endings.end(), ending) -
                                         recording_endings.begin());
    form.stem = path.substr(0, path.size() - (ending.empty() ? 0 : ending.size() + 1));
    for (const std::string_view suffix : {"_hq", "-hq", "_high", "-high", "_lq", "-lq", "_low", "-low"}) {
        if (!form.stem.ends_with(suffix)) continue;
        form.stem.resize(form.stem.size() - suffix.size());
        form.bitrate = suffix.find('h') == 1 ? 1000 : 1;
    }
    // "name-128k", "name_64kbps", "name_128": only numbers that are bitrates.
    std::string_view head = form.stem;
    for (const std::string_view unit : {"kbps", "kbit", "kb", "k"})
        if (head.ends_with(unit)) {
            head.remove_suffix(unit.size());
            break;
        }
    std::size_t digits = 0;
    while (digits < head.size() && is_digit(head[head.size() - 1 - digits])) ++digits;
    if ((digits == 2 || digits == 3) && head.size() > digits &&
        (head[head.size() - digits - 1] == '-' || head[head.size() - digits - 1] == '_')) {
        const int number = std::stoi(std::string(head.substr(head.size() - digits)));
        constexpr std::array<int, 12> bitrates{24, 32, 40, 48, 56, 64, 96, 112, 128, 160, 192, 320};
        if (std::find(bitrates.begin(), bitrates.end(), number) != bitrates.end()) {
            form.bitrate = number;
            form.stem.resize(head.size() - digits - 1);
        }
    }
    form.stem = host_of(url) + form.stem.substr(std::min(form.stem.find("://"), form.stem.size()));
    return form;
}

bool is_better(const Form& a, const Form& b) {
    const bool a_lossless = a.rank < 4;
    const bool b_lossless = b.rank < 4;
    if (a_lossless != b_lossless) return a_lossless;
    if (a.bitrate != b.bitrate) return a.bitrate > b.bitrate;
    return a.rank < b.rank;
}

std::string day_digits(const core::WrittenTime& time) {
    std::string digits;
    for (const char letter : core::format_iso8601(time).substr(0, 10))
        if (is_digit(letter)) digits += letter;
    return digits;
}

}  // namespace

LinkKind link_kind(std::string_view url) {
    const std::string ending = ending_of(path_of(url));
    if (holds(recording_endings, ending)) return LinkKind::recording;
    if (holds(playlist_endings, ending)) return LinkKind::playlist;
    if (holds(video_endings, ending)) return LinkKind::video;
    return holds(picture_endings, ending) ? LinkKind::picture : LinkKind::page;
}

ChosenRecordings choose_recording(std::vector<NamedRecording> named,
                                  const std::optional<core::WrittenTime>& published) {
    ChosenRecordings chosen;
    std::vector<std::pair<Form, NamedRecording>> groups;
    for (NamedRecording& each : named) {
        const LinkKind kind = link_kind(each.url);
        if (kind == LinkKind::playlist || kind == LinkKind::video) {
            chosen.rejected.push_back({each.url, each.rule, kind == LinkKind::playlist ? "a playlist" : "a video"});
            continue;
        }
        if (is_station_sound(each.url)) {
            chosen.rejected.push_back({each.url, each.rule, "named like a station's own sound"});
            continue;
        }
        if (published && path_of(each.url).find(day_digits(*published)) != std::string::npos) each.score += 0.1;
        Form form = form_of(each.url);
        const auto same = std::find_if(groups.begin(), groups.end(),
                                       [&](const auto& group) { return group.first.stem == form.stem; });
        if (same == groups.end()) {
            groups.emplace_back(std::move(form), std::move(each));
            continue;
        }
        const double score = std::max(same->second.score, each.score);
        if (same->second.url != each.url) {
            const bool better = is_better(form, same->first);
            const NamedRecording& lost = better ? same->second : each;
            chosen.rejected.push_back({lost.url, lost.rule, "another form of the same recording"});
            if (better) *same = {std::move(form), std::move(each)};
        }
        same->second.score = score;
    }
    if (groups.empty()) return chosen;
    std::stable_sort(groups.begin(), groups.end(),
                     [](const auto& a, const auto& b) { return a.second.score > b.second.score; });
    const double best = groups.front().second.score;
    for (auto& [form, each] : groups) {
        if (each.score > best - 0.05)
            chosen.accepted.push_back({std::move(each.url), std::move(each.rule), each.score});
        else
            chosen.rejected.push_back(
                {std::move(each.url), std::move(each.rule), "another recording stands in a better place"});
    }
    chosen.ambiguous = chosen.accepted.size() > 1;
    return chosen;
}

}  // namespace fetch
