// Whose a show's folder is, and what a run is refused for.

#include "app/commands/doctor.h"
#include "app/commands/run.h"
#include "app/commands/withdraw.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "tests/app/program.h"
#include "tests/app/publishing_fixture.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class ClaimTest : public PublishingFixture {
protected:
    /// A run's exit code and what it says on standard error.
    static std::pair<ExitCode, std::string> said(const RunOptions& options) {
        testing::internal::CaptureStderr();
        const WithoutPrograms alone;
        const ExitCode code = run(options);
        return {code, testing::internal::GetCapturedStderr()};
    }
    void expect_refused(const RunOptions& options, const std::string& part) {
        const auto before = published();
        const std::size_t requests = paper.server.requests().size();
        const auto [code, line] = said(options);
        EXPECT_EQ(code, ExitCode::wrong_use) << line;
        EXPECT_THAT(line, HasSubstr(part));
        EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1) << line;
        EXPECT_EQ(published(), before);
        EXPECT_EQ(paper.server.requests().size(), requests) << "nothing is asked for before it is clear";
    }
    std::string another_state() const {
        return fmt::format("'{}' belongs to another state", out().parent_path().string());
    }
    void lose_state() const { filesystem::remove_all(paper.config.state_directory); }

    const filesystem::path config = write_config(paper);
    const RunOptions plain{.configs = {config}};
    const RunOptions adopting{.configs = {config}, .adopt = true};
};

TEST_F(ClaimTest, AFolderOfAnotherStateIsTakenOverOnlyOnRequest) {
    ASSERT_EQ(run(plain), ExitCode::done);
    const auto before = published();
    lose_state();
    expect_refused(plain, another_state());
    EXPECT_THAT(said(plain).second, HasSubstr("newscast run --adopt"));
    EXPECT_EQ(said(adopting), std::pair(ExitCode::done, std::string()));
    EXPECT_EQ(said(plain), std::pair(ExitCode::done, std::string())) << "it is this state's now";
    EXPECT_NE(published().at(".newscast"), before.at(".newscast"));
}

TEST_F(ClaimTest, TheStateThatLostAFolderKeepsItsHandsOffIt) {
    ASSERT_EQ(run(plain), ExitCode::done);
    filesystem::rename(paper.config.state_directory, paper.folder / "first-state");
    ASSERT_EQ(said(adopting).first, ExitCode::done);
    lose_state();
    filesystem::rename(paper.folder / "first-state", paper.config.state_directory);
    expect_refused(plain, another_state());
    try {
        withdraw({.episode = paper.server.url("/mot.html"), .reason = "asked", .config = config});
        FAIL() << "an episode was taken out of another state's folder";
    } catch (const core::Error& error) {
        EXPECT_EQ(error.kind(), core::ErrorKind::config);
        EXPECT_THAT(error.what(), HasSubstr(another_state()));
    }
    const std::string page = one("episodes", "bai-mot");
    filesystem::remove(out(page));
    testing::internal::CaptureStdout();
    EXPECT_EQ(doctor({.configs = {config}}), ExitCode::wrong_use);
    EXPECT_THAT(testing::internal::GetCapturedStdout(), HasSubstr(another_state()));
    EXPECT_FALSE(filesystem::exists(out(page))) << "nothing was put right either";
    expect_refused({.configs = {config}, .dry_run = true}, another_state());
}

TEST_F(ClaimTest, FoldersThatGoWithTheirStateAreTheirsWhereverTheyStand) {
    ASSERT_EQ(run(plain), ExitCode::done);
    filesystem::create_directory(paper.folder / "elsewhere");
    for (const char* part : {"out", "state", "test.toml"})
        filesystem::rename(paper.folder / part, paper.folder / "elsewhere" / part);
    EXPECT_EQ(said({.configs = {paper.folder / "elsewhere/test.toml"}}), std::pair(ExitCode::done, std::string()));
}

TEST_F(ClaimTest, AMarkerOfTheFirstVersionIsTakenByTheCatalogThatPublished) {
    ASSERT_EQ(run(plain), ExitCode::done);
    const std::string marker = read(".newscast");
    core::write_file(out(".newscast"), "test\n");
    EXPECT_EQ(said(plain), std::pair(ExitCode::done, std::string()));
    EXPECT_EQ(read(".newscast"), marker);
    core::write_file(out(".newscast"), "test\n");
    lose_state();
    expect_refused(plain, another_state());
    EXPECT_EQ(said(adopting).first, ExitCode::done);
    // Where nothing was published yet there is nothing to take from anybody.
    lose_state();
    filesystem::remove_all(out());
    core::write_file(out(".newscast"), "test\n");
    EXPECT_EQ(said(plain), std::pair(ExitCode::done, std::string()));
}

