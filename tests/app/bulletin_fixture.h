#pragma once

#include "core/atomic_file.h"
#include "core/time.h"
#include "tests/app/newspaper.h"
#include "tests/app/publishing_fixture.h"
#include "tests/transcode/sound.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace app {

/// A newspaper with articles of the last hours and a bulletin whose edition was due half an hour ago.
class BulletinTest : public PublishingFixture {
protected:
    struct Story {
        std::string name;
        std::string title;
        std::chrono::minutes ago = std::chrono::hours(2);  ///< before the fixture's beginning
        std::string section = "Thời sự";
        std::string body = "Đoạn thứ nhất của bài, đủ dài để đọc thành tiếng.";
        bool has_recording = true;
    };

    BulletinTest() {
        config::Bulletin bulletin;
        bulletin.id = "ngay";
        bulletin.title = "{show}: tin ngày {date}";
        bulletin.at = {time_of_day(begun - std::chrono::minutes(30))};
        bulletin.gap = std::chrono::milliseconds(400);
        paper.config.bulletins = {bulletin};
        paper.config.limits.recheck = std::chrono::hours(72);
    }

    config::Bulletin& bulletin() { return paper.config.bulletins.front(); }

    std::chrono::minutes time_of_day(core::Instant moment) const {
        const auto local = core::to_written(moment, paper.config.show.timezone).local;
        return std::chrono::floor<std::chrono::minutes>(local - std::chrono::floor<std::chrono::days>(local));
    }

    /// Serves the stories, each with a recording of its own of three seconds, on one listing page.
    void print(const std::vector<Story>& stories) {
        std::vector<std::string> names;
        for (const Story& story : stories) {
            names.push_back(story.name);
            const std::string when =
                core::format_iso8601(core::to_written(begun - story.ago, paper.config.show.timezone));
            const std::string player =
                story.has_recording ? fmt::format("<audio controls src=\"/{}.wav\"></audio>", story.name) : "";
            paper.server.on(
                "/" + story.name + ".html",
                support::file({fmt::format("<!DOCTYPE html><html lang=\"vi\"><head><meta charset=\"utf-8\">"
                                           "<title>{0}</title><meta property=\"og:title\" content=\"{0}\">"
                                           "<meta property=\"article:section\" content=\"{3}\">"
                                           "<meta property=\"article:published_time\" content=\"{1}\"></head>"
                                           "<body><article><h1>{0}</h1>{4}<p>{2}</p></article></body></html>",
                                           story.title, when, story.body, story.section, player),
                               "text/html; charset=utf-8"}));
            if (story.has_recording && !recorded_.contains(story.name)) record(story.name);
        }
        paper.print_listing(names);
    }
    /// A recording of the name that sounds like no other.
    void record(const std::string& name) {
        paper.record(name, 0.05 + 0.02 * static_cast<double>(recorded_.size() % 5),
                     static_cast<unsigned>(100 + recorded_.size()));
        recorded_[name] = true;
    }
    filesystem::path jingle(const std::string& name, double seconds, unsigned seed) {
        const filesystem::path file = paper.folder / (name + ".wav");
        sound::write_wav(file, sound::babble(seconds, 0.5, 44100, 2, seed));
        return file;
    }

    /// The item of feed.xml whose title has this part; empty: there is none.
    std::string item(const std::string& title_part) const {
        const std::string feed = paper.feed();
        for (std::size_t at = feed.find("<item>"); at != std::string::npos; at = feed.find("<item>", at + 1)) {
            const std::string text = feed.substr(at, feed.find("</item>", at) - at);
            const std::size_t title = text.find("<title>");
            if (text.substr(title, text.find("</title>") - title).find(title_part) != std::string::npos) return text;
        }
        return {};
    }
    static std::size_t count(const std::string& text, const std::string& part) {
        std::size_t number = 0;
        for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++number;
        return number;
    }
    static std::string element(const std::string& item, const std::string& name) {
        const std::size_t start = item.find("<" + name);
        if (start == std::string::npos) return {};
        const std::size_t text = item.find('>', start) + 1;
        return item.substr(text, item.find("</" + name + ">", text) - text);
    }
    /// The file that the item's enclosure names.
    filesystem::path file_of(const std::string& item) const {
        const std::string url = enclosure(item, "url");
        const std::string& base = paper.config.show.base_url;
        return url.starts_with(base) ? out(url.substr(base.size())) : filesystem::path();
    }
    void pass(std::chrono::minutes time) { paper.now += time; }

    const core::Instant begun = paper.now;

private:
    std::map<std::string, bool> recorded_;
};

}  // namespace app
