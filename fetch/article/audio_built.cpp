#include "fetch/article/audio_built.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>

#include "core/ascii.h"
#include "core/text.h"
#include "fetch/article/audio_in_data.h"
#include "fetch/article/script_values.h"
#include "fetch/markup/markup.h"
#include "fetch/words/words.h"

namespace fetch {
namespace {

constexpr double built_score = 0.7;
constexpr std::size_t max_built = 40;
constexpr std::size_t max_script = 2u << 20;   // what is longer is a library's code, not a page's values
constexpr std::size_t max_values = 64u << 10;  // and what is longer than this was not written for one page

/// True where a script puts a recording's URL together: by the read-aloud's keys, or with an ending behind a brace or
/// at the beginning of a text.
bool builds(std::string_view text) {
    if (text.find("distributionDate") != std::string_view::npos && text.find("nameSpace") != std::string_view::npos)
        return true;
    for (const std::string_view ending : {".mp3", ".m4a"}) {
        for (std::size_t at = text.find(ending, 1); at != std::string_view::npos; at = text.find(ending, at + 1)) {
            if (std::string_view("}'\"").find(text[at - 1]) != std::string_view::npos) return true;
        }
    }
    return false;
}

class Builder {
public:
    Builder(const PageParts& page, std::vector<AudioSighting>& seen) : page_(page), seen_(seen) {}

    void build() {
        std::vector<std::string_view> builders;
        std::vector<std::string_view> others;
        for (const PageParts::Script& script : page_.scripts()) {
            const std::string_view text = script.text;
            if (text.size() <= max_script && builds(text))
                builders.push_back(text);
            else if (text.size() <= max_values)
                others.push_back(text);
        }
        if (builders.empty()) return;
        for (const auto& texts : {builders, others}) {
            for (const std::string_view text : texts) {
                trees_.push_back(std::make_unique<JsonTree>(text, JsonTree::Dialect::script));
                values_.learn(*trees_.back());
            }
        }
        learn_elements();
        for (std::size_t i = 0; i < builders.size(); ++i) {
            text_of_ = builders[i];
            for (JsonNode node = trees_[i]->root(); node && built_ < max_built; node = node.next_in_text()) {
                if (node.is_object()) read_aloud(node);
                if (node.is_string()) pattern(node);
            }
            joined(builders[i]);
        }
        refuse_others();
    }

private:
    void add(std::string url, std::string rule, const std::string& recording, std::vector<std::string> names) {
        AudioSighting sighting;
        sighting.reference = std::move(url);
        sighting.rule = std::move(rule);
        sighting.score = built_score;
        sighting.in_data = true;
        sighting.built = true;
        sighting.recording = recording;
        sighting.names = std::move(names);
        seen_.push_back(std::move(sighting));
        ++built_;
    }

    /// The values of a key of the player's: its own, or those of the variable that it names.
    std::vector<std::string> said(JsonNode object, std::string_view key) const {
        const JsonNode value = object.at(key);
        if (!value) return field_said(object, key);
        if (value.is_string())
            return is_plain_value(value.text()) ? std::vector<std::string>{std::string(value.text())}
                                                : std::vector<std::string>();
        if (!value.is_word()) return {};
        const std::string_view word = value.text();
        const bool number = std::ranges::all_of(word, core::is_ascii_digit);
        if (number) return {std::string(word)};
        // A variable of another one's name is only followed where that has a text: no program is run here.
        std::vector<std::string> found = values_.of(word);
        std::erase_if(found, [&](const std::string& one) { return one == word; });
        return found;
    }

    /// `key: $('#field').val()` or `key: document.getElementById('field').value`: the call stands where the value
    /// would.
    std::vector<std::string> field_said(JsonNode object, std::string_view key) const {
        const std::size_t at = text_of_.find(std::string(key) + ":");
        if (!object || at == std::string_view::npos) return {};
        std::string_view rest = text_of_.substr(at + key.size() + 1, 80);
        rest = core::trim(rest.substr(0, rest.find_first_of(",;\n")));
        if (!rest.starts_with("$(") && !rest.starts_with("jQuery(") && !rest.starts_with("document.getElementById("))
            return {};
        const std::size_t quote = rest.find_first_of("'\"");
        if (quote == std::string_view::npos) return {};
        std::string_view name = rest.substr(quote + 1, rest.find(rest[quote], quote + 1) - quote - 1);
        if (name.starts_with('#')) name.remove_prefix(1);
        return values_.of(name);
    }

