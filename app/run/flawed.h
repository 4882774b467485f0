#pragma once

#include "app/context.h"
#include "catalog/article.h"

#include <optional>
#include <string>

namespace app {

/// What to do with a recording that has just come.
enum class Taking {
    take,      ///< it is whole, or it is known what is wrong with it
    take_now,  ///< it is flawed, has been so for as many tries as are made, and is published as it is: to be told
    leave,     ///< it is flawed, and listeners have one that is whole
};

/// Decides by what is wrong with it at its source. Throws Error(network) for one that may be whole at a later try: an
/// upload that was still going on, a transfer between the source's own machines that was cut off. `standing`: listeners
/// have the present one, and nothing of it has to be made anew. `flaw` says in a line what is wrong:
/// "'https://a.example/ a.mp3' is not whole at its source: cut off: its header promises ...".
Taking taking_of(RunContext& run, const catalog::KnownArticle& article, const catalog::Original& recording,
                 const std::string& flaw, bool standing);

/// When a flawed recording is asked for again: a month long, since it is wrong as it is, however old its article.
std::optional<core::Instant> next_look_at_flawed(const RunContext& run, const catalog::KnownArticle& article);

}  // namespace app
