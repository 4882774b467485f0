#include "fetch/article/audio_in_data.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

#include "core/text.h"
#include "fetch/markup/markup.h"
#include "fetch/words/words.h"

namespace fetch {
namespace {

constexpr std::size_t max_sightings = 4'000;
constexpr int max_nesting = 4;  // of JSON in strings of JSON

/// True where reading the text as data could show a recording at all.
bool mentions_audio(std::string_view text) {
    for (const std::string_view mark :
         {"mp3", "m4a", "audio", "Audio", ".ogg", ".opus", ".wav", ".aac", ".flac", ".wma", "podcast", "Podcast"}) {
        if (text.find(mark) != std::string_view::npos) return true;
    }
    return false;
}

bool is_absolute(std::string_view text) {
    return text.starts_with("http://") || text.starts_with("https://") || text.starts_with("//");
}

class Data {
public:
    explicit Data(std::vector<AudioSighting>& seen) : seen_(seen) {}

    void read(std::string_view text, JsonTree::Dialect dialect, HtmlNode node, const std::vector<std::string>& names,
              std::string_view rule, double base) {
        node_ = node;
        names_ = names;
        rule_ = rule;
        base_ = base;
        tree(text, dialect, 0, {});
    }

    void read_linked(const JsonTree& data) {
        node_ = {};
        names_.clear();
        rule_ = "json-ld";
        base_ = 0.75;
        values(data, 0, {});
    }

private:
    void tree(std::string_view text, JsonTree::Dialect dialect, int nesting, const std::vector<std::string>& outer) {
        const auto data = std::make_unique<JsonTree>(text, dialect);
        values(*data, nesting, outer);
    }

    void values(const JsonTree& data, int nesting, const std::vector<std::string>& outer) {
        for (JsonNode node = data.root(); node && seen_.size() < max_sightings; node = node.next_in_text()) {
            if (!node.is_string()) continue;
            const std::string_view text = node.text();
            const auto key = name_words(node.key());
            if (const std::string url = reference_in(text, names_address(key) || names_audio(key)); !url.empty()) {
                consider(node, url, key, outer);
            } else if (text.size() > 20 && nesting < max_nesting && mentions_audio(text)) {
                nested(node, text, nesting, outer);
            }
        }
    }

    /// Data within a string: JSON once more, or markup with its URLs.
    void nested(JsonNode node, std::string_view text, int nesting, const std::vector<std::string>& outer) {
        const std::string_view trimmed = text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
        std::vector<std::string> names = path_of(node, outer);
        if (trimmed.starts_with('{') || trimmed.starts_with('[') || trimmed.starts_with('"')) {
            tree(text, JsonTree::Dialect::data, nesting + 1, names);
            return;
        }
        if (trimmed.starts_with("&quot;") || trimmed.starts_with("{&quot;") || trimmed.starts_with("[{&quot;")) {
            const std::string plain = unescape_html(text);
            tree(plain, JsonTree::Dialect::data, nesting + 1, names);
            return;
        }
        for (std::size_t start = text.find("http"); start != std::string_view::npos;
             start = text.find("http", start + 4)) {
            std::string_view word = text.substr(start, text.find_first_of(" \"'<>)\n\\", start) - start);
            if (is_absolute(word) && has_audio_name(word)) add(node, word, names, 0.0);
        }
    }

    /// True where the same list offers the picture as well: the formats of one video.
    static bool beside_video(JsonNode object) {
        int seen = 0;
        for (JsonNode other = object.parent().first_child(); other && seen < 50; other = other.next(), ++seen) {
            for (const std::string_view key : {"mimeType", "type", "contentType"}) {
                if (other.is_object() && other.string_at(key).starts_with("video/")) return true;
            }
        }
        return false;
    }

    static std::vector<std::string> path_of(JsonNode node, const std::vector<std::string>& outer) {
        std::vector<std::string> path = field_words(node);
        path.insert(path.end(), outer.begin(), outer.end());
        return path;
    }

