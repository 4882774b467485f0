#include "fetch/article/audio_in_markup.h"

#include <algorithm>

#include "core/text.h"
#include "fetch/markup/markup.h"
#include "fetch/markup/url.h"
#include "fetch/words/words.h"

namespace fetch {
namespace {

/// What an element calls the recording that it plays.
std::string called(HtmlNode node) {
    for (const std::string_view name :
         {"data-title", "data-audio-title", "data-track-title", "data-name", "data-headline", "title"}) {
        if (const std::string_view value = node.attribute(name); !value.empty() && value.size() < 300)
            return plain_text(value);
    }
    return {};
}

/// The page that an element says it stands for.
std::string leads_to(HtmlNode node) {
    for (const std::string_view name :
         {"data-href", "data-link", "data-permalink", "data-article-url", "data-page-url"}) {
        if (const std::string_view value = node.attribute(name); !value.empty() && !has_audio_name(value))
            return std::string(value);
    }
    return {};
}

constexpr std::size_t max_sightings = 2'000;
constexpr std::size_t few_words = 20;      // in bytes: beside so little a link stands alone
constexpr std::size_t longest_offer = 60;  // "Listen to this article or download it:"

class Markup {
public:
    Markup(const PageParts& page, const std::vector<TextBlock>& blocks, const ArticleBody& body,
           std::vector<AudioSighting>& seen)
        : page_(page), blocks_(blocks), body_(body), seen_(seen) {}

    void see() {
        metas();
        players();
        links();
        microdata();
        attributes();
        text();
    }

private:
    AudioSighting& add(std::string_view reference, std::string rule, double score, HtmlNode node) {
        AudioSighting sighting;
        sighting.reference = std::string(core::trim(reference));
        sighting.rule = std::move(rule);
        sighting.score = score;
        sighting.node = node;
        for (HtmlNode around = node; around && sighting.names.size() < 12; around = around.parent()) {
            if (around.is("body") || around == body_.container) break;
            for (std::string& word : name_words(class_and_id(around))) sighting.names.push_back(std::move(word));
        }
        if (node) {
            sighting.title = called(node);
            sighting.part = part_number(sighting.title);
            sighting.link = leads_to(node);
            sighting.block = block_around(node).id();
        }
        return seen_.emplace_back(std::move(sighting));
    }

    /// Between the headline and the text's first paragraph.
    bool is_above_text(HtmlNode node) const {
        if (body_.blocks.empty() || !page_.title_place()) return false;
        const std::size_t place = page_.position_of(node);
        return place > page_.position_of(page_.title_place()) && place < page_.position_of(body_.blocks.front().node);
    }

    bool in_body(HtmlNode node) const { return body_.container && node.lies_in(body_.container); }

    void metas() {
        for (const std::string_view name : {"og:audio:secure_url", "og:audio:url", "og:audio", "audio"}) {
            for (const std::string& value : page_.meta_urls(name)) add(value, "meta og:audio", 1.0, {});
        }
        const std::string stream = page_.meta_url("twitter:player:stream");
        const std::string type = page_.meta("twitter:player:stream:content_type");
        if (!stream.empty() && (has_audio_name(stream) || is_audio_type(type)))
            add(stream, "meta twitter:player:stream", 0.75, {});
        for (const std::string_view tag : {"link"}) {
            for (const HtmlNode node : page_.elements(tag)) {
                const std::string rel = ascii_lower(node.attribute("rel"));
                const bool audio = is_audio_type(node.attribute("type")) || has_audio_name(node.attribute("href"));
                if (audio && (rel == "enclosure" || rel == "audio_src" || rel == "alternate"))
                    add(node.attribute("href"), "link " + rel, 0.7, {});
                if (audio && rel == "preload") add(node.attribute("href"), "link preload", 0.5, {});
            }
        }
    }

