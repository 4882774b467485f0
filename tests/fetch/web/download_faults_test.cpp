#include "fetch/web/download.h"

#include "core/atomic_file.h"
#include "core/disk_fault.h"
#include "tests/fetch/web/download_fixture.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <future>
#include <set>

namespace {

using namespace std::chrono_literals;
using core::Error;
using core::ErrorKind;
using fetch::Download;
using fetch::DownloadRequest;
using fetch::Http;
using fetch::NotModified;
using support::Resource;
using testing::HasSubstr;
using testing::IsEmpty;
using tools::DownloadTest;

core::Limits limits() {
    return tools::limits(2);
}

using DownloadFaults = DownloadTest;

TEST_F(DownloadFaults, CatchesACutBodyWithoutALengthByItsOwnHeader) {
    const std::vector<std::string> recordings = {sample::mp3_with_xing(40), sample::wav(20'000), sample::mp4(20'000)};
    for (std::size_t kind = 0; kind < recordings.size(); ++kind) {
        const std::string& whole = recordings[kind];
        for (std::size_t i = 0; i < 34; ++i) {
            const std::size_t cut = 1 + i * (whole.size() - 1) / 34;
            const std::string path = fmt::format("/{}-{}", kind, i);
            server.on(path, {support::without_length({whole}, cut), support::without_length({whole})});
            std::filesystem::remove(folder / core::sha256(whole));
            SCOPED_TRACE(fmt::format("kind {} cut at {}", kind, cut));
            // A beginning too short to be told from something else is refused as such.
            try {
                EXPECT_EQ(fetch(path).sha256, core::sha256(whole));
            } catch (const Error& error) {
                EXPECT_EQ(error.kind(), ErrorKind::media);
                EXPECT_LT(cut, 500u);
            }
        }
    }
}

TEST_F(DownloadFaults, CatchesACutBodyWithoutALengthByTheFeed) {
    DownloadRequest listed = request("/a.mp3");
    listed.expected_bytes = audio.size();
    server.on("/a.mp3", {support::without_length({audio}, 500'000), support::without_length({audio})});
    expect_whole(fetch(listed), audio);
    EXPECT_EQ(server.requests().size(), 2u);
}

TEST_F(DownloadFaults, BelievesTwoEqualLengthsMoreThanTheFeed) {
    for (const std::size_t retries : {0, 2}) {
        Http few(tools::limits(retries));
        for (const std::uint64_t listed_bytes :
             {std::uint64_t{7}, audio.size() - 1, audio.size() + 1, audio.size() * 9}) {
            SCOPED_TRACE(fmt::format("{} bytes, {} retries", listed_bytes, retries));
            DownloadRequest listed = request("/a.mp3");
            listed.expected_bytes = listed_bytes;
            server.on("/a.mp3", support::without_length({audio}));
            const auto download = std::get<Download>(fetch::download(few, listed));
            expect_whole(download, audio);
            EXPECT_EQ(download.flaw, "");
        }
    }
}

TEST_F(DownloadFaults, WhatIsCutOffComesWithItsFlawHoweverFewTries) {
    const std::string whole = sample::mp3_with_xing(400);
    const std::string half = whole.substr(0, whole.size() / 2);
    for (const std::size_t retries : {0, 1, 2}) {
        SCOPED_TRACE(fmt::format("{} retries", retries));
        Http few(tools::limits(retries));
        server.on("/a.mp3", support::without_length({half}));
        const auto download = std::get<Download>(fetch::download(few, request("/a.mp3")));
        expect_whole(download, half);
        EXPECT_THAT(download.flaw, HasSubstr("cut off: "));

        // Of another length each time, as an upload that goes on, or a server that drops what is slow.
        std::size_t length = half.size();
        const std::string grows = fmt::format("/grows-{}", retries);
        server.on(grows,
                  [&](support::Exchange& exchange) { support::without_length({whole}, length += 100)(exchange); });
        const auto growing = std::get<Download>(fetch::download(few, request(grows)));
        EXPECT_THAT(growing.flaw, HasSubstr("cut off: "));
        EXPECT_LT(server.requests(grows).size(), 10u);
        std::filesystem::remove(growing.path);
        std::filesystem::remove(download.path);

        // One that was not: the second look has it.
        server.on("/b.mp3", {support::without_length({whole}, half.size()), support::without_length({whole})});
        expect_whole(std::get<Download>(fetch::download(few, request("/b.mp3"))), whole);
        std::filesystem::remove(folder / core::sha256(whole));
    }
}

TEST_F(DownloadFaults, WhatTheTransferCutsOffIsNoFlaw) {
    const std::string whole = sample::mp3_with_xing(400);
    for (const std::size_t retries : {0, 2}) {
        Http few(tools::limits(retries));
        const Resource sent{whole, "audio/mpeg", "", ""};
        server.on("/length", support::cut_after(sent, whole.size() / 2));
        server.on("/reset", support::reset_after(sent, whole.size() / 2));
        server.on("/chunks", support::chunked_cut_after(sent, whole.size() / 2));
        for (const char* path : {"/length", "/reset", "/chunks"}) {
            try {
                fetch::download(few, request(path));
                ADD_FAILURE() << path << " was accepted";
            } catch (const Error& error) {
                EXPECT_EQ(error.kind(), ErrorKind::network) << path;
            }
        }
        EXPECT_THAT(files(), IsEmpty());
    }
}

TEST_F(DownloadFaults, FetchesUntilTwoLengthsAgreeWhereNothingElseTells) {
    server.on("/a.mp3", {support::without_length({audio}, 500'000), support::without_length({audio}, 700'000),
                         support::without_length({audio})});
    expect_whole(fetch("/a.mp3"), audio);
    EXPECT_EQ(server.requests().size(), 4u);

    std::size_t length = 500'000;
    server.on("/never",
              [&](support::Exchange& exchange) { support::without_length({audio}, length += 1000)(exchange); });
    EXPECT_THAT(error_of("/never").what(), HasSubstr("another length each time"));
    EXPECT_LT(server.requests("/never").size(), 10u);
}

TEST_F(DownloadFaults, IgnoresTheFeedsLengthWhereTheServerTellsIt) {
    DownloadRequest listed = request("/a.mp3");
    listed.expected_bytes = 7;
    server.on("/a.mp3", support::file(resource));
    expect_whole(fetch(listed), audio);
}

TEST_F(DownloadFaults, RefusesWhatIsNoRecordingAndKeepsNothing) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"<!DOCTYPE html><title>Not found</title>" + std::string(100'000, ' '), "an HTML page"},
        {"#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n", "a playlist"},
        {"ffconcat version 1.0\nfile /etc/passwd\n", "a playlist"},
        {"v=0\r\no=- 0 0 IN IP4 10.0.0.1\r\n", "a session description (SDP)"},
        {"", "empty"},
        {"x", "text"},
    };
    for (const auto& [body, description] : cases) {
        server.on("/a.mp3", support::file({body, "audio/mpeg", "\"v1\"", ""}));
        const Error error = error_of("/a.mp3");
        EXPECT_EQ(error.kind(), ErrorKind::media);
        EXPECT_EQ(std::string(error.what()), fmt::format("'{}' is no recording: it is {} (sent as audio/mpeg)",
                                                         server.url("/a.mp3"), description));
        EXPECT_THAT(files(), IsEmpty());
    }
}

TEST_F(DownloadFaults, LeavesAWrongTypeAlone) {
    server.on("/a", support::file({audio, "text/html", "", ""}));
    EXPECT_EQ(fetch("/a").content_type, "text/html");
}

TEST_F(DownloadFaults, NeverUsesTheWebsNames) {
    for (const std::string name :
         {"/../../../etc/passwd", "/%2e%2e%2f%2e%2e%2fx", "/a%00b", "/-rf", "/%E2%80%AEgpj.mp3", "/.part", "/CON"}) {
        const std::string path = name == "/../../../etc/passwd" ? "/etc/passwd" : name;
        server.on(path, support::answer(200, audio, {{"Content-Disposition", "attachment; filename=\"../../evil\""}}));
        expect_whole(fetch(name), audio);
    }
    const std::string longest = "/" + std::string(5000, 'n') + ".mp3";
    server.on(longest, support::answer(200, audio));
    expect_whole(fetch(longest), audio);
    EXPECT_FALSE(std::filesystem::exists(folder.path().parent_path() / "evil"));
}

TEST_F(DownloadFaults, StopsAtTheCap) {
    core::Limits small = limits();
    small.max_recording_bytes = 200'000;
    Http capped(small);
    server.on("/announced", support::file(resource));
    server.on("/chunked", support::chunked(resource));
    server.on("/endless", support::endless());
    for (const std::string path : {"/announced", "/chunked", "/endless"}) {
        try {
            fetch::download(capped, request(path));
            ADD_FAILURE() << path;
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::media) << path;
            EXPECT_THAT(error.what(), HasSubstr(path));
        }
        EXPECT_THAT(files(), IsEmpty()) << path;
    }
}

TEST_F(DownloadFaults, PassesOnWhatHttpThrows) {
    EXPECT_EQ(error_of("/none").kind(), ErrorKind::gone);
    server.on("/busy", support::answer(503, "", {{"Retry-After", "3600"}}));
    const Error error = error_of("/busy");
    EXPECT_EQ(error.kind(), ErrorKind::network);
    EXPECT_EQ(error.retry_after(), 3600s);
    EXPECT_THAT(files(), IsEmpty());
}

TEST_F(DownloadFaults, TellsWhenTheFolderCannotBeUsed) {
    server.on("/a.mp3", support::file(resource));
    DownloadRequest nowhere = request("/a.mp3");
    std::ofstream(folder / "file") << "x";
    nowhere.folder = folder / "file" / "below";
    EXPECT_EQ(error_of(nowhere).kind(), ErrorKind::storage);
    EXPECT_THAT(server.requests(), IsEmpty());
}

TEST_F(DownloadFaults, RobotsAreObeyedWhereAsked) {
    server.on("/robots.txt", support::answer(200, "User-agent: *\nDisallow: /a\n"));
    server.on("/a.mp3", support::file(resource));
    DownloadRequest polite = request("/a.mp3");
    polite.obey_robots = true;
    EXPECT_THAT(error_of(polite).what(), HasSubstr("robots.txt forbids it"));
    EXPECT_THAT(files(), IsEmpty());
    polite.obey_robots = false;
    expect_whole(fetch(polite), audio);
}

TEST_F(DownloadFaults, OldPartsAreSwept) {
    server.on("/a.mp3", support::cut_after(resource, 100'000));
    error_of("/a.mp3");
    std::ofstream(folder / "recording") << "x";
    EXPECT_EQ(fetch::remove_old_parts(folder.path(), 1h), 0u);
    EXPECT_EQ(files().size(), 3u);
    EXPECT_EQ(fetch::remove_old_parts(folder.path(), -1h), 2u);
    EXPECT_EQ(files(), std::set<std::string>{"recording"});
    EXPECT_EQ(fetch::remove_old_parts(folder / "none", 1h), 0u);
}

TEST_F(DownloadFaults, GoesOnAfterAnyCallToTheDiskHasFailed) {
    using core::disk::Fault;
    server.on("/a.mp3", support::file(resource));
    core::disk::arm({});
    expect_whole(fetch("/a.mp3"), audio);
    const std::uint64_t calls = core::disk::calls();
    EXPECT_GT(calls, 4u);
    for (const Fault::Act act : {Fault::Act::fail, Fault::Act::fail_from}) {
        for (std::uint64_t number = 1; number <= calls; ++number) {
            SCOPED_TRACE(fmt::format("call {}", number));
            std::filesystem::remove(folder / core::sha256(audio));
            core::disk::arm({act, number, ENOSPC});
            try {
                expect_whole(fetch("/a.mp3"), audio);
            } catch (const Error& error) {
                EXPECT_EQ(error.kind(), ErrorKind::storage) << error.what();
                EXPECT_THAT(error.what(), HasSubstr("No space left on device"));
            }
            core::disk::disarm();
            core::sweep_temporaries(folder.path(), -1h);
            expect_whole(fetch("/a.mp3"), audio);
        }
    }
}

}  // namespace
