#pragma once

#include "core/limits.h"

#include <string>

namespace app {

/// What a service for scheduled jobs is told, in the way of Healthchecks (healthchecks.io and what speaks as it does):
/// the URL itself for a good end, /start and /fail below its path.
enum class Ping { start, success, failure };

/// Tells the service, with a line for its log. Gives what went wrong, in one line that names the host and not the path,
/// which is a secret; "" where nothing did. Takes ten seconds at most, and goes by nothing of [fetch] but who may be
/// asked and how.
std::string ping(const std::string& url, Ping which, const std::string& text, core::Limits limits);

}  // namespace app
