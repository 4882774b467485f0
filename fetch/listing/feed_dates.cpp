#include "fetch/listing/feed_dates.h"

#include "core/text.h"
#include "fetch/dates/written_date.h"

#include <string>
#include <vector>

namespace fetch {

void read_dates(FeedDocument& document, std::optional<core::Instant> present) {
    std::vector<std::string> texts;
    texts.reserve(2 * document.items.size());
    for (const FeedItem& item : document.items) {
        texts.push_back(item.written);
        texts.push_back(item.written_change);
    }
    const DateOrders orders = orders_of(texts, document.language, present, DateWriter::machine);
    const auto read = [&](const std::string& text) { return parse_written_date(text, document.language, orders); };
    const bool change_serves = document.kind == FeedDocument::Kind::atom;
    for (FeedItem& item : document.items) {
        item.link.published = read(item.written);
        item.changed = read(item.written_change);
        const bool by_change = change_serves && core::trim(item.written).empty();
        if (!(by_change ? item.changed : item.link.published))
            item.unread_date = core::collapse_space(by_change ? item.written_change : item.written);
        if (change_serves && !item.link.published) item.link.published = item.changed;
    }
}

}  // namespace fetch
