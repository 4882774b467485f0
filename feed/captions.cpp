#include "feed/captions.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace feed {

namespace {

std::string timestamp(std::chrono::milliseconds time, char point) {
    const auto milliseconds = time.count();
    return fmt::format("{:02}:{:02}:{:02}{}{:03}", milliseconds / 3'600'000, milliseconds / 60'000 % 60,
                       milliseconds / 1000 % 60, point, milliseconds % 1000);
}

/// A cue's text in WebVTT, where three characters have a meaning; so an arrow cannot be taken for a cue's times.
std::string cue_text(std::string_view text) {
    std::string out;
    for (const char character : text) {
        if (character == '&')
            out += "&amp;";
        else if (character == '<')
            out += "&lt;";
        else if (character == '>')
            out += "&gt;";
        else
            out += character;
    }
    return out;
}

/// A cue's text in SubRip, which has no escapes: what would look like its times, a tag or a style is written otherwise.
std::string plain_cue_text(std::string text) {
    for (std::size_t at = text.find("-->"); at != std::string::npos; at = text.find("-->", at))
        text.replace(at, 3, "→");
    for (std::size_t at = text.find("{\\"); at != std::string::npos; at = text.find("{\\", at))
        text.insert(at + 1, " ");
    for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at)) text.replace(at, 1, "‹");
    return text;
}

}  // namespace

std::string web_vtt(std::span<const core::Cue> cues) {
    std::string out = "WEBVTT\n";
    for (const core::Cue& cue : cues)
        out += fmt::format("\n{} --> {}\n{}\n", timestamp(cue.start, '.'), timestamp(cue.end, '.'), cue_text(cue.text));
    return out;
}

std::string sub_rip(std::span<const core::Cue> cues) {
    std::string out;
    std::size_t number = 0;
    for (const core::Cue& cue : cues) {
        if (number > 0) out += "\n";
        out += fmt::format("{}\n{} --> {}\n{}\n", ++number, timestamp(cue.start, ','), timestamp(cue.end, ','),
                           plain_cue_text(cue.text));
    }
    return out;
}

std::string transcript_json(std::span<const core::Cue> cues) {
    nlohmann::ordered_json segments = nlohmann::ordered_json::array();
    const auto seconds = [](std::chrono::milliseconds time) { return static_cast<double>(time.count()) / 1000.0; };
    for (const core::Cue& cue : cues)
        segments.push_back({{"startTime", seconds(cue.start)}, {"endTime", seconds(cue.end)}, {"body", cue.text}});
    return nlohmann::ordered_json{{"version", "1.0.0"}, {"segments", std::move(segments)}}.dump(
               1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) +
           "\n";
}

}  // namespace feed
