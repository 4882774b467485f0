#include "config/setter.h"

#include "core/text.h"

namespace config {

std::string checked_text(const Value& value, Check check) {
    std::string text(core::trim(value.text()));
    if (check != nullptr) {
        if (const std::string right = check(text); !right.empty()) value.refuse(right);
    }
    return text;
}

}  // namespace config
