#include "app/manual/manual.h"

#include "app/manual/bash.h"
#include "app/manual/command_page.h"
#include "app/manual/fish.h"
#include "app/manual/keys_page.h"
#include "app/manual/zsh.h"
#include "config/documentation.h"

namespace app {

std::vector<ManualFile> manual_files(const ProgramDescription& described, const std::string& date) {
    return {
        {"newscast.1", command_page(described, date)}, {"newscast.toml.5", keys_page(config::documentation(), date)},
        {"newscast", bash_completion(described)},      {"_newscast", zsh_completion(described)},
        {"newscast.fish", fish_completion(described)},
    };
}

}  // namespace app
