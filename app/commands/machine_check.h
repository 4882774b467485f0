#pragma once

#include "app/workers/workers.h"
#include "config/config.h"

#include <string>
#include <string_view>
#include <vector>

namespace app {

/// Something that is to be said of a configuration.
struct Finding {
    enum class Weight {
        note,     ///< to be known; nothing need be done
        doubt,    ///< a run goes on, but what comes of it may not be what is wanted
        mistake,  ///< a run would be refused, or work would fail
    };
    Weight weight = Weight::note;
    std::string key;   ///< "show.image", "source[0].path"; empty: of no one key
    std::string text;  ///< what it is, and what to do
};

std::string_view name(Finding::Weight weight);

/// As messages name a key: "source.path".
std::string plain_key(std::string key);

/// What a look at this machine tells of a configuration that the loader took: its folders, files, programs, fonts and
/// the name of its public host. Nothing is written, and no server but that of names is asked.
std::vector<Finding> examine_machine(const config::Config& config, Workers& workers);

}  // namespace app
