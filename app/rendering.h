#pragma once

#include "catalog/catalog.h"
#include "config/config.h"
#include "core/episode.h"
#include "feed/rss.h"

#include <string>

namespace app {

/// An episode as the feed and the site show it.
core::Episode episode_from(const core::Show& show, const catalog::Entry& entry);

/// Changes with whatever all pages of a show have in common: what the operator says of it, its cover, this program's
/// version.
std::string rendering_key(const config::Config& config, const feed::Channel& channel);

/// Changes with whatever an episode's own pages are rendered from, so that an unchanged page needs no second look.
std::string pages_key(const std::string& rendering_key, const catalog::Entry& entry);

}  // namespace app
