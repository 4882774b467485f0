#include "feed/archive.h"

#include "tests/feed/samples.h"

#include <fmt/core.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace feed {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using Pages = std::vector<std::size_t>;

TEST(AssignArchives, LeavesAShortShowInTheFeed) {
    EXPECT_EQ(assign_archives(Pages(6, 0), 0, {.items = 5, .page_items = 5}), Pages(6, 0)) << "half a page has to wait";
    EXPECT_EQ(assign_archives({}, 0, {}), Pages());
}

TEST(AssignArchives, FillsPagesFromTheOldestOn) {
    EXPECT_EQ(assign_archives(Pages(8, 0), 0, {.items = 3, .page_items = 2}), Pages({0, 0, 0, 3, 2, 2, 1, 1}));
    EXPECT_EQ(assign_archives(Pages(500, 0), 0, {}).front(), 0u);
    const Pages many = assign_archives(Pages(500, 0), 0, {});
    EXPECT_EQ(std::count(many.begin(), many.end(), 0u), 200);
    EXPECT_EQ(std::count(many.begin(), many.end(), 1u), 200);
    EXPECT_EQ(std::count(many.begin(), many.end(), 2u), 100);
}

TEST(AssignArchives, CountsOnFromTheHighestNumberEverGiven) {
    EXPECT_EQ(assign_archives(Pages({0, 0, 0, 2, 1}), 7, {.items = 1, .page_items = 10}), Pages({0, 8, 8, 2, 1}));
    EXPECT_EQ(assign_archives(Pages({0, 0, 0, 2, 1}), 0, {.items = 1, .page_items = 10}), Pages({0, 3, 3, 2, 1}));
}

TEST(AssignArchives, GivesOddPoliciesAMeaning) {
    EXPECT_EQ(assign_archives(Pages(3, 0), 0, {.items = 0, .page_items = 0}), Pages({3, 2, 1}));
}

/// A show that grows, is withdrawn from and gets old articles late: what was given never changes, nobody is in two
/// places.
TEST(AssignArchivesProperty, NeverMovesAnEpisodeThatHasAPage) {
    std::mt19937 random(7);
    for (int round = 0; round < 50; ++round) {
        const ArchivePolicy policy{.items = 1 + random() % 20, .page_items = 1 + random() % 20};
        std::map<int, std::size_t, std::greater<>> show;  // time of publication -> page
        std::size_t highest = 0;
        for (int step = 0; step < 60; ++step) {
            for (unsigned added = 0; added < random() % 15; ++added)
                show.emplace(step * 1000 - int(random() % 3000), 0);
            if (!show.empty() && random() % 4 == 0) show.erase(std::next(show.begin(), int(random() % show.size())));
            Pages before;
            for (const auto& [time, page] : show) before.push_back(page);
            const Pages after = assign_archives(before, highest, policy);
            ASSERT_EQ(after.size(), before.size());
            std::map<std::size_t, std::size_t> sizes;
            auto place = show.begin();
            for (std::size_t index = 0; index < after.size(); ++index, ++place) {
                if (before[index] != 0) {
                    ASSERT_EQ(after[index], before[index]);
                }
                if (before[index] == 0 && after[index] != 0) {
                    ASSERT_GT(after[index], highest);
                }
                ++sizes[after[index]];
                place->second = after[index];
            }
            const std::size_t in_feed = sizes[0];
            ASSERT_LT(in_feed, policy.items + std::max<std::size_t>(1, policy.items / 2));
            sizes.erase(0);
            for (const auto& [page, size] : sizes) ASSERT_LE(size, policy.page_items);
            if (!sizes.empty()) highest = std::max(highest, sizes.rbegin()->first);
        }
    }
}

TEST(Archive, IsWhatTheGoldenShows) {
    const std::vector<core::Episode> episodes = {numbered_episode(2), numbered_episode(1)};
    expect_golden("archive.xml", archive(english_show(), sample_channel(), 2, 1, episodes));
}

