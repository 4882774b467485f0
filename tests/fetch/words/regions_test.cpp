#include "fetch/words/regions.h"

#include <gtest/gtest.h>

#include <string>

namespace {

using fetch::HtmlDocument;
using fetch::Region;

Region region(const std::string& tag) {
    const HtmlDocument page = HtmlDocument::parse("<body>" + tag + "x");
    return fetch::region_of(page.root().descendants("body").front().first_child());
}

TEST(Regions, AreToldByWordsOfAName) {
    EXPECT_EQ(region("<div class=sidebar>"), Region::sidebar);
    EXPECT_EQ(region("<div class='col relatedPosts'>"), Region::related);
    EXPECT_EQ(region("<div id=binh-luan>"), Region::comments);
    EXPECT_EQ(region("<div class='grid next-prev'>"), Region::navigation);
    EXPECT_EQ(region("<div type=RelatedNewsBox>"), Region::related);
    EXPECT_EQ(region("<div class=about-the-author>"), Region::byline);
    EXPECT_EQ(region("<div style='display: none'>"), Region::hidden);
    EXPECT_EQ(region("<h2 class=sr-only>"), Region::hidden);
    EXPECT_EQ(region("<div class='story text'>"), Region::content);
}

TEST(Regions, AreNotToldByWhatAPageHasOrHowItStands) {
    for (const char* name : {"no-sidebar", "layout--has-ads", "with-related", "without_comments", "hide-share",
                             "comments-open", "ads-enabled", "nosidebar", "no-print", "unrelated"}) {
        const bool spelled = std::string_view(name) == "unrelated";  // a word of its own, which no list can know
        EXPECT_EQ(region("<div class='" + std::string(name) + "'>"), spelled ? Region::related : Region::content)
            << name;
    }
    EXPECT_EQ(region("<div class='with-ads related'>"), Region::related) << "the other names still tell";
}

TEST(Regions, WordsToAPictureStandInItsTableOrFigure) {
    EXPECT_EQ(region("<table class='image center'>"), Region::caption);
    EXPECT_EQ(region("<p class=Image>"), Region::caption);
    EXPECT_EQ(region("<figure><img src=a><p>"), Region::caption);
    EXPECT_EQ(region("<figure><blockquote>"), Region::content);
    EXPECT_EQ(region("<figure><audio src=a></audio>"), Region::content);
}

}  // namespace
