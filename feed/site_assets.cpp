#include "feed/site_assets.h"

#include "core/hash.h"
#include "feed/description.h"
#include "feed/page.h"
#include "feed/palette.h"
#include "feed/paths.h"
#include "feed/qr.h"
#include "feed/sanitize.h"
#include "feed/site_texts.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <string_view>

namespace feed {

namespace {

using Json = nlohmann::ordered_json;

std::string icon(const Accent& accent) {
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\">\n<rect width=\"32\" height=\"32\" rx=\"7\" "
        "fill=\"{0}\"/>\n<rect x=\"12\" y=\"6\" width=\"8\" height=\"13\" rx=\"4\" fill=\"{1}\"/>\n"
        "<path d=\"M8 15a8 8 0 0 0 16 0M16 23v4M12 27h8\" fill=\"none\" stroke=\"{1}\" stroke-width=\"2\" "
        "stroke-linecap=\"round\"/>\n</svg>\n",
        accent.ink, accent.on_ink);
}

std::string style(const Channel& channel) {
    return palette_style(palette_of(channel.colour)) + std::string(site_style());
}

std::string versioned(std::string_view path, std::string_view content) {
    return fmt::format("{}?v={}", path, core::sha256(content).substr(0, 8));
}

/// The words as CSS writes a string.
std::string css_string(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + "\"";
}

std::string feed_style_of(const core::Show& show) {
    return fmt::format("{}\nrss::before {{ content: {}; }}\n", feed_style(),
                       css_string(words(show.language).feed_note));
}

std::string manifest(const core::Show& show, const Channel& channel) {
    Json icons = Json::array();
    if (!channel.thumbnail_path.empty())
        icons.push_back({{"src", channel.thumbnail_path}, {"sizes", "320x320"}, {"type", "image/jpeg"}});
    icons.push_back({{"src", "assets/icon.svg"}, {"sizes", "any"}, {"type", "image/svg+xml"}});
    const Json data = {
        {"name", show.title},      {"short_name", show.title},      {"description", plain_description(show)},
        {"lang", show.language},   {"start_url", "index.html"},     {"scope", "./"},
        {"display", "minimal-ui"}, {"background_color", "#fbfaf7"}, {"theme_color", "#fbfaf7"},
        {"icons", icons}};
    return data.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// Its addresses begin with the show's, since nobody knows at which address it is shown.
std::string not_found(const core::Show& show, const Channel& channel) {
    const Words& say = words(show.language);
    const PageHead head = {.path = "404.html",
                           .root = show.base_url,
                           .title = std::string(say.not_found),
                           .description = std::string(say.not_found_hint),
                           .image_path = channel.cover_path};
    return page(show, channel, head,
                fmt::format("{}<main id=\"content\" class=\"wrap\"{}>\n<h1>{}</h1>\n<p>{}</p>\n<p><a class=\"button\" "
                            "href=\"{}\">{}</a></p>\n</main>\n",
                            crumb(show, channel, show.base_url), words_language(show), say.not_found,
                            say.not_found_hint, escape_html(show.base_url), say.episodes));
}

}  // namespace

std::vector<SiteFile> shared_files(const core::Show& show, const Channel& channel) {
    std::vector<SiteFile> files = {{"assets/site.css", style(channel)},
                                   {"assets/site.js", std::string(site_script())},
                                   {std::string(feed_style_path()), feed_style_of(show)},
                                   {"assets/icon.svg", icon(palette_of(channel.colour).light)},
                                   {"manifest.webmanifest", manifest(show, channel)},
                                   {"404.html", not_found(show, channel)}};
    std::vector<std::string> feeds = {feed_path()};
    for (const FeedLink& other : channel.others) feeds.push_back(other.path);
    for (const std::string& feed : feeds)
        if (std::string code = qr_svg(show.base_url + feed); !code.empty())
            files.push_back({qr_path(feed), std::move(code)});
    return files;
}

std::string style_address(const Channel& channel) {
    // Every page asks: what is the same for all shows is hashed once.
    static const std::string common = core::sha256(site_style());
    return versioned("assets/site.css", palette_style(palette_of(channel.colour)) + common);
}

const std::string& script_address() {
    static const std::string address = versioned("assets/site.js", site_script());
    return address;
}

std::string qr_path(const std::string& feed_path) {
    return "assets/" + feed_path.substr(0, feed_path.rfind('.')) + ".svg";
}

}  // namespace feed
