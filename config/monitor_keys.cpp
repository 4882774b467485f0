#include "config/monitor_keys.h"

#include "config/checks.h"

namespace config {

const Keys<Monitor>& monitor_keys() {
    static const Keys<Monitor> keys{
        {"metrics_file", Need::optional, path(&Monitor::metrics_file, optional_line),
         by_default(
             "\"\"",
             "After each run its figures, and how the show stands, go into this file as Prometheus' textfile collector "
             "reads them. Its name must end in .prom for that, and each show needs one of its own. Empty: none.")},
        {"healthcheck_url", Need::optional, text(&Monitor::healthcheck_url, optional_url),
         by_default("\"\"",
                    "A service that is told of each run's beginning (URL and /start), good end (the URL) and any other "
                    "end (URL and /fail), as healthchecks.io wants it; it warns you when nothing comes. Whoever knows "
                    "the URL can speak for you. Empty: none.")},
    };
    return keys;
}

}  // namespace config
