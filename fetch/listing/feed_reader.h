#pragma once

#include "core/link.h"
#include "core/time.h"
#include "fetch/markup/markup.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fetch {

/// An item of a feed or an entry of a sitemap, in the order of the document.
struct FeedItem {
    core::Link link;
    std::optional<core::WrittenTime> changed;  ///< a sitemap's lastmod: serves for order, not as the day of publication
    std::string written;                       ///< the day of publication, as it stands there; may be empty
    std::string written_change;                ///< the same of `changed`
    std::string unread_date;                   ///< what stands there where it is no date that can be read
    std::string video;                         ///< the video it names, where it has no recording
};

/// An item that names a video and no recording; its page may have one.
struct VideoItem {
    std::string title;  ///< may be empty
    std::string page;   ///< may be empty
    std::string url;    ///< of the video
};

/// Another sitemap that an index names.
struct ChildSitemap {
    std::string url;
    std::optional<core::WrittenTime> changed;
};

struct FeedDocument {
    enum class Kind { rss, rdf, atom, json, sitemap, sitemap_index };
    Kind kind = Kind::rss;
    std::string title;
    std::string language;  ///< as written; may be empty
    std::vector<FeedItem> items;
    std::vector<VideoItem> videos;       ///< items too, where they lead to a page
    std::vector<ChildSitemap> children;  ///< of an index
    std::size_t entries = 0;             ///< items of the document, also those that lead nowhere
    std::string complaint;               ///< about broken XML that was read as far as it makes sense
    std::string before;                  ///< text that stood before the document, in words: a server's warning
};

/// Reads RSS 2.0 (and older), RSS 1.0, Atom, JSON Feed 1, a sitemap (with the news extension) or a sitemap index, told
/// apart by what they are and not by their label; gzip is unpacked to at most `max_bytes`. References are relative to
/// `url` and xml:base. Elements and attributes in other cases (<RSS>) serve as well. Broken XML is read as far as it
/// makes sense; a document type is passed over, so nothing that it declares is ever expanded or fetched. At most 50,000
/// items are read. Its dates settle together, and by `present`, in which order day and month stand (orders_of). Throws
/// Error(media) for anything else, saying what it is.
FeedDocument read_feed(std::string_view bytes, std::string_view content_type, std::string_view url,
                       std::size_t max_bytes, std::optional<core::Instant> present = std::nullopt);

/// The base of the references in an element: that around it, and what xml:base of its own says.
std::string base_within(const std::string& base, XmlElement element);

}  // namespace fetch
