// [show] enclosure_prefix: what the feed says, what the site says, and what doctor looks at.

#include "app/commands/doctor.h"
#include "app/commands/run.h"
#include "core/atomic_file.h"
#include "tests/app/newspaper.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <string>

namespace app {
namespace {

namespace filesystem = std::filesystem;
using testing::HasSubstr;
using testing::Not;

class DownloadCounter : public testing::Test {
protected:
    DownloadCounter() {
        paper.print_all({"mot"});
        config = write_config(paper);
        plain = core::read_file(config);
    }

    void count_by(const std::string& prefix) {
        std::string file = plain;
        core::write_file(config, file.insert(file.find("[[source]]"), "enclosure_prefix = \"" + prefix + "\"\n"));
    }
    void publish() {
        ASSERT_EQ(run({{config}, false, false}), ExitCode::done);
        for (const auto& entry : filesystem::recursive_directory_iterator(out())) {
            if (!entry.is_regular_file()) continue;
            const std::string path = filesystem::relative(entry.path(), out()).string();
            const std::string type = path.ends_with(".mp3")   ? "audio/mpeg"
                                     : path.ends_with(".jpg") ? "image/jpeg"
                                     : path.ends_with(".xml") ? "application/rss+xml"
                                                              : "text/html";
            paper.server.on("/out/test/" + path, support::file({core::read_file(entry.path()), type, "\"1\""}));
        }
    }
    std::string doctor_says() {
        testing::internal::CaptureStdout();
        static_cast<void>(doctor({{config}, true}));
        return testing::internal::GetCapturedStdout();
    }
    filesystem::path out(const std::string& name = {}) const { return paper.folder / "out/test" / name; }
    std::string read(const std::string& name) const { return core::read_file(out(name)); }

    Newspaper paper;
    filesystem::path config;
    std::string plain;
};

TEST_F(DownloadCounter, StandsInTheFeedAloneAndLeavesEpisodesWhatTheyWere) {
    publish();
    const std::string before = read("feed.xml");
    const auto media = paper.media();
    count_by("https://counter.example/e");
    publish();
    const std::string after = read("feed.xml");
    const std::string url = enclosure(before, "url");
    EXPECT_EQ(enclosure(after, "url"), "https://counter.example/e/" + url) << "loopback is served without TLS";
    EXPECT_EQ(enclosure(after, "length"), enclosure(before, "length"));
    const auto between = [](const std::string& text, const std::string& from, const std::string& to) {
        const std::size_t start = text.find(from);
        return text.substr(start, text.find(to, start) - start);
    };
    for (const char* part : {"<guid", "<pubDate", "<podcast:integrity"})
        EXPECT_EQ(between(after, part, "\n"), between(before, part, "\n"));
    EXPECT_EQ(paper.media(), media);
    for (const auto& entry : filesystem::recursive_directory_iterator(out())) {
        if (!entry.is_regular_file() || entry.path().filename() == "feed.xml") continue;
        EXPECT_THAT(core::read_file(entry.path()), Not(HasSubstr("counter.example"))) << entry.path();
    }
}

TEST_F(DownloadCounter, IsAskedByDoctorBesideTheFileItself) {
    count_by(paper.server.url("/e/"));
    publish();
    const std::string url = enclosure(read("feed.xml"), "url");
    const std::string file = url.substr(paper.server.url("/e/").size());
    const std::string counter = "/e/" + file;
    EXPECT_THAT(doctor_says(), HasSubstr(url + ": cannot be fetched: HTTP status 404; apps are sent there by [show] "
                                               "enclosure_prefix"));
    paper.server.on(counter, support::redirect(file));
    const std::string well = doctor_says();
    EXPECT_THAT(well, Not(HasSubstr("/e/"))) << "leading on is what a counter is for";
    EXPECT_THAT(well, Not(HasSubstr("cannot be fetched")));

    paper.server.on(counter, support::answer(200, "no podcast here", {{"Content-Type", "text/html"}}));
    EXPECT_THAT(doctor_says(), HasSubstr(url + ": has another length than what was published; [show] enclosure_prefix "
                                               "does not lead to the file"));
    paper.server.on(counter, support::redirect(file));
    paper.server.on(file.substr(paper.server.url("").size()), support::answer(404));
    EXPECT_THAT(doctor_says(), HasSubstr(file + ": cannot be fetched")) << "the file itself is looked at as well";
}

}  // namespace
}  // namespace app
