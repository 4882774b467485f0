#include "app/publish/folder_outlet.h"

#include "core/atomic_file.h"
#include "core/disk_fault.h"
#include "core/error.h"
#include "core/hash.h"
#include "tests/support/temporary_folder.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

namespace app {
namespace {

namespace filesystem = std::filesystem;
using testing::ElementsAre;

class FolderOutletTest : public testing::Test {
protected:
    std::string read(const std::string& path) const { return core::read_file(folder / path); }
    std::vector<std::string> names(const std::string& below = ".") const {
        std::vector<std::string> found;
        for (const auto& entry : filesystem::directory_iterator(folder / below))
            found.push_back(entry.path().filename().string());
        std::ranges::sort(found);
        return found;
    }
    std::map<std::string, core::StandingFile> list(const std::string& path) {
        const std::vector<std::string> paths{path};
        return outlet.list(paths);
    }
    ino_t inode(const std::string& path) const {
        struct stat facts {};
        ::stat((folder / path).c_str(), &facts);
        return facts.st_ino;
    }

    support::TemporaryFolder folder;
    FolderOutlet outlet{folder.path()};
};

TEST_F(FolderOutletTest, ShowsNothingBeforeItIsSynced) {
    outlet.put("episodes/a.html", "text");
    EXPECT_FALSE(filesystem::exists(folder / "episodes/a.html"));
    EXPECT_TRUE(list("episodes/a.html").empty());
    outlet.sync();
    EXPECT_EQ(read("episodes/a.html"), "text");
    EXPECT_THAT(names("episodes"), ElementsAre("a.html"));
    EXPECT_EQ(list("episodes/a.html").at("episodes/a.html").bytes, 4u);
    EXPECT_EQ(outlet.digest("episodes/a.html"), core::sha256("text"));
}

TEST_F(FolderOutletTest, TellsByItsStampThatAFileWasWritten) {
    outlet.put("a", "text");
    outlet.sync();
    const std::string stamp = list("a").at("a").stamp;
    EXPECT_EQ(list("a").at("a").stamp, stamp);
    filesystem::last_write_time(folder / "a", filesystem::file_time_type::clock::now() + std::chrono::hours(1));
    EXPECT_NE(list("a").at("a").stamp, stamp);
}

TEST_F(FolderOutletTest, ReplacesALinkAndNeverWritesThroughIt) {
    core::write_file(folder / "elsewhere", "mine");
    filesystem::create_symlink(folder / "elsewhere", folder / "feed.xml");
    EXPECT_TRUE(list("feed.xml").empty()) << "a link is no file of the outlet's";
    EXPECT_THROW(outlet.open("feed.xml"), core::Error);
    outlet.put("feed.xml", "feed");
    outlet.sync();
    EXPECT_FALSE(filesystem::is_symlink(folder / "feed.xml"));
    EXPECT_EQ(read("feed.xml"), "feed");
    EXPECT_EQ(read("elsewhere"), "mine");
}

TEST_F(FolderOutletTest, WritesIntoAFolderThatIsALink) {
    filesystem::create_directory(folder / "large");
    filesystem::create_directory_symlink(folder / "large", folder / "media");
    outlet.put("media/a.mp3", "sound");
    outlet.sync();
    EXPECT_EQ(read("large/a.mp3"), "sound");
    EXPECT_TRUE(filesystem::is_symlink(folder / "media"));
    outlet.remove("media/a.mp3");
    EXPECT_TRUE(names("large").empty());
}

TEST_F(FolderOutletTest, GivesAFinishedFileASecondNameInsteadOfACopy) {
    core::write_file(folder / "made", "sound");
    outlet.put("media/a.mp3", core::open_to_read(folder / "made").get());
    outlet.sync();
    EXPECT_EQ(inode("media/a.mp3"), inode("made"));
    outlet.same_as("media/old.mp3", "media/a.mp3");
    outlet.same_as("media/a.mp3", "media/a.mp3");
    outlet.sync();
    EXPECT_EQ(inode("media/old.mp3"), inode("made"));
    EXPECT_THAT(names("media"), ElementsAre("a.mp3", "old.mp3"));
}

TEST_F(FolderOutletTest, RemovesWhatAnEndedPublicationLeftUnfinished) {
    outlet.put("media/a.mp3", "half");
    core::write_file(folder / "media/.mine.part", "mine");
    const std::string left = core::temporary_name("a.mp3", outlet.token());
    ASSERT_TRUE(filesystem::exists(folder / "media" / left));
    FolderOutlet next(folder.path());
    const std::vector<std::string> paths{"media/a.mp3", "feed.xml"};
    next.recover(outlet.token(), paths);
    EXPECT_THAT(names("media"), ElementsAre(".mine.part"));
}

TEST_F(FolderOutletTest, NamesTheFileThatIsWhereAFolderMustBe) {
    core::write_file(folder / "images", "");
    try {
        outlet.put("images/a.jpg", "picture");
        FAIL() << "a file was taken for a folder";
    } catch (const core::Error& error) {
        EXPECT_EQ(error.kind(), core::ErrorKind::storage);
        EXPECT_NE(std::string(error.what()).find("images"), std::string::npos) << error.what();
    }
}

TEST_F(FolderOutletTest, AFailureAtAnyCallLeavesEachFileOldOrNew) {
    outlet.put("a", "old");
    outlet.put("b/c", "old");
    outlet.sync();
    for (std::uint64_t call = 1;; ++call) {
        FolderOutlet next(folder.path());
        bool failed = false;
        core::disk::arm({core::disk::Fault::Act::fail, call, ENOSPC});
        try {
            next.put("a", "new text");
            next.put("b/c", "new text");
            next.put("b/d", "new text");
            next.sync();
        } catch (const core::Error& error) {
            failed = true;
            EXPECT_EQ(error.kind(), core::ErrorKind::storage);
        }
        core::disk::disarm();
        for (const char* path : {"a", "b/c"}) EXPECT_THAT(read(path), testing::AnyOf("old", "new text")) << call;
        const std::vector<std::string> paths{"a", "b/c", "b/d"};
        next.recover(next.token(), paths);
        EXPECT_TRUE(names("b").size() <= 2) << "nothing unfinished is left";
        if (!failed) break;
        ASSERT_LT(call, 100u);
    }
    EXPECT_EQ(read("a"), "new text");
}

}  // namespace
}  // namespace app
