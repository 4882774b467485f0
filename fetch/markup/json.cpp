#include "fetch/markup/json.h"

#include "core/ascii.h"
#include "core/hex.h"
#include "core/text.h"
#include "core/utf8.h"
#include "fetch/markup/text.h"

#include <algorithm>
#include <optional>

namespace fetch {
namespace {

bool is_name_character(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return core::is_ascii_letter(c) || core::is_ascii_digit(c) || c == '_' || c == '$' || c == '.' || c == '-' ||
           c == '+' || c == '@' || byte >= 0x80;
}

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

std::optional<unsigned> hexadecimal(std::string_view digits, std::size_t count) {
    if (digits.size() < count) return std::nullopt;
    unsigned value = 0;
    for (const char c : digits.substr(0, count)) {
        const int digit = core::hex_value(c);
        if (digit < 0) return std::nullopt;
        value = value * 16 + static_cast<unsigned>(digit);
    }
    return value;
}

/// Reads the code point of a \u escape whose digits start at `at`, with the second half of a pair; moves `at` behind
/// it.
unsigned read_code_point(std::string_view text, std::size_t& at) {
    const auto first = hexadecimal(text.substr(std::min(at, text.size())), 4);
    if (!first) return 0xFFFD;
    at += 4;
    if (*first < 0xD800 || *first >= 0xDC00) return *first;
    if (text.substr(at, 2) == "\\u") {
        const auto second = hexadecimal(text.substr(at + 2), 4);
        if (second && *second >= 0xDC00 && *second < 0xE000) {
            at += 6;
            return 0x10000 + ((*first - 0xD800) << 10) + (*second - 0xDC00);
        }
    }
    return 0xFFFD;
}

}  // namespace

std::string unescape_json(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] != '\\' || at + 1 == text.size()) {
            out += text[at++];
            continue;
        }
        const char c = text[at + 1];
        at += 2;
        switch (c) {
            case 'n':
                out += '\n';
                break;
            case 'r':
                out += '\r';
                break;
            case 't':
                out += '\t';
                break;
            case 'b':
            case 'f':
                out += ' ';
                break;
            case 'u':
                core::append_utf8(out, read_code_point(text, at));
                break;
            case 'x':
                if (const auto code = hexadecimal(text.substr(at), 2)) {
                    at += 2;
                    core::append_utf8(out, *code);
                }
                break;
            case '\n':
                break;
            default:
                out += c;
        }
    }
    return out;
}

/// Goes over the text once. What is open is a path from the root, held by the nodes' own parent links, so no depth of
/// input deepens the program's stack.
class JsonTree::Reader {
public:
    Reader(JsonTree& tree, std::string_view text, Dialect dialect)
        : tree_(tree), text_(text), dialect_(dialect), is_composed_(core::is_composed(text)) {}

    void read() {
        tree_.nodes_.push_back({Kind::array, {}, {}, 0, 0, 0, 0});
        while (at_ < text_.size() && tree_.nodes_.size() < max_nodes) step();
    }

private:
    void step() {
        const char c = text_[at_];
        switch (c) {
            case '{':
                open(Kind::object);
                return;
            case '[':
            case '(':
                open(Kind::array);
                return;
            case '}':
            case ']':
            case ')':
                close(c);
                return;
            case '"':
            case '\'':
            case '`':
                string(c);
                return;
            case ':':
            case '=':
                name_what_follows(c);
                return;
            case ',':
            case ';':
                flush_word();
                key_ = {};
                ++at_;
                return;
            case '/':
                if (!skip_comment()) ++at_;
                return;
            default:
                break;
        }
        if (is_name_character(c)) {
            word();
        } else {
            if (!is_space(c)) flush_word();
            ++at_;
        }
    }

    std::uint32_t add(Kind kind, std::string_view text) {
        const auto index = static_cast<std::uint32_t>(tree_.nodes_.size());
        tree_.nodes_.push_back({kind, key_, text, current_, 0, 0, 0});
        Node& parent = tree_.nodes_[current_];
        if (parent.last_child != 0) {
            tree_.nodes_[parent.last_child].next = index;
        } else {
            parent.first_child = index;
        }
        parent.last_child = index;
        key_ = {};
        return index;
    }

    void open(Kind kind) {
        if (text_[at_] == '(' && !word_.empty()) {
            key_ = word_;
            word_ = {};
        }
        flush_word();
        if (depth_ < max_depth) {
            current_ = add(kind, {});
            ++depth_;
        } else {
            ++flat_;
        }
        ++at_;
    }

    void close(char c) {
        flush_word();
        ++at_;
        key_ = {};
        if (flat_ > 0) {
            --flat_;
            return;
        }
        // A bracket of the wrong kind closes nothing, so that one stray character does not tear the whole tree.
        const Kind kind = c == '}' ? Kind::object : Kind::array;
        if (current_ == 0 || tree_.nodes_[current_].kind != kind) return;
        current_ = tree_.nodes_[current_].parent;
        --depth_;
    }

