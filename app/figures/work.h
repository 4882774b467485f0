#pragma once

#include "app/figures/clock.h"
#include "app/figures/figures.h"

#include <string>

namespace app::figures {

// Figures of a show's work, from what sources give to what stands. `id` begins the ids of what stands in the page.

std::string delay_figure(const Show& show, const std::string& id);
/// Days are drawn until today's, so that a source that has gone silent is seen.
std::string yield_figures(const Show& show, Clock& clock, const std::string& id, std::chrono::local_days today);
std::string failure_figure(const Show& show, const std::string& id, std::chrono::local_days today);
std::string run_figure(const Show& show, Clock& clock, const std::string& id);
std::string size_figure(const Show& show, Clock& clock, const std::string& id);

}  // namespace app::figures
