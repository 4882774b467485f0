#include "catalog/catalog.h"
#include "catalog/sqlite.h"
#include "core/atomic_file.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

namespace catalog {
namespace {

std::string reason(const std::filesystem::path& path) {
    try {
        Catalog opened(path);
    } catch (const core::Error& error) {
        EXPECT_EQ(error.kind(), core::ErrorKind::storage);
        return error.what();
    }
    return "opened";
}

TEST(Schema, RefusesACatalogOfANewerProgram) {
    const support::TemporaryFolder folder;
    { Catalog made(folder / "catalog.db"); }
    Database(folder / "catalog.db").script("PRAGMA user_version = 999");
    EXPECT_NE(reason(folder / "catalog.db").find("newer newscast"), std::string::npos);
}

std::string reason_to_look(const std::filesystem::path& path) {
    try {
        Catalog::open_to_read(path);
    } catch (const core::Error& error) {
        EXPECT_EQ(error.kind(), core::ErrorKind::storage);
        return error.what();
    }
    return "opened";
}

TEST(Schema, SaysWhatALookerCanDo) {
    const support::TemporaryFolder folder;
    const std::filesystem::path path = folder / "catalog.db";
    const std::string name = "catalog '" + path.string() + "': ";
    core::write_file(path, "");
    EXPECT_EQ(reason_to_look(path), name + "nothing has been run yet, or the first run was cut off; run once");
    Database(path).script("PRAGMA user_version = 1");
    EXPECT_EQ(reason_to_look(path), name + "of an older newscast; the next run brings it up to date");
    Database(path).script("PRAGMA user_version = 999");
    EXPECT_TRUE(reason_to_look(path).starts_with(name + "written by a newer newscast")) << reason_to_look(path);
    core::write_file(path, std::string(4096, 'x'));
    EXPECT_TRUE(reason_to_look(path).starts_with(name)) << "and not its copy: " << reason_to_look(path);
}

TEST(Schema, SaysThatAFileIsNoCatalog) {
    const support::TemporaryFolder folder;
    core::write_file(folder / "catalog.db", std::string(4096, 'x'));
    EXPECT_NE(reason(folder / "catalog.db").find("not a database"), std::string::npos) << reason(folder / "catalog.db");
}

TEST(Schema, IsReadOnlyWhereAnotherRunMayBeWriting) {
    const support::TemporaryFolder folder;
    EXPECT_THROW(Catalog::open_to_read(folder / "catalog.db"), core::Error);
    Catalog writer(folder / "catalog.db");
    Found found;
    found.keys = {"url:x"};
    found.link.url = "http://x/";
    writer.record_listing({"list", "source", "rules", {}}, std::vector{found}, core::now());
    ASSERT_TRUE(writer.claim_next(Step::read, {}, core::now()));
    Catalog reader = Catalog::open_to_read(folder / "catalog.db");
    EXPECT_TRUE(reader.published().empty());
    EXPECT_FALSE(writer.claim_next(Step::read, {}, core::now())) << "reading must not free claims";
}

TEST(Transaction, UndoesWhatWasNotCommitted) {
    const support::TemporaryFolder folder;
    Database database(folder / "x.db");
    database.script("CREATE TABLE t (x INTEGER)");
    {
        Transaction transaction(database);
        database.run("INSERT INTO t VALUES (?)", std::int64_t{1});
    }
    Statement count = database.query("SELECT count(*) FROM t");
    count.step();
    EXPECT_EQ(count.integer(), 0);
}

TEST(Statement, NamesWhatTheDatabaseSaid) {
    const support::TemporaryFolder folder;
    Database database(folder / "x.db");
    try {
        database.run("SELECT 1 FROM nowhere");
        FAIL() << "a wrong statement ran";
    } catch (const core::Error& error) {
        EXPECT_NE(std::string(error.what()).find("nowhere"), std::string::npos) << error.what();
    }
}

}  // namespace
}  // namespace catalog
