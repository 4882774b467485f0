#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace fetch {

class JsonTree;

/// A place in a JsonTree; valid as long as the tree and the text it was read from.
class JsonNode {
public:
    JsonNode() = default;
    JsonNode(const JsonTree* tree, std::uint32_t index) noexcept : tree_(tree), index_(index) {}

    explicit operator bool() const noexcept { return tree_ != nullptr; }
    bool operator==(const JsonNode&) const = default;

    bool is_object() const noexcept;  ///< { }
    bool is_array() const noexcept;   ///< [ ] or, in a script, ( )
    bool is_string() const noexcept;
    bool is_word() const noexcept;  ///< a number, true, false, null or a script's name
    /// The name under which it stands in its object, or that a script gives it (`name = ...`, `name(...)`).
    std::string_view key() const noexcept;
    /// A string's value with its escapes resolved and its words composed (composed_words()), or a word as it stands.
    std::string_view text() const noexcept;

    JsonNode parent() const noexcept;
    JsonNode first_child() const noexcept;
    JsonNode next() const noexcept;
    /// The last child of that name (a later duplicate wins), nothing where there is none. Only the first two thousand
    /// children are looked at.
    JsonNode at(std::string_view key) const noexcept;
    /// text() of at(key); where that is an array or object with one of them: its first string.
    std::string_view string_at(std::string_view key) const noexcept;
    /// The next in the order of the text, below whatever.
    JsonNode next_in_text() const noexcept;

private:
    const JsonTree* tree_ = nullptr;
    std::uint32_t index_ = 0;
};

/// JSON as the web really holds it: JSON-LD with raw line breaks and trailing commas, page state assigned in scripts,
/// plain JavaScript of which only the literals matter. Nothing is an error: what cannot be understood is passed over.
/// Depth, size and number of values are bounded; what lies deeper is read flat.
class JsonTree {
public:
    static constexpr std::size_t max_depth = 100;
    static constexpr std::size_t max_nodes = 400'000;

    /// How strings are read: in data they may hold raw line breaks, in a script a line's end ends them, so that a quote
    /// in a regular expression does not swallow what follows.
    enum class Dialect { data, script };

    /// The views it gives point into `text`, which must outlive it.
    explicit JsonTree(std::string_view text, Dialect dialect = Dialect::data);
    JsonTree(const JsonTree&) = delete;  // its nodes point at it
    JsonTree& operator=(const JsonTree&) = delete;

    /// Holds every value of the outermost level; always there.
    JsonNode root() const noexcept { return {this, 0}; }
    std::size_t size() const noexcept { return nodes_.size(); }

private:
    friend class JsonNode;
    enum class Kind : std::uint8_t { object, array, string, word };
    struct Node {
        Kind kind;
        std::string_view key;
        std::string_view text;
        std::uint32_t parent = 0;
        std::uint32_t first_child = 0;  // 0: none, as the root is nobody's child
        std::uint32_t last_child = 0;
        std::uint32_t next = 0;
    };
    class Reader;

    std::vector<Node> nodes_;
    std::deque<std::string> owned_;  // strings that are not as they stand in the text; a deque keeps their addresses
};

/// The text with JSON's and JavaScript's escapes resolved (\/ \n \u002F \x2f and surrogate pairs); a lone surrogate or
/// an escape that is none becomes U+FFFD or the plain character.
std::string unescape_json(std::string_view text);

}  // namespace fetch
