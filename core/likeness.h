#pragma once

#include <string_view>

namespace core {

/// How alike two titles are, 0 to 1: the pairs of neighbouring letters that they have in common (Dice's coefficient
/// over bigrams; case and all that is neither letter nor digit left aside), so that it serves in any script. Where the
/// shorter is long enough for that to be no chance, its share alone counts: a title is like itself with the site's name
/// behind it. Titles with nothing in common have some 0.2 in one language; from 0.6 on they are one. 0 where one has no
/// pair.
double likeness(std::string_view a, std::string_view b);

}  // namespace core
