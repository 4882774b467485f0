#include "feed/site_assets.h"

#include "core/hash.h"
#include "feed/site_script.h"
#include "feed/site_style.h"

#include <string_view>

namespace feed {

namespace {

constexpr std::string_view site_icon = R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="7" fill="#0b5d4a"/>
<rect x="12" y="6" width="8" height="13" rx="4" fill="#fff"/>
<path d="M8 15a8 8 0 0 0 16 0M16 23v4M12 27h8" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round"/>
</svg>
)";

}  // namespace

std::vector<SiteFile> asset_pages() {
    return {{"assets/site.css", std::string(site_style())},
            {"assets/site.js", std::string(site_script())},
            {"assets/icon.svg", std::string(site_icon)}};
}

const std::string& style_address() {
    static const std::string address = "assets/site.css?v=" + core::sha256(site_style()).substr(0, 8);
    return address;
}

const std::string& script_address() {
    static const std::string address = "assets/site.js?v=" + core::sha256(site_script()).substr(0, 8);
    return address;
}

}  // namespace feed
