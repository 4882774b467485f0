#include "fetch/article/audio_choice.h"

#include <fmt/format.h>

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <set>

#include "core/ascii.h"
#include "fetch/words/words.h"

namespace fetch {
namespace {

constexpr double least_score = 0.45;  // what speaks for a recording less than this is not enough
constexpr double clear_lead = 0.1;    // two recordings nearer than this cannot be told apart
constexpr double tiny = 1e-9;         // sums of tenths differ by less
constexpr double day_bonus = 0.1;     // for a name that holds the day of publication
constexpr double words_bonus = 0.1;   // for one that has words of the title

/// URLs of one recording.
struct Recording {
    std::string key;
    std::vector<OfferedRecording> sources;
    double score = 0.0;
    bool foreign = false;
    bool in_article = false;
    bool built = false;
    std::size_t part = 0;

    const std::string& url() const { return sources.front().candidate.url; }
};

std::string day_digits(const core::WrittenTime& time) {
    std::string day = core::format_iso8601(time).substr(0, 10);
    std::erase(day, '-');
    return day;
}

/// A name and the number of one or two digits that it ends in.
struct Numbered {
    std::string name;
    std::size_t number = 0;
};

/// Words before a number that tell no part of one thing.
bool counts_others(std::string_view name) {
    static constexpr auto words =
        std::to_array<std::string_view>({"ep", "episode", "tap", "so", "voice", "giong", "v", "ver", "version", "take",
                                         "vol", "season", "folge", "nu", "nam"});
    while (name.ends_with('-')) name.remove_suffix(1);
    return std::ranges::find(words, name.substr(name.rfind('-') + 1)) != words.end();
}

std::optional<Numbered> with_number(const std::string& key) {
    std::size_t end = key.size();
    while (end > 0 && core::is_ascii_digit(key[end - 1])) --end;
    if (key.size() - end > 2 || end == key.size()) return std::nullopt;
    return Numbered{key.substr(0, end), std::stoul(key.substr(end))};
}

/// The same where the name alone tells that the number counts parts.
std::optional<Numbered> numbered(const std::string& key) {
    constexpr std::size_t shortest_name = 6;
    auto one = with_number(key);
    if (one && (one->name.size() < shortest_name || counts_others(one->name))) one.reset();
    return one;
}

/// Parts of one thing: names that differ in their last number only.
bool are_parts(const std::string& a, const std::string& b) {
    const auto left = numbered(a);
    const auto right = numbered(b);
    return left && right && left->name == right->name;
}

/// The name without numbers as long as those by which servers tell files apart.
std::string without_stamps(const std::string& key) {
    constexpr std::size_t long_number = 6;
    std::string rest;
    for (std::size_t at = 0; at < key.size();) {
        std::size_t end = at;
        while (end < key.size() && core::is_ascii_digit(key[end])) ++end;
        if (end - at < long_number) rest += key.substr(at, std::max<std::size_t>(end - at, 1));
        at = std::max(end, at + 1);
    }
    return rest;
}

/// Two formats side by side: links in one block that lead to files of other endings, and are called by the format or
/// alike but for a stamp.
bool are_formats(const Recording& a, const Recording& b) {
    const auto ending = [](const Recording& recording) {
        const std::string& url = recording.url();
        const std::string_view path = std::string_view(url).substr(0, url.find_first_of("?#"));
        return ascii_lower(path.substr(std::min(path.rfind('.'), path.size())));
    };
    const OfferedRecording& left = a.sources.front();
    const OfferedRecording& right = b.sources.front();
    if (left.block == nullptr || left.block != right.block || ending(a) == ending(b)) return false;
    if (left.called_by_format && right.called_by_format) return true;
    const std::string name = without_stamps(a.key);
    constexpr std::size_t shortest_name = 6;
    return name.size() >= shortest_name && name == without_stamps(b.key);
}

void join_formats(std::vector<Recording>& recordings) {
    constexpr std::size_t most_compared = 60;
    for (std::size_t i = 0; i < std::min(recordings.size(), most_compared); ++i) {
        for (std::size_t j = recordings.size(); --j > i;) {
            if (!are_formats(recordings[i], recordings[j])) continue;
            std::ranges::move(recordings[j].sources, std::back_inserter(recordings[i].sources));
            recordings[i].foreign = recordings[i].foreign && recordings[j].foreign;
            recordings.erase(recordings.begin() + static_cast<std::ptrdiff_t>(j));
        }
    }
}

/// Letters as the names of files have them: without marks, đ as d.
std::string without_marks(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* decomposing = icu::Normalizer2::getNFKDInstance(status);
    if (U_FAILURE(status)) return std::string(text);
    const icu::UnicodeString source = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(std::min<std::size_t>(text.size(), 400))));
    const icu::UnicodeString decomposed = decomposing->normalize(source, status);
    std::string plain;
    for (std::int32_t i = 0; U_SUCCESS(status) && i < decomposed.length(); ++i) {
        const char16_t unit = decomposed[i];
        constexpr char16_t small_d = 0x0111;
        constexpr char16_t capital_d = 0x0110;
        constexpr char16_t first_mark = 0x0300;
        constexpr char16_t last_mark = 0x036F;
        if (unit >= first_mark && unit <= last_mark) continue;
        if (unit == small_d || unit == capital_d)
            plain += 'd';
        else
            plain += unit < 0x80 ? static_cast<char>(unit) : ' ';
    }
    return plain;
}

