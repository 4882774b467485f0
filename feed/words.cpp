#include "feed/words.h"

#include "core/language.h"
#include "feed/site_texts.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace feed {

// The one place where a name in the files becomes a member. A file that lacks one is found by the first call, so by any
// test.
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(FeedWords, read_article, synthetic_voice, synthetic_parts, chapters, transcript,
                                   source, corrected, by, bulletin, feed_note, daily, weekly, fortnightly, monthly,
                                   standard_version, light_version, rich_version, other_version)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ScriptWords, play, pause, fresh, left, heard, position_of, add, added, remove, next,
                                   broken, again, copied, no_match, matches, first_matches, search_failed)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PlayerWords, share, share_here, position, back_seconds, forward_seconds, more, speed,
                                   sleep, off, minutes, at_end, queue, clear, keyboard, keys, keys_wanted, close,
                                   previous_chapter, next_chapter, player, download, version)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PageWords, subscribe, subscribe_hint, get_app, feed_address, copy, scan, about,
                                   newest, read, episodes, the_day, older, newer_episode, older_episode, newer_month,
                                   older_month, no_episodes, not_found, not_found_hint, search, search_hint, embed,
                                   levelled, skip_to_content, written, untimed, to_episode, tap_sentence)

namespace {

Words parsed(const EmbeddedText& file) {
    const nlohmann::json data = nlohmann::json::parse(file.text);
    Words words;
    static_cast<FeedWords&>(words) = data.get<FeedWords>();
    static_cast<ScriptWords&>(words) = data.get<ScriptWords>();
    static_cast<PlayerWords&>(words) = data.get<PlayerWords>();
    static_cast<PageWords&>(words) = data.get<PageWords>();
    words.language = file.name;
    words.same_as_english = data.at("same_as_english").get<std::vector<std::string>>();
    return words;
}

/// By their tags.
const std::map<std::string, Words>& all_words() {
    static const std::map<std::string, Words> all = [] {
        std::map<std::string, Words> found;
        for (const EmbeddedText& file : words_files()) found.emplace(file.name, parsed(file));
        return found;
    }();
    return all;
}

}  // namespace

bool are_borrowed(const Words& words, std::string_view language) {
    const auto primary = [](std::string_view tag) { return tag.substr(0, tag.find('-')); };
    return primary(words.language) != primary(language);
}

std::string script_words(const Words& words) {
    nlohmann::json data = static_cast<const ScriptWords&>(words);
    data["language"] = words.language;
    return data.dump();
}

std::vector<std::string> languages_of_words() {
    std::vector<std::string> tags;
    for (const auto& [tag, words] : all_words()) tags.push_back(tag);
    return tags;
}

const Words& words(const std::string& language) {
    if (const auto exact = all_words().find(language); exact != all_words().end()) return exact->second;
    // To match a language costs a thousand times what it costs to look one up, and every row of a page asks.
    thread_local std::map<std::string, const Words*> known;
    const auto [entry, is_new] = known.try_emplace(language, nullptr);
    if (is_new) {
        const std::vector<std::string> tags = languages_of_words();
        const auto nearest = core::nearest_language(language, tags);
        entry->second = &all_words().at(nearest ? tags[*nearest] : "en");
    }
    return *entry->second;
}

std::string fill(std::string_view pattern, std::string_view value) {
    std::string text(pattern);
    if (const std::size_t place = text.find("{}"); place != std::string::npos) text.replace(place, 2, value);
    return text;
}

std::string fill(const Plural& phrase, std::uint64_t number, const std::string& language) {
    const auto form = phrase.find(core::plural_category(number, language));
    return fill(form == phrase.end() ? phrase.at("other") : form->second,
                core::format_number(static_cast<double>(number), 0, language));
}

}  // namespace feed
