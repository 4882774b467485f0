#pragma once

#include "config/shown.h"

#include <string>
#include <utility>
#include <vector>

namespace config {

/// What is said of a key.
struct KeyDocumentation {
    std::string name;
    bool is_needed = false;
    Shown shown;
    std::vector<std::string> parts;  ///< the keys of the table, or of each table of the list, that it takes
};

/// A further entry of a list in the example: keys and values.
using ExampleEntry = std::vector<std::pair<std::string, std::string>>;

/// A section of the file, and its keys in the order of the example.
struct SectionDocumentation {
    std::string name;
    bool is_list = false;    ///< as many [[NAME]] as are wanted
    bool is_marked = false;  ///< it stands in the example out of force, behind #
    std::string words;
    std::vector<KeyDocumentation> keys;
    std::vector<ExampleEntry> further_entries = {};
};

/// Every section and key that the loader knows, in the order of the example.
std::vector<SectionDocumentation> documentation();

}  // namespace config
