#pragma once

#include "core/episode.h"
#include "core/show.h"
#include "feed/edition.h"
#include "feed/xml_writer.h"

namespace feed {

// Elements of the Podcasting 2.0 namespace (and Apple's two that say the same) for what core::ShowDetails holds.
// docs/feed.md lists what a feed of ours has, and why it goes without the others.

/// Of the channel: what holds for the episodes of this very document, so archive pages say it too: persons, license,
/// locations, which directories must not show it.
void write_terms(XmlWriter& xml, const core::Show& show);

/// Of the channel: what is said to listeners and directories by the feed alone: funding, publisher, recommendations,
/// trailers, proofs, where people talk of the show, that it is complete.
void write_offers(XmlWriter& xml, const core::Show& show);

/// The cover in its sizes.
void write_cover(XmlWriter& xml, const core::Show& show, const Channel& channel);

/// Of an item: authors and the show's persons, as an item's persons replace the channel's; the articles; the talk; the
/// season that its day is in.
void write_episode_details(XmlWriter& xml, const core::Show& show, const core::Episode& episode);

/// Of an item: its picture as a square, as small as lists show it, and as the article has it.
void write_pictures(XmlWriter& xml, const core::Show& show, const core::Episode& episode);

}  // namespace feed
