#pragma once

#include "config/checks.h"
#include "config/mistakes.h"
#include "config/shown.h"
#include "config/value.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace config {

/// Puts a value into its member.
template <class Section>
using Setter = std::function<void(Section&, const Value&)>;

/// One of checks.h.
using Check = std::string (*)(std::string_view);

enum class Need { optional, required };

/// A line of a section's table: what a key is called, what becomes of its value, and what the example and the manual
/// say of it; keys of tables within a value are shown there.
template <class Section>
struct Key {
    std::string name;
    Need need;
    Setter<Section> set;
    Shown shown = {};
};

/// A section's keys; the order is that of the example, and that in which values are checked.
template <class Section>
using Keys = std::vector<Key<Section>>;

// What a key's value may be. Each makes the setter of one member.

template <class S, class Number>
Setter<S> integer(Number S::*member, std::int64_t least, std::int64_t most) {
    return [=](S& section, const Value& value) { section.*member = static_cast<Number>(value.integer(least, most)); };
}

template <class S>
Setter<S> number(double S::*member, double least, double most) {
    return [=](S& section, const Value& value) { section.*member = value.number(least, most); };
}

template <class S>
Setter<S> flag(bool S::*member) {
    return [=](S& section, const Value& value) { section.*member = value.flag(); };
}

/// A text without white space at its ends that passes the check; without a check anything will do, even nothing.
std::string checked_text(const Value& value, Check check);

/// The same as it is written: a URL is asked for so, and a file is so named.
std::string checked_as_written(const Value& value, Check check);

template <class S>
Setter<S> as_written(std::string S::*member, Check check) {
    return [=](S& section, const Value& value) { section.*member = checked_as_written(value, check); };
}

template <class S>
Setter<S> text(std::string S::*member, Check check) {
    return [=](S& section, const Value& value) { section.*member = checked_text(value, check); };
}

template <class S>
Setter<S> texts(std::vector<std::string> S::*member, Check check) {
    return [=](S& section, const Value& value) {
        (section.*member).clear();
        Mistakes mistakes(value.file());
        for (const Value& item : value.list())
            mistakes.note([&] { (section.*member).push_back(checked_text(item, check)); });
        mistakes.tell();
    };
}

template <class S>
Setter<S> path(std::filesystem::path S::*member, Check check = plain_line) {
    return [=](S& section, const Value& value) { section.*member = checked_as_written(value, check); };
}

template <class S, class Choice>
Setter<S> choice(Choice S::*member, std::optional<Choice> (*parse)(std::string_view), std::string_view choices) {
    return [=](S& section, const Value& value) {
        const std::optional<Choice> parsed = parse(value.text());
        if (!parsed) value.refuse(choices);
        section.*member = *parsed;
    };
}

template <class Unit, class S, class Duration>
Setter<S> duration(Duration S::*member, std::int64_t least, std::int64_t most) {
    return [=](S& section, const Value& value) { section.*member = Unit(value.integer(least, most)); };
}

template <class S>
Setter<S> mebibytes(std::uint64_t S::*member, std::int64_t least, std::int64_t most) {
    return [=](S& section, const Value& value) {
        section.*member = static_cast<std::uint64_t>(value.integer(least, most)) << 20;
    };
}

}  // namespace config