    std::string first_said(JsonNode object, std::string_view key) const {
        const std::vector<std::string> all = said(object, key);
        return all.empty() ? std::string() : all.front();
    }

    /// Hidden fields with the page's values, and buttons and lists by which readers choose a voice.
    void learn_elements() {
        for (const HtmlNode input : page_.elements("input")) {
            values_.learn(input.attribute("id"), input.attribute("value"));
            if (input.attribute("id") != input.attribute("name"))
                values_.learn(input.attribute("name"), input.attribute("value"));
        }
        const HtmlNode root = page_.document().root();
        for (HtmlNode node = root; node && voices_.size() < max_voices; node = node.next_in(root)) {
            if (!node.is_element()) continue;
            for (const std::string_view name : {"data-voice", "data-voice-code", "data-giong"}) {
                const std::string_view value = node.attribute(name);
                if (is_plain_value(value)) voices_.emplace_back(value);
            }
        }
    }

    /// VCCorp's embedTTS: it fills its pattern with the storage's address, the day, the paper's name, the voice, the
    /// article's number and the file's ending, in this order.
    void read_aloud(JsonNode object) {
        if (!object.at("nameSpace") || !object.at("domainStorage")) return;
        const std::string storage = first_said(object, "domainStorage");
        const std::string day = first_said(object, "distributionDate");
        const std::string paper = first_said(object, "nameSpace");
        const std::string article = first_said(object, "newsId");
        std::string format(object.at("srcAudioFormat") ? object.string_at("srcAudioFormat")
                                                       : "{0}/{1}/{2}-{3}-{4}.{5}");
        std::string ending = object.at("ext") ? first_said(object, "ext") : "m4a";
        if (storage.empty() || day.empty() || paper.empty() || article.empty() || ending.empty()) return;
        if (day.find_first_not_of("0123456789/-.") != std::string::npos || !is_own_number(article)) return;
        std::vector<std::string> voices =
            object.at("defaultVoice") ? said(object, "defaultVoice") : std::vector<std::string>{"nu"};
        for (const std::string& other : voices_) {
            if (std::ranges::find(voices, other) == voices.end()) voices.push_back(other);
        }
        if (voices.size() > max_voices) voices.resize(max_voices);
        for (const std::string& voice : voices) {
            const std::array<std::string_view, 6> parts{storage, day, paper, voice, article, ending};
            if (const auto url = numbered(format, parts)) add(*url, "read-aloud script", "read-aloud " + article, {});
        }
    }

    static std::optional<std::string> numbered(std::string_view format, const std::array<std::string_view, 6>& parts) {
        std::string url;
        for (std::size_t at = 0; at < format.size();) {
            if (format[at] != '{') {
                url += format[at++];
                continue;
            }
            const bool closed = at + 2 < format.size() && format[at + 2] == '}';
            const int number = closed ? format[at + 1] - '0' : -1;
            if (number < 0 || number >= static_cast<int>(parts.size())) return std::nullopt;
            url += parts[static_cast<std::size_t>(number)];
            at += 3;
        }
        return url;
    }

    /// "https://host/{id}.mp3" or `https://host/${id}.mp3`, with what its names mean.
    void pattern(JsonNode node) {
        const std::string_view text = node.text();
        constexpr std::size_t longest = 500;
        if (text.size() > longest || text.find('{') == std::string_view::npos || !is_address(text)) return;
        std::string url;
        bool by_id = false;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t brace = text[at] == '$' && at + 1 < text.size() && text[at + 1] == '{' ? at + 1 : at;
            if (text[brace] != '{') {
                url += text[at++];
                continue;
            }
            const std::size_t end = text.find('}', brace);
            if (end == std::string_view::npos) return;
            const std::string_view name = core::trim(text.substr(brace + 1, end - brace - 1));
            const auto value = value_beside(node, name);
            if (!value) return;
            by_id = by_id || names_article_id(name);
            url += *value;
            at = end + 1;
        }
        if (has_audio_name(url) && (is_articles(url) || (by_id && has_long_number(url))))
            add(std::move(url), "pattern " + std::string(node.key()), {}, field_words(node));
    }

