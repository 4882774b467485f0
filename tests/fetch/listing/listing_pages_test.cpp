// Front pages in the shapes of real newspapers, each with its articles among menus, topics, tags, sections, authors,
// videos, archives and pages of the list: tests/data/listings has a labels.json, `articles` in it are all there are.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "core/atomic_file.h"
#include "fetch/listing/link_rules.h"

namespace {

using nlohmann::json;

std::filesystem::path folder() {
    return std::filesystem::path(NEWSCAST_SOURCE_DIR) / "tests/data/listings";
}

std::vector<json> labels() {
    return json::parse(core::read_file(folder() / "labels.json")).get<std::vector<json>>();
}

std::string name_of(const testing::TestParamInfo<json>& info) {
    std::string name = std::filesystem::path(info.param.at("file").get<std::string>()).stem();
    std::ranges::replace(name, '-', '_');
    return name;
}

class ListingPage : public testing::TestWithParam<json> {};

TEST_P(ListingPage, GivesItsArticlesAlone) {
    constexpr double least_precision = 0.95;
    const auto page = fetch::HtmlDocument::parse(core::read_file(folder() / GetParam().at("file").get<std::string>()));
    const auto articles = GetParam().at("articles").get<std::set<std::string>>();
    std::set<std::string> found;
    std::string wrong;
    for (const fetch::ListedLink& link : fetch::article_links(page, GetParam().at("base_url").get<std::string>())) {
        found.insert(link.url);
        if (!articles.contains(link.url)) wrong += "\n" + link.url;
    }
    for (const std::string& article : articles) EXPECT_TRUE(found.contains(article)) << article;
    const auto right = std::ranges::count_if(found, [&](const std::string& url) { return articles.contains(url); });
    EXPECT_GE(static_cast<double>(right), least_precision * static_cast<double>(found.size()))
        << "also taken:" << wrong;
}

INSTANTIATE_TEST_SUITE_P(Pages, ListingPage, testing::ValuesIn(labels()), name_of);

TEST(ListingPages, AreManyAndLong) {
    const auto all = labels();
    EXPECT_GE(all.size(), 20u);
    for (const json& label : all) EXPECT_GE(label.at("articles").size(), 15u) << label.at("file");
}

}  // namespace
