#include "fetch/article/audio_built.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>

#include "core/ascii.h"
#include "core/text.h"
#include "fetch/markup/markup.h"
#include "fetch/words/words.h"

namespace fetch {
namespace {

constexpr double built_score = 0.7;
constexpr std::size_t max_built = 40;
constexpr std::size_t max_script = 2u << 20;   // what is longer is a library's code, not a page's values
constexpr std::size_t max_values = 64u << 10;  // and what is longer than this was not written for one page

bool is_identifier(char c) {
    return core::is_ascii_letter(c) || core::is_ascii_digit(c) || c == '_' || c == '$';
}

/// What may stand in a part of a URL's path: nothing that a script would still have to fill.
bool is_plain(std::string_view value) {
    constexpr std::size_t longest = 200;
    return !value.empty() && value.size() <= longest &&
           value.find_first_of(" \t\r\n\"'<>{}|\\`") == std::string_view::npos;
}

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

/// The values that a page's scripts give to names.
class Values {
public:
    /// All that one script gives: read once for each script that builds something.
    void learn(const JsonTree& tree) {
        for (JsonNode node = tree.root(); node; node = node.next_in_text()) {
            if (node.key().empty() || (!node.is_string() && !node.is_word())) continue;
            if (is_plain(node.text()) && known_.size() < max_known) known_.emplace_back(node.key(), node.text());
        }
    }

    /// In the order of the page, each once. `name` may lead through objects: the last of its names counts.
    std::vector<std::string> of(std::string_view name) const {
        name.remove_prefix(std::min(name.rfind('.') + 1, name.size()));
        std::vector<std::string> values;
        for (const auto& [key, value] : known_) {
            std::string_view last = key;
            last.remove_prefix(std::min(last.rfind('.') + 1, last.size()));
            if (last != name || !is_value(value) || std::ranges::find(values, value) != values.end()) continue;
            values.emplace_back(value);
        }
        return values;
    }

private:
    static constexpr std::size_t max_known = 20'000;

    /// A text or a number, and not the name of another value.
    static bool is_value(std::string_view value) {
        return value != "null" && value != "undefined" && value != "true" && value != "false";
    }

    std::vector<std::pair<std::string_view, std::string_view>> known_;
};

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
        learn_voices();
        for (std::size_t i = 0; i < builders.size(); ++i) {
            for (JsonNode node = trees_[i]->root(); node && built_ < max_built; node = node.next_in_text()) {
                if (node.is_object()) read_aloud(node);
                if (node.is_string()) pattern(node);
            }
            joined(builders[i]);
        }
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
        if (!value) return {};
        if (value.is_string())
            return is_plain(value.text()) ? std::vector<std::string>{std::string(value.text())}
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

    std::string first_said(JsonNode object, std::string_view key) const {
        const std::vector<std::string> all = said(object, key);
        return all.empty() ? std::string() : all.front();
    }

    /// Buttons and lists by which readers choose a voice.
    void learn_voices() {
        const HtmlNode root = page_.document().root();
        for (HtmlNode node = root; node && voices_.size() < max_voices; node = node.next_in(root)) {
            if (!node.is_element()) continue;
            for (const std::string_view name : {"data-voice", "data-voice-code", "data-giong"}) {
                const std::string_view value = node.attribute(name);
                if (is_plain(value)) voices_.emplace_back(value);
            }
        }
    }

    /// VCCorp's embedTTS: it fills its pattern with the storage's address, the day, the paper's name, the voice, the
    /// article's number and the file's ending, in this order.
    void read_aloud(JsonNode object) {
        if (!object.at("newsId") || !object.at("nameSpace") || !object.at("domainStorage")) return;
        const std::string storage = first_said(object, "domainStorage");
        const std::string day = first_said(object, "distributionDate");
        const std::string paper = first_said(object, "nameSpace");
        const std::string article = first_said(object, "newsId");
        std::string format(object.at("srcAudioFormat") ? object.string_at("srcAudioFormat")
                                                       : "{0}/{1}/{2}-{3}-{4}.{5}");
        std::string ending = object.at("ext") ? first_said(object, "ext") : "m4a";
        if (storage.empty() || day.empty() || paper.empty() || article.empty() || ending.empty()) return;
        if (day.find_first_not_of("0123456789/-.") != std::string::npos) return;
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
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t brace = text[at] == '$' && at + 1 < text.size() && text[at + 1] == '{' ? at + 1 : at;
            if (text[brace] != '{') {
                url += text[at++];
                continue;
            }
            const std::size_t end = text.find('}', brace);
            if (end == std::string_view::npos) return;
            const auto value = value_beside(node, core::trim(text.substr(brace + 1, end - brace - 1)));
            if (!value) return;
            url += *value;
            at = end + 1;
        }
        if (has_audio_name(url) && is_articles(url))
            add(std::move(url), "pattern " + std::string(node.key()), {}, path_of(node));
    }

