#include "tests/feed/samples.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

namespace feed {

using namespace std::chrono_literals;

core::Instant instant(std::string_view iso) {
    return core::to_instant(core::parse_iso8601(iso).value(), "UTC");
}

core::Show vietnamese_show() {
    core::Show show;
    show.id = "song-tien";
    show.title = "Báo Sông Tiền";
    show.description = "Tin tức mỗi ngày từ hai bờ sông Tiền, do tòa soạn đọc & biên tập.";
    show.language = "vi";
    show.author = "Tòa soạn Sông Tiền";
    show.owner = {"Tòa soạn Sông Tiền", "toasoan@songtien.example"};
    show.website = "https://songtien.example/";
    show.base_url = "https://podcast.example/song-tien/";
    show.categories = {{"News", "Daily News"}, {"News", "Politics"}, {"Society & Culture", ""}};
    show.timezone = "Asia/Ho_Chi_Minh";
    show.copyright = "© 2024 Tòa soạn Sông Tiền";
    return show;
}

core::Show english_show() {
    core::Show show;
    show.id = "harbour";
    show.title = "The Harbour Gazette";
    show.description =
        "<p>What happens around the harbour, <b>read aloud</b>.</p><script>alert(1)</script>"
        "<p>See <a href=\"https://harbour.example/\" onclick=\"x()\">our site</a>.</p>";
    show.language = "en-GB";
    show.author = "The Harbour Gazette";
    show.owner = {"", "editor@harbour.example"};
    show.website = "https://harbour.example/";
    show.base_url = "https://podcast.example/harbour/";
    show.categories = {{"News", ""}};
    show.explicit_content = true;
    show.timezone = "Europe/London";
    show.locked = false;
    return show;
}

Channel sample_channel() {
    return {.guid = "5f4f4a3e-6f6d-5c1d-9c53-1f3a2a4f0f11",
            .cover_path = "cover-1a2b3c4d.jpg",
            .thumbnail_path = "cover-1a2b3c4d-300.jpg"};
}

Edition sample_edition() {
    return {.last_change = instant("2024-07-10T03:00:00Z"), .previous_archive = 0};
}

core::Rendition rendition(const std::string& path, std::uint64_t bytes, const std::string& type,
                          const std::string& sha256, std::chrono::milliseconds duration) {
    core::Rendition made{core::enclosure_id, path, type, {}};
    made.made.bytes = bytes;
    made.made.sha256 = sha256;
    made.made.duration = duration;
    return made;
}

core::Episode numbered_episode(int number) {
    core::Episode episode;
    episode.guid = fmt::format("newscast:episode:{}", number);
    episode.slug = fmt::format("episode-{}", number);
    episode.title = fmt::format("Episode {}", number);
    episode.link = fmt::format("https://harbour.example/articles/{}", number);
    episode.published = instant("2024-01-01T06:00:00Z") + number * 24h;
    episode.authors = {"Ada Finch"};
    episode.language = "en-GB";
    episode.lead = fmt::format("What happened on day {}.", number);
    episode.text.body = fmt::format("First paragraph of day {}.\n\nSecond paragraph.", number);
    episode.text.body_html = fmt::format("<p>First paragraph of day {}.</p><p>Second paragraph.</p>", number);
    episode.text.hash = fmt::format("text {}", number);
    episode.renditions = {rendition(fmt::format("media/episode-{}.mp3", number),
                                    100000u + static_cast<unsigned>(number), "audio/mpeg", std::string(64, 'a'), 61s)};
    episode.renditions.front().made.before = {-21.5, 4.2, -3.1};
    episode.renditions.front().made.after = {-16.0, 4.0, -1.2};
    return episode;
}

std::vector<core::Episode> vietnamese_episodes() {
    std::vector<core::Episode> episodes;
    core::Episode corrected;
    corrected.guid = "0b0c7d1e-8f3a-5d44-9a8b-0d5f8c1b2a33";
    corrected.slug = "mua-nuoc-noi-ve-som";
    corrected.title = "Mùa nước nổi về sớm: “Đồng <xanh> & cá linh”";
    corrected.link = "https://songtien.example/mua-nuoc-noi?id=7&trang=1";
    corrected.published = instant("2024-07-09T23:30:05Z");
    corrected.modified = instant("2024-07-10T02:15:00Z");
    corrected.authors = {"Lê Thị Hương", "Nguyễn Văn Bình"};
    corrected.language = "vi";
    corrected.lead =
        "Nước từ thượng nguồn đổ về sớm hơn mọi năm gần hai tuần, người dân vùng đầu nguồn đã sẵn sàng mùa cá.";
    corrected.text.body =
        "Sáng 9/7, mực nước đo được tại trạm cao hơn cùng kỳ 35 cm.\n\nÔng Tư nói: “Năm nay nước khá hơn”.";
    corrected.text.body_html =
        "<p>Sáng 9/7, mực nước đo được tại trạm cao hơn cùng kỳ 35 cm.</p><h2>Lời người dân</h2>"
        "<p>Ông Tư nói: “Năm nay nước khá hơn”.</p><ul><li>cá linh</li><li>bông súng</li></ul>"
        "<p onclick=\"x()\">Xem <a href=\"javascript:alert(1)\">đây</a> và <a "
        "href=\"https://songtien.example/a?b=1&amp;c=2\">kia</a>.</p>"
        "<script>alert(']]>')</script>";
    corrected.text.hash = "corrected text";
    corrected.image_path = "images/mua-nuoc-noi-ve-som-5e6f7a8b.jpg";
    corrected.page_picture = {"images/mua-nuoc-noi-ve-som-page-6f7a8b9c.jpg", 960, 540};
    corrected.thumbnail_path = "images/mua-nuoc-noi-ve-som-thumbnail-7a8b9c0d.jpg";
    corrected.renditions = {rendition("media/2024-07-10-mua-nuoc-noi-ve-som-v2.mp3", 1234567, "audio/mpeg",
                                      std::string(64, 'b'), 102840ms)};
    corrected.renditions.front().made.before = {-19.94, 6.3, -1.4};
    corrected.renditions.front().made.after = {-16.04, 5.9, -1.2};
    episodes.push_back(corrected);

    core::Episode bulletin;
    bulletin.guid = "1c1d8e2f-9a4b-5e55-8b9c-1e6a9d2c3b44";
    bulletin.slug = "ban-tin-toi-8-7";
    bulletin.title = "Bản tin tối 8/7";
    bulletin.link = "https://songtien.example/";
    bulletin.published = instant("2024-07-08T12:00:00Z");
    bulletin.language = "vi";
    bulletin.lead = "Ba tin chính trong ngày.";
    bulletin.renditions = {
        rendition("media/2024-07-08-ban-tin-toi.mp3", 7654321, "audio/mpeg", std::string(64, 'c'), 3723400ms)};
    bulletin.renditions.front().made.before = {-23.0, 8.0, -6.0};
    bulletin.renditions.front().made.after = {-16.0, 7.5, -1.1};
    bulletin.chapters = {{0ms, "Giá lúa tăng", "https://songtien.example/lua", ""},
                         {65500ms, "Cầu mới & đường mới", "", "https://podcast.example/song-tien/images/cau.jpg"},
                         {3600000ms, "Thời tiết", "https://songtien.example/thoi-tiet", ""}};
    episodes.push_back(bulletin);

    core::Episode bare;
    bare.guid = "2d2e9f3a-0b5c-5f66-9cad-2f7bae3d4c55";
    bare.slug = "khong-loi-dan";
    bare.title = "Bài không có lời dẫn";
    bare.published = instant("2024-07-08T03:00:11Z");
    bare.text.body = "Đoạn đầu của bài viết.\n\nĐoạn thứ hai: 5 < 6 & 7 > 2.";
    bare.text.hash = "bare text";
    bare.renditions = {
        rendition("media/2024-07-08-khong-loi-dan.mp3", 98765, "audio/mpeg", std::string(64, 'd'), 400ms)};
    episodes.push_back(bare);
    return episodes;
}

std::vector<core::Episode> english_episodes() {
    return {numbered_episode(2), numbered_episode(1)};
}

void expect_golden(const std::string& name, std::string content) {
    const std::string version = "newscast " NEWSCAST_VERSION;
    for (std::size_t at = content.find(version); at != std::string::npos; at = content.find(version, at)) {
        content.replace(at, version.size(), "newscast VERSION");
    }
    // What changes with each change of the script or the style sheet.
    const std::string mark = "?v=";
    for (std::size_t at = content.find(mark); at != std::string::npos; at = content.find(mark, at + mark.size()))
        content.replace(at + mark.size(), 8, "HASH");
    const std::filesystem::path path = std::filesystem::path(NEWSCAST_SOURCE_DIR) / "tests/data/feed" / name;
    if (const char* update = std::getenv("UPDATE_GOLDEN"); update != nullptr && std::string_view(update) == "1") {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << content;
        return;
    }
    std::ifstream file(path, std::ios::binary);
    ASSERT_TRUE(file) << path << " is missing; UPDATE_GOLDEN=1 writes it";
    std::ostringstream golden;
    golden << file.rdbuf();
    EXPECT_EQ(content, golden.str()) << "differs from " << path;
}

std::string between(const std::string& text, const std::string& before, const std::string& after) {
    const std::size_t begin = text.find(before);
    if (begin == std::string::npos) return {};
    const std::size_t end = text.find(after, begin + before.size());
    if (end == std::string::npos) return {};
    return text.substr(begin + before.size(), end - begin - before.size());
}

std::size_t count(const std::string& text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
    return found;
}

std::string output_of(const std::string& command) {
    struct Close {
        int* status;
        void operator()(std::FILE* pipe) const { *status = pclose(pipe); }
    };
    int status = -1;
    std::string output;
    {
        const std::unique_ptr<std::FILE, Close> pipe(popen(command.c_str(), "r"), Close{&status});
        if (!pipe) {
            ADD_FAILURE() << "cannot run " << command;
            return {};
        }
        char piece[4096];
        while (const std::size_t got = std::fread(piece, 1, sizeof piece, pipe.get())) output.append(piece, got);
    }
    EXPECT_EQ(status, 0) << command << "\n" << output;
    return output;
}

}  // namespace feed
