#include "feed/chapters.h"

#include "feed/description.h"
#include "feed/sanitize.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace feed {

namespace {

using Json = nlohmann::ordered_json;

/// Seconds as a number, whole where they are.
Json seconds(std::chrono::milliseconds time) {
    const auto count = time.count();
    if (count % 1000 == 0) return count / 1000;
    return static_cast<double>(count) / 1000.0;
}

/// "00:01:05.500"
std::string normal_play_time(std::chrono::milliseconds time) {
    return fmt::format("{}.{:03}", format_timestamp(time), time.count() % 1000);
}

}  // namespace

std::string chapter_image(const core::Show& show, const core::Chapter& chapter) {
    const std::string& image = chapter.image;
    if (is_web_link(image)) return image;
    // What names a scheme or leaves the folder is no path below it.
    const bool is_path = !image.empty() && image.front() != '/' && image.find_first_of(": \\") == std::string::npos &&
                         image.find("..") == std::string::npos;
    return is_path ? show.base_url + image : std::string();
}

std::string chapters_json(const core::Show& show, const core::Episode& episode) {
    Json document = {{"version", "1.2.0"}, {"title", episode.title}, {"podcastName", show.title}};
    document["chapters"] = Json::array();
    for (const core::Chapter& chapter : episode.chapters) {
        Json entry = {{"startTime", seconds(chapter.start)}, {"title", chapter.title}};
        if (is_web_link(chapter.url)) entry["url"] = chapter.url;
        if (const std::string image = chapter_image(show, chapter); !image.empty()) entry["img"] = image;
        document["chapters"].push_back(std::move(entry));
    }
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

void write_simple_chapters(XmlWriter& xml, const core::Show& show, const core::Episode& episode) {
    xml.start("psc:chapters");
    xml.attribute("version", "1.2");
    for (const core::Chapter& chapter : episode.chapters) {
        xml.start("psc:chapter");
        xml.attribute("start", normal_play_time(chapter.start));
        xml.attribute("title", chapter.title);
        if (is_web_link(chapter.url)) xml.attribute("href", chapter.url);
        if (const std::string image = chapter_image(show, chapter); !image.empty()) xml.attribute("image", image);
        xml.end();
    }
    xml.end();
}

}  // namespace feed
