#include "app/publish/cover_letters.h"

#include "core/hash.h"
#include "core/script.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

namespace app {

namespace {

/// What has the letters of a script; "" where nothing is known to.
std::string package_of(const std::string& script) {
    static const std::map<std::string, std::string> packages{
        {"Latin", "fonts-dejavu-core"}, {"Greek", "fonts-dejavu-core"}, {"Cyrillic", "fonts-dejavu-core"},
        {"Han", "fonts-noto-cjk"},      {"Hiragana", "fonts-noto-cjk"}, {"Katakana", "fonts-noto-cjk"},
        {"Hangul", "fonts-noto-cjk"},   {"Bopomofo", "fonts-noto-cjk"}, {"emoji", "fonts-noto-color-emoji"},
        {"unassigned characters", ""},
    };
    const auto found = packages.find(script);
    return found == packages.end() ? "fonts-noto-core" : found->second;
}

}  // namespace

std::string missing_letters(const std::vector<std::string>& scripts) {
    if (scripts.empty()) return {};
    std::set<std::string> packages;
    for (const std::string& script : scripts) packages.insert(package_of(script));
    packages.erase("");
    return fmt::format(
        "the cover's letters of {} are in no installed font, and boxes stand in for them; install {}, and "
        "the next run draws it anew",
        fmt::join(scripts, ", "),
        packages.empty() ? "a font that has them" : fmt::format("{}", fmt::join(packages, ", ")));
}

bool lacks_less(const std::vector<std::string>& these, const std::vector<std::string>& those) {
    const std::set<std::string> now(these.begin(), these.end());
    const std::set<std::string> before(those.begin(), those.end());
    return now.size() < before.size() && std::ranges::includes(before, now);
}

bool is_good_former_cover(const core::Show& show, const std::string& key) {
    const std::string words = show.title + "\n" + show.author;
    return key == core::sha256(words) && core::is_latin_greek_or_cyrillic(words);
}

}  // namespace app
