#include "fetch/article_audio.h"

#include <algorithm>
#include <array>

#include "core/text.h"
#include "fetch/url.h"
#include "fetch/web_text.h"

namespace fetch {
namespace {

bool has_audio_name(std::string_view url) {
    const std::string path = ascii_lower(url.substr(0, url.find_first_of("?#")));
    constexpr auto endings =
        std::to_array<std::string_view>({".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".flac", ".aac", ".m4b"});
    return std::ranges::any_of(endings, [&](std::string_view ending) { return path.ends_with(ending); });
}

}  // namespace

AudioFindings find_audio(const PageParts& page, const std::vector<TextBlock>& blocks, const ArticleBody& body,
                         const std::string& title) {
    static_cast<void>(blocks);
    static_cast<void>(title);
    AudioFindings found;
    const auto accept = [&](std::string_view reference, std::string_view rule, double score) {
        const auto url = resolve(page.base(), reference);
        if (!url) return;
        if (std::ranges::any_of(found.accepted, [&](const auto& each) { return each.url == *url; })) return;
        found.accepted.push_back({*url, std::string(rule), score});
    };
    for (const JsonNode object : page.linked_data()) {
        if (is_of_type(object, "AudioObject")) accept(object.string_at("contentUrl"), "json-ld AudioObject", 0.9);
    }
    for (const std::string_view name : {"og:audio", "og:audio:url", "og:audio:secure_url"}) {
        if (const std::string value = page.meta(name); !value.empty()) accept(value, "meta " + std::string(name), 0.8);
    }
    const auto consider = [&](HtmlNode node, std::string_view reference, std::string_view rule, double score) {
        if (const Region region = region_around(node); region != Region::content) {
            if (const auto url = resolve(page.base(), reference))
                found.rejected.push_back({*url, std::string(rule), std::string(describe(region))});
            return;
        }
        accept(reference, rule, score);
    };
    for (const HtmlNode node : page.elements("audio")) {
        if (!core::trim(node.attribute("src")).empty()) consider(node, node.attribute("src"), "audio element", 0.9);
        for (const HtmlNode source : node.descendants("source")) {
            if (!core::trim(source.attribute("src")).empty())
                consider(source, source.attribute("src"), "audio element", 0.9);
        }
    }
    for (const HtmlNode node : page.elements("a")) {
        if (has_audio_name(node.attribute("href"))) consider(node, node.attribute("href"), "link", 0.6);
    }
    for (const TextBlock& block : body.blocks) {
        const std::size_t start = block.text.find("http");
        if (start == std::string::npos) continue;
        const std::string word = block.text.substr(start, block.text.find(' ', start) - start);
        if (has_audio_name(word)) accept(word, "URL in the text", 0.7);
    }
    std::ranges::stable_sort(found.accepted, std::greater<>(), &core::AudioCandidate::score);
    return found;
}

}  // namespace fetch
