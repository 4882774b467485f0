#include "app/commands/questions.h"

#include "core/error.h"

#include <gmock/gmock.h>

#include <deque>
#include <set>

namespace app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// What a person types, line for line, and what they saw.
struct Typist {
    std::deque<std::string> lines;
    std::string seen = {};

    Person person() {
        return {[this](const std::string& text) { seen += text; },
                [this]() -> std::optional<std::string> {
                    if (lines.empty()) return std::nullopt;
                    std::string line = lines.front();
                    lines.pop_front();
                    return line;
                },
                [] { return std::size_t{80}; }};
    }
};

class Questions : public testing::Test {
protected:
    Questions() {
        for (const char* url : {"https://news.example/rss", "https://news.example/local/"})
            found.emplace_back().url = url;
        found[0].recordings = 3;
        beginning.candidates = {{&found[0], {}}, {&found[1], {}}};
        beginning.address = "https://news.example/";
        beginning.title = "The News";
        beginning.language = "de";
        beginning.folder = "/srv/shows";
    }
    std::vector<std::string> chosen() const {
        std::vector<std::string> urls;
        for (const fetch::FoundSource* source : beginning.draft.sources) urls.push_back(source->url);
        return urls;
    }

    std::vector<fetch::FoundSource> found;
    Beginning beginning;
};

TEST_F(Questions, AreAnsweredByWhatWasFoundWhereNobodySaysMore) {
    complete(beginning, {}, std::nullopt);
    EXPECT_THAT(chosen(), ElementsAre("https://news.example/rss")) << "the other one has no recordings";
    const core::Show& show = beginning.draft.show;
    EXPECT_EQ(show.title, "The News");
    EXPECT_EQ(show.description, "The News");
    EXPECT_EQ(show.language, "de");
    EXPECT_EQ(show.timezone, "Europe/Berlin");
    EXPECT_FALSE(show.synthetic_voice);
    EXPECT_EQ(show.owner.email, "");
    EXPECT_EQ(show.base_url, "");
    EXPECT_EQ(beginning.draft.out, "out");
    EXPECT_TRUE(beginning.draft.answered.empty());
}

TEST_F(Questions, AnAnswerDecidesWhatIsUsualAfterIt) {
    Typist typist{{"all", "Tin", "vi", "", "", "", "", ""}};
    complete(beginning, {}, typist.person());
    EXPECT_EQ(chosen().size(), 2u);
    EXPECT_EQ(beginning.draft.show.author, "Tin");
    EXPECT_EQ(beginning.draft.show.timezone, "Asia/Ho_Chi_Minh") << "by the language that was answered";
    EXPECT_EQ(typist.seen.find("Name of the owner"), std::string::npos) << "there is none without an address";
}

TEST_F(Questions, EndWithTheInput) {
    Typist typist{{"1"}};
    try {
        complete(beginning, {}, typist.person());
        ADD_FAILURE() << "nobody answered";
    } catch (const core::Error& error) {
        EXPECT_EQ(error.kind(), core::ErrorKind::config);
        EXPECT_THAT(error.what(), HasSubstr("nothing was written"));
    }
}

TEST_F(Questions, SaySourcesByNumberOrAddress) {
    for (const char* answer : {"2, 1", "2 https://news.example/rss", "2 2,1"}) {
        complete(beginning, {{"sources", answer}}, std::nullopt);
        EXPECT_THAT(chosen(), ElementsAre("https://news.example/local/", "https://news.example/rss")) << answer;
    }
    for (const char* answer : {"", "0", "3", "1 x", "https://news.example/"})
        EXPECT_THROW(complete(beginning, {{"sources", answer}}, std::nullopt), core::Error) << answer;
}

TEST_F(Questions, HaveNamesOfTheirOwnAndAnAnswerThatTheyRefuse) {
    std::set<std::string> names;
    for (const Topic& topic : topics()) {
        EXPECT_TRUE(names.insert(topic.name).second) << topic.name;
        complete(beginning, {}, std::nullopt);
        const Question question = topic.question(beginning);
        EXPECT_EQ(question.right(question.usual), "") << topic.name << " refuses what is usual";
        EXPECT_NE(question.right("no\x01 such/ thing\n"), "") << topic.name;
    }
}

}  // namespace
}  // namespace app
