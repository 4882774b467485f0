#include "app/publish/claim.h"

#include "app/context.h"
#include "core/atomic_file.h"
#include "core/disk.h"
#include "core/error.h"
#include "feed/paths.h"
#include "fetch/markup/url.h"

#include <fmt/core.h>

#include <exception>
#include <optional>
#include <string_view>

namespace app {

namespace {

namespace filesystem = std::filesystem;

constexpr std::size_t max_marker_bytes = 64 << 10;
constexpr const char* state_fact = "state_id";
constexpr const char* address_fact = "base_url";
constexpr const char* moved_fact = "moved_from";  ///< the base_url before the last move; stays

struct Marker {
    bool stands = false;
    std::string text;
    // Both "" in a marker of version 0.1.0.
    std::string state;  ///< the catalog's id
    std::string base_url;
};

/// What follows the word in the line that begins with it.
std::string value_of(std::string_view text, const std::string& word) {
    const std::string begin = "\n" + word + " ";
    const std::size_t at = text.find(begin);
    if (at == std::string_view::npos) return {};
    text.remove_prefix(at + begin.size());
    return std::string(text.substr(0, text.find('\n')));
}

Marker marker_of(const filesystem::path& folder) {
    const filesystem::path file = folder / marker_name;
    std::error_code failed;
    Marker marker;
    marker.stands = filesystem::is_regular_file(filesystem::symlink_status(file, failed));
    if (!marker.stands) return marker;
    marker.text = core::read_file(file, max_marker_bytes);
    marker.state = value_of(marker.text, "state");
    marker.base_url = value_of(marker.text, "base_url");
    return marker;
}

std::string marker_text(const config::Config& config, const std::string& state) {
    return fmt::format("{}\nstate {}\nbase_url {}\n", config.show.id, state, config.show.base_url);
}

/// What a run that was ended while it wrote the marker leaves.
bool is_unfinished_marker(const filesystem::path& file) {
    const std::string name = file.filename().string();
    return core::is_temporary_name(name) && name.starts_with(std::string(".") + marker_name + ".");
}

/// Whether something was published from this catalog; version 0.1.0 had no manifest.
bool has_published(catalog::Catalog& catalog) {
    return !catalog.fact("podcast_guid").empty() || catalog.has_manifest(folder_target);
}

void require_no_stranger(const filesystem::path& folder, catalog::Catalog& catalog) {
    std::error_code missing;
    if (!filesystem::exists(folder, missing) || catalog.has_manifest(folder_target)) return;
    for (const auto& entry : filesystem::directory_iterator(folder))
        if (!is_unfinished_marker(entry.path()))
            throw core::Error(core::ErrorKind::config,
                              fmt::format("out folder '{}' holds files that are not newscast's; choose an empty one",
                                          folder.string()));
}

bool belongs_to(const Marker& marker, const filesystem::path& folder, catalog::Catalog& catalog) {
    if (!marker.state.empty()) return marker.state == catalog.fact(state_fact);
    std::error_code failed;
    return has_published(catalog) || !filesystem::exists(folder / feed::feed_path(), failed);
}

/// Whether the folder holds a published show at that address. What nobody can read is no show.
bool is_served_at(const filesystem::path& folder, const std::string& address, const std::string& own_state) {
    try {
        const Marker marker = marker_of(folder);
        // A copy of the show's own folder, such as a backup, is no other show.
        const bool is_copy = !marker.state.empty() && marker.state == own_state;
        return marker.stands && !is_copy && !marker.base_url.empty() && address_of(marker.base_url) == address &&
               filesystem::exists(folder / feed::feed_path());
    } catch (const std::exception&) {
        return false;
    }
}

void require_own_address(const config::Config& config, const std::string& own_state) {
    const std::string address = address_of(config.show.base_url);
    std::error_code failed;
    for (const auto& entry : filesystem::directory_iterator(config.out_directory, failed))
        if (entry.path().filename() != config.show.id && is_served_at(entry.path(), address, own_state))
            throw core::Error(
                core::ErrorKind::config,
                fmt::format("'{}' and '{}' cannot both be served at base_url '{}'; give each show its own, "
                            "or move the folder of a show that is gone out of '{}'",
                            config.show_folder().string(), entry.path().string(), config.show.base_url,
                            config.out_directory.string()));
}

/// The base_url that listeners know the show by; "" where nothing is published yet, and in a show of version 0.1.0.
std::string known_address(const filesystem::path& folder, const Marker& marker, catalog::Catalog& catalog) {
    std::error_code failed;
    if (!has_published(catalog) && !filesystem::exists(folder / feed::feed_path(), failed)) return {};
    const std::string noted = catalog.fact(address_fact);
    return noted.empty() ? marker.base_url : noted;
}

void require_known_address(const config::Config& config, const std::string& known) {
    if (known.empty() || known == config.show.base_url) return;
    throw core::Error(core::ErrorKind::config,
                      fmt::format("base_url was '{}' and is now '{}', where no listener looks for the show; put the "
                                  "first one back, or, where the show has moved, lead them there: newscast run --moved",
                                  known, config.show.base_url));
}

}  // namespace

std::string address_of(const std::string& base_url) {
    const std::optional<fetch::Url> url = fetch::parse_url(base_url);
    if (!url) return base_url;
    return url->origin().substr(url->scheme.size()) + url->path;
}

void require_claim(const config::Config& config, catalog::Catalog& catalog, const Consent& consent) {
    const filesystem::path folder = config.show_folder();
    if (filesystem::is_symlink(folder))
        throw core::Error(core::ErrorKind::config,
                          fmt::format("out folder '{}' is a link; name its target", folder.string()));
    const Marker marker = marker_of(folder);
    if (!marker.stands)
        require_no_stranger(folder, catalog);
    else if (!consent.adopt && !belongs_to(marker, folder, catalog))
        throw core::Error(core::ErrorKind::config,
                          fmt::format("out folder '{}' belongs to another state than '{}'; if that one is lost, "
                                      "restored or moved here, take it over: newscast run --adopt",
                                      folder.string(), config.state_folder().string()));
    require_own_address(config, catalog.fact(state_fact));
    if (!consent.moved) require_known_address(config, known_address(folder, marker, catalog));
}

bool claim_folder(const config::Config& config, catalog::Catalog& catalog, const Consent& consent) {
    require_claim(config, catalog, consent);
    const filesystem::path folder = config.show_folder();
    core::disk::make_folders(folder, core::disk::Readers::everybody);
    // The catalog has its id before the marker names it: a run that ends between the two is followed by one that finds
    // the folder as this one did.
    if (catalog.fact(state_fact).empty()) catalog.set_fact(state_fact, core::random_token());
    const Marker marker = marker_of(folder);
    const std::string& base_url = config.show.base_url;
    // The move is noted before the address: a run that ends between the two is followed by one that is refused.
    if (const std::string known = known_address(folder, marker, catalog); !known.empty() && known != base_url)
        catalog.set_fact(moved_fact, known);
    catalog.set_fact(address_fact, base_url);
    const std::string text = marker_text(config, catalog.fact(state_fact));
    if (marker.text == text) return true;
    for (const auto& entry : filesystem::directory_iterator(folder))
        if (is_unfinished_marker(entry.path())) core::disk::remove(entry.path());
    core::write_file(folder / marker_name, text, core::disk::Readers::everybody);
    return marker.stands;
}

bool has_moved(catalog::Catalog& catalog, const core::Show& show) {
    // The second is a preview's of a run that is to note the move.
    const std::string noted = catalog.fact(address_fact);
    return !catalog.fact(moved_fact).empty() || (!noted.empty() && noted != show.base_url);
}

}  // namespace app
