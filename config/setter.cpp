#include "config/setter.h"

#include "core/text.h"

namespace config {

namespace {

std::string checked(std::string_view written, const Value& value, Check check) {
    std::string text(core::trim(written));
    if (check != nullptr) {
        if (const std::string right = check(text); !right.empty()) value.refuse(right);
    }
    return text;
}

}  // namespace

std::string checked_text(const Value& value, Check check) {
    return checked(value.text(), value, check);
}

std::string checked_as_written(const Value& value, Check check) {
    return checked(value.written(), value, check);
}

}  // namespace config
