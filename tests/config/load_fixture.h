#pragma once

#include "config/load.h"
#include "core/error.h"
#include "tests/support/temporary_folder.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace config_tests {

// The least of a file. Line numbers in the cases count from here; [show] is line 1.
inline const std::string show = R"([show]
id = "town"
title = "Town news"
description = "What happens in town."
language = "en"
author = "The newsroom"
website = "https://town.example/"
base_url = "https://podcast.example/town"
categories = [["News", "Daily News"], ["Education"]]
timezone = "Europe/Berlin"
)";
inline const std::string source = "[[source]]\nkind = \"feed\"\nurl = \"https://town.example/rss\"\n";
inline const std::string valid = show + source;

class Load : public testing::Test {
protected:
    std::filesystem::path write(const std::string& content) {
        const std::filesystem::path file = folder_ / "show.toml";
        std::ofstream(file, std::ios::binary) << content;
        return file;
    }
    config::Config load(const std::string& content) { return config::load(write(content)); }

    /// What the loader says of a file that it must refuse, without the file's name.
    std::string complaint(const std::string& content, const config::Checks& checks = {}) {
        const std::filesystem::path file = write(content);
        try {
            config::load(file, checks);
        } catch (const core::Error& error) {
            EXPECT_EQ(error.kind(), core::ErrorKind::config);
            const std::string message = error.what();
            EXPECT_THAT(message, testing::StartsWith(file.string() + ':'));
            // Of several mistakes each has a line of its own.
            std::string lines;
            std::istringstream all(message);
            for (std::string line; std::getline(all, line);) {
                EXPECT_THAT(line, testing::StartsWith(file.string() + ':'));
                lines += (lines.empty() ? "" : "\n") + line.substr(std::min(line.size(), file.string().size() + 1));
            }
            return lines;
        }
        ADD_FAILURE() << "this was accepted:\n" << content.substr(0, 2000);
        return "";
    }

    support::TemporaryFolder folder_;
};

}  // namespace config_tests
