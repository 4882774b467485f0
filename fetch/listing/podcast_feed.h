#pragma once

#include "core/link.h"
#include "core/show.h"
#include "fetch/web/http.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fetch {

/// What a podcast's feed says of the podcast: plain text in one line each, URLs absolute and without users and
/// passwords; empty where it says nothing. Nothing of it is checked.
struct PodcastChannel {
    std::string title;
    std::string description;
    std::string language;  ///< as written, with hyphens
    std::string author;
    core::Owner owner;
    std::string website;
    std::string copyright;
    std::string image;
    std::vector<core::Category> categories;  ///< as the feed names them, each once
    bool explicit_content = false;
    bool locked = false;       ///< podcast:locked: others must not import it
    std::string podcast_guid;  ///< podcast:guid
    std::string self;          ///< where it says that it stands
    std::string next;          ///< its next page, with older items (RFC 5005)
};

struct PodcastFeed {
    std::string url;  ///< where it was read, after redirects
    PodcastChannel channel;
    std::vector<core::Link> items;  ///< in its order, without users and passwords in their URLs
    std::size_t left_out = 0;       ///< items that lead neither to a page nor to a recording
    std::string complaint;          ///< about broken XML, of which only a part may have been read
};

/// Reads one document as read_feed() does, with what it says of the podcast. Throws Error(media) for what is no RSS.
PodcastFeed read_podcast(std::string_view bytes, std::string_view content_type, std::string_view url,
                         std::size_t max_bytes);

/// The feed at that address with its further pages, at most 200. Throws as Http::get and read_podcast() do, whichever
/// page it is: a feed without some of its items would pass for the whole.
PodcastFeed fetch_podcast(Http& http, const std::string& url);

}  // namespace fetch
