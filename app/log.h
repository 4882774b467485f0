#pragma once

#include "app/report.h"
#include "core/time.h"

#include <string>

namespace app {

/// An event as a line of JSON for programs that collect logs: "time" (UTC), "level" ("problem" or "step"), "show",
/// "step", "source", "article", "id" (the article's, docs/run-json.md) and "message"; without a line's end. What an
/// event does not name is left out.
std::string json_line(const Event& event, core::Instant now);

/// Throws Error(config) where this machine has no journal: systemd's library would say nothing of it.
void require_journal();

/// Gives the event to systemd's journal, as a message with the fields NEWSCAST_SHOW, NEWSCAST_STEP, NEWSCAST_SOURCE,
/// NEWSCAST_ARTICLE and NEWSCAST_ARTICLE_ID. False where the journal did not take it.
bool send_to_journal(const Event& event);

}  // namespace app
