#include "app/run/run.h"

#include "core/atomic_file.h"
#include "tests/app/newspaper.h"
#include "tests/transcode/sound.h"

#include <gtest/gtest.h>

namespace app {
namespace {

/// The given article, from its text to its episode, with the loopback server standing in for its newspaper.
TEST(Seed, BecomesAnEpisode) {
    const std::filesystem::path shared = support::shared_folder();
    if (shared.empty()) GTEST_SKIP() << "the folder with the given article is not beside this checkout";
    Newspaper paper;
    paper.record("20240708100116dt1-1", 0.1);
    const std::string recording = core::read_file(paper.folder / "20240708100116dt1-1.wav");
    paper.server.on("/database/video/20240708100116dt1-1.mp3", support::answer(200, recording));
    std::filesystem::copy_file(shared / "seed/article.txt", paper.folder / "article.txt");
    core::Source source;
    source.kind = core::SourceKind::files;
    source.path = paper.folder / "article.txt";
    paper.config.sources = {source};
    paper.config.show.website = "http://baodongthap.com.vn/";
    paper.config.limits.connect_to = {"baodongthap.com.vn:80:127.0.0.1:" + std::to_string(paper.server.port())};
    ASSERT_EQ(paper.run(), ExitCode::done);

    const std::string feed = paper.feed();
    EXPECT_NE(feed.find("Thực hiện có hiệu quả nhiệm vụ công tác xây dựng Đảng"), std::string::npos);
    EXPECT_NE(feed.find("<pubDate>Mon, 08 Jul 2024 10:00:11 +0700</pubDate>"), std::string::npos);
    EXPECT_NE(feed.find("<link>http://baodongthap.com.vn/</link>"), std::string::npos);
    EXPECT_NE(feed.find("Dũng Chinh"), std::string::npos);
    for (const char* furniture : {"Trở về trang trước", "Gửi bình luận", "Ảnh: CTV", "ĐTO -"})
        EXPECT_EQ(feed.find(furniture), std::string::npos) << furniture;
    const std::filesystem::path file = paper.config.show_folder() / "media" / paper.media().at(0);
    EXPECT_EQ(file.filename().string().substr(0, 32), "2024-07-08-thuc-hien-co-hieu-qua");
    EXPECT_NEAR(sound::ffmpeg_reading(file, true).integrated_lufs, -16.0, 0.2);
    EXPECT_NE(sound::ffprobe(file, "format_tags=artist").find("Dũng Chinh"), std::string::npos);
}

}  // namespace
}  // namespace app