    void players() {
        for (const HtmlNode audio : page_.elements("audio")) {
            // What reads the text stands above it as a rule, clips of what it tells of within.
            const double score = is_above_text(audio) ? 0.95 : in_body(audio) ? 0.85 : 0.75;
            // Its sources are one recording, whatever they are called.
            const std::string recording = "element " + std::to_string(page_.position_of(audio));
            for (HtmlNode node = audio; node; node = node.next_in(audio)) {
                if (node != audio && !node.is("source")) continue;
                for (const auto& [name, value] : node.attributes()) {
                    if (name != "src" && !(name.starts_with("data-") && names_address(name_words(name)))) continue;
                    const std::string_view reference = core::trim(value);
                    if (reference.empty() || (name != "src" && name != "data-src" && !has_audio_name(reference)))
                        continue;
                    AudioSighting& sighting = add(reference, "audio element", score, node);
                    sighting.recording = recording;
                    if (audio.has("loop")) sighting.doubt = "a sound that goes round and round";
                    if (audio.has("autoplay") && !audio.has("controls"))
                        sighting.doubt = "a sound that begins by itself";
                }
            }
        }
        for (const HtmlNode video : page_.elements("video")) {
            for (HtmlNode node = video; node; node = node.next_in(video)) {
                if (has_audio_name(node.attribute("src"))) {
                    // Some content systems put a plain recording into a video element.
                    add(node.attribute("src"), "video element", in_body(video) ? 0.6 : 0.45, node);
                }
            }
        }
        for (const std::string_view tag : {"embed", "object"}) {
            for (const HtmlNode node : page_.elements(tag)) {
                for (const std::string_view name : {"src", "data"}) {
                    if (has_audio_name(node.attribute(name)))
                        add(node.attribute(name), std::string(tag) + " element", 0.7, node);
                }
            }
        }
        for (const HtmlNode node : page_.elements("param"))
            handed_on(node, node.attribute("value"), "player parameter");
        for (const HtmlNode node : page_.elements("embed"))
            handed_on(node, node.attribute("flashvars"), "player parameter");
        for (const HtmlNode node : page_.elements("iframe")) {
            const std::string_view src =
                node.attribute("src").empty() ? node.attribute("data-src") : node.attribute("src");
            if (const std::size_t query = src.find_first_of("?#"); query != std::string_view::npos) {
                handed_on(node, src.substr(query + 1), "player frame");
            } else if (has_audio_name(src)) {
                add(src, "player frame", 0.7, node);
            }
        }
    }

    /// "controls=true&file=http%3A%2F%2Fhost%2Fname.mp3": what is handed to a player.
    void handed_on(HtmlNode node, std::string_view parameters, std::string_view rule) {
        for (std::size_t start = 0; start < parameters.size();) {
            const std::size_t end = std::min(parameters.find_first_of("&;", start), parameters.size());
            std::string_view value = parameters.substr(start, end - start);
            if (const std::size_t equals = value.find('=');
                equals != std::string_view::npos && value.find("://") > equals) {
                value.remove_prefix(equals + 1);
            }
            const std::string decoded = percent_decode(value);
            if (has_audio_name(decoded)) add(decoded, std::string(rule), in_body(node) ? 0.75 : 0.6, node);
            start = end + 1;
        }
    }

    static std::string percent_decode(std::string_view text) {
        if (text.find("%3A%2F%2F") == std::string_view::npos && text.find("%3a%2f%2f") == std::string_view::npos &&
            text.find("%2F") == std::string_view::npos && text.find("%2f") == std::string_view::npos) {
            return std::string(text);
        }
        std::string out;
        const auto digit = [](char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; };
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (text[at] == '%' && at + 2 < text.size() &&
                std::isxdigit(static_cast<unsigned char>(text[at + 1])) != 0 &&
                std::isxdigit(static_cast<unsigned char>(text[at + 2])) != 0) {
                out += static_cast<char>(digit(text[at + 1]) * 16 + digit(text[at + 2]));
                at += 2;
            } else {
                out += text[at];
            }
        }
        return out;
    }

