#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace app {

/// Something that a person is asked.
struct Question {
    std::string text;
    std::vector<std::string> choices = {};  ///< what there is to choose from, a line each
    std::string usual = {};                 ///< what Enter answers; may be empty
    /// What an answer must be; "" for one that will do.
    std::function<std::string(const std::string&)> right = {};
};

/// Who is asked, and how.
struct Person {
    std::function<void(const std::string&)> tell;                ///< shows a text as it is
    std::function<std::optional<std::string>()> answer;          ///< a line of theirs; none at its end
    std::function<std::size_t()> columns = [] { return 80UL; };  ///< that a line has room for
};

/// Asks until an answer will do. Throws Error(config) where none comes any more.
std::string ask(const Person& person, const Question& question);

/// Whoever sits at the terminal; none where standard input or output is something else. While they are asked SIGINT
/// throws Error(config).
std::optional<Person> person_at_terminal();

}  // namespace app
