#include "app/workshop.h"

#include "core/atomic_file.h"
#include "core/disk.h"
#include "core/error.h"
#include "core/hash.h"

#include <chrono>
#include <utility>

namespace app {

Workshop::Workshop(std::filesystem::path state_folder) : folder_(std::move(state_folder)) {
    for (const std::filesystem::path& folder : {folder_, sources(), made()}) {
        core::disk::make_folders(folder);
        core::sweep_temporaries(folder, std::chrono::seconds(0));
    }
}

bool Workshop::has_source(const std::string& sha256) const {
    std::error_code failed;
    if (!std::filesystem::is_regular_file(source(sha256), failed)) return false;
    try {
        return core::sha256_of_file(core::open_to_read(source(sha256)).get()) == sha256;
    } catch (const core::Error&) {
        return false;  // what cannot be read is as good as gone
    }
}

bool Workshop::has_made(const std::string& sha256) const {
    return !sha256.empty() && std::filesystem::is_regular_file(made(sha256));
}

std::string Workshop::keep(std::string_view bytes) const {
    std::string sha256 = core::sha256(bytes);
    core::write_file(made(sha256), bytes);
    return sha256;
}

void Workshop::clear_made(const std::set<std::string>& but) const {
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(made(), failed))
        if (!but.contains(entry.path().filename().string())) core::disk::remove(entry.path());
}

core::FileDescriptor Workshop::scratch() const {
    return core::disk::open_unnamed(folder_);
}

}  // namespace app