    void consider(JsonNode node, std::string_view text, const std::vector<std::string>& key,
                  const std::vector<std::string>& outer) {
        if (has_audio_name(text)) {
            // A name alone is a reference only under a field that says so; a MIME type or a codec list is none.
            if (!is_absolute(text) && text.find('/') == std::string_view::npos && !names_address(key) &&
                !names_audio(key))
                return;
            add(node, text, path_of(node, outer), 0.0);
            return;
        }
        if (!is_absolute(text) || names_no_recording(text)) return;
        const JsonNode object = node.parent();
        const bool address = names_address(key);
        const bool typed =
            address &&
            (is_audio_type(object.string_at("type")) || is_audio_type(object.string_at("mimeType")) ||
             is_audio_type(object.string_at("encodingFormat")) || is_audio_type(object.string_at("contentType")));
        const bool content = node.key() == "contentUrl" && is_of_type(object, "AudioObject");
        const bool named =
            names_audio(key) && (address || key.size() == 1) && key.front() != "podcast" && key.front() != "listen";
        if (content || typed || named) add(node, text, path_of(node, outer), content ? 0.1 : -0.1);
    }

    /// What an object around a recording says that it is: its title, its page, its number.
    static void name(JsonNode object, JsonNode recording, AudioSighting& sighting) {
        for (const std::string_view key : {"headline", "headlines", "title", "titles", "episodeTitle", "name"}) {
            if (!sighting.title.empty()) break;
            const JsonNode said = object.at(key);
            constexpr std::size_t longest = 400;
            if (said.is_string() && said.text().size() < longest) sighting.title = plain_text(said.text());
            for (const std::string_view form : {"rendered", "basic", "default", "native", "main"}) {
                if (said.is_object() && sighting.title.empty()) sighting.title = plain_text(said.string_at(form));
            }
        }
        for (const std::string_view key : {"permalink", "articleUrl", "pageUrl", "canonicalUrl", "canonical_url",
                                           "website_url", "webUrl", "storyUrl", "link", "mainEntityOfPage", "url"}) {
            if (!sighting.link.empty()) break;
            const JsonNode said = object.at(key);
            if (said.is_string() && said != recording && !has_audio_name(said.text()) && !names_no_article(said.text()))
                sighting.link = std::string(said.text());
            if (said.is_object() && key == "mainEntityOfPage") sighting.link = std::string(said.string_at("@id"));
        }
        for (const std::string_view key : {"articleId", "newsId", "storyId", "postId", "contentId", "id", "_id"}) {
            if (sighting.number.empty()) sighting.number = std::string(object.at(key).text());
        }
    }

    static bool names_no_article(std::string_view url) {
        const LinkKind kind = link_kind(url);
        return kind != LinkKind::page || (!url.starts_with('/') && url.find("://") == std::string_view::npos);
    }

    /// What makes the files of one list, or of one object with a field a voice, one recording.
    static std::string recording_of(JsonNode node) {
        const JsonNode object = node.parent();
        const JsonNode list = object.parent();
        const auto place = [](const char* kind, JsonNode of) {
            return kind + std::to_string(reinterpret_cast<std::uintptr_t>(of.key().data()));
        };
        static constexpr auto lists = std::to_array<std::string_view>(
            {"sources", "source", "encoding", "encodings", "renditions", "formats", "files", "voices", "qualities"});
        if (list.is_array() && std::ranges::find(lists, list.key()) != lists.end()) return place("list ", list);
        if (names_voice(name_words(node.key())) && !object.key().empty()) return place("voices ", object);
        if (list.is_array() && !list.key().empty() && (object.at("voice") || object.at("gender")))
            return place("voices ", list);
        return {};
    }

