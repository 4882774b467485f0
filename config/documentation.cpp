#include "config/documentation.h"

namespace config {

std::vector<SectionDocumentation> documentation() {
    return {};
}

}  // namespace config