/// Whether a file's name has words of the title: two that tell something, and a third of what it says.
bool has_title_words(std::string_view url, const std::vector<std::string>& title) {
    constexpr std::size_t shortest = 4;
    const std::string_view path = url.substr(0, url.find_first_of("?#"));
    std::size_t telling = 0;
    std::size_t shared = 0;
    for (const std::string& word : name_words(path.substr(path.rfind('/') + 1))) {
        if (word.size() < shortest || core::is_ascii_digit(word[0])) continue;
        ++telling;
        const bool known = std::ranges::any_of(title, [&](const std::string& other) {
            return other.size() >= shortest && (other.starts_with(word) || word.starts_with(other));
        });
        if (known) ++shared;
    }
    return shared >= 2 && shared * 3 >= telling;
}

/// Names of recordings; a number at their end that could be a bitrate counts parts where it stands among others.
class Keys {
public:
    explicit Keys(const std::vector<OfferedRecording>& offered) {
        for (const OfferedRecording& each : offered)
            if (const auto one = numbered(recording_key(each.candidate.url))) counted_.insert(one->name);
    }

    std::string of(const OfferedRecording& each) const {
        const std::string& url = each.candidate.url;
        std::string key = recording_key(url, LastNumber::counts);
        const auto one = with_number(key);
        const bool counts = one && (counted_.contains(one->name) || (each.part > 0 && each.part == one->number));
        return counts ? key : recording_key(url);
    }

private:
    std::set<std::string> counted_;
};

std::vector<Recording> group(std::vector<OfferedRecording> offered) {
    std::map<std::string, std::size_t> places;
    std::vector<Recording> recordings;
    const Keys keys(offered);
    for (OfferedRecording& each : offered) {
        // One by what the page says, by its address, or by its name.
        std::vector<std::string> names{each.candidate.url, keys.of(each)};
        if (!each.recording.empty()) names.push_back(each.recording);
        std::size_t place = recordings.size();
        for (const std::string& name : names) {
            if (const auto known = places.find(name); known != places.end()) place = std::min(place, known->second);
        }
        if (place == recordings.size()) {
            recordings.emplace_back();
            recordings.back().key = names[1];
            recordings.back().foreign = true;
            recordings.back().built = each.candidate.built;
        }
        for (std::string& name : names) places.emplace(std::move(name), place);
        Recording& recording = recordings[place];
        recording.foreign = recording.foreign && !each.foreign_title.empty();
        recording.in_article = recording.in_article || each.in_article;
        recording.part = std::max(recording.part, each.part);
        const auto known = std::ranges::find(recording.sources, each.candidate.url,
                                             [](const OfferedRecording& source) { return source.candidate.url; });
        if (known == recording.sources.end()) {
            recording.sources.push_back(std::move(each));
        } else if (each.candidate.score > known->candidate.score) {
            known->candidate = std::move(each.candidate);
        }
    }
    join_formats(recordings);
    for (Recording& recording : recordings) {
        std::set<std::string> rules;
        for (const OfferedRecording& source : recording.sources) {
            recording.score = std::max(recording.score, source.candidate.score);
            rules.insert(source.candidate.rule);
        }
        recording.score += 0.05 * static_cast<double>(std::min<std::size_t>(rules.size(), 4) - 1);
        std::ranges::stable_sort(recording.sources, [](const OfferedRecording& a, const OfferedRecording& b) {
            return source_quality(a.candidate.url) > source_quality(b.candidate.url);
        });
    }
    std::ranges::stable_sort(recordings, std::greater<>(), &Recording::score);
    return recordings;
}

void accept(AudioFindings& found, const Recording& recording) {
    for (const OfferedRecording& source : recording.sources) {
        core::AudioCandidate candidate = source.candidate;
        candidate.score = std::round(std::min(recording.score, 1.0) * 100) / 100;
        found.accepted.push_back(std::move(candidate));
    }
}