    void add(JsonNode node, std::string_view text, std::vector<std::string> path, double bonus) {
        AudioSighting sighting;
        sighting.reference = std::string(text);
        sighting.node = node_;
        sighting.in_data = true;
        sighting.score = base_ + bonus;
        sighting.recording = recording_of(node);
        sighting.rule = std::string(rule_);
        if (!node.key().empty()) sighting.rule += " " + std::string(node.key());
        if (names_audio(name_words(node.key()))) sighting.score += 0.1;
        JsonNode object = node.parent();
        for (int levels = 0; object && levels < 4; object = object.parent()) {
            if (!object.is_object()) continue;
            ++levels;
            if (is_of_type(object, "AudioObject")) sighting.typed = true;
            if (sighting.typed || is_of_type(object, "PodcastEpisode")) sighting.score += 0.05;
            if (object.at("artist") && object.at("url")) sighting.doubt = "a song";
            if (is_of_type(object, "VideoObject")) sighting.reason = "the sound track of a video";
            if (is_of_type(object, "RadioBroadcastService") || is_of_type(object, "BroadcastEvent"))
                sighting.reason = "a live stream";
            if (is_of_type(object, "Comment")) sighting.reason = "in a reader's comment";
            for (const std::string_view type :
                 {"RadioStation", "RadioChannel", "RadioSeries", "PodcastSeries", "BroadcastService",
                  "BroadcastChannel", "ItemList", "ListItem", "CollectionPage"}) {
                if (is_of_type(object, type)) sighting.doubt = "a programme's or a list's";
            }
            name(object, node, sighting);
        }
        sighting.part = part_number(sighting.title);
        if (beside_video(node.parent())) sighting.reason = "the sound track of a video";
        for (const std::string_view key : {"isLive", "live", "isLivestream"}) {
            if (node.parent().string_at(key) == "true") sighting.reason = "a live stream";
        }
        sighting.names = std::move(path);
        sighting.names.insert(sighting.names.end(), names_.begin(), names_.end());
        seen_.push_back(std::move(sighting));
    }

    std::vector<AudioSighting>& seen_;
    HtmlNode node_;
    std::vector<std::string> names_;
    std::string_view rule_;
    double base_ = 0.0;
};

}  // namespace

void see_data(const PageParts& page, std::vector<AudioSighting>& seen) {
    Data data(seen);
    for (const JsonTree& tree : page.linked_data_trees()) data.read_linked(tree);
    for (const PageParts::Script& script : page.scripts()) {
        if (!mentions_audio(script.text)) continue;
        const std::string type = ascii_lower(script.element.attribute("type"));
        const bool plain = type.find("json") != std::string::npos || type.find("template") != std::string::npos;
        data.read(script.text, plain ? JsonTree::Dialect::data : JsonTree::Dialect::script, {}, {},
                  plain ? "page state" : "script", 0.55);
    }
    const HtmlNode root = page.document().root();
    for (HtmlNode node = root; node; node = node.next_in(root)) {
        if (!node.is_element()) continue;
        for (const auto& [name, value] : node.attributes()) {
            if (value.size() < 12 || name == "class" || name == "style" || name == "href" || name == "content")
                continue;
            if (value.find_first_of("{[(") == std::string_view::npos || !mentions_audio(value)) continue;
            const bool script = name.starts_with("on");
            data.read(value, script ? JsonTree::Dialect::script : JsonTree::Dialect::data, node, name_words(name),
                      script ? "script attribute" : "data attribute", 0.6);
        }
    }
}

std::vector<std::string> field_words(JsonNode node) {
    constexpr std::size_t longest = 40;
    std::vector<std::string> words;
    for (; node && words.size() < longest; node = node.parent()) {
        // "__next_f", "__NEXT_DATA__": they say nothing of what they hold.
        if (node.key().find("__") != std::string_view::npos) continue;
        for (std::string& word : name_words(node.key())) words.push_back(std::move(word));
    }
    return words;
}

}  // namespace fetch