TEST(Archive, IsDatedByTheNewestOfItsEpisodes) {
    const std::vector<core::Episode> episodes = {numbered_episode(2), numbered_episode(1)};
    EXPECT_THAT(archive(english_show(), sample_channel(), 2, 1, episodes),
                HasSubstr("<lastBuildDate>Wed, 03 Jan 2024 06:00:00 +0000</lastBuildDate>"));
}

TEST(Archive, LinksBackToThePageBeforeWhicheverThatIs) {
    const std::vector<core::Episode> episodes = {numbered_episode(1)};
    const auto page = [&](std::size_t previous) {
        return archive(english_show(), sample_channel(), 3, previous, episodes);
    };
    EXPECT_THAT(page(0), Not(HasSubstr("prev-archive")));
    EXPECT_THAT(page(0), Not(HasSubstr("rel=\"next\"")));
    for (const char* relation : {"prev-archive", "next"})
        EXPECT_THAT(page(1), HasSubstr(fmt::format(
                                 "rel=\"{}\" href=\"https://podcast.example/harbour/archive-0001.xml\"", relation)));
}

TEST(Archive, IsAPageOfAPagedFeedThatBeginsWithTheFeedItself) {
    const std::vector<core::Episode> episodes = {numbered_episode(1)};
    const auto link = [](const char* relation, const char* name) {
        return HasSubstr(fmt::format("rel=\"{}\" href=\"https://podcast.example/harbour/{}\"", relation, name));
    };
    const std::string feed = rss(english_show(), sample_channel(), {{}, 7, 2}, episodes);
    EXPECT_THAT(feed, testing::AllOf(link("first", "feed.xml"), link("next", "archive-0007.xml"),
                                     link("last", "archive-0002.xml")));
    EXPECT_THAT(feed, Not(HasSubstr("rel=\"previous\"")));
    const std::string page = archive(english_show(), sample_channel(), 7, 2, episodes);
    EXPECT_THAT(page, testing::AllOf(link("first", "feed.xml"), link("next", "archive-0002.xml")));
    for (const char* changing : {"previous", "next-archive", "last"})
        EXPECT_THAT(page, Not(HasSubstr(fmt::format("rel=\"{}\"", changing)))) << "a later page would change it";
    EXPECT_THAT(rss(english_show(), sample_channel(), {}, episodes), Not(HasSubstr("rel=\"first\"")))
        << "one that is whole has no pages";
}

/// The number of the page before, as a reader finds it; 0 for none.
std::size_t previous_of(const std::string& feed) {
    const std::string link = between(feed, "rel=\"next\" href=\"https://podcast.example/harbour/archive-", ".xml\"");
    return link.empty() ? 0 : std::stoul(link);
}

TEST(Archive, TogetherWithTheFeedHoldsEveryEpisodeOnce) {
    std::vector<core::Episode> episodes;
    for (int number = 500; number > 0; --number) episodes.push_back(numbered_episode(number));
    const Pages pages = assign_archives(Pages(500, 0), 0, {.items = 200, .page_items = 130});
    const auto of_page = [&](std::size_t page) {
        std::vector<core::Episode> members;
        for (std::size_t index = 0; index < episodes.size(); ++index)
            if (pages[index] == page) members.push_back(episodes[index]);
        return members;
    };
    std::multiset<std::string> guids;
    std::string document =
        rss(english_show(), sample_channel(), {{}, *std::max_element(pages.begin(), pages.end()), 1}, of_page(0));
    std::size_t documents = 1;
    for (;;) {
        for (std::size_t at = document.find("<guid"); at != std::string::npos; at = document.find("<guid", at + 1))
            guids.insert(between(document.substr(at, 200), "\">", "</guid>"));
        const std::size_t previous = previous_of(document);
        if (previous == 0) break;
        document = archive(english_show(), sample_channel(), previous, previous - 1, of_page(previous));
        ++documents;
    }
    EXPECT_EQ(documents, 4u);
    EXPECT_EQ(guids.size(), 500u);
    EXPECT_EQ(std::set<std::string>(guids.begin(), guids.end()).size(), 500u);
}

}  // namespace
}  // namespace feed