    void string(char quote) {
        flush_word();
        const std::size_t start = at_ + 1;
        std::size_t end = start;
        bool escaped = false;
        const bool one_line = dialect_ == Dialect::script && quote != '`';
        for (; end < text_.size() && text_[end] != quote && !(one_line && text_[end] == '\n'); ++end) {
            if (text_[end] == '\\') {
                escaped = true;
                ++end;
            }
        }
        end = std::min(end, text_.size());
        at_ = std::min(end + 1, text_.size());
        std::string_view value = text_.substr(start, end - start);
        if (escaped) value = tree_.owned_.emplace_back(unescape_json(value));
        if ((escaped || !is_composed_) && !core::is_composed(value))
            value = tree_.owned_.emplace_back(composed_words(value));
        std::size_t ahead = at_;
        while (ahead < text_.size() && is_space(text_[ahead])) ++ahead;
        if (ahead < text_.size() && text_[ahead] == ':') {
            key_ = value;
            at_ = ahead + 1;
        } else {
            add(Kind::string, value);
        }
    }

    void word() {
        flush_word();
        const std::size_t start = at_;
        while (at_ < text_.size() && is_name_character(text_[at_])) ++at_;
        word_ = text_.substr(start, at_ - start);
    }

    void name_what_follows(char c) {
        ++at_;
        if (c == '=' && at_ < text_.size() && (text_[at_] == '=' || text_[at_] == '>')) {
            ++at_;
            flush_word();
            return;
        }
        if (!word_.empty()) {
            key_ = word_;
            word_ = {};
        }
    }

    void flush_word() {
        if (word_.empty()) return;
        const std::string_view word = word_;
        word_ = {};
        // A script's own words are of no use; what has a name is data.
        const bool listed = current_ != 0 && tree_.nodes_[current_].kind == Kind::array;
        if (!key_.empty() || listed) add(Kind::word, word);
    }

    bool skip_comment() {
        if (text_.substr(at_, 2) == "//") {
            at_ = std::min(text_.find('\n', at_), text_.size());
            return true;
        }
        if (text_.substr(at_, 2) == "/*") {
            const std::size_t end = text_.find("*/", at_ + 2);
            at_ = end == std::string_view::npos ? text_.size() : end + 2;
            return true;
        }
        return false;
    }

    JsonTree& tree_;
    std::string_view text_;
    Dialect dialect_;
    bool is_composed_;
    std::size_t at_ = 0;
    std::uint32_t current_ = 0;
    std::size_t depth_ = 0;
    std::size_t flat_ = 0;  // brackets open beyond max_depth
    std::string_view key_;
    std::string_view word_;
};

JsonTree::JsonTree(std::string_view text, Dialect dialect) {
    Reader(*this, text, dialect).read();
}

bool JsonNode::is_object() const noexcept {
    return tree_ && tree_->nodes_[index_].kind == JsonTree::Kind::object;
}

bool JsonNode::is_array() const noexcept {
    return tree_ && tree_->nodes_[index_].kind == JsonTree::Kind::array;
}

bool JsonNode::is_string() const noexcept {
    return tree_ && tree_->nodes_[index_].kind == JsonTree::Kind::string;
}

bool JsonNode::is_word() const noexcept {
    return tree_ && tree_->nodes_[index_].kind == JsonTree::Kind::word;
}

std::string_view JsonNode::key() const noexcept {
    return tree_ ? tree_->nodes_[index_].key : std::string_view();
}

std::string_view JsonNode::text() const noexcept {
    return tree_ ? tree_->nodes_[index_].text : std::string_view();
}

JsonNode JsonNode::parent() const noexcept {
    if (!tree_ || index_ == 0) return {};
    return {tree_, tree_->nodes_[index_].parent};
}

JsonNode JsonNode::first_child() const noexcept {
    if (!tree_ || tree_->nodes_[index_].first_child == 0) return {};
    return {tree_, tree_->nodes_[index_].first_child};
}

JsonNode JsonNode::next() const noexcept {
    if (!tree_ || tree_->nodes_[index_].next == 0) return {};
    return {tree_, tree_->nodes_[index_].next};
}

JsonNode JsonNode::at(std::string_view key) const noexcept {
    JsonNode found;
    if (!is_object()) return found;
    constexpr int most_children = 2'000;
    int seen = 0;
    for (JsonNode child = first_child(); child && seen < most_children; child = child.next(), ++seen) {
        if (child.key() == key) found = child;
    }
    return found;
}

std::string_view JsonNode::string_at(std::string_view key) const noexcept {
    JsonNode found = at(key);
    for (int depth = 0; found && (found.is_array() || found.is_object()) && depth < 4; ++depth) {
        if (found.is_object()) {
            JsonNode named;
            for (const std::string_view name : {"@value", "name", "url", "@id"}) {
                if (!named) named = found.at(name);
            }
            found = named;
        } else {
            found = found.first_child();
        }
    }
    return found.text();
}

JsonNode JsonNode::next_in_text() const noexcept {
    if (!tree_ || index_ + 1 >= tree_->nodes_.size()) return {};
    return {tree_, index_ + 1};  // nodes are made in the order of the text
}

}  // namespace fetch