TEST_F(ClaimTest, AMarkerThatIsGoneIsWrittenAgainByTheStateThatNamesTheFiles) {
    ASSERT_EQ(run(plain), ExitCode::done);
    const auto before = published();
    filesystem::remove(out(".newscast"));
    EXPECT_EQ(said(plain), std::pair(ExitCode::done, std::string()));
    EXPECT_EQ(published(), before);
}

class AddressTest : public ClaimTest {
protected:
    /// A second show beside the first, with this base_url.
    filesystem::path second_at(const std::string& base_url) const {
        const filesystem::path file = write_config(paper, "second");
        std::string text = core::read_file(file);
        const std::string key = "base_url = \"";
        const std::size_t start = text.find(key) + key.size();
        text.replace(start, text.find('"', start) - start, base_url);
        core::write_file(file, text);
        return file;
    }
    const std::string address = paper.server.url("/out/test/");
};

TEST_F(AddressTest, TwoConfigurationsOfOneAddressAreRefusedTogether) {
    const filesystem::path second = second_at(address.substr(0, address.size() - 1));
    try {
        const WithoutPrograms alone;
        run({.configs = {config, second}});
        FAIL() << "two shows were published at one address";
    } catch (const core::Error& error) {
        EXPECT_EQ(error.kind(), core::ErrorKind::config);
        EXPECT_THAT(error.what(), AllOf(HasSubstr("test.toml"), HasSubstr("second.toml"), HasSubstr("base_url")));
    }
    EXPECT_FALSE(filesystem::exists(paper.folder / "out")) << "nothing was begun";
}

TEST_F(AddressTest, TwoConfigurationsOfOneFolderAreRefusedThroughALinkToo) {
    const filesystem::path other = paper.folder / "other.toml";
    filesystem::create_directories(paper.folder / "out");
    filesystem::create_directory_symlink(paper.folder / "out", paper.folder / "alias");
    std::string text = core::read_file(config);
    text.replace(text.find(address), address.size(), "https://podcast.example/other/");
    core::write_file(other, text + "[out]\ndirectory = \"alias\"\n[state]\ndirectory = \"other-state\"\n");
    EXPECT_THROW(run({.configs = {config, other}}), core::Error);
    core::write_file(other, text + "[out]\ndirectory = \"other-out\"\n");
    EXPECT_THROW(run({.configs = {config, other}}), core::Error) << "one state of two shows";
}

TEST_F(AddressTest, AShowBesideAPublishedOneNeedsAnAddressOfItsOwn) {
    ASSERT_EQ(run(plain), ExitCode::done);
    const RunOptions second{.configs = {second_at(address)}};
    expect_refused(second, fmt::format("'{}'", out().parent_path().string()));
    EXPECT_THAT(said(second).second, AllOf(HasSubstr("/out/second'"), HasSubstr(address)));
    EXPECT_FALSE(filesystem::exists(paper.folder / "out/second/feed.xml"));
    second_at(address + "second/");
    EXPECT_EQ(said(second), std::pair(ExitCode::done, std::string()));
    EXPECT_EQ(said(plain), std::pair(ExitCode::done, std::string()));
}

TEST_F(AddressTest, ABackupBesideTheShowIsNoOtherShow) {
    ASSERT_EQ(run(plain), ExitCode::done);
    filesystem::copy(out(), paper.folder / "out/test.bak", filesystem::copy_options::recursive);
    EXPECT_EQ(said(plain), std::pair(ExitCode::done, std::string()));
}

/// A published show whose configuration is given another base_url.
class MoveTest : public AddressTest {
protected:
    void move_to(const std::string& base_url) {
        std::string text = core::read_file(config);
        text.replace(text.find(now_), now_.size(), base_url);
        core::write_file(config, text);
        now_ = base_url;
    }
    catalog::Catalog catalog() const { return catalog::Catalog(paper.config.state_folder() / "catalog.db"); }
    static std::string value(const std::string& feed, const std::string& element) {
        const std::size_t start = feed.find("<" + element + ">");
        return start == std::string::npos ? "" : feed.substr(start, feed.find("</", start) - start);
    }

