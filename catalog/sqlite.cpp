#include "catalog/sqlite.h"

#include "core/disk.h"
#include "core/error.h"

#include <fmt/core.h>
#include <sqlite3.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace catalog {

namespace {

void finalize(sqlite3_stmt* statement) {
    sqlite3_finalize(statement);
}
void close(sqlite3* database) {
    sqlite3_close_v2(database);
}

/// The system's reason; 0 where it has none. SQLite does not keep it where a COMMIT fails: then it is the last error of
/// the calls since `errno` was cleared.
int reason_of(sqlite3* database, const std::filesystem::path& file, int last) {
    const int kind = sqlite3_errcode(database);
    if (kind != SQLITE_IOERR && kind != SQLITE_CANTOPEN && kind != SQLITE_FULL) return 0;
    int reason = kind == SQLITE_FULL ? 0 : sqlite3_system_errno(database);
    if (kind == SQLITE_IOERR && reason == 0 && last != ENOENT) reason = last;
    // A file that the disk has no room for is looked for by SQLite, to be read at least, and that there is none is what
    // it keeps.
    const bool is_unsure = reason == 0 || reason == ENOENT;
    return is_unsure && core::disk::is_full(file.parent_path()) ? ENOSPC : reason;
}

/// With the file's name, which says which disk is full.
core::Error failure(sqlite3* database, std::string_view name, std::string_view doing) {
    const int last = errno;
    const char* file = sqlite3_db_filename(database, "main");
    const int reason = reason_of(database, file != nullptr && *file != '\0' ? file : name, last);
    return core::Error(core::ErrorKind::storage,
                       fmt::format("catalog '{}': {}: {}{}", name, doing, sqlite3_errmsg(database),
                                   reason == 0 ? "" : fmt::format(" ({})", std::generic_category().message(reason))));
}

}  // namespace

Statement::Statement(sqlite3* database, std::shared_ptr<const std::string> name, std::string_view sql)
    : database_(database), name_(std::move(name)), statement_(nullptr, finalize) {
    sqlite3_stmt* made = nullptr;
    errno = 0;
    const int result = sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &made, nullptr);
    statement_.reset(made);
    check(result);
}

void Statement::check(int result) const {
    if (result != SQLITE_OK) throw failure(database_, *name_, "cannot run a statement");
}

Statement& Statement::bind(std::int64_t value) {
    check(sqlite3_bind_int64(statement_.get(), ++parameter_, value));
    return *this;
}

Statement& Statement::bind(double value) {
    check(sqlite3_bind_double(statement_.get(), ++parameter_, value));
    return *this;
}

Statement& Statement::bind(std::string_view value) {
    // A null pointer would bind NULL; an empty text is meant.
    const char* bytes = value.empty() ? "" : value.data();
    check(sqlite3_bind_text64(statement_.get(), ++parameter_, bytes, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind(const std::optional<std::int64_t>& value) {
    if (value) return bind(*value);
    check(sqlite3_bind_null(statement_.get(), ++parameter_));
    return *this;
}

bool Statement::step() {
    column_ = 0;
    errno = 0;
    const int result = sqlite3_step(statement_.get());
    if (result == SQLITE_ROW) return true;
    if (result == SQLITE_DONE) return false;
    throw failure(database_, *name_, "cannot run a statement");
}

void Statement::run() {
    while (step()) {
    }
}

std::int64_t Statement::integer() {
    return sqlite3_column_int64(statement_.get(), column_++);
}

double Statement::real() {
    return sqlite3_column_double(statement_.get(), column_++);
}

std::string Statement::text() {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column_));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column_++));
    return bytes == nullptr ? std::string() : std::string(bytes, size);
}

std::optional<std::int64_t> Statement::optional_integer() {
    if (sqlite3_column_type(statement_.get(), column_) == SQLITE_NULL) {
        ++column_;
        return std::nullopt;
    }
    return integer();
}

Database::Database(const std::filesystem::path& path, Access access) : Database(path, path.native(), access) {}

Database Database::copy_of(const std::filesystem::path& original, const std::filesystem::path& copy) {
    return Database(copy, original.native(), Access::write);
}

Database::Database(const std::filesystem::path& path, std::string name, Access access)
    : name_(std::make_shared<const std::string>(std::move(name))), handle_(nullptr, close) {
    sqlite3* opened = nullptr;
    const int mode = access == Access::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    const int result =
        sqlite3_open_v2(path.c_str(), &opened, mode | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_NOFOLLOW, nullptr);
    handle_.reset(opened);
    if (result != SQLITE_OK) throw failure(opened, *name_, "cannot open it");
    sqlite3_busy_timeout(handle_.get(), 10'000);
    if (access == Access::write)
        script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
}

void Database::script(const std::string& statements) {
    errno = 0;
    if (sqlite3_exec(handle_.get(), statements.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        throw failure(handle_.get(), *name_, "cannot run a script");
}

std::int64_t Database::last_id() const {
    return sqlite3_last_insert_rowid(handle_.get());
}

std::int64_t Database::changes() const {
    return sqlite3_changes64(handle_.get());
}

Transaction::Transaction(Database& database) : database_(database) {
    database_.script("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
    // A failed rollback leaves nothing to do here: the connection itself reports its state at the next statement.
    if (open_) sqlite3_exec(database_.handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
    database_.script("COMMIT");
    open_ = false;
}

}  // namespace catalog
