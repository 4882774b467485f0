#pragma once

#include "core/article.h"

#include <string>
#include <string_view>
#include <vector>

namespace core {

/// The paragraphs of a text, which empty lines divide, each on one line.
std::vector<std::string> paragraphs(std::string_view text);

/// The sentences of a text's paragraphs, in order, each on one line with single spaces: by ICU's boundaries for the
/// language (BCP 47; "" for the root rules) with CLDR's list of abbreviations that end none. A mark of an enumeration
/// ("2."), an initial and a title ("TS.") go with what follows them.
std::vector<std::string> sentences(std::string_view text, const std::string& language);

/// Whether a text begins with the article's lead, behind an agency's mark or not: then it is shown and read once.
bool repeats_lead(std::string_view text, std::string_view lead);

/// What a recording of the article may read, in the order in which it would: headline, lead, byline, text.
std::vector<std::string> spoken_sentences(const Article& article, const std::string& language);

}  // namespace core