    const std::string elsewhere = "https://podcast.example/elsewhere/";
    const std::string lead = "<itunes:new-feed-url>" + elsewhere + "feed.xml</itunes:new-feed-url>";
    const RunOptions moving{.configs = {config}, .moved = true};

private:
    std::string now_ = address;
};

TEST_F(MoveTest, AnotherBaseUrlIsRefusedUntilItIsMeant) {
    ASSERT_EQ(run(plain), ExitCode::done);
    EXPECT_THAT(paper.feed(), Not(HasSubstr("new-feed-url")));
    move_to(elsewhere);
    expect_refused(plain, fmt::format("base_url was '{}' and is now '{}'", address, elsewhere));
    EXPECT_THAT(said(plain).second, HasSubstr("newscast run --moved"));
    expect_refused({.configs = {config}, .dry_run = true}, "base_url was");
    EXPECT_THROW(withdraw({.episode = paper.server.url("/mot.html"), .reason = "asked", .config = config}),
                 core::Error);
    move_to(address);
    EXPECT_EQ(said(plain), std::pair(ExitCode::done, std::string())) << "nothing was kept of it";
}

TEST_F(MoveTest, AMoveKeepsNamesAndGuidsAndLeadsListenersThereFromThenOn) {
    ASSERT_EQ(run(plain), ExitCode::done);
    const std::vector<std::string> media = paper.media();
    const std::string feed = paper.feed();
    move_to(elsewhere);
    const auto before = published();
    testing::internal::CaptureStdout();
    EXPECT_EQ(said({.configs = {config}, .moved = true, .dry_run = true}).first, ExitCode::done);
    EXPECT_THAT(testing::internal::GetCapturedStdout(), HasSubstr("put feed feed.xml (changed"));
    EXPECT_EQ(published(), before);
    EXPECT_EQ(said(moving), std::pair(ExitCode::done, std::string()));
    EXPECT_EQ(paper.media(), media);
    EXPECT_THAT(paper.feed(), AllOf(HasSubstr(lead), Not(HasSubstr(address))));
    EXPECT_EQ(enclosure(paper.feed(), "url"), elsewhere + "media/" + media.at(0));
    for (const char* element : {"podcast:guid", "guid isPermaLink=\"false\""})
        EXPECT_EQ(value(paper.feed(), element), value(feed, element)) << element;
    const std::string moved = paper.feed();
    EXPECT_EQ(said(plain), std::pair(ExitCode::done, std::string()));
    EXPECT_EQ(paper.feed(), moved);
    print_all({"mot", "hai"});
    EXPECT_EQ(said(plain), std::pair(ExitCode::done, std::string()));
    EXPECT_THAT(paper.feed(), AllOf(HasSubstr("Bài hai"), HasSubstr(lead)));
}

TEST_F(MoveTest, WhatWasNeverPublishedOrNotedHasNotMoved) {
    ASSERT_EQ(run(plain), ExitCode::done);
    // As version 0.1.0 left it.
    catalog().set_fact("base_url", "");
    core::write_file(out(".newscast"), "test\n");
    move_to(elsewhere);
    EXPECT_EQ(said(plain), std::pair(ExitCode::done, std::string()));
    EXPECT_THAT(paper.feed(), Not(HasSubstr("new-feed-url")));
    // A first run that published nothing has told nobody of its address.
    lose_state();
    filesystem::remove_all(out());
    filesystem::create_directories(paper.config.state_folder());
    catalog().set_fact("base_url", address);
    EXPECT_EQ(said(plain), std::pair(ExitCode::done, std::string()));
    EXPECT_THAT(paper.feed(), Not(HasSubstr("new-feed-url")));
}

TEST_F(MoveTest, AStateThatIsLostHidesNoMove) {
    ASSERT_EQ(run(plain), ExitCode::done);
    lose_state();
    move_to(elsewhere);
    expect_refused(adopting, "base_url was");
    EXPECT_EQ(said({.configs = {config}, .adopt = true, .moved = true}).first, ExitCode::done);
    EXPECT_THAT(paper.feed(), HasSubstr(lead));
}

TEST(Address, IsOneHoweverItIsWritten) {
    for (const char* same :
         {"https://Podcast.example:443/a/", "http://podcast.example/a/", "http://PODCAST.example:80/a/"})
        EXPECT_EQ(address_of(same), address_of("https://podcast.example/a/")) << same;
    for (const char* other :
         {"https://podcast.example/b/", "https://podcast.example:8443/a/", "https://other.example/a/"})
        EXPECT_NE(address_of(other), address_of("https://podcast.example/a/")) << other;
}

}  // namespace
}  // namespace app
