#include "catalog/catalog.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>

namespace catalog {
namespace {

namespace filesystem = std::filesystem;

/// Every file of a folder with its bytes.
std::map<std::string, std::string> contents(const filesystem::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : filesystem::directory_iterator(folder))
        files[entry.path().filename().string()] = core::read_file(entry.path());
    return files;
}

std::size_t files_in(const filesystem::path& folder) {
    return static_cast<std::size_t>(
        std::distance(filesystem::directory_iterator(folder), filesystem::directory_iterator()));
}

/// What a second look sees, and what it leaves behind.
class ReadOnly : public testing::Test {
protected:
    ReadOnly() {
        filesystem::create_directory(state_);
        filesystem::create_directory(crashed_);
        filesystem::create_directory(temporary_);
        // Where copies are made, so that what is left of them can be counted.
        ::setenv("TMPDIR", temporary_.c_str(), 1);
    }
    ~ReadOnly() override { ::unsetenv("TMPDIR"); }

    static std::string seen_in(const filesystem::path& folder) {
        Catalog catalog = Catalog::open_to_read(folder / "catalog.db");
        EXPECT_EQ(catalog.integrity(), "");
        EXPECT_TRUE(catalog.published().empty());
        EXPECT_TRUE(catalog.failures().empty());
        return catalog.fact("cover_path");
    }
    void crash_with(std::initializer_list<const char*> endings) {
        for (const char* ending : endings)
            filesystem::copy_file(state_ / (std::string("catalog.db") + ending),
                                  crashed_ / (std::string("catalog.db") + ending));
    }

    support::TemporaryFolder folder_;
    filesystem::path state_ = folder_ / "state%3F?";
    filesystem::path crashed_ = folder_ / "crashed";
    filesystem::path temporary_ = folder_ / "temporary";
};

TEST_F(ReadOnly, SeesWhatARunLeftAndChangesNothing) {
    Catalog(state_ / "catalog.db").set_fact("cover_path", "one");
    const auto before = contents(state_);
    EXPECT_EQ(before.size(), 1u);
    EXPECT_EQ(seen_in(state_), "one");
    EXPECT_EQ(contents(state_), before);
    EXPECT_EQ(files_in(temporary_), 0u);
}

TEST_F(ReadOnly, SeesWhatARunThatIsUnderWayHasWritten) {
    Catalog running(state_ / "catalog.db");
    running.set_fact("cover_path", "one");
    EXPECT_EQ(seen_in(state_), "one");
    running.set_fact("cover_path", "two");
    EXPECT_EQ(seen_in(state_), "two");
    EXPECT_EQ(files_in(state_), 3u);
    running.set_fact("cover_path", "three");
    EXPECT_EQ(seen_in(state_), "three") << "a look hinders nobody";
}

TEST_F(ReadOnly, StaysWithWhatItSawWhenARunBeginsAndEnds) {
    std::optional<Catalog> run(std::in_place, state_ / "catalog.db");
    run->set_fact("cover_path", "one");
    run.reset();
    Catalog look = Catalog::open_to_read(state_ / "catalog.db");
    run.emplace(state_ / "catalog.db");
    run->set_fact("cover_path", "two");
    run.reset();
    EXPECT_EQ(look.fact("cover_path"), "one");
    EXPECT_EQ(look.integrity(), "");
}

TEST_F(ReadOnly, SeesWhatARunThatWasKilledHadWritten) {
    Catalog running(state_ / "catalog.db");
    running.set_fact("cover_path", "one");
    crash_with({"", "-wal", "-shm"});
    const auto before = contents(crashed_);
    EXPECT_EQ(seen_in(crashed_), "one");
    auto after = contents(crashed_);
    EXPECT_EQ(after.size(), before.size());
    for (const char* kept : {"catalog.db", "catalog.db-wal"}) EXPECT_EQ(after[kept], before.at(kept)) << kept;
}

TEST_F(ReadOnly, SeesTheNewestInACopyWithoutItsSharedMemory) {
    Catalog running(state_ / "catalog.db");
    running.set_fact("cover_path", "one");
    crash_with({"", "-wal"});
    const auto before = contents(crashed_);
    EXPECT_EQ(seen_in(crashed_), "one");
    EXPECT_EQ(contents(crashed_), before);
    EXPECT_EQ(files_in(temporary_), 0u);
}

TEST_F(ReadOnly, NamesThePlaceOfCopiesThatTakesNone) {
    Catalog(state_ / "catalog.db").set_fact("cover_path", "one");
    const auto said = [&](const filesystem::path& place) -> std::string {
        ::setenv("TMPDIR", place.c_str(), 1);
        try {
            Catalog::open_to_read(state_ / "catalog.db");
        } catch (const core::Error& error) {
            EXPECT_EQ(error.kind(), core::ErrorKind::storage);
            return error.what();
        }
        return "opened";
    };
    for (const filesystem::path& place : {folder_ / "none", filesystem::path("/proc")}) {
        EXPECT_TRUE(said(place).starts_with("cannot make a folder in '" + place.string() + "': ")) << said(place);
        EXPECT_TRUE(said(place).ends_with("; set TMPDIR to a folder that takes a copy of the catalog")) << said(place);
    }
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = ::signal(SIGXFSZ, SIG_IGN);
    const rlimit less{64, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &less);
    const std::string refused = said(temporary_);
    ::setrlimit(RLIMIT_FSIZE, &before);
    ::signal(SIGXFSZ, handler);
    EXPECT_NE(refused.find("'" + temporary_.string() + "/newscast-"), std::string::npos) << refused;
    EXPECT_NE(refused.find("set TMPDIR"), std::string::npos) << refused;
    EXPECT_EQ(files_in(temporary_), 0u);
}

TEST_F(ReadOnly, IsNotMadeWhereThereIsNone) {
    EXPECT_THROW(Catalog::open_to_read(state_ / "catalog.db"), core::Error);
    core::write_file(state_ / "catalog.db", std::string(8192, 'x'));
    EXPECT_THROW(Catalog::open_to_read(state_ / "catalog.db"), core::Error);
    EXPECT_EQ(files_in(state_), 1u);
    EXPECT_EQ(files_in(temporary_), 0u);
}

}  // namespace
}  // namespace catalog
