#include "feed/words.h"

#include "core/language.h"
#include "feed/site_texts.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <regex>
#include <set>

namespace feed {
namespace {

using nlohmann::json;
using testing::Contains;
using testing::Not;

std::map<std::string, json> files() {
    std::map<std::string, json> all;
    for (const EmbeddedText& file : words_files()) all[std::string(file.name)] = json::parse(file.text);
    return all;
}

/// The forms of a phrase by their plural categories; one under "" where it has no plural.
std::map<std::string, std::string> forms_of(const json& phrase) {
    if (phrase.is_string()) return {{"", phrase.get<std::string>()}};
    return phrase.get<std::map<std::string, std::string>>();
}

std::set<std::string> placeholders(const std::string& text) {
    static const std::regex one("\\{\\w*\\}");
    return {std::sregex_token_iterator(text.begin(), text.end(), one), std::sregex_token_iterator()};
}

/// The categories of the numbers that anything here is counted by, and an example of each.
std::map<std::string, std::vector<std::uint64_t>> categories(const std::string& language) {
    std::map<std::string, std::vector<std::uint64_t>> numbers;
    for (std::uint64_t number = 0; number <= 20'000; ++number)
        numbers[core::plural_category(number, language)].push_back(number);
    return numbers;
}

TEST(Words, AreThereInTheLanguagesOfMostNewsPodcasts) {
    const std::vector<std::string> tags = languages_of_words();
    EXPECT_GE(tags.size(), 30u);
    for (const char* tag :
         {"ar", "de", "en", "es", "fr", "he", "hi", "ja", "pt", "ru", "th", "vi", "zh-Hans", "zh-Hant"})
        EXPECT_THAT(tags, Contains(tag));
}

TEST(Words, AreCompleteInEachLanguage) {
    const auto all = files();
    const json& english = all.at("en");
    for (const auto& [language, words] : all) {
        EXPECT_EQ(words.size(), english.size()) << language;
        for (const auto& [key, phrase] : english.items()) {
            ASSERT_TRUE(words.contains(key)) << language << ": " << key;
            if (key == "same_as_english") continue;
            EXPECT_EQ(words.at(key).is_string(), phrase.is_string()) << language << ": " << key;
            for (const auto& [category, text] : forms_of(words.at(key)))
                EXPECT_FALSE(text.empty()) << language << ": " << key << " " << category;
        }
    }
}

TEST(Words, SaidAsInEnglishAreListedAsRight) {
    const auto all = files();
    const json& english = all.at("en");
    for (const auto& [language, words] : all) {
        if (language == "en") continue;
        const auto listed = words.at("same_as_english").get<std::set<std::string>>();
        std::set<std::string> same;
        for (const auto& [key, phrase] : english.items())
            if (key != "same_as_english" && words.at(key) == phrase) same.insert(key);
        EXPECT_EQ(same, listed) << language;
    }
}

TEST(Words, HaveTheFormsOfTheirLanguagesPlurals) {
    for (const auto& [language, words] : files()) {
        const auto numbers = categories(language);
        for (const auto& [key, phrase] : words.items()) {
            if (!phrase.is_object()) continue;
            for (const auto& [category, examples] : numbers)
                EXPECT_TRUE(phrase.contains(category) || phrase.contains("other")) << language << ": " << key;
            for (const auto& [category, text] : forms_of(phrase))
                EXPECT_TRUE(numbers.contains(category) || category == "other")
                    << language << ": " << key << " has a form '" << category << "' that no number takes";
            // What is counted more often than the rest has a form of its own.
            for (const char* category : {"one", "few", "many"})
                if (numbers.contains(category)) {
                    EXPECT_TRUE(phrase.contains(category)) << language << ": " << key << " lacks " << category;
                }
        }
    }
}

TEST(Words, KeepTheirPlaceholders) {
    const auto all = files();
    const json& english = all.at("en");
    for (const auto& [language, words] : all) {
        const auto numbers = categories(language);
        for (const auto& [key, phrase] : english.items()) {
            if (key == "same_as_english") continue;
            const auto english_forms = forms_of(phrase);
            const std::set<std::string> wanted = placeholders(english_forms.rbegin()->second);
            for (const auto& [category, text] : forms_of(words.at(key))) {
                // A form that stands for one number alone may say it in a word.
                const auto found = numbers.find(category);
                if (found != numbers.end() && found->second.size() == 1 && wanted == std::set<std::string>{"{}"} &&
                    placeholders(text).empty())
                    continue;
                EXPECT_EQ(placeholders(text), wanted) << language << ": " << key << " " << category;
            }
        }
    }
}

TEST(Words, AreSafeInMarkup) {
    for (const auto& [language, words] : files())
        for (const auto& [key, phrase] : words.items()) {
            if (key == "same_as_english" || key == "keys") continue;
            for (const auto& [category, text] : forms_of(phrase))
                EXPECT_EQ(text.find_first_of("<>&\"\n"), std::string::npos) << language << ": " << key;
        }
}

TEST(Words, OfALanguageThatHasNoneAreItsNearest) {
    EXPECT_EQ(words("vi-VN").language, "vi");
    EXPECT_EQ(words("en-GB").language, "en");
    EXPECT_EQ(words("zh-TW").language, "zh-Hant");
    EXPECT_EQ(words("zh").language, "zh-Hans");
    EXPECT_EQ(words("pt-PT").language, "pt");
    EXPECT_EQ(words("no").language, "nb");
    EXPECT_EQ(words("ca").language, "es") << "most of its readers read that";
    EXPECT_EQ(words("xx").language, "en");
    EXPECT_EQ(words("").language, "en");
}

TEST(Words, AreFilledWithTheNumbersForm) {
    const Words& english = words("en");
    EXPECT_EQ(fill(english.minutes, 1, "en"), "1 minute");
    EXPECT_EQ(fill(english.minutes, 30, "en"), "30 minutes");
    const Plural russian{{"one", "{} минута"}, {"few", "{} минуты"}, {"many", "{} минут"}, {"other", "{} минуты"}};
    EXPECT_EQ(fill(russian, 21, "ru"), "21 минута");
    EXPECT_EQ(fill(russian, 3, "ru"), "3 минуты");
    EXPECT_EQ(fill(russian, 11, "ru"), "11 минут");
}

TEST(Words, OfTheScriptAreJson) {
    const json words_of_script = json::parse(script_words(words("vi")));
    EXPECT_EQ(words_of_script.at("language"), "vi");
    EXPECT_EQ(words_of_script.at("play"), "Phát");
    EXPECT_TRUE(words_of_script.at("left").is_object());
}

}  // namespace
}  // namespace feed
