#include "core/error.h"
#include "core/text.h"
#include "fetch/listing/feed_reader.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// Whatever comes from the web, read_feed gives a document or an Error(media) of one line.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    try {
        const fetch::FeedDocument feed = fetch::read_feed(bytes, "", "https://paper.example/feed.xml", 1 << 20);
        for (const fetch::FeedItem& item : feed.items) {
            const bool has_address = !item.link.url.empty() || item.link.recording;
            if (!has_address && feed.kind == fetch::FeedDocument::Kind::sitemap) std::abort();
            if (item.link.url.find_first_of(" \n<>\"") != std::string::npos) std::abort();
            if (core::clean_utf8(item.link.title) != item.link.title) std::abort();
        }
    } catch (const core::Error& error) {
        const std::string_view message = error.what();
        if (error.kind() != core::ErrorKind::media || message.find('\n') != std::string_view::npos) std::abort();
    }
    return 0;
}
