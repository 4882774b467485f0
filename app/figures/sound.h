#pragma once

#include "app/figures/clock.h"
#include "app/figures/figures.h"

#include <string>

namespace app::figures {

// Figures of how a show's episodes sound. `id` begins the ids of what stands in the page.

std::string loudness_figure(const Show& show, Clock& clock, const std::string& id);
std::string peak_figure(const Show& show, Clock& clock, const std::string& id);
std::string lane_figure(const Show& show, Clock& clock, const std::string& id);
std::string length_figure(const Show& show, const std::string& id);
/// The episodes that are furthest from the target, as a table.
std::string furthest_episodes(const Show& show, Clock& clock);

}  // namespace app::figures
