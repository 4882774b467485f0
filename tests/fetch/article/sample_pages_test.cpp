// Pages in the shapes of real content systems, each with what must be read from it: tests/data/pages and each folder in
// it have a labels.json. `author` is a name, a list of names, or [] where nobody signs; `published` and
// `image` are only judged where the label has them, `lead` there for its words (null: none may be found).

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/atomic_file.h"
#include "core/time.h"
#include "fetch/article/article.h"

namespace {

using nlohmann::json;
using testing::AnyOfArray;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAreArray;

std::filesystem::path folder() {
    return std::filesystem::path(NEWSCAST_SOURCE_DIR) / "tests/data/pages";
}

/// The labels of all folders, `file` from tests/data/pages on.
std::vector<json> labels() {
    std::vector<std::filesystem::path> folders{""};
    for (const auto& entry : std::filesystem::directory_iterator(folder())) {
        if (entry.is_directory()) folders.push_back(entry.path().filename());
    }
    std::ranges::sort(folders);
    std::vector<json> all;
    for (const std::filesystem::path& each : folders) {
        for (json& label : json::parse(core::read_file(folder() / each / "labels.json"))) {
            label["file"] = (each / label.at("file").get<std::string>()).string();
            all.push_back(std::move(label));
        }
    }
    return all;
}

std::vector<std::string> names_of(const json& author) {
    if (author.is_string()) return {author.get<std::string>()};
    return author.get<std::vector<std::string>>();
}

std::string name_of(const testing::TestParamInfo<json>& info) {
    std::string name = std::filesystem::path(info.param.at("file").get<std::string>()).replace_extension().string();
    for (char& c : name) {
        if (c == '-' || c == '.' || c == '/') c = '_';
    }
    return name;
}

class SamplePage : public testing::TestWithParam<json> {
protected:
    core::Article read() const {
        const std::string bytes = core::read_file(folder() / GetParam().at("file").get<std::string>());
        return fetch::read_article({GetParam().at("base_url").get<std::string>(), "text/html", bytes, {}});
    }
};

TEST_P(SamplePage, Recording) {
    const core::Article article = read();
    std::vector<std::string> found;
    for (const core::AudioCandidate& candidate : article.audio) found.push_back(candidate.url);
    const auto wanted = GetParam().at("audio").get<std::vector<std::string>>();
    const bool ambiguous = GetParam().at("ambiguous").get<bool>();
    EXPECT_EQ(article.ambiguous, ambiguous);
    if (ambiguous) {
        EXPECT_THAT(found, UnorderedElementsAreArray(wanted));
    } else if (wanted.empty()) {
        EXPECT_THAT(found, IsEmpty());
    } else {
        ASSERT_THAT(found, Not(IsEmpty()));
        EXPECT_THAT(found.front(), AnyOfArray(wanted));
        EXPECT_TRUE(article.rules.contains("audio"));
    }
    EXPECT_EQ(article.later_parts, GetParam().value("later_parts", std::vector<std::string>()));
}

TEST_P(SamplePage, Facts) {
    const json& label = GetParam();
    const core::Article article = read();
    EXPECT_EQ(article.title, label.at("title").get<std::string>());
    EXPECT_EQ(article.authors, names_of(label.at("author")));
    EXPECT_EQ(article.language.substr(0, 2), label.at("language").get<std::string>());
    if (label.contains("published")) {
        const std::string published = article.published ? core::format_iso8601(*article.published) : std::string();
        EXPECT_EQ(published, label["published"].is_null() ? "" : label["published"].get<std::string>());
    }
    if (label.contains("image")) {
        EXPECT_EQ(article.image.url, label["image"].is_null() ? "" : label["image"].get<std::string>());
    }
    if (label.contains("lead")) {
        EXPECT_EQ(article.lead, label["lead"].is_null() ? "" : label["lead"].get<std::string>());
    } else {
        EXPECT_FALSE(article.lead.empty());
    }
    EXPECT_EQ(article.rules.contains("published"), article.published.has_value());
    EXPECT_EQ(article.rules.contains("authors"), !article.authors.empty());
    EXPECT_EQ(article.rules.contains("image"), !article.image.url.empty());
    EXPECT_EQ(article.rules.contains("lead"), !article.lead.empty());
    EXPECT_EQ(article.rules.contains("body"), !article.body.empty());
    for (const char* field : {"title", "language", "url"}) EXPECT_TRUE(article.rules.contains(field)) << field;
}

TEST_P(SamplePage, Text) {
    const core::Article article = read();
    for (const json& paragraph : GetParam().at("body")) {
        EXPECT_THAT(article.body, HasSubstr(paragraph.get<std::string>()));
        EXPECT_THAT(article.body_html, HasSubstr("<p>" + paragraph.get<std::string>() + "</p>"));
    }
    for (const json& other : GetParam().at("others")) {
        EXPECT_THAT(article.body, Not(HasSubstr(other.get<std::string>())));
    }
}

INSTANTIATE_TEST_SUITE_P(Pages, SamplePage, testing::ValuesIn(labels()), name_of);

TEST(SamplePages, AtTheTopAreSixtyAtLeastTwoThirdsVietnameseAndAThirdTraps) {
    auto all = labels();
    std::erase_if(all,
                  [](const json& label) { return label.at("file").get<std::string>().find('/') != std::string::npos; });
    const auto count = [&](const char* key, const char* value) {
        return std::ranges::count_if(all, [&](const json& label) { return label.at(key) == value; });
    };
    EXPECT_GE(all.size(), 60u);
    EXPECT_GE(count("language", "vi") * 3, std::ssize(all) * 2);
    EXPECT_GE(count("class", "trap") * 3, std::ssize(all));
}

}  // namespace
