#include "fetch/download.h"

#include "core/error.h"
#include "core/hash.h"
#include "tests/fetch/sample_audio.h"
#include "tests/support/loopback_server.h"
#include "tests/support/temporary_folder.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <future>
#include <set>
#include <sstream>

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

core::Limits limits() {
    core::Limits limits;
    limits.allow_hosts = {"127.0.0.1"};
    limits.retries = 2;
    limits.retry_delay = 1ms;
    limits.total_timeout = 20s;
    return limits;
}

class DownloadTest : public testing::Test {
protected:
    DownloadRequest request(const std::string& path) const {
        DownloadRequest request;
        request.url = server.url(path);
        request.folder = folder.path();
        return request;
    }

    Download fetch(const DownloadRequest& request) { return std::get<Download>(fetch::download(http, request)); }
    Download fetch(const std::string& path) { return fetch(request(path)); }

    Error error_of(const DownloadRequest& request) {
        try {
            fetch::download(http, request);
            ADD_FAILURE() << request.url << " was accepted";
        } catch (const Error& error) {
            return error;
        }
        return {ErrorKind::config, "no error"};
    }
    Error error_of(const std::string& path) { return error_of(request(path)); }

    std::set<std::string> files() const {
        std::set<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
            names.insert(entry.path().filename());
        return names;
    }

    static std::string content(const std::filesystem::path& path) {
        std::ostringstream text;
        text << std::ifstream(path, std::ios::binary).rdbuf();
        return text.str();
    }

    /// The file is there, whole, under its hash, and nothing else is left in the folder.
    void expect_whole(const Download& download, const std::string& body) const {
        EXPECT_EQ(download.bytes, body.size());
        EXPECT_EQ(download.sha256, core::sha256(body));
        EXPECT_EQ(download.path, folder / download.sha256);
        EXPECT_EQ(content(download.path), body);
        EXPECT_EQ(files(), std::set<std::string>{download.sha256});
    }

    support::LoopbackServer server;
    support::TemporaryFolder folder;
    Http http{limits()};
    const std::string audio = sample::mp3(2400);  // a million bytes
    const Resource resource{audio, "audio/mpeg", "\"v1\"", ""};
};

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
    std::ofstream(part, std::ios::binary | std::ios::app) << "bytes behind the last sync";
    expect_whole(fetch("/a.mp3"), audio);
    EXPECT_EQ(server.requests().back().header("range"), "bytes=300000-");
}

TEST_F(DownloadTest, CatchesACutBodyWithoutALengthByItsOwnHeader) {
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

TEST_F(DownloadTest, CatchesACutBodyWithoutALengthByTheFeed) {
    DownloadRequest listed = request("/a.mp3");
    listed.expected_bytes = audio.size();
    server.on("/a.mp3", {support::without_length({audio}, 500'000), support::without_length({audio})});
    expect_whole(fetch(listed), audio);
    EXPECT_EQ(server.requests().size(), 2u);
    server.on("/a.mp3", support::without_length({audio}, 500'000));
    EXPECT_THAT(error_of(listed).what(), HasSubstr("only 500000 of 1000800 bytes came"));
}

TEST_F(DownloadTest, FetchesUntilTwoLengthsAgreeWhereNothingElseTells) {
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

TEST_F(DownloadTest, IgnoresTheFeedsLengthWhereTheServerTellsIt) {
    DownloadRequest listed = request("/a.mp3");
    listed.expected_bytes = 7;
    server.on("/a.mp3", support::file(resource));
    expect_whole(fetch(listed), audio);
}

TEST_F(DownloadTest, RefusesWhatIsNoRecordingAndKeepsNothing) {
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

TEST_F(DownloadTest, LeavesAWrongTypeAlone) {
    server.on("/a", support::file({audio, "text/html", "", ""}));
    EXPECT_EQ(fetch("/a").content_type, "text/html");
}

TEST_F(DownloadTest, NeverUsesTheWebsNames) {
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

TEST_F(DownloadTest, StopsAtTheCap) {
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

TEST_F(DownloadTest, PassesOnWhatHttpThrows) {
    EXPECT_EQ(error_of("/none").kind(), ErrorKind::gone);
    server.on("/busy", support::answer(503, "", {{"Retry-After", "3600"}}));
    const Error error = error_of("/busy");
    EXPECT_EQ(error.kind(), ErrorKind::network);
    EXPECT_EQ(error.retry_after(), 3600s);
    EXPECT_THAT(files(), IsEmpty());
}

TEST_F(DownloadTest, TellsWhenTheFolderCannotBeUsed) {
    server.on("/a.mp3", support::file(resource));
    DownloadRequest nowhere = request("/a.mp3");
    std::ofstream(folder / "file") << "x";
    nowhere.folder = folder / "file" / "below";
    EXPECT_EQ(error_of(nowhere).kind(), ErrorKind::storage);
    EXPECT_THAT(server.requests(), IsEmpty());
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

}  // namespace
