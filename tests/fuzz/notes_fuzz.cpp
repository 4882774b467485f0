// Show notes from any bytes: what the sanitizer lets through is stable, holds nothing dangerous, and can be cut
// anywhere.

#include "core/text.h"
#include "feed/check.h"
#include "feed/sanitize.h"
#include "feed/xml_writer.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

void demand(bool holds) {
    if (!holds) std::abort();
}

/// Every tag of the output is one of ours, and the only attribute is a web or mail link.
void demand_harmless(const std::string& html) {
    for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
        const std::size_t end = html.find('>', at);
        demand(end != std::string::npos);
        const std::string tag = html.substr(at, end - at + 1);
        bool known = false;
        for (const char* name : {"p", "ol", "ul", "li", "a", "h2", "h3", "h4", "blockquote"}) {
            known = known || tag == std::string("<") + name + ">" || tag == std::string("</") + name + ">";
        }
        if (!known) {
            const std::string start = core::lower(tag.substr(0, 17));
            demand(start.starts_with("<a href=\"http://") || start.starts_with("<a href=\"https://") ||
                   start.starts_with("<a href=\"mailto:"));
            demand(tag.find('"', 9) == tag.size() - 2);
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = core::clean_utf8({reinterpret_cast<const char*>(data), size});
    for (const feed::AllowList allowed : {feed::AllowList::article, feed::AllowList::description}) {
        const std::string clean = feed::sanitize_html(text, allowed);
        demand_harmless(clean);
        // A tag that was dropped may have left a reference that is not needed any more; after that nothing changes.
        const std::string again = feed::sanitize_html(clean, allowed);
        demand_harmless(again);
        demand(feed::sanitize_html(again, allowed) == again);
        for (const std::size_t bytes : {std::size_t{0}, size / 3, size / 2}) {
            const std::string cut = feed::truncate_html(clean, bytes, "vi");
            demand(cut.size() <= bytes);
            demand_harmless(cut);
            demand(feed::is_xml_text(cut));
        }
    }
    demand(feed::text_html_within(text, size / 2, "en").size() <= size / 2);
    demand_harmless(feed::text_html(text));
    feed::check(text);
    return 0;
}
