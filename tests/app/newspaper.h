#pragma once

#include "app/exit_code.h"
#include "app/run/run.h"
#include "app/run/upkeep.h"
#include "app/workers/workers.h"
#include "config/config.h"
#include "tests/support/loopback_server.h"
#include "tests/support/temporary_folder.h"

#include <filesystem>
#include <string>
#include <vector>

namespace app {

/// A newspaper on loopback and a show that listens to it. The workers come first: they fork before the server's
/// threads.
class Newspaper {
public:
    Newspaper();

    struct Story {
        std::string name;  ///< its page is /NAME.html, its recording /NAME.wav
        std::string title;
        std::string body =
            "Đoạn thứ nhất của bài, đủ dài để đọc thành tiếng.\n\nĐoạn thứ hai cũng vậy, và thêm vài chữ nữa.";
        std::string picture = {};  ///< its URL or path; empty: none
    };
    /// Serves the story's page, which names its recording.
    void print(const Story& story);
    void print_listing(const std::vector<std::string>& names);
    /// Stories "Bài NAME" with recordings of their own on one listing page.
    void print_all(const std::vector<std::string>& names);
    /// A recording whose level the seed and amplitude decide.
    void record(const std::string& name, double amplitude, unsigned seed = 1);

    /// A minute after the run before. Its recordings are no readings of its texts, and it has no synthesizer that could
    /// tell; with `has_synthesizer` it has.
    ExitCode run(const RunRules& rules = {});
    bool has_synthesizer = false;
    std::string feed() const;
    std::vector<std::string> media() const;  ///< names below media/, sorted
    std::size_t requests(const std::string& path) const { return server.requests(path).size(); }

    support::TemporaryFolder folder;
    Workers workers;
    support::LoopbackServer server;
    config::Config config;
    core::Instant now = core::now();
};

/// A show of the newspaper's as a file for the program: ID.toml in its folder. `page` is its one listing.
std::filesystem::path write_config(const Newspaper& paper, const std::string& id = "test",
                                   const std::string& page = "/");

/// The attribute of the first enclosure in a feed.
std::string enclosure(const std::string& feed, const std::string& attribute);

}  // namespace app
