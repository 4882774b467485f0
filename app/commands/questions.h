#pragma once

#include "app/commands/draft.h"
#include "app/commands/interview.h"
#include "app/commands/site_sample.h"
#include "core/likely_zone.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace app {

/// A configuration in the making: what a site gave, and the draft that it becomes.
struct Beginning {
    Draft draft;
    std::vector<Candidate> candidates;  ///< for sources, the likeliest first
    std::string address;                ///< of the site
    std::string title;                  ///< what the site calls itself; may be empty
    std::string language;               ///< what it is written in; may be empty
    std::vector<core::WrittenTime> written;
    std::string machine_voice;     ///< why a machine seems to read; empty: it does not
    std::filesystem::path folder;  ///< absolute, of the file that is to be written
};

/// Something that a configuration needs and that its operator may know better.
struct Topic {
    const char* name;   ///< also of the option that answers it: "owner-email" of --owner-email
    const char* value;  ///< what kind of word answers it, for the option's help
    const char* help;   ///< of the option, on one line
    /// As it is put to a person, with what was found as the usual answer.
    Question (*question)(const Beginning&);
    /// What it is about is settled by what was answered before: it is not put to a person.
    bool (*is_settled)(const Beginning&);
    /// Puts an answer that is right into the draft.
    void (*take)(Beginning&, const std::string&);
};

/// All topics, in the order in which they are asked: what is usual may depend on what was answered before.
const std::vector<Topic>& topics();

/// By the names of their topics.
using Answers = std::map<std::string, std::string>;

/// Refuses answers that are wrong whatever the site holds: Error(config) "--NAME 'X' will not do; it must be ...".
void require_right(const Answers& answers, const std::filesystem::path& folder);

/// Completes the draft, topic by topic: by what was answered already, else by what the person says, else as is usual.
/// Throws Error(config) for an answer that is wrong, and as ask() does.
void complete(Beginning& beginning, const Answers& answers, const std::optional<Person>& person);

}  // namespace app
