#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fetch {

/// What a robots.txt says to one crawler, by RFC 9309: the groups that name it, else those for "*"; of the rules that
/// match, the longest one decides, and of two equally long ones the one that allows.
class Robots {
public:
    /// Without rules: everything is allowed.
    Robots() = default;
    /// Reads the first 500 KiB. `agent` is the product token ("newscast"). What is no rule is passed over.
    static Robots parse(std::string_view text, std::string_view agent);

    /// `target` is the path with its query, as a request line has it.
    bool allows(std::string_view target) const;

    /// Seconds that the site wants between two requests (Crawl-delay, not in the RFC but widely meant); empty: not
    /// said.
    std::optional<std::chrono::milliseconds> crawl_delay() const { return crawl_delay_; }

    /// The sitemaps it names, as written; they are for everybody.
    const std::vector<std::string>& sitemaps() const { return sitemaps_; }

private:
    struct Rule {
        std::string pattern;  ///< percent-encoding folded
        bool allow = false;
    };

    std::vector<Rule> rules_;
    std::optional<std::chrono::milliseconds> crawl_delay_;
    std::vector<std::string> sitemaps_;
};

}  // namespace fetch
