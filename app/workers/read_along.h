#pragma once

#include "app/workers/workers.h"
#include "core/read_along.h"
#include "transcode/progress.h"

#include <functional>
#include <string>
#include <vector>

namespace app {

/// Finds the sentences of a text, in its language (BCP 47), in a recording, an open file. `scratch` is an open empty
/// file for the voice that the recording is compared with; `ended` is asked now and then, and true ends the work.
/// Throws as Workers and speak() do; that there is no voice, or that the recording reads something else, is an answer.
core::ReadAlong read_along(Workers& workers, int recording, const std::vector<std::string>& sentences,
                           const std::string& language, int scratch, const std::function<bool()>& ended,
                           const transcode::Progress& progress = {});

}  // namespace app
