#include "feed/versions.h"

#include "core/language.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace feed {

namespace {

std::string_view format_of(std::string_view type) {
    if (type == core::media_type(core::Format::opus)) return "Opus";
    return type == core::media_type(core::Format::m4a) ? "AAC" : "MP3";
}

/// Of AAC only where our encoder made it: copied packets may be of another profile.
std::string codecs_of(const core::Rendition& file) {
    if (file.type == core::media_type(core::Format::opus)) return "opus";
    const bool is_own_aac = file.type == core::media_type(core::Format::m4a) && file.made.lane == core::Lane::encode;
    return is_own_aac ? "mp4a.40.2" : "";
}

/// Apple's name of M4A, which enclosures have, is known to fewer browsers than the standard's.
std::string browser_type(const core::Rendition& file, const std::string& codecs) {
    const bool is_m4a = file.type == core::media_type(core::Format::m4a);
    return (is_m4a ? "audio/mp4" : file.type) + (codecs.empty() ? "" : "; codecs=" + codecs);
}

/// What it is beside the enclosure, by what it costs to load. Pictures that all files hold leave little between those
/// of short recordings.
std::string_view kind_of(const core::Rendition& file, const core::Rendition& enclosure, const Words& say) {
    if (&file == &enclosure) return say.standard_version;
    if (file.made.bytes * 10 <= enclosure.made.bytes * 9) return say.light_version;
    return file.made.bytes * 9 >= enclosure.made.bytes * 10 ? say.rich_version : say.other_version;
}

std::string size_of(std::uint64_t bytes, const Words& say) {
    return core::format_megabytes(std::max(0.1, static_cast<double>(bytes) / 1e6), say.language);
}

/// "Light version (Opus)" to "Light version (Opus, 0.6 MB)".
std::string with_detail(const std::string& title, const std::string& detail) {
    return title.substr(0, title.size() - 1) + ", " + detail + ")";
}

}  // namespace

std::string Version::label() const {
    return with_detail(title, size);
}

std::vector<Version> versions(const core::Episode& episode, const Words& say) {
    std::vector<Version> all;
    for (const core::Rendition& file : episode.renditions) {
        Version& version = all.emplace_back();
        version.file = &file;
        version.title = fmt::format("{} ({})", kind_of(file, episode.enclosure(), say), format_of(file.type));
        version.size = size_of(file.made.bytes, say);
        version.codecs = codecs_of(file);
        version.browser_type = browser_type(file, version.codecs);
        if (const auto length = static_cast<std::uint64_t>(file.made.duration.count()); length > 0)
            version.bitrate = (file.made.bytes * 8000 + length / 2) / length;
    }
    if (!all.empty())
        std::stable_sort(all.begin() + 1, all.end(), [](const Version& one, const Version& other) {
            return one.file->made.bytes > other.file->made.bytes;
        });
    // Two of one kind and format differ in what their operator called them.
    for (std::size_t index = 1; index < all.size(); ++index) {
        const std::string title = all[index].title;
        const auto has_title = [&](const Version& other) { return other.title == title; };
        if (std::ranges::count_if(all, has_title) < 2) continue;
        for (Version& one : all)
            if (one.title == title) one.title = with_detail(title, one.file->id);
    }
    return all;
}

std::string versions_json(const std::vector<Version>& versions, std::string_view root) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Version& version : versions)
        list.push_back({{"id", version.file->id},
                        {"src", std::string(root) + version.file->path},
                        {"type", version.browser_type},
                        {"label", version.label()}});
    return list.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace feed
