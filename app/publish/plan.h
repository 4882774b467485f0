#pragma once

#include "core/published_file.h"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace app {

/// Bytes that are known by their hash: a finished file that is kept until it is published, or one that stands.
struct Blob {
    std::string sha256;
    std::uint64_t bytes = 0;
};

/// The bytes of another path that stands or will.
struct SameAs {
    std::string path;
    Blob blob;
};

/// Gives a text from the values it was made of: the same whenever it is called.
using Render = std::function<std::string()>;

using Content = std::variant<Render, Blob, SameAs>;

/// A file that should stand.
struct Wanted {
    std::string path;
    core::FileKind kind = core::FileKind::page;
    std::string type;  ///< MIME
    std::string key;   ///< changes with whatever the content depends on
    Content content;
    bool own_name = false;  ///< a name that nobody else gives: an episode's own, or one with its hash
};

/// A file that is to be put.
struct Put {
    enum class Reason {
        created,   ///< nothing of ours stands there
        changed,   ///< what stands is not what should
        restored,  ///< what stood was deleted or altered
    };
    core::PublishedFile file;
    Reason reason = Reason::created;
    Content content;
    std::string text;  ///< what Render gave, where it was small enough to be kept
};

/// What publishing will do: a value that can be looked at before anything is done. In the order in which it is done:
/// puts by kind (aliases last), then removals.
struct Plan {
    std::vector<Put> puts;
    std::vector<std::string> removals;
    std::vector<core::PublishedFile>
        noted;                            ///< stand as they should already, for other reasons than the manifest knows
    std::vector<std::string> forgotten;   ///< lines of the manifest for what neither stands nor should
    std::vector<std::string> objections;  ///< why it must not be carried out, a line each

    bool changes_nothing() const { return puts.empty() && removals.empty() && noted.empty() && forgotten.empty(); }
};

using Manifest = std::map<std::string, core::PublishedFile>;
using Standing = std::map<std::string, core::StandingFile>;

/// Whether the file stands as it was put.
bool is_whole(const core::PublishedFile& line, const Standing& standing);

/// The files whose bytes have to be looked at before plan() can tell: those that stand, but not as the manifest says.
/// Without any manifest, as after an upgrade, recordings are trusted by their size.
std::vector<const Wanted*> doubtful(std::span<const Wanted> wanted, const Manifest& manifest, const Standing& standing);

/// From what is wanted, what was published and what stands (with hashes for what is doubtful) to what is to be done.
/// Pure. Only what the manifest names is replaced or removed; a foreign file under a wanted path is an objection,
/// unless there is no manifest at all or the name is one that nobody else gives.
Plan plan(std::span<const Wanted> wanted, const Manifest& manifest, const Standing& standing);

/// A line for each thing that the plan would do, and each objection.
std::vector<std::string> describe(const Plan& plan);

}  // namespace app
