#pragma once

#include "core/show.h"
#include "feed/edition.h"
#include "feed/site_file.h"

#include <string>
#include <vector>

namespace feed {

/// The files that all pages share, in the show's colours and words: under assets/ the style sheets, the script, the
/// icon and a QR code of each feed's address; the web app manifest (W3C); and 404.html for servers to answer with where
/// there is nothing.
std::vector<SiteFile> shared_files(const core::Show& show, const Channel& channel);

/// Paths below the show's folder with a query that changes with the content: "assets/site.css?v=1a2b3c4d".
std::string style_address(const Channel& channel);
const std::string& script_address();

/// "assets/feed.svg": the QR code of the address of the feed at that path.
std::string qr_path(const std::string& feed_path);

}  // namespace feed
