#pragma once

#include "app/commands/chosen.h"
#include "app/commands/questions.h"
#include "app/exit_code.h"

#include <filesystem>
#include <string>

namespace app {

struct InitOptions {
    std::string url;  ///< of the site; with from_feed it may be empty: the feed's own website is looked at then
    std::filesystem::path output;
    std::string from_feed = {};  ///< URL or file of a podcast's feed that is to be taken over; empty: there is none
    std::filesystem::path config = {};  ///< whose [fetch] serves, and is written too; empty: none
    Answers answers = {};               ///< to what would be asked on a terminal
};

/// Looks at a site, on a terminal asks for what it cannot know, and writes a configuration that runs. Nothing is
/// written before all is answered. With from_feed the show is what the feed says, and the feed's items stand in a file
/// beside the configuration, NAME.former-feed.json, with the cover, NAME.cover.jpg. Throws Error(config) where one of
/// these files is there already.
ExitCode init(const InitOptions& options);

void add_init(CLI::App& program, Chosen& chosen);

}  // namespace app
