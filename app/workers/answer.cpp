#include "app/workers/answer.h"

#include "core/disk.h"
#include "core/error.h"

#include <fmt/core.h>
#include <sys/stat.h>
#include <nlohmann/json.hpp>

#include <cerrno>
#include <filesystem>
#include <string>

namespace app {

using nlohmann::json;

core::Error nonsense() {
    return core::Error(core::ErrorKind::media, "the worker process gave an answer that makes no sense");
}

std::uint64_t size_of(int output) {
    struct stat facts {};
    if (output < 0) return 0;
    if (::fstat(output, &facts) != 0) throw core::system_error("cannot read", "a worker's output", errno);
    return static_cast<std::uint64_t>(facts.st_size);
}

namespace {

/// The folder in which an open file is, for a message: its own name is a temporary one.
std::string folder_of(int descriptor) {
    std::error_code failed;
    const std::filesystem::path path =
        std::filesystem::read_symlink(fmt::format("/proc/self/fd/{}", descriptor), failed);
    return path.parent_path().string();
}

/// That this machine fails would end the run, so a worker's word for it is only taken for a reason to look. Throws
/// Error(storage) where this process cannot write either.
void look_at_the_disk(int output) {
    if (output < 0) return;
    constexpr std::size_t piece = 1 << 20;
    const std::uint64_t size = size_of(output);
    const std::string name = "a file in " + folder_of(output);
    core::disk::write_at(output, std::string(piece, '\0'), size, name);
    core::disk::sync_data(output, name);
    core::disk::resize(output, size, name);
}

json result_in(const json& answer, int output) {
    if (const auto result = answer.find("result"); result != answer.end()) return *result;
    if (const auto death = answer.find("died"); death != answer.end())
        throw core::Error(core::ErrorKind::network, "the worker process died: " + death->get<std::string>());
    const std::string message = answer.at("error").get<std::string>();
    const int kind = answer.at("kind").get<int>();
    if (kind == static_cast<int>(core::ErrorKind::storage)) look_at_the_disk(output);
    throw core::Error(
        kind == static_cast<int>(core::ErrorKind::config) ? core::ErrorKind::config : core::ErrorKind::media, message);
}

}  // namespace

json result_of(const json& answer, int output) {
    try {
        return result_in(answer, output);
    } catch (const json::exception&) {
        throw nonsense();
    }
}

}  // namespace app
