#include "fetch/markup/xpath.h"

#include <fmt/format.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <new>
#include <string_view>

namespace fetch {
namespace {

struct FreeXPath {
    void operator()(xmlDoc* document) const noexcept { xmlFreeDoc(document); }
    void operator()(xmlXPathContext* context) const noexcept { xmlXPathFreeContext(context); }
    void operator()(xmlXPathCompExpr* expression) const noexcept { xmlXPathFreeCompExpr(expression); }
    void operator()(xmlXPathObject* object) const noexcept { xmlXPathFreeObject(object); }
};

template <typename Handle>
std::unique_ptr<Handle, FreeXPath> owned(Handle* handle) {
    return std::unique_ptr<Handle, FreeXPath>(handle);
}

const xmlChar* bytes(const char* text) {
    return reinterpret_cast<const xmlChar*>(text);
}

struct Function {
    std::string_view name;
    std::size_t least;
    std::size_t most;
};

constexpr std::size_t any_number = static_cast<std::size_t>(-1);

/// XPath 1.0, chapter 4.
constexpr auto functions = std::to_array<Function>({{"boolean", 1, 1},
                                                    {"ceiling", 1, 1},
                                                    {"concat", 2, any_number},
                                                    {"contains", 2, 2},
                                                    {"count", 1, 1},
                                                    {"false", 0, 0},
                                                    {"floor", 1, 1},
                                                    {"id", 1, 1},
                                                    {"lang", 1, 1},
                                                    {"last", 0, 0},
                                                    {"local-name", 0, 1},
                                                    {"name", 0, 1},
                                                    {"namespace-uri", 0, 1},
                                                    {"normalize-space", 0, 1},
                                                    {"not", 1, 1},
                                                    {"number", 0, 1},
                                                    {"position", 0, 0},
                                                    {"round", 1, 1},
                                                    {"starts-with", 2, 2},
                                                    {"string", 0, 1},
                                                    {"string-length", 0, 1},
                                                    {"substring", 2, 3},
                                                    {"substring-after", 2, 2},
                                                    {"substring-before", 2, 2},
                                                    {"sum", 1, 1},
                                                    {"translate", 3, 3},
                                                    {"true", 0, 0}});

/// What may stand before a parenthesis beside functions: tests of a node, and operators.
constexpr auto no_functions =
    std::to_array<std::string_view>({"and", "comment", "div", "mod", "node", "or", "processing-instruction", "text"});

bool starts_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool continues_name(char c) {
    return starts_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

/// Goes through the words of an expression that is well formed.
class Words {
public:
    explicit Words(std::string_view text) : text_(text) {}

    /// The first name that nobody will ever know, or a function that cannot be called so.
    std::string fault() {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '"' || c == '\'') {
                at_ = after_literal(at_);
            } else if (c == '$') {
                return "there is no variable $" + std::string(name_at(at_ + 1));
            } else if (starts_name(c)) {
                if (std::string wrong = fault_of_name(); !wrong.empty()) return wrong;
            } else {
                ++at_;
            }
        }
        return {};
    }

private:
    char character(std::size_t place) const { return place < text_.size() ? text_[place] : '\0'; }

    std::string_view name_at(std::size_t place) const {
        std::size_t end = place;
        while (continues_name(character(end))) ++end;
        return text_.substr(place, end - place);
    }

    std::size_t after_literal(std::size_t quote) const {
        return std::min(text_.find(text_[quote], quote + 1), text_.size() - 1) + 1;
    }

    std::size_t after_space(std::size_t place) const {
        return std::min(text_.find_first_not_of(" \t\r\n", place), text_.size());
    }

    std::string fault_of_name() {
        const std::string_view name = name_at(at_);
        at_ += name.size();
        // Two colons end the name of an axis, one that of a prefix.
        if (character(at_) == ':' && character(at_ + 1) != ':') {
            if (name != "xml") return fmt::format("there is no prefix {}:", name);
            const std::string_view local = name_at(++at_);
            at_ += local.size();
            return character(after_space(at_)) == '(' ? fmt::format("there is no function xml:{}()", local) : "";
        }
        const std::size_t next = after_space(at_);
        if (character(next) != '(' || std::ranges::find(no_functions, name) != no_functions.end()) return {};
        const auto* known = std::ranges::find(functions, name, &Function::name);
        if (known == functions.end()) return fmt::format("there is no function {}()", name);
        const std::size_t given = arguments(next);
        if (given >= known->least && given <= known->most) return {};
        return fmt::format("{}() cannot have {} argument{}", name, given, given == 1 ? "" : "s");
    }

    /// Of the call whose parenthesis opens there.
    std::size_t arguments(std::size_t open) const {
        if (character(after_space(open + 1)) == ')') return 0;
        std::size_t count = 1;
        int depth = 0;
        for (std::size_t place = open; place < text_.size();) {
            const char c = text_[place];
            if (c == '"' || c == '\'') {
                place = after_literal(place);
                continue;
            }
            if (c == '(' || c == '[') ++depth;
            if ((c == ')' || c == ']') && --depth == 0) break;
            if (c == ',' && depth == 1) ++count;
            ++place;
        }
        return count;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

std::string describe_xpath_error(int code, int byte) {
    const std::string where = fmt::format(" at byte {}", byte + 1);
    switch (code - XML_XPATH_EXPRESSION_OK) {
        case XPATH_UNFINISHED_LITERAL_ERROR:
        case XPATH_START_LITERAL_ERROR:
            return "a quotation mark is not closed";
        case XPATH_INVALID_PREDICATE_ERROR:
            return "a predicate is not closed" + where;
        case XPATH_UNCLOSED_ERROR:
            return "a parenthesis is not closed" + where;
        case XPATH_UNKNOWN_FUNC_ERROR:
            return "a function is not known";
        case XPATH_UNDEF_PREFIX_ERROR:
            return "a prefix is not known";
        case XPATH_UNDEF_VARIABLE_ERROR:
            return "a variable is not known";
        case XPATH_INVALID_OPERAND:
        case XPATH_INVALID_TYPE:
            return "an operand or argument has the wrong type";
        case XPATH_INVALID_ARITY:
            return "a function has too few or too many arguments";
        case XPATH_OP_LIMIT_EXCEEDED:
            return "it costs too much";
        case XPATH_EXPR_ERROR:
            return "it is not well formed" + where;
        default:
            return "it is not well formed";
    }
}

std::string xpath_fault(const std::string& expression) {
    // The least page: the types of operands show themselves on it as far as they do not depend on what a page holds.
    const auto document = owned(xmlNewDoc(bytes("1.0")));
    if (!document) throw std::bad_alloc();
    xmlNode* root = xmlNewDocNode(document.get(), nullptr, bytes("html"), nullptr);
    if (root == nullptr) throw std::bad_alloc();
    xmlDocSetRootElement(document.get(), root);
    const auto context = owned(xmlXPathNewContext(document.get()));
    if (!context) throw std::bad_alloc();
    std::string reason = "it is not well formed";
    context->node = root;
    context->opLimit = 1'000'000;
    context->userData = &reason;
    context->error = [](void* into, xmlErrorPtr error) {
        if (error != nullptr) *static_cast<std::string*>(into) = describe_xpath_error(error->code, error->int1);
    };
    const auto compiled = owned(xmlXPathCtxtCompile(context.get(), bytes(expression.c_str())));
    if (!compiled) return reason;
    if (std::string wrong = Words(expression).fault(); !wrong.empty()) return wrong;
    const auto found = owned(xmlXPathCompiledEval(compiled.get(), context.get()));
    return found ? "" : reason;
}

}  // namespace fetch