    void links() {
        for (const HtmlNode link : page_.elements("a")) {
            const std::string_view href = link.attribute("href");
            const bool typed = is_audio_type(link.attribute("type"));
            if (!typed && !has_audio_name(href)) continue;
            if (seen_.size() >= max_sightings) return;
            const std::string text = link.text(300);
            double score = in_body(link) ? 0.6 : 0.45;
            const bool offered = offers_listening(text) || offers_listening(link.attribute("title")) ||
                                 offers_listening(class_and_id(link));
            if (typed || link.has("download")) score += 0.1;
            if (offered) score += 0.1;
            // A link within running text names a source; one that stands alone offers it.
            const std::string beside = text_beside(link);
            const bool names_something = !text.empty() && !offered && !names_format(text) && part_number(text) == 0;
            const bool announced = beside.size() <= longest_offer && offers_listening(beside);
            // An offer of other people's files in running text is a source's name, too.
            const bool elsewhere = href.find("//") != std::string_view::npos && !is_of_this_house(host_of(href));
            if (!text.empty() && !announced && elsewhere && beside.size() > 2 * few_words) score -= 0.3;
            if (!announced && elsewhere && names_something) score -= 0.2;
            if (!text.empty() && !announced && beside.size() > (names_something ? few_words : 2 * text.size() + 60))
                score -= names_something ? 0.2 : 0.05;
            AudioSighting& sighting = add(href, "link", score, link);
            sighting.is_link = true;
            sighting.words = text;
            sighting.called_by_format = names_format(text);
            sighting.part = part_number(text);
            if (names_something && sighting.title.empty()) sighting.title = text;
        }
    }

    /// Whether a host shares a telling name with the page's: "media.paper.example" with "www.paper.example".
    bool is_of_this_house(const std::string& host) const {
        constexpr std::size_t shortest = 4;
        const std::string own = "." + host_of(page_.url()) + ".";
        const std::vector<std::string> names = name_words(host);
        for (std::size_t i = 0; i + 1 < names.size(); ++i) {
            if (names[i].size() >= shortest && names[i] != "news" && names[i] != "media" &&
                own.find("." + names[i] + ".") != std::string::npos)
                return true;
        }
        return false;
    }

    /// The words of a link's line that lead to no recording.
    static std::string text_beside(HtmlNode link) {
        HtmlNode inline_box = link;
        while (inline_box.parent() && !is_block(inline_box.parent().name())) inline_box = inline_box.parent();
        std::string words = text_of_line(inline_box);
        const HtmlNode around = inline_box.parent();
        if (!around) return words;
        std::string before;
        for (HtmlNode other = inline_box.previous(); other && !is_line_end(other); other = other.previous())
            before = text_of_line(other) + ' ' + before;
        for (HtmlNode other = inline_box.next_after(around); other && !is_line_end(other);
             other = other.next_after(around))
            words += ' ' + text_of_line(other);
        return core::collapse_space(before + words);
    }

    static bool is_line_end(HtmlNode node) { return node.is_element() && is_block(node.name()); }

    static std::string text_of_line(HtmlNode root) {
        constexpr std::size_t enough = 700;
        std::string words;
        if (root.is_text()) return std::string(root.content().substr(0, enough));
        if (root.is("a") && has_audio_name(root.attribute("href"))) return words;
        for (HtmlNode node = root.first_child(); node && words.size() < enough;) {
            const bool recording = node.is("a") && has_audio_name(node.attribute("href"));
            if (node.is_text()) words += node.content();
            node = recording ? node.next_after(root) : node.next_in(root);
        }
        return words;
    }

    void microdata() {
        for (const std::string_view property : {"contentUrl", "contentURL", "audio"}) {
            for (const HtmlNode node : page_.with_itemprop(property)) {
                HtmlNode item = node;
                while (item && item.attribute("itemtype").empty()) item = item.parent();
                const bool audio_item =
                    item && item.attribute("itemtype").find("AudioObject") != std::string_view::npos;
                for (const std::string_view name : {"content", "href", "src"}) {
                    const std::string_view value = node.attribute(name);
                    if (!value.empty() && (audio_item || has_audio_name(value)))
                        add(value, "microdata " + std::string(property), 0.85, node);
                }
            }
        }
    }

