#pragma once

#include "core/episode.h"
#include "core/show.h"
#include "feed/edition.h"
#include "feed/xml_writer.h"

namespace feed {

/// Throws Error(config) that names the field and what would be right: a title, description, author, cover or category
/// that is missing, a category that Apple does not list, a language that is none, a base_url that is not http(s) or
/// does not end in a slash.
void check_show(const core::Show& show, const Channel& channel);

/// Starts rss, where the namespaces that the document comes to use are declared, and channel; two end() calls close
/// them.
void start_channel(XmlWriter& xml);

/// An atom:link in the channel; `type` may be empty.
void write_link(XmlWriter& xml, const char* relation, const std::string& href, const std::string& type);

/// The links from a feed or page to the archive page behind it (0: there is none), by both of RFC 5005's names: readers
/// of archived feeds know prev-archive, and apps that know paged feeds only, as AntennaPod, next.
void write_older(XmlWriter& xml, const core::Show& show, std::size_t archive);

/// What the channel says of the show: everything but the atom:links and what archive pages go without.
void write_show(XmlWriter& xml, const core::Show& show, const Channel& channel, core::Instant last_change);

/// One item element.
void write_item(XmlWriter& xml, const core::Show& show, const core::Episode& episode);

}  // namespace feed