    /// What a name in a pattern stands for: a key beside it, else a variable that has one value in the whole page.
    std::optional<std::string> value_beside(JsonNode node, std::string_view name) const {
        if (name.empty() || !std::ranges::all_of(name, [](char c) { return is_identifier(c) || c == '.'; }))
            return std::nullopt;
        if (node.parent().is_object()) {
            if (const std::string own = first_said(node.parent(), name); !own.empty()) return own;
        }
        const std::vector<std::string> all = values_.of(name);
        if (all.size() != 1) return std::nullopt;
        return all.front();
    }

    /// True where the name has what this article is known by: a number, or something of its own address. Scripts name
    /// their own sounds so, too.
    bool is_articles(std::string_view url) const {
        constexpr std::ptrdiff_t long_number = 5;
        constexpr std::size_t telling = 8;
        const std::string_view path = url.substr(std::min(url.find('/', url.find("//") + 2), url.size()));
        const std::string_view name = path.substr(path.rfind('/') + 1);
        if (std::ranges::count_if(path, core::is_ascii_digit) >= long_number) return true;
        const std::string_view stem = name.substr(0, name.find('.'));
        return stem.size() >= telling && page_.url().find(stem) != std::string::npos;
    }

    static std::vector<std::string> path_of(JsonNode node) {
        std::vector<std::string> path;
        constexpr std::size_t longest = 40;
        for (; node && path.size() < longest; node = node.parent()) {
            for (std::string& word : name_words(node.key())) path.push_back(std::move(word));
        }
        return path;
    }

    static bool is_address(std::string_view text) {
        return text.starts_with("http://") || text.starts_with("https://") || text.starts_with('/');
    }

    /// 'https://host/tts/' + id + '.mp3': from its first text on.
    void joined(std::string_view text) {
        for (const std::string_view opening : {"'http", "\"http", "'//", "\"//"}) {
            for (std::size_t at = text.find(opening); at != std::string_view::npos && built_ < max_built;
                 at = text.find(opening, at + 1)) {
                if (auto url = sum_from(text, at); url && has_audio_name(*url) && is_articles(*url))
                    add(*std::move(url), "script sum", {}, {});
            }
        }
    }

    /// The value of a sum of texts and variables that begins there; nothing where it is no sum or one has no value.
    std::optional<std::string> sum_from(std::string_view text, std::size_t at) const {
        constexpr std::size_t longest = 600;
        constexpr int most_parts = 12;
        const std::size_t stop = std::min(text.size(), at + longest);
        std::string sum;
        int variables = 0;
        const auto skip_blanks = [&] {
            while (at < stop && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r')) ++at;
        };
        for (int part = 0; part < most_parts; ++part) {
            skip_blanks();
            if (at >= stop) return std::nullopt;
            if (text[at] == '\'' || text[at] == '"') {
                const std::size_t end = text.find(text[at], at + 1);
                if (end == std::string_view::npos || end > stop) return std::nullopt;
                const std::string_view piece = text.substr(at + 1, end - at - 1);
                if (!piece.empty() && !is_plain(piece) && piece.find('\\') == std::string_view::npos)
                    return std::nullopt;
                sum += unescape_json(piece);
                at = end + 1;
            } else {
                const std::size_t start = at;
                while (at < stop && (is_identifier(text[at]) || text[at] == '.')) ++at;
                if (start == at || (at < stop && (text[at] == '(' || text[at] == '['))) return std::nullopt;
                const std::vector<std::string> all = values_.of(text.substr(start, at - start));
                if (all.size() != 1) return std::nullopt;
                sum += all.front();
                ++variables;
            }
            skip_blanks();
            if (at >= stop || text[at] != '+') break;
            ++at;
        }
        if (variables == 0) return std::nullopt;
        return sum;
    }

    static constexpr std::size_t max_voices = 8;

    const PageParts& page_;
    std::vector<AudioSighting>& seen_;
    std::vector<std::unique_ptr<JsonTree>> trees_;
    Values values_;
    std::vector<std::string> voices_;
    std::size_t built_ = 0;
};

}  // namespace

void see_built(const PageParts& page, std::vector<AudioSighting>& seen) {
    Builder(page, seen).build();
}

}  // namespace fetch
