#pragma once

#include "core/episode.h"
#include "core/show.h"
#include "feed/xml_writer.h"

#include <string>

namespace feed {

/// The URL of a chapter's picture; empty where it has none.
std::string chapter_image(const core::Show& show, const core::Chapter& chapter);

/// The chapters as a document of type application/json+chapters, version 1.2.0 (Podcasting 2.0), ending in a newline.
std::string chapters_json(const core::Show& show, const core::Episode& episode);

/// The same chapters as psc:chapters (Podlove Simple Chapters 1.2), inside an item.
void write_simple_chapters(XmlWriter& xml, const core::Show& show, const core::Episode& episode);

}  // namespace feed
