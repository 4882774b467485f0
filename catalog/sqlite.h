#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace catalog {

/// A prepared statement of static SQL. Parameters are bound in order with bind(); step() moves to the next row. Every
/// failure throws core::Error(storage) with the database's own words.
class Statement {
public:
    /// `name` is what failures call the database.
    Statement(sqlite3* database, std::shared_ptr<const std::string> name, std::string_view sql);

    Statement& bind(std::int64_t value);
    Statement& bind(double value);
    Statement& bind(std::string_view value);
    Statement& bind(const std::optional<std::int64_t>& value);  ///< NULL where empty

    bool step();  ///< true: a row stands
    void run();   ///< to the end, for statements without rows

    /// Columns from the left, each call the next one; NULL reads as 0 or "".
    std::int64_t integer();
    double real();
    std::string text();
    std::optional<std::int64_t> optional_integer();

private:
    void check(int result) const;

    sqlite3* database_;
    std::shared_ptr<const std::string> name_;
    std::unique_ptr<sqlite3_stmt, void (*)(sqlite3_stmt*)> statement_;
    int parameter_ = 0;
    int column_ = 0;
};

enum class Access {
    write,  ///< made where there is none; WAL, synchronous=FULL, foreign keys on
    read,   ///< nothing is written, but SQLite makes the files beside a database in WAL where they are missing
};

/// One connection.
class Database {
public:
    explicit Database(const std::filesystem::path& path, Access access = Access::write);
    /// A copy: its failures name the file that it was taken from.
    static Database copy_of(const std::filesystem::path& original, const std::filesystem::path& copy);

    /// The file, as failures name it.
    const std::string& name() const { return *name_; }

    template <typename... Values>
    Statement query(std::string_view sql, const Values&... values) {
        Statement statement(handle_.get(), name_, sql);
        (statement.bind(values), ...);
        return statement;
    }
    template <typename... Values>
    void run(std::string_view sql, const Values&... values) {
        query(sql, values...).run();
    }
    void script(const std::string& statements);  ///< several statements without parameters
    std::int64_t last_id() const;
    std::int64_t changes() const;  ///< rows that the last statement changed

private:
    friend class Transaction;
    Database(const std::filesystem::path& path, std::string name, Access access);

    std::shared_ptr<const std::string> name_;
    std::unique_ptr<sqlite3, void (*)(sqlite3*)> handle_;
};

/// Everything between construction and commit() happens, or nothing.
class Transaction {
public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& database_;
    bool open_ = true;
};

}  // namespace catalog
