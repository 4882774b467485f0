#include "core/text.h"
#include "fetch/article/plain_text.h"
#include "fetch/markup/charset.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

// Any bytes become clean text, and any text an article whose fields are clean. Of several recordings one may be clearly
// the likeliest; those that are as likely are at least two.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::string text = fetch::decode_text(bytes, "");
    if (core::valid_utf8(text) != text) std::abort();
    const core::Article article = fetch::read_text_article(text, "https://paper.example/a.txt");
    for (const std::string* field :
         {&article.title, &article.lead, &article.body, &article.body_html, &article.section})
        if (core::clean_utf8(*field) != *field) std::abort();
    if (article.ambiguous && article.audio.size() < 2) std::abort();
    return 0;
}
