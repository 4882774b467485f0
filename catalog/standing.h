#pragma once

#include "catalog/article.h"
#include "catalog/work.h"
#include "core/time.h"

#include <string>
#include <string_view>
#include <vector>

namespace catalog {

/// How far an article, or an edition of a bulletin, has come.
enum class Stage {
    published,  ///< its file stands where listeners find it, or that of an edition which has it
    waiting,    ///< it is to be published, and nothing has failed
    failing,    ///< a step failed, so it is not
    withdrawn,  ///< somebody took it out
    retired,    ///< the show's own retention did
    silent,     ///< it has no recording of its own
    left_out,   ///< it is older than what the operator takes
    duplicate,  ///< it is another article under another name
};
std::string_view name(Stage stage);  ///< "published", ..., "left-out", ...

/// An article or an edition, without its words.
struct Standing {
    Subjects subjects;
    std::string guid;
    std::string name;      ///< its title, else its URL, file or recording
    std::string url;       ///< of the article; empty for a local text and an edition
    std::string source;    ///< identity of the source that found it; empty: that is no longer configured
    std::string bulletin;  ///< of an edition
    core::Instant date{};  ///< by which it is published; before it was read, when it was first seen
    Stage stage = Stage::waiting;
    /// What is to be done next: a step's name, "publish" for what is made and does not stand yet, "edition" for what
    /// is heard in bulletins only and is in none. Also of a published one that changes. Empty: nothing.
    std::string step;
    std::string file;    ///< of its enclosure, below the show's folder; empty before there is one
    std::string reason;  ///< why it was withdrawn
    std::string told;    ///< what its page is now, where that is no longer the article
    std::vector<Failure> failures;
};

}  // namespace catalog
