#include "fetch/web/download.h"

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

TEST_F(DownloadTest, KeepsTheFileUnderItsHash) {
    server.on("/moved", support::redirect("/a.mp3"));
    server.on("/a.mp3", support::file({audio, "Audio/MPEG; x=y", "\"v1\"", "Mon, 08 Jul 2024 03:00:11 GMT"}));
    const Download download = fetch("/moved");
    expect_whole(download, audio);
    EXPECT_EQ(download.url, server.url("/a.mp3"));
    EXPECT_EQ(download.content_type, "audio/mpeg");
    EXPECT_EQ(download.validators, (fetch::Validators{"\"v1\"", "Mon, 08 Jul 2024 03:00:11 GMT"}));
}

TEST_F(DownloadTest, TellsWhenNothingHasChanged) {
    server.on("/a.mp3", support::file(resource));
    DownloadRequest again = request("/a.mp3");
    again.validators = fetch(again).validators;
    EXPECT_TRUE(std::holds_alternative<NotModified>(fetch::download(http, again)));
    EXPECT_EQ(files().size(), 1u);
}

TEST_F(DownloadTest, GivesTheSameFileForAnIdenticalBody) {
    server.on("/a.mp3", support::answer(200, audio));
    const Download first = fetch("/a.mp3");
    expect_whole(fetch("/a.mp3"), audio);
    EXPECT_EQ(first.sha256, core::sha256(audio));
}

TEST_F(DownloadTest, ContinuesAfterAReset) {
    server.on("/a.mp3", {support::reset_after(resource, 300'000), support::reset_after(resource, 200'000),
                         support::file(resource)});
    expect_whole(fetch("/a.mp3"), audio);
    const auto requests = server.requests();
    ASSERT_EQ(requests.size(), 3u);
    EXPECT_EQ(requests[1].header("range"), "bytes=300000-");
    EXPECT_EQ(requests[1].header("if-range"), "\"v1\"");
    EXPECT_EQ(requests[2].header("range"), "bytes=500000-");
}

TEST_F(DownloadTest, ContinuesAfterAShortBody) {
    server.on("/a.mp3", {support::cut_after(resource, 300'000), support::chunked_cut_after(resource, 200'000),
                         support::file(resource)});
    expect_whole(fetch("/a.mp3"), audio);
    EXPECT_EQ(server.requests().back().header("range"), "bytes=500000-");
}

