// Pages of any kind through the whole reader: it ends in an article of clean text or in an Error.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/error.h"
#include "core/text.h"
#include "fetch/article/article.h"

namespace {

void check(const std::string& text) {
    if (core::clean_utf8(text) != text) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const core::Article article = fetch::read_article(
            {"https://paper.example/news/one.html", "", std::string(reinterpret_cast<const char*>(data), size), {}});
        check(article.title);
        check(article.lead);
        check(article.body);
        check(article.body_html);
        for (const std::string& name : article.authors) check(name);
        if (article.body_html.find("<script") != std::string::npos ||
            article.body_html.find("href=\"javascript:") != std::string::npos)
            std::abort();
        if (article.ambiguous && article.audio.size() < 2) std::abort();
        for (const core::RejectedAudio& refused : article.rejected) {
            if (refused.reason.empty()) std::abort();
        }
    } catch (const core::Error&) {
        // Refusing a page is a defined result.
    }
    return 0;
}
