#pragma once

#include "app/context.h"
#include "catalog/catalog.h"

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
/// theirs, whatever the pages say. No article gets it, and one with a published episode of another recording keeps
/// that; a published episode of it stands while one other article offers it, and is withdrawn when a second one does,
/// unless the operator has restored it after that. To be called when all that was read has been fetched and made, and
/// before anything is published. Gives what is to be told: what is withdrawn at once, the rest once a day of each
/// source.
std::vector<SharedNews> refuse_shared(const RunContext& run, const std::vector<catalog::SourceRules>& sources);

/// Only takes what is shared from articles: before anything is fetched of what was read, and before what was fetched
/// for published episodes is made. True where some of that is to be made now.
bool judge_shared(const RunContext& run, const std::vector<catalog::SourceRules>& sources);

}  // namespace app
