#include "app/commands/each_file.h"

#include "app/commands/output.h"
#include "app/threads.h"
#include "core/atomic_file.h"
#include "core/columns.h"
#include "core/error.h"

#include <fmt/core.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <mutex>
#include <thread>

namespace app {

using nlohmann::json;

namespace filesystem = std::filesystem;

core::FileDescriptor open_named(const filesystem::path& file) {
    try {
        core::FileDescriptor opened = core::open_to_read(file);
        // Else it is a worker, which knows no names, that would say so.
        std::error_code unknown;
        if (filesystem::is_directory(file, unknown)) throw core::system_error("cannot read", file.string(), EISDIR);
        return opened;
    } catch (const core::Error& error) {
        throw core::Error(core::ErrorKind::media, error.what());
    }
}

ExitCode tell_each(const std::vector<filesystem::path>& files, bool as_json,
                   const std::function<void(std::size_t, Told&)>& work) {
    std::vector<Told> told(files.size());
    std::vector<bool> ended(files.size(), false);
    std::mutex mutex;  // guards what follows, and `ended`
    std::size_t next_told = 0;
    ExitCode result = ExitCode::done;
    json list = json::array();
    const auto tell = [&](Told& one) {
        if (one.failed != ExitCode::done) {
            result = worse(result, one.failed);
            std::fprintf(stderr, "newscast: %s\n", core::one_line(one.line).c_str());
        } else if (!as_json) {
            print(one.line + "\n");
        }
        list.push_back(std::move(one.answer));
    };
    std::atomic<std::size_t> next = 0;
    const auto serve = [&](std::size_t) {
        for (std::size_t index = next++; index < files.size(); index = next++) {
            Told& one = told[index];
            try {
                work(index, one);
            } catch (...) {
                const core::Error error = core::current_error();
                one.answer["error"] = error.what();
                one.line = files[index].string() + ": " + error.what();
                one.failed = exit_code_of(error.kind());
            }
            one.answer["file"] = files[index].string();
            const std::lock_guard lock(mutex);
            ended[index] = true;
            try {
                while (next_told < files.size() && ended[next_told]) tell(told[next_told++]);
            } catch (...) {
                next = files.size();  // nobody would hear of the others
                throw;
            }
        }
    };
    const std::size_t cores = std::max(1u, std::thread::hardware_concurrency());
    in_threads(std::min(cores, files.size()), serve);
    if (as_json) print(list);
    return result;
}

}  // namespace app