void reject(AudioFindings& found, const Recording& recording, const std::string& reason) {
    for (const OfferedRecording& source : recording.sources)
        found.rejected.push_back({source.candidate.url, source.candidate.rule, reason});
}

/// Whether more words stand beside it than a part's name has: then a number tells entries of a list apart.
bool has_own_title(const Recording& recording) {
    constexpr std::ptrdiff_t few_spaces = 2;
    return std::ranges::any_of(recording.sources, [](const OfferedRecording& source) {
        return source.part == 0 && !source.called_by_format && std::ranges::count(source.words, ' ') > few_spaces;
    });
}

/// The recordings that are parts of one with the best, in order, where the page numbers them from one (or zero) on.
std::vector<const Recording*> parts_with(const Recording& best, const std::vector<Recording>& likely) {
    const auto number_of = [&](const Recording& recording) -> std::optional<std::size_t> {
        if (best.part > 0) {
            if (recording.part == 0) return std::nullopt;
            return recording.part;
        }
        if (has_own_title(recording)) return std::nullopt;
        if (&recording != &best &&
            (!are_parts(best.key, recording.key) || !recording.in_article || best.score - recording.score > clear_lead))
            return std::nullopt;
        const auto named = numbered(recording.key);
        if (!named) return std::nullopt;
        return named->number;
    };
    std::map<std::size_t, const Recording*> parts;
    for (const Recording& recording : likely) {
        const auto number = number_of(recording);
        if (number && !recording.foreign && !parts.try_emplace(*number, &recording).second) return {};
    }
    if (parts.size() < 2 || parts.begin()->first > 1 ||
        parts.rbegin()->first - parts.begin()->first + 1 != parts.size())
        return {};
    std::vector<const Recording*> ordered;
    ordered.reserve(parts.size());
    for (const auto& part : parts) ordered.push_back(part.second);
    return ordered;
}

void choose(AudioFindings& found, std::vector<Recording> recordings) {
    const auto foreign = std::ranges::count_if(recordings, &Recording::foreign);
    const bool some_own = foreign < std::ssize(recordings);
    std::vector<Recording> likely;
    for (Recording& recording : recordings) {
        // Only where it stands in the article itself may it go by a name of its own.
        if (recording.foreign && (some_own || foreign > 1 || !recording.in_article)) {
            reject(found, recording, fmt::format("it is called '{}'", recording.sources.front().foreign_title));
        } else if (recording.score < least_score) {
            reject(found, recording, "too little speaks for it");
        } else {
            likely.push_back(std::move(recording));
        }
    }
    if (likely.empty()) return;
    const Recording* best = &likely.front();
    const std::vector<const Recording*> parts = parts_with(*best, likely);
    if (!parts.empty()) best = parts.front();
    std::vector<const Recording*> rivals;
    const Recording* instead = nullptr;  // of one that may not be there
    for (const Recording& other : likely) {
        if (&other == best) continue;
        if (std::ranges::find(parts, &other) != parts.end()) continue;
        if (parts.empty() && are_parts(best->key, other.key)) {
            rivals.push_back(&other);  // parts of which one is missing, or a series
        } else if (best->built && !other.built && instead == nullptr) {
            instead = &other;
        } else if (best->built == other.built && best->score - other.score < clear_lead - tiny) {
            rivals.push_back(&other);
        } else {
            reject(found, other, fmt::format("less likely than {}", best->url()));
        }
    }
    accept(found, *best);
    for (std::size_t part = 1; part < parts.size(); ++part) found.later_parts.push_back(parts[part]->url());
    for (const Recording* rival : rivals) accept(found, *rival);
    found.ambiguous = !rivals.empty();
    if (instead != nullptr) accept(found, *instead);
}

}  // namespace

void choose_recording(std::vector<OfferedRecording> offered, const std::string& title,
                      const std::optional<core::WrittenTime>& published, AudioFindings& found) {
    // Only where there is something to choose.
    const std::vector<std::string> title_words =
        offered.size() < 2 ? std::vector<std::string>() : name_words(without_marks(title));
    const std::string day = published ? day_digits(*published) : std::string();
    for (OfferedRecording& each : offered) {
        const std::string& url = each.candidate.url;
        if (!day.empty() && url.substr(0, url.find_first_of("?#")).find(day) != std::string::npos)
            each.candidate.score += day_bonus;
        if (has_title_words(url, title_words)) each.candidate.score += words_bonus;
    }
    choose(found, group(std::move(offered)));
}

}  // namespace fetch
