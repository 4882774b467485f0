#include "tests/house/literals.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace house {
namespace {

bool is_of_a_name(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// Goes through a file, from one token to the next.
class Reader {
public:
    explicit Reader(std::string_view source) : source_(source) {}

    std::vector<Literal> read() {
        while (at_ < source_.size()) step();
        return std::move(literals_);
    }

private:
    enum class Token { none, name, text, comma, other };

    void step() {
        const char c = source_[at_];
        if (c == '\n') {
            ++line_;
            line_is_empty_ = true;
            ++at_;
        } else if (std::isspace(static_cast<unsigned char>(c)) != 0) {
            ++at_;
        } else if (begins("//") || (c == '#' && line_is_empty_)) {
            at_ = std::min(source_.find('\n', at_), source_.size());
        } else if (begins("/*")) {
            go_to(source_.find("*/", at_) + 2);
        } else {
            line_is_empty_ = false;
            token(c);
        }
    }

    void token(char c) {
        if (c == '"') return text(quoted());
        if (begins("R\"") || begins("u8R\"")) return text(raw());
        if (is_of_a_name(c)) return name();
        if (c == '\'') {
            at_ = end_of_quotes('\'');
            return note(Token::other);
        }
        if (c == '(' || c == '[' || c == '{') {
            // An index is no call.
            brackets_.push_back(last_ == Token::name && c != '[' ? name_ : std::string());
        } else if (c == ')' || c == ']' || c == '}') {
            if (last_ == Token::text && c == ')' && before_text_ == Token::comma)
                literals_.back().is_last_argument = true;
            if (!brackets_.empty()) brackets_.pop_back();
        }
        ++at_;
        note(c == ',' ? Token::comma : Token::other);
    }

    void name() {
        const std::size_t begin = at_;
        // A digit separator is part of its number.
        const bool is_number = std::isdigit(static_cast<unsigned char>(source_[at_])) != 0;
        while (at_ < source_.size() &&
               (is_of_a_name(source_[at_]) || (is_number && (source_[at_] == '\'' || source_[at_] == '.'))))
            ++at_;
        name_ = source_.substr(begin, at_ - begin);
        // "..."sv is no name.
        if (last_ != Token::text || source_[begin - 1] != '"') note(Token::name);
    }

    void text(std::string content) {
        if (last_ == Token::text) {
            literals_.back().text += content;
            return;
        }
        before_text_ = last_;
        Literal literal{begin_line_, std::move(content), {}, false, brackets_.empty() ? "" : brackets_.back()};
        std::ranges::copy_if(brackets_, std::back_inserter(literal.calls),
                             [](const std::string& bracket) { return !bracket.empty(); });
        literals_.push_back(std::move(literal));
        note(Token::text);
    }

    std::string quoted() {
        begin_line_ = line_;
        const std::size_t end = end_of_quotes('"');
        std::string content;
        for (std::size_t i = at_ + 1; i + 1 < end; ++i) {
            if (source_[i] != '\\') {
                content += source_[i];
                continue;
            }
            const char escaped = source_[++i];
            if (escaped == 'n')
                content += '\n';
            else if (escaped == 't')
                content += '\t';
            else if (escaped == '"' || escaped == '\'' || escaped == '\\')
                content += escaped;
            else
                content.append({'\\', escaped});
        }
        at_ = end;
        return content;
    }

    std::string raw() {
        begin_line_ = line_;
        const std::size_t quote = source_.find('"', at_);
        const std::size_t open = source_.find('(', quote);
        const std::string close = ")" + std::string(source_.substr(quote + 1, open - quote - 1)) + "\"";
        const std::size_t end = source_.find(close, open);
        std::string content(source_.substr(open + 1, end - open - 1));
        go_to(end + close.size());
        return content;
    }

    /// Behind the closing one.
    std::size_t end_of_quotes(char quote) const {
        std::size_t i = at_ + 1;
        while (i < source_.size() && source_[i] != quote) i += source_[i] == '\\' ? 2 : 1;
        return std::min(i + 1, source_.size());
    }

    bool begins(std::string_view mark) const { return source_.substr(at_, mark.size()) == mark; }
    void go_to(std::size_t end) {
        end = std::min(end, source_.size());
        line_ += static_cast<std::size_t>(std::count(source_.begin() + static_cast<std::ptrdiff_t>(at_),
                                                     source_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
        at_ = end;
    }
    void note(Token token) { last_ = token; }

    std::string_view source_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::size_t begin_line_ = 1;
    bool line_is_empty_ = true;
    Token last_ = Token::none;
    Token before_text_ = Token::none;
    std::string name_;
    std::vector<std::string> brackets_;
    std::vector<Literal> literals_;
};

}  // namespace

bool Literal::is_handed_to(const std::vector<std::string>& names) const {
    return std::ranges::find_first_of(calls, names) != calls.end();
}

std::vector<Literal> literals_of(std::string_view source) {
    return Reader(source).read();
}

}  // namespace house
