#pragma once

#include "app/commands/status.h"
#include "core/atomic_file.h"
#include "tests/app/newspaper.h"
#include "tests/app/program.h"
#include "tests/app/publishing_fixture.h"
#include "tests/transcode/sound.h"

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <string>

namespace app {

inline constexpr const char* ferry =
    "Từ tuần này, bến phà chạy thêm một chuyến vào sáng sớm để học sinh kịp giờ vào lớp.\n\n"
    "Hai chiếc phà nhỏ thay nhau chở khách qua sông. Giá vé không đổi.\n\n"
    "Ông chủ bến nói trời mưa phà vẫn chạy, chỉ nghỉ khi có bão.";
inline constexpr const char* orchard =
    "Nông dân thu hoạch xoài sớm hơn mọi năm vì nắng nóng kéo dài suốt nhiều tháng.\n\n"
    "Thương lái từ thành phố về tận vườn đặt mua. Nhiều nhà vườn lãi lớn và trồng thêm cây mới.\n\n"
    "Kỹ sư khuyên bà con tưới nước đều vào buổi chiều mát và che gốc bằng rơm khô.";

/// Goes on from the ferry: long enough for a refusal to be certain.
inline constexpr const char* market =
    "\n\nChợ nổi họp từ nửa đêm đến khi trời sáng hẳn. Ghe chở rau, ghe chở gạo và ghe bán bún đậu sát vào nhau.\n\n"
    "Người mua đứng trên cầu gỗ gọi xuống, người bán chèo lại gần rồi đưa hàng lên bằng một cái rổ buộc dây.";

class ReadAlongTest : public PublishingFixture {
protected:
    ReadAlongTest() { paper.has_synthesizer = true; }

    filesystem::path read_aloud(const std::string& name, const std::string& text) {
        const filesystem::path words = paper.folder / (name + ".txt");
        const filesystem::path file = paper.folder / (name + ".wav");
        core::write_file(words, text);
        sound::run(fmt::format("espeak-ng -v vi-vn-x-south -s 150 -p 35 -f {} -w {}", sound::quoted(words),
                               sound::quoted(file)));
        return file;
    }
    /// Serves a story with a recording that reads other words, or its own.
    void publish_story(const std::string& body, const std::string& read) {
        paper.print({"mot", "Bến phà thêm chuyến", body});
        paper.print_listing({"mot"});
        paper.server.on("/mot.wav", support::file({core::read_file(read_aloud("mot", read)), "audio/wav"}));
    }
    std::string told(ExitCode expected = ExitCode::done) {
        testing::internal::CaptureStderr();
        EXPECT_EQ(paper.run(), expected);
        return testing::internal::GetCapturedStderr();
    }
    std::string transcript(const std::string& ending) {
        for (const auto& entry : filesystem::directory_iterator(paper.config.show_folder() / "transcripts"))
            if (entry.path().extension() == ending) return core::read_file(entry.path());
        return {};
    }
    nlohmann::json status_of_transcript() {
        testing::internal::CaptureStdout();
        EXPECT_EQ(status({.configs = {write_config(paper)}, .json = true}), ExitCode::done);
        return nlohmann::json::parse(testing::internal::GetCapturedStdout())
            .at(0)
            .at("episodes")
            .at(0)
            .at("transcript");
    }
    std::string status_text() {
        testing::internal::CaptureStdout();
        EXPECT_EQ(status({.configs = {write_config(paper)}}), ExitCode::done);
        return testing::internal::GetCapturedStdout();
    }
};

/// newscast align, which needs a synthesizer.
inline Answer align(const std::string& arguments) {
    return newscast("align " + arguments, std::string("PATH='") + std::getenv("PATH") + "'");
}

/// While it lives, another synthesizer is found: a shell script.
class Synthesizer {
public:
    explicit Synthesizer(const std::string& script) : path_(std::getenv("PATH")) {
        become(script);
        ::setenv("PATH", (folder_.path().string() + ":" + path_).c_str(), 1);
    }
    ~Synthesizer() { ::setenv("PATH", path_.c_str(), 1); }
    Synthesizer(const Synthesizer&) = delete;
    Synthesizer& operator=(const Synthesizer&) = delete;

    void become(const std::string& script) {
        const filesystem::path file = folder_ / "espeak-ng";
        core::write_file(file, script);
        filesystem::permissions(file, filesystem::perms::owner_all);
    }

private:
    support::TemporaryFolder folder_;
    std::string path_;
};

/// The real one, from a script.
inline constexpr const char* reads_on = "exec /usr/bin/espeak-ng \"$@\"\n";

}  // namespace app