TEST_F(DownloadTest, ContinuesInALaterRun) {
    server.on("/a.mp3", support::cut_after(resource, 100'000));
    EXPECT_EQ(error_of("/a.mp3").kind(), ErrorKind::network);
    EXPECT_EQ(server.requests().size(), 3u) << "two repetitions with some progress each";
    EXPECT_EQ(files().size(), 2u) << "the part and its facts";
    server.on("/a.mp3", support::file(resource));
    Http later(limits());
    expect_whole(std::get<Download>(fetch::download(later, request("/a.mp3"))), audio);
    EXPECT_EQ(server.requests().back().header("range"), "bytes=300000-");
}

TEST_F(DownloadTest, BeginsAnewWhatCannotBeContinued) {
    for (const Resource& loose : {Resource{audio}, Resource{audio, "audio/mpeg", "W/\"v1\"", ""},
                                  Resource{audio, "audio/mpeg", "", "Mon, 08 Jul 2024 03:00:11 GMT"}}) {
        const std::string path = fmt::format("/{}{}", loose.etag.size(), loose.last_modified.size());
        server.on(path, {support::cut_after(loose, 300'000), support::file(loose)});
        expect_whole(fetch(path), audio);
        EXPECT_EQ(server.requests(path).back().headers.count("range"), 0u);
        server.on(path, support::cut_after(loose, 300'000));
        EXPECT_EQ(error_of(path).kind(), ErrorKind::network);
        EXPECT_EQ(files().size(), 1u) << "a part that is of no use is not kept";
    }
}

TEST_F(DownloadTest, ContinuesByADateThatIsOldEnough) {
    const std::string modified = "Mon, 08 Jul 2024 03:00:11 GMT";
    server.on("/a.mp3", {[&](support::Exchange& exchange) {
                             exchange.respond_head(200, {{"Content-Length", std::to_string(audio.size())},
                                                         {"Last-Modified", modified},
                                                         {"Date", "Mon, 08 Jul 2024 04:00:00 GMT"}});
                             exchange.send(audio.substr(0, 1000));
                         },
                         support::file({audio, "audio/mpeg", "", modified})});
    expect_whole(fetch("/a.mp3"), audio);
    EXPECT_EQ(server.requests().back().header("if-range"), modified);
    EXPECT_EQ(server.requests().back().header("range"), "bytes=1000-");
}

TEST_F(DownloadTest, NeverSplicesTwoVersions) {
    const std::string changed = sample::mp3(2500);
    const Resource second{changed, "audio/mpeg", "\"v2\"", ""};
    const auto partial = [&](std::string content_range, std::string body, std::string etag) {
        return support::answer(206, std::move(body),
                               {{"Content-Range", std::move(content_range)}, {"ETag", std::move(etag)}});
    };
    const std::string rest = changed.substr(300'000);
    const std::string size = std::to_string(changed.size());
    const std::string last = std::to_string(changed.size() - 1);
    const std::vector<std::pair<std::string, support::Handler>> lies = {
        {"200 to a range", support::file(second)},
        {"206 with another ETag", partial("bytes 300000-" + last + "/" + size, rest, "\"v2\"")},
        {"206 from another place", partial("bytes 0-" + last + "/" + size, changed, "\"v1\"")},
        {"206 without a place", support::answer(206, rest, {{"ETag", "\"v1\""}})},
        {"206 of another whole", partial("bytes 300000-" + last + "/" + size, rest, "\"v1\"")},
        {"206 that sends more than it says",
         partial(fmt::format("bytes 300000-{}/{}", audio.size() - 1, audio.size()), rest, "\"v1\"")},
        {"206 with nonsense", partial("bytes 300000-299999/x", rest, "\"v1\"")},
        {"206 in a coding",
         support::answer(206, rest,
                         {{"Content-Range", "bytes 300000-" + last + "/" + size}, {"Content-Encoding", "gzip"}})},
        {"416", support::answer(416)},
        {"416 that claims the end", support::answer(416, "", {{"Content-Range", "bytes */300000"}})},
    };
    for (std::size_t i = 0; i < lies.size(); ++i) {
        const std::string path = fmt::format("/{}.mp3", i);
        server.on(path, {support::cut_after(resource, 300'000), lies[i].second, support::file(second)});
        SCOPED_TRACE(lies[i].first);
        expect_whole(fetch(path), changed);
        EXPECT_EQ(server.requests(path).at(1).header("range"), "bytes=300000-");
    }
}

TEST_F(DownloadTest, GivesUpOnRangesThatNeverFit) {
    server.on("/a.mp3", [&](support::Exchange& exchange) {
        if (exchange.request().header("range").empty()) return support::cut_after(resource, 1000)(exchange);
        exchange.respond(416);
    });
    EXPECT_THAT(error_of("/a.mp3").what(), HasSubstr(server.url("/a.mp3")));
    EXPECT_LT(server.requests().size(), 30u);
}

TEST_F(DownloadTest, TakesSmallerRangesThanItAskedFor) {
    server.on("/a.mp3", [&](support::Exchange& exchange) {
        unsigned long long from = 0;
        if (std::sscanf(exchange.request().header("range").c_str(), "bytes=%llu-", &from) != 1) {
            return support::cut_after(resource, 400'000)(exchange);
        }
        const std::string piece = audio.substr(from, 350'000);
        exchange.respond(
            206, piece,
            {{"ETag", "\"v1\""},
             {"Content-Range", fmt::format("bytes {}-{}/{}", from, from + piece.size() - 1, audio.size())}});
    });
    expect_whole(fetch("/a.mp3"), audio);
}

TEST_F(DownloadTest, DistrustsAPartWhoseFactsDoNotFit) {
    const auto cut = [&] {
        server.on("/a.mp3", support::cut_after(resource, 100'000));
        error_of("/a.mp3");
        server.on("/a.mp3", support::file(resource));
    };
    std::filesystem::path part;
    cut();
    for (const std::string& name : files()) {
        if (name.ends_with(".part")) part = folder / name;
    }
    std::filesystem::resize_file(part, 1000);  // shorter than the facts say
    expect_whole(fetch("/a.mp3"), audio);
    EXPECT_EQ(server.requests().back().headers.count("range"), 0u);

    std::filesystem::remove(folder / core::sha256(audio));
    cut();
    std::ofstream(part.string() + ".json") << "{\"trusted\": \"many\"";
    expect_whole(fetch("/a.mp3"), audio);
    EXPECT_EQ(server.requests().back().headers.count("range"), 0u);

    std::filesystem::remove(folder / core::sha256(audio));
    cut();
    std::ofstream(part, std::ios::binary | std::ios::app) << "bytes that the facts do not count";
    expect_whole(fetch("/a.mp3"), audio);
    EXPECT_EQ(server.requests().back().header("range"), "bytes=300000-");

    std::filesystem::remove(folder / core::sha256(audio));
    cut();
    std::fstream(part, std::ios::binary | std::ios::in | std::ios::out).seekp(8192) << std::string(4096, '\0');
    expect_whole(fetch("/a.mp3"), audio);
    EXPECT_EQ(server.requests().back().headers.count("range"), 0u) << "a power failure leaves such holes";
}

TEST_F(DownloadTest, TwoOfOneUrlAtOnceBothSucceed) {
    server.on("/a.mp3", support::file(resource));
    std::vector<std::future<Download>> futures;
    for (int i = 0; i < 4; ++i) futures.push_back(std::async(std::launch::async, [&] { return fetch("/a.mp3"); }));
    Download last;
    for (auto& future : futures) last = future.get();
    expect_whole(last, audio);
}

TEST_F(DownloadTest, KeepsWhatCameWhenCancelled) {
    server.on("/a.mp3", [&](support::Exchange& exchange) {
        exchange.respond_head(200, {{"Content-Length", std::to_string(audio.size())}, {"ETag", "\"v1\""}});
        exchange.send(audio.substr(0, 300'000));
        exchange.wait_for_end();
    });
    auto result = std::async(std::launch::async, [&] { return error_of("/a.mp3"); });
    const auto arrived = [&] {
        for (const std::string& name : files()) {
            std::error_code gone;
            if (name.ends_with(".part") && std::filesystem::file_size(folder / name, gone) == 300'000) return true;
        }
        return false;
    };
    while (!arrived()) std::this_thread::yield();
    http.cancel();
    EXPECT_THAT(result.get().what(), HasSubstr("interrupted"));
    server.on("/a.mp3", support::file(resource));
    Http later(limits());
    expect_whole(std::get<Download>(fetch::download(later, request("/a.mp3"))), audio);
    EXPECT_EQ(server.requests().back().header("range"), "bytes=300000-");
}

TEST_F(DownloadTest, GoesOnFromMostOfWhatAKilledProcessHad) {
    const std::string long_audio = sample::mp3(48'000);  // twenty million bytes
    const std::size_t sent = long_audio.size() - 100'000;
    server.on("/a.mp3", [&](support::Exchange& exchange) {
        exchange.respond_head(200, {{"Content-Length", std::to_string(long_audio.size())}, {"ETag", "\"v1\""}});
        exchange.send(long_audio.substr(0, sent));
        exchange.wait_for_end();
    });
    auto killed = std::async(std::launch::async, [&] { return error_of("/a.mp3"); });
    const auto arrived = [&] {
        for (const std::string& name : files()) {
            std::error_code gone;
            if (name.ends_with(".part") && std::filesystem::file_size(folder / name, gone) == sent) return true;
        }
        return false;
    };
    while (!arrived()) std::this_thread::yield();
    // What a process that is killed now leaves behind.
    const support::TemporaryFolder left;
    std::filesystem::copy(folder.path(), left.path(), std::filesystem::copy_options::recursive);
    http.cancel();
    EXPECT_THAT(killed.get().what(), HasSubstr("interrupted"));

    server.on("/a.mp3", support::file({long_audio, "audio/mpeg", "\"v1\"", ""}));
    Http later(limits());
    DownloadRequest again = request("/a.mp3");
    again.folder = left.path();
    EXPECT_EQ(std::get<Download>(fetch::download(later, again)).sha256, core::sha256(long_audio));
    const std::string range = server.requests().back().header("range");
    ASSERT_THAT(range, testing::StartsWith("bytes="));
    EXPECT_GE(std::stoul(range.substr(6)), sent / 2);
}

}  // namespace
