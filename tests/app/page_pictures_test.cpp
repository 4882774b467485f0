// What pages show of the articles' pictures.

#include "app/run/upkeep.h"
#include "catalog/sqlite.h"
#include "tests/app/program.h"
#include "tests/app/publishing_fixture.h"
#include "tests/transcode/sound.h"

#include <gmock/gmock.h>

namespace app {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

class PagePictures : public PublishingFixture {
protected:
    PagePictures() {
        serve("/anh.jpg", "testsrc2=s=1200x800");
        paper.print({.name = "mot", .title = "Bài mot", .picture = "/anh.jpg"});
    }

    /// Serves a picture that ffmpeg draws.
    void serve(const std::string& path, const std::string& source) {
        const filesystem::path file = paper.folder / "drawn.jpg";
        ASSERT_EQ(shell("ffmpeg -v error -y -f lavfi -i " + source + " -frames:v 1 " + file.string()).exit_code, 0);
        paper.server.on(path, support::file({core::read_file(file), "image/jpeg"}));
    }
    /// The published files below images/ that begin so, sorted.
    std::vector<std::string> images(const std::string& beginning) const {
        std::vector<std::string> found;
        for (const auto& [path, hash] : published())
            if (path.starts_with("images/" + beginning)) found.push_back(path);
        return found;
    }
    /// "176 176"
    std::string size_of(const std::string& path) const {
        std::string size = sound::run("ffprobe -v error -show_entries stream=width,height -of default=nw=1:nk=1 " +
                                      sound::quoted(out(path)) + " | tr '\n' ' '");
        size.pop_back();
        return size;
    }
    catalog::Catalog catalog() const {
        return catalog::Catalog::open_to_read(paper.config.state_folder() / "catalog.db");
    }
    void forget_originals() const { filesystem::remove_all(paper.config.state_folder() / "sources"); }
    /// What version 7 of the catalog's schema would have: none of them.
    void go_back_to_schema_7() {
        {
            catalog::Database database(paper.config.state_folder() / "catalog.db");
            database.script(
                "DROP TABLE runs; DROP TABLE failures_by_day; ALTER TABLE articles DROP COLUMN found_by; "
                "DROP TABLE picture_sizes; DELETE FROM manifest WHERE path LIKE 'images/thumbnail-%' OR path LIKE "
                "'images/page-%'; PRAGMA user_version = 7");
        }
        for (const std::string beginning : {"thumbnail-", "page-"})
            for (const std::string& path : images(beginning)) filesystem::remove(out(path));
    }
    void withdraw_one(const std::string& title) {
        Interrupt interrupt;
        Report report(Report::Detail::problems);
        EXPECT_EQ(withdraw(paper.config, {paper.workers, report, interrupt, paper.now}, title, "asked").published,
                  Published::replaced);
    }
};

TEST_F(PagePictures, StandInTheirSizesBesideTheSquareOne) {
    EXPECT_EQ(complaints(ExitCode::done), "");
    ASSERT_THAT(images(""), SizeIs(3));
    ASSERT_THAT(images("thumbnail-"), SizeIs(1));
    ASSERT_THAT(images("page-"), SizeIs(1));
    EXPECT_EQ(size_of(images("thumbnail-").front()), "176 176");
    EXPECT_EQ(size_of(images("page-").front()), "960 640");
    const auto entries = catalog().published();
    ASSERT_THAT(entries, SizeIs(1));
    const core::Episode& episode = entries.front().episode;
    EXPECT_EQ(episode.thumbnail_path, images("thumbnail-").front());
    EXPECT_EQ(episode.page_picture.path, images("page-").front());
    EXPECT_EQ(episode.page_picture.width, 960);
    EXPECT_EQ(episode.page_picture.height, 640);
    const auto before = published();
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_EQ(published(), before);
}

TEST_F(PagePictures, AreNotEnlarged) {
    serve("/anh.jpg", "testsrc2=s=500x700");
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(size_of(images("page-").at(0)), "500 700");
}

TEST_F(PagePictures, ThatWereDeletedOrAlteredAreMadeAgain) {
    ASSERT_EQ(paper.run(), ExitCode::done);
    const auto before = published();
    for (const std::string& path : {images("thumbnail-").at(0), images("page-").at(0)}) {
        filesystem::remove(out(path));
        EXPECT_EQ(paper.run(), ExitCode::done);
        EXPECT_EQ(published(), before) << path << " was deleted";
        core::write_file(out(path), "other bytes");
        EXPECT_EQ(paper.run(), ExitCode::done);
        EXPECT_EQ(published(), before) << path << " was altered";
    }
    EXPECT_EQ(paper.requests("/anh.jpg"), 1u);
}

TEST_F(PagePictures, AreMadeOfTheSquareOneWhereNothingElseIsLeft) {
    ASSERT_EQ(paper.run(), ExitCode::done);
    forget_originals();
    const std::string page = images("page-").at(0);
    filesystem::remove(out(images("thumbnail-").at(0)));
    EXPECT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(images("page-").at(0), page) << "what stands stays as it is";
    EXPECT_THAT(images("thumbnail-"), SizeIs(1));
    filesystem::remove(out(page));
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_EQ(size_of(images("page-").at(0)), "960 960");
    const auto before = published();
    EXPECT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(published(), before);
}

TEST_F(PagePictures, ComeToAShowOfAnEarlierVersion) {
    ASSERT_EQ(paper.run(), ExitCode::done);
    const auto before = published();
    for (const bool has_originals : {true, false}) {
        if (!has_originals) forget_originals();
        go_back_to_schema_7();
        ASSERT_THAT(images(""), SizeIs(1));
        EXPECT_EQ(complaints(ExitCode::done), "");
        EXPECT_THAT(images(""), SizeIs(3));
        EXPECT_EQ(size_of(images("page-").at(0)), has_originals ? "960 640" : "960 960");
        if (has_originals) {
            EXPECT_EQ(published(), before);
        }
    }
}

TEST_F(PagePictures, GoWithTheLastEpisodeThatHasThem) {
    paper.print({.name = "hai", .title = "Bài hai", .picture = "/anh.jpg"});
    paper.record("hai", 0.1, 2);
    paper.print_listing({"mot", "hai"});
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_THAT(images(""), SizeIs(4)) << "two squares by their episodes' names, and one of each size for both";
    withdraw_one("Bài mot");
    EXPECT_THAT(images(""), SizeIs(3));
    for (const auto& [path, hash] : published()) EXPECT_EQ(path.find("bai-mot"), std::string::npos) << path;
    withdraw_one("Bài hai");
    EXPECT_THAT(images(""), IsEmpty());
    ASSERT_EQ(paper.run(), ExitCode::done);
    catalog::Database database(paper.config.state_folder() / "catalog.db");
    EXPECT_FALSE(database.query("SELECT * FROM picture_sizes").step());
}

TEST_F(PagePictures, FollowACorrectedPicture) {
    ASSERT_EQ(paper.run(), ExitCode::done);
    const auto before = images("");
    serve("/khac.jpg", "testsrc=s=800x1200");
    paper.print({.name = "mot", .title = "Bài mot", .picture = "/khac.jpg"});
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_THAT(images(""), SizeIs(3));
    EXPECT_EQ(size_of(images("page-").at(0)), "640 960");
    EXPECT_NE(images("thumbnail-").at(0), before.at(2));
}

TEST_F(PagePictures, AreNotMadeByAPreview) {
    ASSERT_EQ(paper.run(), ExitCode::done);
    filesystem::remove(out(images("thumbnail-").at(0)));
    const auto before = published();
    const auto time = filesystem::last_write_time(paper.config.state_folder() / "catalog.db");
    Interrupt interrupt;
    Report report(Report::Detail::problems);
    preview_show(paper.config, {paper.workers, report, interrupt, paper.now});
    EXPECT_EQ(published(), before);
    EXPECT_EQ(filesystem::last_write_time(paper.config.state_folder() / "catalog.db"), time);
}

}  // namespace
}  // namespace app
