#include "app/load_show.h"

#include "feed/categories.h"

namespace app {

config::Config load_show(const std::filesystem::path& file) {
    return config::load(file, [](const core::Category& category) -> std::string {
        if (feed::is_apple_category(category.name, category.sub)) return {};
        if (!category.sub.empty() && feed::is_apple_category(category.name, ""))
            return "a sub-category that Apple lists below \"" + category.name + "\", or none";
        return "a name of Apple's list, like \"News\"";
    });
}

}  // namespace app
