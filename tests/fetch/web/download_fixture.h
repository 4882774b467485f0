#pragma once

#include "core/error.h"
#include "core/hash.h"
#include "fetch/web/download.h"
#include "tests/fetch/web/http_tools.h"
#include "tests/fetch/web/sample_audio.h"
#include "tests/support/loopback_server.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <variant>

namespace tools {

using fetch::Download;
using fetch::DownloadRequest;

/// A server, a folder, and a recording of a million bytes.
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

    core::Error error_of(const DownloadRequest& request) {
        try {
            fetch::download(http, request);
            ADD_FAILURE() << request.url << " was accepted";
        } catch (const core::Error& error) {
            return error;
        }
        return {core::ErrorKind::config, "no error"};
    }
    core::Error error_of(const std::string& path) { return error_of(request(path)); }

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
    fetch::Http http{limits(2)};
    const std::string audio = sample::mp3(2400);  // a million bytes
    const support::Resource resource{audio, "audio/mpeg", "\"v1\"", ""};
};

}  // namespace tools
