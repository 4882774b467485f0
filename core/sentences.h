#pragma once

#include "core/article.h"

#include <string>
#include <string_view>
#include <vector>

namespace core {

/// The sentences of paragraphs that are divided by empty lines, in order, each on one line: by ICU's boundaries for the
/// language (BCP 47; "" for the root rules) with CLDR's list of abbreviations that end none. A mark of an enumeration
/// ("2."), an initial and a title ("TS.") go with what follows them.
std::vector<std::string> sentences(std::string_view paragraphs, const std::string& language);

/// What a recording of the article may read, in the order in which it would: headline, lead, byline, text.
std::vector<std::string> spoken_sentences(const Article& article, const std::string& language);

}  // namespace core
