#include "fetch/web/message.h"

#include "core/ascii.h"

namespace fetch {

std::string Response::header(std::string_view lower_case_name) const {
    const auto found = headers.find(std::string(lower_case_name));
    return found == headers.end() ? std::string() : found->second;
}

std::string Response::content_type() const {
    const std::string header = this->header("content-type");
    return core::ascii_lower(core::ascii_trim(std::string_view(header).substr(0, header.find_first_of(";,")), " \t"));
}

}  // namespace fetch
