#pragma once

#include <toml++/toml.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace config {

/// One value of the file, with the name of its key for messages. Borrows the parsed document.
class Value {
public:
    Value(const toml::node& node, std::string name, const std::string& file)
        : node_(&node), name_(std::move(name)), file_(&file) {}

    const std::string& name() const { return name_; }
    const std::string& file() const { return *file_; }
    const toml::node& node() const { return *node_; }

    /// Throws Error(config) "file:line: NAME is SHOWN; it must be RIGHT".
    [[noreturn]] void refuse(std::string_view right) const;
    /// Throws Error(config) "file:line: MESSAGE".
    [[noreturn]] void complain(std::string_view message) const;

    /// Each throws Error(config) for another type and, where they are given, for a value outside the limits.
    bool flag() const;
    std::int64_t integer(std::int64_t least, std::int64_t most) const;
    double number(double least, double most) const;
    std::string written() const;  ///< valid UTF-8 as it stands in the file, for URLs; else as text()
    std::string text() const;     ///< clean UTF-8 without control characters but line ends and tabs
    std::chrono::year_month_day day() const;
    const toml::table& table() const;
    std::vector<Value> list() const;

private:
    const toml::node* node_;
    std::string name_;
    const std::string* file_;
};

/// Throws Error(config) "file:line: message".
[[noreturn]] void complain_at(const std::string& file, const toml::source_region& where, std::string_view message);

}  // namespace config
