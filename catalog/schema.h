#pragma once

namespace catalog {

class Database;

/// Brings a database to the present schema, one migration a transaction; user_version counts them. Throws
/// core::Error(storage) for a catalog that a newer program wrote.
void migrate(Database& database);

/// Throws core::Error(storage) unless the database has the present schema already, with what makes it so.
void require_schema(Database& database);

}  // namespace catalog
