#pragma once

#include "core/hash.h"

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace core {

namespace fingerprints {

/// Converts to anything, in thought only: counts what an aggregate takes.
struct Anything {
    template <typename Member>
    operator Member&() const& noexcept;  // NOLINT(google-explicit-constructor)
    template <typename Member>
    operator Member&() const&& noexcept;  // NOLINT(google-explicit-constructor)
};

template <typename Value, std::size_t... Index>
constexpr bool takes(std::index_sequence<Index...> /*count*/) {
    return requires {
        Value{(static_cast<void>(Index), Anything{})...};
    };
}

constexpr std::size_t most_members = 20;

template <typename Value, std::size_t Count = most_members>
constexpr std::size_t members_of() {
    if constexpr (Count == 0 || takes<Value>(std::make_index_sequence<Count>{}))
        return Count;
    else
        return members_of<Value, Count - 1>();
}

}  // namespace fingerprints

/// The members of an aggregate, in their order, as references. The value itself says which there are, so none can be
/// forgotten; one with more than this can name does not compile.
template <typename Value>
constexpr auto members(const Value& value) {
    static_assert(std::is_aggregate_v<Value>);
    static_assert(!fingerprints::takes<Value>(std::make_index_sequence<fingerprints::most_members + 1>{}),
                  "members() must learn to name more members");
    constexpr std::size_t count = fingerprints::members_of<Value>();
    // NOLINTBEGIN(readability-identifier-length): a name for each place
    if constexpr (count == 1) {
        const auto& [a] = value;
        return std::tie(a);
    } else if constexpr (count == 2) {
        const auto& [a, b] = value;
        return std::tie(a, b);
    } else if constexpr (count == 3) {
        const auto& [a, b, c] = value;
        return std::tie(a, b, c);
    } else if constexpr (count == 4) {
        const auto& [a, b, c, d] = value;
        return std::tie(a, b, c, d);
    } else if constexpr (count == 5) {
        const auto& [a, b, c, d, e] = value;
        return std::tie(a, b, c, d, e);
    } else if constexpr (count == 6) {
        const auto& [a, b, c, d, e, f] = value;
        return std::tie(a, b, c, d, e, f);
    } else if constexpr (count == 7) {
        const auto& [a, b, c, d, e, f, g] = value;
        return std::tie(a, b, c, d, e, f, g);
    } else if constexpr (count == 8) {
        const auto& [a, b, c, d, e, f, g, h] = value;
        return std::tie(a, b, c, d, e, f, g, h);
    } else if constexpr (count == 9) {
        const auto& [a, b, c, d, e, f, g, h, i] = value;
        return std::tie(a, b, c, d, e, f, g, h, i);
    } else if constexpr (count == 10) {
        const auto& [a, b, c, d, e, f, g, h, i, j] = value;
        return std::tie(a, b, c, d, e, f, g, h, i, j);
    } else if constexpr (count == 11) {
        const auto& [a, b, c, d, e, f, g, h, i, j, k] = value;
        return std::tie(a, b, c, d, e, f, g, h, i, j, k);
    } else if constexpr (count == 12) {
        const auto& [a, b, c, d, e, f, g, h, i, j, k, l] = value;
        return std::tie(a, b, c, d, e, f, g, h, i, j, k, l);
    } else if constexpr (count == 13) {
        const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m] = value;
        return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m);
    } else if constexpr (count == 14) {
        const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n] = value;
        return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n);
    } else if constexpr (count == 15) {
        const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o] = value;
        return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o);
    } else if constexpr (count == 16) {
        const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = value;
        return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p);
    } else if constexpr (count == 17) {
        const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q] = value;
        return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q);
    } else if constexpr (count == 18) {
        const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r] = value;
        return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r);
    } else if constexpr (count == 19) {
        const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s] = value;
        return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s);
    } else {
        const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t] = value;
        return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t);
    }
    // NOLINTEND(readability-identifier-length)
}

/// A hash over values: it changes when any member of any of them does, however deep. The one way in which keys of what
/// is rendered are made. A type for which something shorter stands says so by fingerprint_key().
class Fingerprint {
public:
    template <typename Value>
    Fingerprint& add(const Value& value) {
        if constexpr (requires { value.fingerprint_key(); }) {
            add(value.fingerprint_key());
        } else if constexpr (std::is_same_v<Value, std::filesystem::path>) {
            text(value.native());
        } else if constexpr (std::is_same_v<Value, std::chrono::year_month_day>) {
            add(std::chrono::sys_days(value));
        } else if constexpr (std::is_convertible_v<const Value&, std::string_view>) {
            text(value);
        } else if constexpr (std::is_enum_v<Value>) {
            number(static_cast<std::int64_t>(value));
        } else if constexpr (std::is_integral_v<Value>) {
            number(static_cast<std::int64_t>(value));
        } else if constexpr (std::is_floating_point_v<Value>) {
            std::int64_t bits = 0;
            const double wide = value;
            static_assert(sizeof bits == sizeof wide);
            std::memcpy(&bits, &wide, sizeof bits);
            number(bits);
        } else if constexpr (requires { value.time_since_epoch().count(); }) {
            number(static_cast<std::int64_t>(value.time_since_epoch().count()));
        } else if constexpr (requires { value.count(); }) {
            number(static_cast<std::int64_t>(value.count()));
        } else if constexpr (requires { value.has_value(); }) {
            number(value.has_value() ? 1 : 0);
            if (value.has_value()) add(*value);
        } else if constexpr (std::ranges::sized_range<const Value>) {
            number(static_cast<std::int64_t>(std::ranges::size(value)));
            for (const auto& item : value) add(item);
        } else if constexpr (requires {
                                 value.first;
                                 value.second;
                             }) {
            add(value.first);
            add(value.second);
        } else {
            std::apply([this](const auto&... member) { (add(member), ...); }, members(value));
        }
        return *this;
    }

    /// 32 hexadecimal digits; the object is spent afterwards.
    std::string finish() { return hash_.finish().substr(0, 32); }

private:
    void number(std::int64_t value) {
        char bytes[sizeof value];  // NOLINT(*-avoid-c-arrays)
        std::memcpy(bytes, &value, sizeof value);
        hash_.update(std::string_view(bytes, sizeof bytes));
    }
    void text(std::string_view value) {
        // With its length, so that no two lists of texts run together alike.
        number(static_cast<std::int64_t>(value.size()));
        hash_.update(value);
    }

    Sha256 hash_;
};

template <typename... Values>
std::string fingerprint(const Values&... values) {
    Fingerprint made;
    (made.add(values), ...);
    return made.finish();
}

}  // namespace core
