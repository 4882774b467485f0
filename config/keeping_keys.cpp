#include "config/keeping_keys.h"

#include <chrono>

namespace config {

const Keys<FeedOptions>& feed_keys() {
    static const Keys<FeedOptions> keys{
        {"items", Need::optional, integer(&FeedOptions::items, 1, 10'000),
         by_default("200", "The newest so many stand in feed.xml, older ones in archive pages that the feed names.")},
        {"keep_days", Need::optional, duration<std::chrono::days>(&FeedOptions::keep_days, 0, 36'500),
         by_default("0",
                    "What is older than so many days, beyond so many episodes, or beyond so much media in units of "
                    "1,048,576 bytes is withdrawn for good, oldest first. 0: no limit. keep_days never takes more than "
                    "a quarter of the feed at once, unless run is told so.")},
        {"keep_episodes", Need::optional, integer(&FeedOptions::keep_episodes, 0, 1'000'000), by_default("0")},
        {"keep_mb", Need::optional, integer(&FeedOptions::keep_mb, 0, 100'000'000), by_default("0")},
    };
    return keys;
}

const Keys<Config>& state_keys() {
    static const Keys<Config> keys{
        {"directory", Need::optional, path(&Config::state_directory),
         by_default(
             R"("state")",
             "The catalog, the lock and the downloaded recordings, in a folder ID of it. Never under [out] directory. "
             "Where this is not said: \"state\" beside the file, and /var/lib/newscast for a file under /etc.")},
        {"keep_sources_days", Need::optional, duration<std::chrono::days>(&Config::keep_sources, 0, 36'500),
         by_default("90",
                    "A downloaded recording is kept so long, so that a changed [audio] is made from it and not from "
                    "the web.")},
    };
    return keys;
}

const Keys<Config>& out_keys() {
    static const Keys<Config> keys{
        {"directory", Need::optional, path(&Config::out_directory),
         by_default(R"("out")", "The show is published in the folder ID of this; a web server serves that.")},
    };
    return keys;
}

}  // namespace config
