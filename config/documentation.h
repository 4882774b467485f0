#pragma once

#include <string>
#include <vector>

namespace config {

/// What is said of a key.
struct KeyDocumentation {
    std::string name;
    bool is_needed = false;
    std::string value;  ///< as TOML: the default where is_default, else an example
    bool is_default = false;
    std::string words;               ///< empty: those of the key before speak of this one too
    std::vector<std::string> parts;  ///< the keys of the table that it takes, or of the tables; those it needs first
};

/// A section of the file, and its keys in the order of the example.
struct SectionDocumentation {
    std::string name;
    bool is_list = false;  ///< as many [[NAME]] as are wanted
    std::string words;
    std::vector<KeyDocumentation> keys;
};

/// Every section and key that the loader knows. In words `backquotes` stand around what is typed, and a line's end is
/// meant.
std::vector<SectionDocumentation> documentation();

}  // namespace config
