#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fetch {

/// The names in a byline as it is shown or said to machines: "By Ann Lee and Bob Ray, Staff Writers", "Tác giả: Thu
/// Hà", "Bài và ảnh: NGUYỄN VĂN". What is no name (dates, addresses, "Read more") is left out.
std::vector<std::string> names_in_byline(std::string_view text);

/// True where every part reads like a person's or desk's name: few words, capitals where the script has them.
bool reads_like_names(std::string_view text);

/// True where a byline begins so that its words alone tell what it is ("By ", "Von ", "Tác giả: ").
bool starts_like_byline(std::string_view text);

}  // namespace fetch