    /// What a name in a pattern stands for: a key beside it, else a variable that has one value in the whole page.
    std::optional<std::string> value_beside(JsonNode node, std::string_view name) const {
        if (name.empty() || name.find_first_of(" ()[]'\"+") != std::string_view::npos) return std::nullopt;
        if (node.parent().is_object()) {
            if (const std::string own = first_said(node.parent(), name); !own.empty()) return own;
        }
        const std::vector<std::string> all = values_.of(name);
        if (all.size() != 1) return std::nullopt;
        return all.front();
    }

    /// Where the page's address has the number of one of several calls, the others are other articles'.
    void refuse_others() {
        static constexpr std::string_view kind = "read-aloud ";
        const auto is_read_aloud = [](const AudioSighting& each) { return each.recording.starts_with(kind); };
        const auto is_named = [&](const AudioSighting& each) {
            return page_.url().find(each.recording.substr(kind.size())) != std::string::npos;
        };
        const bool some_named = std::ranges::any_of(
            seen_, [&](const AudioSighting& each) { return is_read_aloud(each) && is_named(each); });
        for (AudioSighting& each : seen_) {
            if (some_named && is_read_aloud(each) && !is_named(each)) each.reason = "it belongs to another page";
        }
    }

    /// False for another article's number: where the page's address has a long one, it must be that.
    bool is_own_number(const std::string& number) const {
        constexpr std::size_t long_number = 8;
        constexpr std::size_t least_digits = 5;
        if (number.size() < least_digits || number.find_first_not_of("0123456789") != std::string::npos) return false;
        const bool has_long_number = std::ranges::any_of(
            numbers_in(page_.url()), [](std::string_view other) { return other.size() >= long_number; });
        return !has_long_number || page_.url().find(number) != std::string::npos;
    }

    /// True where the name has what this article is known by: a number of its address or that its page gives itself, or
    /// its address. Scripts name their own sounds and their readers so, too.
    bool is_articles(std::string_view url) const {
        constexpr std::size_t long_number = 4;
        constexpr std::size_t telling = 8;
        const bool has_number = std::ranges::any_of(numbers_in(behind_host(url)), [this](std::string_view number) {
            return number.size() >= long_number &&
                   (page_.url().find(number) != std::string::npos || names_page(std::string(number)));
        });
        if (has_number) return true;
        const std::string stem = stem_of(url);
        return stem.size() >= telling && page_.url().find(stem) != std::string::npos;
    }

    static bool has_long_number(std::string_view url) {
        constexpr std::ptrdiff_t long_number = 5;
        return std::ranges::count_if(behind_host(url), core::is_ascii_digit) >= long_number;
    }

    /// True where the page calls itself by that number.
    bool names_page(const std::string& number) const {
        for (const std::string_view key :
             {"articleId", "article_id", "newsId", "news_id", "storyId", "story_id", "postId", "post_id", "contentId",
              "content_id", "articleid", "newsid", "postid"}) {
            const std::vector<std::string> all = values_.of(key);
            if (all.size() == 1 && all.front() == number) return true;
        }
        for (const HtmlNode body : page_.elements("body")) {
            if (class_and_id(body).find("postid-" + number) != std::string::npos) return true;
        }
        return false;
    }

    static bool is_address(std::string_view text) {
        return text.starts_with("http://") || text.starts_with("https://") || text.starts_with('/');
    }

    /// 'https://host/tts/' + id + '.mp3', '/tts/' + id + '.mp3' or base + id + '.mp3': the sum that ends in the ending.
    void joined(std::string_view text) {
        for (const std::string_view ending : {".mp3", ".m4a"}) {
            for (std::size_t at = text.find(ending, 1); at != std::string_view::npos && built_ < max_built;
                 at = text.find(ending, at + 1)) {
                if (text[at - 1] != '\'' && text[at - 1] != '"') continue;
                const auto sum = sum_around(text, at - 1, values_);
                if (!sum || !is_address(sum->text) || !has_audio_name(sum->text)) continue;
                if (is_articles(sum->text) || (sum->by_id && has_long_number(sum->text)))
                    add(sum->text, "script sum", {}, {});
            }
        }
    }

    static constexpr std::size_t max_voices = 8;

    const PageParts& page_;
    std::vector<AudioSighting>& seen_;
    std::vector<std::unique_ptr<JsonTree>> trees_;
    std::string_view text_of_;  // the script that is read
    ScriptValues values_;
    std::vector<std::string> voices_;
    std::size_t built_ = 0;
};

}  // namespace

void see_built(const PageParts& page, std::vector<AudioSighting>& seen) {
    Builder(page, seen).build();
}

}  // namespace fetch
