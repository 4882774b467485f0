#pragma once

#include "app/context.h"

#include <string>
#include <vector>

namespace app {

/// Notes of catalogs of earlier schemas which recordings their articles' pages offer.
void note_recordings(const RunContext& run);

/// What is to be told of a source.
struct SharedNews {
    std::string source;  ///< its identity
    std::string text;
};

/// A recording that several pages of one source offer as theirs, as the hourly news in a template is, is none of
/// theirs, whatever the pages say. An article without a published episode goes without it; a published episode of it
/// stands while one other article offers it, and is withdrawn when a second one does, unless the operator has restored
/// it after that. To be called when all that was read has been fetched and made, and before anything is published.
/// Gives what is new, of a recording that articles lose once a day.
std::vector<SharedNews> refuse_shared(const RunContext& run);

}  // namespace app
