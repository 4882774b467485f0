#pragma once

#include "core/limits.h"
#include "core/show.h"
#include "core/source.h"
#include "fetch/listing/find_sources.h"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace app {

/// A configuration as `init` begins it.
struct Draft {
    std::string command;  ///< that began it, without passwords
    core::Show show;      ///< base_url empty: an example stands for it; image and former_feed as they are to be written
    std::string former_address;  ///< of the feed that is taken over; may be empty
    std::vector<const fetch::FoundSource*> sources;
    std::size_t max_items = 20;  ///< of each source
    core::Source rules;  ///< by which its articles were read: xpath, audio_url and ignore_robots, where it has a URL
    core::Limits fetch;  ///< of which what the newspaper's web needs is written, where it is said
    std::set<std::string> answered;   ///< topics (questions.h) on which the operator has decided: no guesses
    std::string zone_reason;          ///< why the zone is guessed so; empty: it was given
    std::string voice_reason;         ///< why a machine is guessed to read; empty: it is not, or that was said
    std::string out = "out";          ///< where it is to be published
    std::string example;              ///< where newscast.example.toml stands
    std::vector<std::string> logins;  ///< as addresses with users and passwords
};

/// Its text: TOML that loads, with a CHECK above what is a guess.
std::string text_of(const Draft& draft);

}  // namespace app