    void attributes() {
        const HtmlNode root = page_.document().root();
        for (HtmlNode node = root; node; node = node.next_in(root)) {
            if (!node.is_element() || node.is("meta") || node.is("script") || node.is("audio") || node.is("source"))
                continue;
            for (const auto& [name, value] : node.attributes()) {
                const bool own_element = node.name().find('-') != std::string_view::npos;
                if (name == "href" || (name == "src" && !own_element) || name == "class" || name == "id" ||
                    name == "style" || name == "title" || name == "alt" || name == "content" ||
                    (name == "value" && !(node.is("input") && names_audio(name_words(node.attribute("id").empty()
                                                                                         ? node.attribute("name")
                                                                                         : node.attribute("id"))))) ||
                    name == "download" || value.find_first_of("{[<") != std::string_view::npos) {
                    continue;
                }
                if (!name.starts_with("data-") && !has_audio_name(core::trim(value))) continue;
                const std::vector<std::string> words = name_words(name);
                const std::string reference = reference_in(value, names_address(words) || names_audio(words));
                if (reference.empty()) continue;
                const bool named = name.starts_with("data-") && names_audio(words) && is_reference(reference);
                if (!named && !has_audio_name(reference)) continue;
                double score = has_audio_name(reference) ? 0.65 : 0.5;
                if (names_audio(words)) score += 0.1;
                if (in_body(node)) score += 0.1;
                AudioSighting& sighting = add(reference, "attribute " + std::string(name), score, node);
                sighting.names.insert(sighting.names.end(), words.begin(), words.end());
                if (has_voices(node)) sighting.recording = "element " + std::to_string(page_.position_of(node));
                if (plays_live(node)) sighting.reason = "a live stream";
            }
        }
    }

    /// An element that has its recording in several voices names them in its attributes.
    static bool has_voices(HtmlNode node) {
        return std::ranges::any_of(node.attributes(),
                                   [](const auto& attribute) { return names_voice(name_words(attribute.first)); });
    }

    /// An element that has a live stream by one of its attributes has the same programme under the others.
    static bool plays_live(HtmlNode node) {
        return std::ranges::any_of(node.attributes(), [](const auto& attribute) {
            if (!attribute.first.starts_with("data-") || !attribute.second.starts_with("http")) return false;
            const std::vector<std::string> words = name_words(attribute.first);
            return std::ranges::find(words, "live") != words.end();
        });
    }

    /// A value without an audio ending counts as a URL only where it is plainly one and not of a page or picture.
    static bool is_reference(std::string_view value) {
        const bool absolute = value.starts_with("http://") || value.starts_with("https://") || value.starts_with("//");
        if (!absolute && !value.starts_with('/')) return false;
        return !names_no_recording(value);
    }

    void text() {
        for (const TextBlock& block : blocks_) {
            const bool inside = in_body(block.node);
            // Outside of the text only a URL that stands alone offers a recording.
            if (!inside && block.text.find(' ') != std::string::npos) continue;
            for (std::size_t start = block.text.find("http"); start != std::string::npos;
                 start = block.text.find("http", start + 4)) {
                std::string word = block.text.substr(start, block.text.find_first_of(" \"<>", start) - start);
                while (!word.empty() && std::string_view(".,;:)]'").find(word.back()) != std::string_view::npos)
                    word.pop_back();
                if (!word.starts_with("http://") && !word.starts_with("https://")) continue;
                if (has_audio_name(word)) add(word, "URL in the text", inside ? 0.75 : 0.65, block.node);
            }
        }
    }

    const PageParts& page_;
    const std::vector<TextBlock>& blocks_;
    const ArticleBody& body_;
    std::vector<AudioSighting>& seen_;
};

}  // namespace

void see_markup(const PageParts& page, const std::vector<TextBlock>& blocks, const ArticleBody& body,
                std::vector<AudioSighting>& seen) {
    Markup(page, blocks, body, seen).see();
}

}  // namespace fetch
