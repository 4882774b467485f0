#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace fetch {

/// What makes this no regular expression that can be used, with the column at which it stands, from 1: "column 5:
/// invalid perl operator: (?="; empty where nothing does.
std::string pattern_fault(const std::string& expression);

/// One of the operator's regular expressions, in RE2's syntax: Perl's without look-around and back references, in
/// exchange for which it takes time that grows with the length of what it is held against, whatever either holds.
class Pattern {
public:
    /// Throws Error(config) for one that pattern_fault() faults.
    explicit Pattern(const std::string& expression);

    /// True where it matches somewhere in the text. "^" and "$" are the text's beginning and end.
    bool is_in(std::string_view text) const;

private:
    std::shared_ptr<const re2::RE2> compiled_;
};

}  // namespace fetch
