#pragma once

#include <string>
#include <utility>

namespace config {

/// How a key's value stands in the example.
enum class Stands {
    as_default,        ///< it is the default
    as_example,        ///< there is no default, or it could not be shown
    behind_mark,       ///< as an example too, and out of force, behind a #
    in_another_entry,  ///< as an example, in one of the further entries of its list
};

/// What the example and the manual say of a key.
struct Shown {
    Stands stands = Stands::as_example;
    std::string value;  ///< as TOML
    std::string words;  ///< with `backquotes` around what is typed; empty: those of the key before speak of this too
};

// The four, as the tables of keys write them.

inline Shown by_default(std::string value, std::string words = {}) {
    return {Stands::as_default, std::move(value), std::move(words)};
}

inline Shown as_example(std::string value, std::string words = {}) {
    return {Stands::as_example, std::move(value), std::move(words)};
}

inline Shown behind_mark(std::string value, std::string words = {}) {
    return {Stands::behind_mark, std::move(value), std::move(words)};
}

inline Shown in_another_entry(std::string value, std::string words = {}) {
    return {Stands::in_another_entry, std::move(value), std::move(words)};
}

}  // namespace config
