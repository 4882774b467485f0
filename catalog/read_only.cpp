#include "catalog/read_only.h"

#include "core/disk.h"
#include "core/error.h"
#include "core/file_descriptor.h"
#include "core/temporary_folder.h"

#include <cerrno>
#include <cstdint>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

namespace catalog {

namespace {

namespace filesystem = std::filesystem;

/// Between two looks a run may begin or end, but not one after the other.
constexpr int attempts = 10;

filesystem::path beside(const filesystem::path& path, const char* ending) {
    return path.string() + ending;
}

/// A file's length and time, or that there is none.
struct Stamp {
    std::uintmax_t bytes = 0;
    filesystem::file_time_type changed{};

    bool operator==(const Stamp&) const = default;
};

Stamp stamp_of(const filesystem::path& file) {
    std::error_code missing;
    Stamp stamp;
    stamp.bytes = filesystem::file_size(file, missing);
    if (missing) return {};
    stamp.changed = filesystem::last_write_time(file, missing);
    return missing ? Stamp{} : stamp;
}

/// A database and its log of the newest transactions.
struct Stamps {
    explicit Stamps(const filesystem::path& path) : database(stamp_of(path)), log(stamp_of(beside(path, "-wal"))) {}
    bool operator==(const Stamps&) const = default;

    Stamp database;
    Stamp log;
};

/// That the place of copies takes none, with another one to offer.
core::Error with_advice(const core::Error& error) {
    return core::Error(error.kind(),
                       std::string(error.what()) + "; set TMPDIR to a folder that takes a copy of the catalog");
}

core::TemporaryFolder temporary_folder() {
    try {
        return {};
    } catch (const core::Error& error) {
        throw with_advice(error);
    }
}

void take_copy(const filesystem::path& from, const filesystem::path& to) {
    const core::FileDescriptor original = core::open_to_read(from);
    try {
        // What may only be read there must be written here: the log is worked into the copy.
        core::FileDescriptor copy = core::disk::create(to, 0600);
        core::disk::copy(original.get(), copy.get(), to.native());
        core::disk::close(std::move(copy), to.native());
    } catch (const core::Error& error) {
        throw with_advice(error);
    }
}

/// The copy's files are without a name as soon as it is open, so that nothing is left of it however the program ends.
/// Nothing where the original changed meanwhile.
std::optional<Database> open_copy(const filesystem::path& path) {
    const core::TemporaryFolder folder = temporary_folder();
    const filesystem::path copied = folder / "catalog.db";
    const Stamps before(path);
    take_copy(path, copied);
    if (before.log.bytes > 0) take_copy(beside(path, "-wal"), beside(copied, "-wal"));
    if (Stamps(path) != before) return std::nullopt;
    try {
        Database database = Database::copy_of(path, copied);
        database.script("PRAGMA journal_mode = DELETE");
        return database;
    } catch (const core::Error& error) {
        if (!core::disk::is_full(folder.path())) throw;
        throw with_advice(core::system_error("cannot write", copied.native(), ENOSPC));
    }
}

/// Two processes agree on what stands in the log by the file of shared memory beside it. Where both files are there,
/// SQLite takes part in that by reading alone.
bool is_shared(const filesystem::path& path) {
    std::error_code missing;
    return filesystem::exists(beside(path, "-wal"), missing) && filesystem::exists(beside(path, "-shm"), missing);
}

Database open_shared(const filesystem::path& path) {
    Database database(path, Access::read);
    // The files beside it are opened by the first reading.
    database.query("SELECT count(*) FROM sqlite_schema").step();
    return database;
}

}  // namespace

Database open_unchanged(const filesystem::path& path) {
    for (int attempt = 1;; ++attempt) {
        try {
            // A copy serves in the end, where the file system has no shared memory.
            if (attempt < attempts && is_shared(path)) return open_shared(path);
            if (std::optional<Database> copied = open_copy(path)) return std::move(*copied);
        } catch (const core::Error&) {
            // A run that has just ended takes the files away between the look and the opening.
            if (attempt == attempts) throw;
        }
        if (attempt == attempts)
            throw core::Error(core::ErrorKind::storage,
                              "catalog: '" + path.string() + "' changes all the time; try again");
    }
}

}  // namespace catalog
