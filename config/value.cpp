#include "config/value.h"

#include "core/error.h"
#include "core/text.h"

#include <fmt/format.h>

#include <sstream>

namespace config {
namespace {

/// Without what may be a user and a password, however the address around them was mistyped.
std::string without_login(const std::string& text) {
    const std::size_t at = text.rfind('@');
    const bool may_be_one = at != std::string::npos && text.find(':') < at;
    return may_be_one ? "\u2026" + text.substr(at) : text;
}

/// The value as the operator wrote it, short enough for one line.
std::string shown(const toml::node& node) {
    if (node.is_table()) return "a table";
    if (node.is_array()) return "a list";
    const auto readable = [](std::string_view text) {
        return core::truncate(core::collapse_space(core::clean_utf8(text)), 80);
    };
    // In the quotes that the operator most likely used; toml++ would choose others.
    if (const auto* text = node.as_string()) return '"' + readable(without_login(text->get())) + '"';
    if (const auto* number = node.as_floating_point()) {
        const std::string digits = fmt::format("{}", number->get());
        return digits.find_first_not_of("-0123456789") == std::string::npos ? digits + ".0" : digits;
    }
    std::ostringstream written;
    node.visit([&](const auto& value) {
        if constexpr (toml::is_value<decltype(value)>) written << toml::value(value);
    });
    return readable(written.str());
}

}  // namespace

void complain_at(const std::string& file, const toml::source_region& where, std::string_view message) {
    throw core::Error(core::ErrorKind::config, fmt::format("{}:{}: {}", file, std::max(1U, where.begin.line), message));
}

void Value::refuse(std::string_view right) const {
    complain(fmt::format("{} is {}; it must be {}", name_, shown(*node_), right));
}

void Value::complain(std::string_view message) const {
    complain_at(*file_, node_->source(), message);
}

bool Value::flag() const {
    const auto* value = node_->as_boolean();
    if (value == nullptr) refuse("true or false");
    return value->get();
}

std::int64_t Value::integer(std::int64_t least, std::int64_t most) const {
    const auto* value = node_->as_integer();
    if (value == nullptr || value->get() < least || value->get() > most)
        refuse(fmt::format("a whole number from {} to {}", least, most));
    return value->get();
}

double Value::number(double least, double most) const {
    const auto value = node_->is_number() ? node_->value<double>() : std::nullopt;
    // Written so that NaN, which compares false with everything, is refused too.
    if (!value || !(*value >= least && *value <= most)) refuse(fmt::format("a number from {} to {}", least, most));
    return *value;
}

std::string Value::written() const {
    const auto* value = node_->as_string();
    if (value == nullptr) refuse("a text in quotes");
    const std::string& raw = value->get();
    for (const char c : raw) {
        const bool control = static_cast<unsigned char>(c) < ' ' || c == '\x7f';
        if (control && c != '\n' && c != '\r' && c != '\t') refuse("a text without control characters");
    }
    return core::valid_utf8(raw);
}

std::string Value::text() const {
    return core::composed(written());
}

std::chrono::year_month_day Value::day() const {
    const auto* value = node_->as_date();
    if (value == nullptr) refuse("a day without quotes, like 2026-01-31");
    const toml::date& day = value->get();
    return std::chrono::year(day.year) / std::chrono::month(day.month) / std::chrono::day(day.day);
}

const toml::table& Value::table() const {
    const auto* value = node_->as_table();
    if (value == nullptr) refuse("a table of keys and values");
    return *value;
}

std::vector<Value> Value::list() const {
    const auto* values = node_->as_array();
    if (values == nullptr) refuse("a list in square brackets");
    std::vector<Value> items;
    for (std::size_t i = 0; i < values->size(); ++i)
        items.emplace_back((*values)[i], fmt::format("{}[{}]", name_, i), *file_);
    return items;
}

}  // namespace config
