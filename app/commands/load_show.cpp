#include "app/commands/load_show.h"

#include "app/commands/folders.h"
#include "feed/categories.h"
#include "fetch/listing/discover.h"
#include "fetch/markup/markup.h"
#include "transcode/encoder_limits.h"
#include "transcode/filter_fault.h"

#include <fmt/core.h>

#include <system_error>
#include <utility>

namespace app {

namespace {

std::string right_category(const core::Category& category) {
    if (feed::is_apple_category(category.name, category.sub)) return {};
    if (!category.sub.empty() && feed::is_apple_category(category.name, ""))
        return "a sub-category that Apple lists below \"" + category.name + "\", or none";
    return "a name of Apple's list, like \"News\"";
}

std::string right_xpath(const std::string& expression) {
    const std::string fault = fetch::xpath_fault(expression);
    return fault.empty() ? fault : fmt::format("an XPath 1.0 expression; this one fails: {}", fault);
}

std::string right_filters(const std::string& filters) {
    const std::string fault = transcode::filter_fault(filters);
    return fault.empty() ? fault
                         : fmt::format("none, voice, noisy-voice or a libavfilter chain; this one fails: {}", fault);
}

std::string right_pattern(const std::string& expression) {
    const std::string fault = fetch::pattern_fault(expression);
    return fault.empty() ? fault
                         : fmt::format(
                               "a regular expression as RE2 takes them (no look-around, no back references); "
                               "this one fails at {}",
                               fault);
}

config::Checks checks() {
    return {right_category,          right_xpath, right_filters, right_pattern, transcode::sample_rate_fault,
            transcode::bitrate_fault};
}

}  // namespace

config::Config load_show(const std::filesystem::path& file) {
    return config::load(file, checks());
}

config::Reading read_show(const std::filesystem::path& file) {
    return config::read(file, checks());
}

std::string told(const config::Config& config, const core::Error& error) {
    std::string message = error.what();
    if (error.kind() != core::ErrorKind::storage) return message;
    for (const auto& [section, folder] :
         {std::pair("state", config.state_directory), std::pair("out", config.out_directory)}) {
        const std::size_t at = message.find(folder.string());
        if (at == std::string::npos) continue;
        const std::string owner = owner_to_be(message.substr(at, message.find('\'', at) - at), folder);
        if (!owner.empty()) return fmt::format("{}; run as the user who owns it ({})", message, owner);
        const bool is_set = config.said.contains(fmt::format("{}.directory", section));
        if (is_set || !is_of_no_use(folder)) continue;
        return fmt::format("{}; {}.directory is not set, and '{}' is its default: set [{}] directory = \"{}\"", message,
                           section, folder.string(), section, config::offered_folder(section, folder));
    }
    return message;
}

std::string exposed_key(const config::Config& config) {
    using std::filesystem::perms;
    const std::filesystem::path& file = config.show.podping_key;
    if (file.empty()) return {};
    std::error_code failed;
    const std::filesystem::file_status status = std::filesystem::status(file, failed);
    // That there is none is told by who reads it.
    if (!std::filesystem::exists(status)) return {};
    if ((status.permissions() & (perms::group_read | perms::others_read)) == perms::none) return {};
    return fmt::format("podping_key '{}' may be read by others than its owner; chmod 600 it", file.string());
}

}  // namespace app
