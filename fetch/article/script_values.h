#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fetch/markup/markup.h"

namespace fetch {

/// The values that a page's scripts and forms give to names. What it was told of must outlive it.
class ScriptValues {
public:
    /// All texts, numbers and words that have a name in it.
    void learn(const JsonTree& tree);
    /// A form's field of that name.
    void learn(std::string_view name, std::string_view value);

    /// In the order of the page, each once. A name that leads through objects ("story.id") is only followed where these
    /// can be the article's; its last part counts.
    std::vector<std::string> of(std::string_view name) const;

private:
    static constexpr std::size_t max_known = 20'000;
    std::vector<std::pair<std::string_view, std::string_view>> known_;
};

/// True for what may stand in a part of a URL's path: nothing that a script would still have to fill.
bool is_plain_value(std::string_view value);

/// True for what scripts call an article by: "id", "newsId", "config.article.id".
bool names_article_id(std::string_view name);

/// Texts and variables with plus signs between them.
struct ScriptSum {
    std::string text;
    bool by_id = false;  ///< one of its variables is what an article is called by
};
/// The sum that has a text which begins at `at` (its quote): 'https://host/' + id + '.mp3'. Nothing where it is no sum,
/// or a variable in it has not just one value.
std::optional<ScriptSum> sum_around(std::string_view script, std::size_t at, const ScriptValues& values);

}  // namespace fetch
