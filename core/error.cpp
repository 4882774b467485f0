#include "core/error.h"

#include "core/login.h"

#include <fmt/core.h>

#include <cerrno>
#include <exception>
#include <filesystem>
#include <new>
#include <system_error>

namespace core {

namespace {

/// Whether the machine refuses, whatever it is asked about.
bool is_of_the_machine(const std::error_code& code) {
    for (const std::errc refusal :
         {std::errc::no_space_on_device, std::errc::io_error, std::errc::read_only_file_system,
          std::errc::file_too_large, std::errc::too_many_files_open, std::errc::too_many_files_open_in_system,
          std::errc::not_enough_memory})
        if (code == refusal) return true;
    return code == std::error_code(EDQUOT, std::generic_category());
}

}  // namespace

Error::Error(ErrorKind kind, const std::string& message) : std::runtime_error(without_logins(message)), kind_(kind) {}

Error current_error() {
    try {
        throw;
    } catch (const Error& error) {
        return error;
    } catch (const std::filesystem::filesystem_error& error) {
        return Error(is_of_the_machine(error.code()) ? ErrorKind::storage : ErrorKind::media,
                     fmt::format("cannot use '{}': {}", error.path1().string(), error.code().message()));
    } catch (const std::bad_alloc&) {
        return Error(ErrorKind::media, "needs more memory than there is");
    } catch (const std::exception& error) {
        return Error(ErrorKind::media, fmt::format("unforeseen: {}", error.what()));
    } catch (...) {
        return Error(ErrorKind::media, "unforeseen, and without a word");
    }
}

Error system_error(std::string_view what, std::string_view path, int error_number) {
    return Error(ErrorKind::storage,
                 fmt::format("{} '{}': {}", what, path, std::generic_category().message(error_number)));
}

}  // namespace core
