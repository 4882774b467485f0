// What a listing says of what is known: which article an item is, and what is to be read and fetched again for it.

#include "tests/catalog/catalog_fixture.h"

#include <array>
#include <map>
#include <set>

namespace catalog {
namespace {

core::WrittenTime day(unsigned number) {
    return {std::chrono::local_days(std::chrono::year(2023) / 11 / static_cast<int>(number)), 0min, true};
}

/// An item of a feed with GUID and recording, "1" and "1.mp3".
Found item(const std::string& guid, const std::string& file, const std::string& title, unsigned published = 1) {
    Found found;
    found.link.guid = guid;
    found.link.title = title;
    found.link.published = day(published);
    found.link.recording = core::ListedRecording{"http://media.example/" + file, "audio/mpeg", 0};
    found.sound = "https://media.example/" + file.substr(0, file.find('?'));
    if (!guid.empty()) found.keys.push_back("guid:" + guid);
    found.keys.push_back("audio:" + found.sound);
    return found;
}

class ListingsTest : public CatalogTest {
protected:
    /// Reads what waits to be read, as a feed's item says it, and returns how many those were.
    std::size_t read_all(core::Instant now = start) {
        std::size_t count = 0;
        for (; const auto work = catalog_.claim_next(Step::read, keys_, now); ++count) {
            const KnownArticle& known = std::get<ReadWork>(*work).article;
            Reading read = reading(known.link.guid, known.link.title);
            read.content.url = known.link.url;
            read.keys = {};
            read.identity = known.link.guid.empty() ? known.link.recording->url : "guid:" + known.link.guid;
            read.recording_url = known.link.recording->url;
            catalog_.complete(std::get<ReadWork>(*work), read, std::nullopt, now);
        }
        return count;
    }
    /// Fetches what waits to be fetched and returns the addresses.
    std::set<std::string> fetch_all() {
        std::set<std::string> urls;
        while (const auto work = catalog_.claim_next(Step::download, keys_, start)) {
            const auto& download = std::get<DownloadWork>(*work);
            const std::string url = download.article.content.audio.front().url;
            urls.insert(url);
            catalog_.complete(download, recording(url, "sound of " + url), std::nullopt,
                              {"episode " + download.article.identity, "slug " + download.article.identity},
                              std::nullopt, start);
        }
        return urls;
    }
    std::map<std::string, std::string> titles_by_guid() {
        std::map<std::string, std::string> titles;
        for (const EpisodeNames& names : catalog_.episode_names()) titles[names.guid] = names.title;
        return titles;
    }
};

TEST_F(ListingsTest, ANewGuidForTheSameRecordingIsTheSameArticle) {
    const Found changed[] = {
        item("2", "1.mp3", "Một", 1),      // only the GUID
        item("3", "1.mp3", "Một sửa", 1),  // and the title
    };
    EXPECT_EQ(list({item("1", "1.mp3", "Một", 1)}), 1u);
    for (const Found& found : changed) EXPECT_EQ(list({found}), 0u) << found.link.guid;
    EXPECT_EQ(to_read().article.link.guid, "3");
    EXPECT_TRUE(none(Step::read)) << "it is one";
}

TEST_F(ListingsTest, UnlessItIsOfAnotherDay) {
    list({item("1", "1.mp3", "Một", 1)});
    EXPECT_EQ(list({item("2", "1.mp3", "Một", 2)}), 1u) << "a file's name is used again for the next bulletin";
    EXPECT_EQ(list({item("1", "1.mp3", "Một", 1)}), 0u) << "the first goes by its own GUID";
    EXPECT_EQ(list({item("2", "1.mp3", "Một", 2)}), 0u);
    EXPECT_EQ(read_all(), 2u);
    EXPECT_EQ(list({item("1", "1.mp3", "Một", 1), item("2", "1.mp3", "Một", 2)}), 0u);
    EXPECT_EQ(read_all(), 0u) << "neither takes the other for a correction of itself";
}

TEST_F(ListingsTest, ANewGuidAndANewRecordingAreANewArticleWhateverTheTitle) {
    list({item("1", "1.mp3", "Bản tin sáng", 1)});
    EXPECT_EQ(list({item("2", "2.mp3", "Bản tin sáng", 1)}), 1u);
}

TEST_F(ListingsTest, WithoutGuidsTheRecordingTells) {
    list({item("", "1.mp3", "Một", 1)});
    EXPECT_EQ(list({item("", "1.mp3", "Một sửa", 1)}), 0u);
    EXPECT_EQ(list({item("", "2.mp3", "Một sửa", 1)}), 1u);
    EXPECT_EQ(list({item("1", "1.mp3", "Một sửa", 1)}), 0u) << "its feed has learned to give GUIDs";
    EXPECT_EQ(list({item("", "1.mp3", "Hai", 2)}), 1u) << "tomorrow's at the address of today's";
}

TEST_F(ListingsTest, SourcesThatCountFromOneHaveArticlesOfTheirOwn) {
    const auto list_of = [&](const char* source, const std::vector<Found>& found) {
        return catalog_.record_listing({source, source, "rules", {}}, found, start);
    };
    EXPECT_EQ(list_of("first", {item("1", "a.mp3", "Một", 1), item("2", "b.mp3", "Hai", 2)}), 2u);
    EXPECT_EQ(list_of("second", {item("1", "c.mp3", "Ba", 8), item("2", "d.mp3", "Bốn", 9)}), 2u);
    EXPECT_EQ(list_of("first", {item("1", "a.mp3", "Một", 1), item("2", "b.mp3", "Hai", 2)}), 0u);
    EXPECT_EQ(list_of("second", {item("1", "c.mp3", "Ba", 8), item("2", "d.mp3", "Bốn", 9)}), 0u);
    EXPECT_EQ(list_of("third", {item("1", "a.mp3", "Một", 1)}), 0u) << "the same item in another feed of the site";
}

TEST_F(ListingsTest, ASignatureThatChangesAsksForNothing) {
    list({item("1", "1.mp3?token=1", "Một")});
    EXPECT_EQ(read_all(), 1u);
    EXPECT_EQ(fetch_all().size(), 1u);
    for (const char* file : {"1.mp3?token=2", "1.mp3?token=3", "1.mp3"}) {
        EXPECT_EQ(list({item("1", file, "Một")}), 0u) << file;
        EXPECT_TRUE(none(Step::read)) << file;
        EXPECT_TRUE(none(Step::download)) << file;
    }
    EXPECT_EQ(catalog_.episode_names().at(0).recording_url, "http://media.example/1.mp3") << "the next look asks there";
}

TEST_F(ListingsTest, ASignatureThatChangesBeforeAnythingWasFetchedIsFollowed) {
    list({item("1", "1.mp3?token=1", "Một")});
    list({item("1", "1.mp3?token=2", "Một")});
    read_all();
    list({item("1", "1.mp3?token=3", "Một")});
    EXPECT_EQ(fetch_all(), (std::set<std::string>{"http://media.example/1.mp3?token=3"}));
}

TEST_F(ListingsTest, WhatTheFeedCorrectsUnderTheSameGuidIsReadAgain) {
    const auto first = [] { return item("1", "1.mp3", "Một", 1); };
    list({first()});
    read_all();
    fetch_all();
    list({first()});
    EXPECT_TRUE(none(Step::read)) << "nothing is new";
    Found title = first();
    title.link.title = "Một, sửa lại";
    Found time = first();
    time.link.published = day(2);
    Found text = first();
    text.link.html = "<p>Thêm một đoạn.</p>";
    Found shared = first();
    shared.link.shares_page = true;
    const Found sound = item("1", "1b.mp3", "Một", 1);
    for (const Found& corrected : {title, time, text, shared, sound}) {
        EXPECT_EQ(list({corrected}), 0u);
        EXPECT_EQ(read_all(), 1u) << corrected.link.title << " " << corrected.link.recording->url;
        list({corrected});
        EXPECT_TRUE(none(Step::read)) << "once";
    }
    EXPECT_EQ(fetch_all(), (std::set<std::string>{"http://media.example/1b.mp3"}));
    EXPECT_EQ(titles_by_guid(), (std::map<std::string, std::string>{{"episode guid:1", "Một"}}));
}

TEST_F(ListingsTest, AnotherSourceThatListsTheSameCorrectsNothing) {
    catalog_.set_sources(std::vector<SourceRules>{{"source", {}, "rules", "{}"}, {"other", {}, "other rules", "{}"}},
                         start);
    list({item("1", "1.mp3", "Một")});
    read_all();
    EXPECT_EQ(catalog_.record_listing({"other list", "other", "other rules", {}},
                                      std::vector{item("1", "1.mp3", "Một của báo bạn")}, start),
              0u);
    EXPECT_TRUE(none(Step::read));
}

/// Version 0.1.0 took items that link to one page for one article: all names lead to the first.
TEST_F(ListingsTest, WhatVersion010FoldedComesApartAndTheFirstStaysItself) {
    const auto items = [] {
        return std::vector{item("1", "1.mp3", "Một", 1), item("2", "2.mp3", "Hai", 2), item("3", "3.mp3", "Ba", 3)};
    };
    Found first = items()[0];
    first.sound.clear();
    first.keys = {"guid:1", "guid:2", "guid:3", "url:https://a.example/nghe"};
    list({first});
    read_all();
    fetch_all();
    ASSERT_EQ(titles_by_guid().size(), 1u);
    EXPECT_EQ(list(items()), 2u);
    EXPECT_EQ(read_all(), 2u) << "the first says what it said";
    EXPECT_EQ(fetch_all().size(), 2u);
    EXPECT_EQ(titles_by_guid(), (std::map<std::string, std::string>{
                                    {"episode guid:1", "Một"}, {"episode guid:2", "Hai"}, {"episode guid:3", "Ba"}}));
    EXPECT_EQ(list(items()), 0u) << "and they stay apart";
    EXPECT_TRUE(none(Step::read));
}

TEST_F(ListingsTest, SoItDoesWithoutGuids) {
    const auto items = [] {
        std::vector found{item("", "1.mp3?token=1", "Một", 1), item("", "2.mp3?token=1", "Hai", 2)};
        for (Found& one : found) one.formerly = "audio:https" + one.link.recording->url.substr(4);
        return found;
    };
    Found first = items()[0];
    first.sound.clear();
    first.keys = {items()[0].formerly, items()[1].formerly, "url:https://a.example/nghe"};
    list({first});
    read_all();
    EXPECT_EQ(list(items()), 1u);
    EXPECT_EQ(list(items()), 0u);
    EXPECT_EQ(read_all(), 1u);
}

TEST_F(ListingsTest, APlaceLeadsToWhatHasNothingElseAndToNoOther) {
    list({page("a")});
    Found with_recording = item("1", "1.mp3", "Một");
    with_recording.place = "url:example.org/a";
    EXPECT_EQ(list({with_recording}), 0u) << "a page that was known by its address is listed by a feed now";
    Found other = item("2", "2.mp3", "Hai");
    other.place = "url:example.org/a";
    EXPECT_EQ(list({other}), 1u) << "another item with a recording of its own links there";
}

TEST_F(ListingsTest, RemembersHowMuchAListingHad) {
    EXPECT_EQ(catalog_.listed_before("list"), 0u);
    list({page("a"), page("b"), page("c")});
    EXPECT_EQ(catalog_.listed_before("list"), 3u);
    list({page("a")});
    EXPECT_EQ(catalog_.listed_before("list"), 1u);
    list({});
    EXPECT_EQ(catalog_.listed_before("list"), 0u);
    EXPECT_EQ(catalog_.listed_before("another"), 0u);
}

TEST_F(ListingsTest, CountsWhatASourcesArticlesYield) {
    const auto expect_yield = [this](std::size_t window, std::array<std::size_t, 4> expected) {
        const auto [newest, older] = catalog_.yield_of("source", window);
        EXPECT_EQ((std::array{newest.read, newest.with_recording, older.read, older.with_recording}), expected)
            << window;
    };
    expect_yield(20, {0, 0, 0, 0});
    // In the order in which they came: three with a recording, one before `since`, two without one, one unread.
    const auto read = [this](const std::string& name, Outcome outcome) {
        list({page(name)});
        Reading made = reading(name, name);
        made.outcome = outcome;
        catalog_.complete(to_read(), made, std::nullopt, start);
    };
    for (const char* name : {"a", "b", "c"}) read(name, Outcome::recording);
    read("old", Outcome::left_out);
    for (const char* name : {"d", "e"}) read(name, Outcome::silent);
    list({page("unread")});
    expect_yield(20, {5, 3, 0, 0});
    expect_yield(2, {2, 0, 3, 3});
    expect_yield(3, {3, 1, 2, 2});
    EXPECT_EQ(catalog_.yield_of("another", 2).first.read, 0u);
}

}  // namespace
}  // namespace catalog
