#pragma once

#include "app/context.h"
#include "catalog/work.h"
#include "core/article.h"

#include <string>
#include <vector>

namespace app {

/// As what an article is read: its language, else the show's.
const std::string& language_of(const config::Config& config, const core::Article& article);

/// What a bulletin's command says of a text, among the kept sources: said once, and again only where it was lost.
/// Throws as say() does (app/workers/say.h).
catalog::Original spoken(RunContext& run, const std::vector<std::string>& command, const std::string& text,
                         const std::string& language);

/// The address (core::voiced_address) of what an operator's command makes of an article that has no recording; empty
/// where none is to read it, or there is nothing to be read.
std::string voiced_address_of(const config::Config& config, const std::string& source, const core::Article& article);

/// Has the article read aloud, as its address says; it is fetched so.
catalog::Original voice(RunContext& run, const catalog::DownloadWork& work);

/// Has articles without a recording looked at again where the operator lets them be read since, or by another command.
void note_reader(const RunContext& run);

}  // namespace app
