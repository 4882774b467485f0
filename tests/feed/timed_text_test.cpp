#include "feed/timed_text.h"

#include <gtest/gtest.h>

namespace feed {
namespace {

using namespace std::chrono_literals;

std::vector<core::Cue> cues(const std::vector<std::string>& texts) {
    std::vector<core::Cue> made;
    for (const std::string& text : texts) {
        const auto start = 1500ms * made.size();
        made.push_back({start, start + 1250ms, text, 1.0});
    }
    return made;
}

const std::string first = R"(<span class="s" data-start="0.000" data-end="1.250">)";
const std::string second = R"(<span class="s" data-start="1.500" data-end="2.750">)";

TEST(TimedText, MarksSentencesWhereTheyStand) {
    const auto two = cues({"Một câu.", "Hai câu."});
    EXPECT_EQ(SentenceMarks(two).mark("<p>Một câu. Xen vào. Hai câu.</p>"),
              "<p>" + first + "Một câu.</span> Xen vào. " + second + "Hai câu.</span></p>");
}

TEST(TimedText, LooksThroughReferencesAndWhiteSpace) {
    const auto two = cues({"A & B < C.", "Next one."});
    EXPECT_EQ(SentenceMarks(two).mark("<p>A &amp; B\n &lt;\u00a0C. Next&nbsp;one.</p>"),
              "<p>" + first + "A &amp; B\n &lt;\u00a0C.</span> " + second + "Next&nbsp;one.</span></p>");
}

TEST(TimedText, ClosesItsSpansAtTags) {
    const auto one = cues({"See the pier now."});
    EXPECT_EQ(SentenceMarks(one).mark(R"(<p>See <a href="https://a.example/">the pier</a> now.</p>)"),
              "<p>" + first + R"(See </span><a href="https://a.example/">)" + first + "the pier</span></a>" + first +
                  " now.</span></p>");
}

TEST(TimedText, KeepsSentencesWithinTheirBlock) {
    const auto one = cues({"One two."});
    EXPECT_EQ(SentenceMarks(one).mark("<p>One</p>\n<p>two.</p><p>One two.</p>"),
              "<p>One</p>\n<p>two.</p><p>" + first + "One two.</span></p>");
}

TEST(TimedText, MarksARepeatedSentenceOnceForEachReading) {
    const auto two = cues({"Mưa.", "Mưa."});
    EXPECT_EQ(SentenceMarks(two).mark("<p>Mưa. Mưa. Mưa.</p>"),
              "<p>" + first + "Mưa.</span> " + second + "Mưa.</span> Mưa.</p>");
}

TEST(TimedText, GoesOnInTheNextPartOfADocument) {
    const auto two = cues({"Title", "Text."});
    SentenceMarks marks(two);
    EXPECT_EQ(marks.mark("Title"), first + "Title</span>");
    EXPECT_EQ(marks.mark("<p>Title Text.</p>"), "<p>Title " + second + "Text.</span></p>");
    EXPECT_EQ(marks.mark(""), "");
}

TEST(TimedText, LeavesUnmarkedWhatDoesNotStandThere) {
    const auto one = cues({"Elsewhere."});
    EXPECT_EQ(SentenceMarks(one).mark("<p>Here &amp; now.</p>"), "<p>Here &amp; now.</p>");
    EXPECT_EQ(SentenceMarks({}).mark("<p>Here.</p>"), "<p>Here.</p>");
}

}  // namespace
}  // namespace feed
