#include "catalog/sqlite.h"
#include "core/atomic_file.h"
#include "tests/catalog/catalog_fixture.h"

#include <gmock/gmock.h>

namespace catalog {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::UnorderedElementsAre;

TEST(Logins, OfAnEarlierVersionAreForgotten) {
    const support::TemporaryFolder folder;
    const std::filesystem::path file = folder / "catalog.db";
    {
        Catalog made(file);
        Found found;
        found.keys = {"url:https://news.example/a", "guid:http://reader:s3cret@news.example/a"};
        found.link.guid = "http://reader:s3cret@news.example/a";
        found.link.url = "http://reader:s3cret@news.example/a";
        found.link.recording = core::ListedRecording{"http://reader:s3cret@news.example/a.mp3", "audio/mpeg", 1};
        Found desk;
        desk.keys = {"url:https://news.example/@desk/b"};
        desk.link.url = "http://news.example/@desk/b";
        const std::vector<Found> links{found, desk};
        EXPECT_EQ(made.record_listing({"list", "source", "rules", {}}, links, start), 2u);
    }
    {
        Database database(file);
        database.run("DELETE FROM meta WHERE key = 'logins_forgotten'");
        database.run(
            "INSERT INTO failures (step, subject, rendition, key, kind, message, attempts, first_at, last_at, "
            "next_try) VALUES ('read', 1, '', '', 'network', ?, 1, 0, 0, 0)",
            "cannot fetch 'http://u:s3cret@news.example/a'");
    }
    {
        Catalog opened(file);
        EXPECT_EQ(opened.failures().at(0).message, "cannot fetch 'http://news.example/a'");
        std::vector<std::string> urls;
        const Keys keys = keys_of("recipe");
        while (const auto work = opened.claim_next(Step::read, keys, start + 1h))
            urls.push_back(article_of(*work).link.url);
        EXPECT_THAT(urls, UnorderedElementsAre("http://news.example/a", "http://news.example/@desk/b"));
    }
    // Nor is anything of it left among what SQLite no longer uses.
    EXPECT_THAT(core::read_file(file), Not(HasSubstr("s3cret")));
}

}  // namespace
}  // namespace catalog
