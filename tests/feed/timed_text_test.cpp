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
    EXPECT_EQ(SentenceMarks(two, "").mark("<p>Một câu. Xen vào. Hai câu.</p>"),
              "<p>" + first + "Một câu.</span> Xen vào. " + second + "Hai câu.</span></p>");
}

TEST(TimedText, LooksThroughReferencesAndWhiteSpace) {
    const auto two = cues({"A & B < now.", "Next one."});
    EXPECT_EQ(SentenceMarks(two, "").mark("<p>A &amp; B\n &lt;\u00a0now. Next&nbsp;one.</p>"),
              "<p>" + first + "A &amp; B\n &lt;\u00a0now.</span> " + second + "Next&nbsp;one.</span></p>");
}

TEST(TimedText, ClosesItsSpansAtTags) {
    const auto one = cues({"See the pier now."});
    EXPECT_EQ(SentenceMarks(one, "").mark(R"(<p>See <a href="https://a.example/">the pier</a> now.</p>)"),
              "<p>" + first + R"(See </span><a href="https://a.example/">)" + first + "the pier</span></a>" + first +
                  " now.</span></p>");
}

TEST(TimedText, KeepsSentencesWithinTheirBlock) {
    const auto one = cues({"One two."});
    EXPECT_EQ(SentenceMarks(one, "").mark("<p>One</p>\n<p>two.</p><p>One two.</p>"),
              "<p>One</p>\n<p>two.</p><p>" + first + "One two.</span></p>");
}

TEST(TimedText, MarksARepeatedSentenceOnceForEachReading) {
    const auto two = cues({"Mưa.", "Mưa."});
    EXPECT_EQ(SentenceMarks(two, "").mark("<p>Mưa. Mưa. Mưa.</p>"),
              "<p>" + first + "Mưa.</span> " + second + "Mưa.</span> Mưa.</p>");
}

TEST(TimedText, GoesOnInTheNextPartOfADocument) {
    const auto two = cues({"Title", "Text."});
    SentenceMarks marks(two, "");
    EXPECT_EQ(marks.mark("Title"), first + "Title</span>");
    EXPECT_EQ(marks.mark("<p>Title</p><p>Text.</p>"), "<p>Title</p><p>" + second + "Text.</span></p>");
    EXPECT_EQ(marks.mark(""), "");
}

TEST(TimedText, TakesNoSentenceForWordsWithinAnother) {
    const auto some =
        cues({"Huế và Hà Nội đều mưa", "Nguyễn Minh Anh", "Hà Nội", "Mưa to.", "Ông nói với Nguyễn Minh Anh."});
    SentenceMarks marks(some, "vi");
    EXPECT_EQ(marks.mark("Huế và Hà Nội đều mưa"), first + "Huế và Hà Nội đều mưa</span>");
    EXPECT_EQ(marks.mark("<h2>Hà Nội</h2><p>Mưa to. Ông nói với Nguyễn Minh Anh.</p>"),
              R"(<h2><span class="s" data-start="3.000" data-end="4.250">Hà Nội</span></h2><p>)"
              R"(<span class="s" data-start="4.500" data-end="5.750">Mưa to.</span> )"
              R"(<span class="s" data-start="6.000" data-end="7.250">Ông nói với Nguyễn Minh Anh.</span></p>)");
}

TEST(TimedText, IsNotLedAstrayByOneThatStandsFarBehind) {
    const auto three = cues({"Minh Anh", "Một câu.", "Hai câu."});
    EXPECT_EQ(SentenceMarks(three, "vi").mark("<p>Một câu. Hai câu.</p><p>Minh Anh</p>"),
              "<p>" + second + "Một câu.</span> " + R"(<span class="s" data-start="3.000" data-end="4.250">)" +
                  "Hai câu.</span></p><p>Minh Anh</p>");
}

TEST(TimedText, BreaksItsTextAsTheLanguageOfTheCuesDoes) {
    const auto two = cues({"Das ist z.B. Anna und so.", "Dann ging er."});
    const std::string html = "<p>Das ist z.B. Anna und so. Dann ging er.</p>";
    EXPECT_EQ(SentenceMarks(two, "de").mark(html),
              "<p>" + first + "Das ist z.B. Anna und so.</span> " + second + "Dann ging er.</span></p>");
    EXPECT_EQ(SentenceMarks(two, "vi").mark(html),
              "<p>Das ist z.B. Anna und so. " + second + "Dann ging er.</span></p>");
}

TEST(TimedText, HoldsManySentencesInAnyOrder) {
    std::vector<std::string> texts;
    std::string html;
    for (int index = 0; index < 4000; ++index) {
        texts.push_back("Câu " + std::to_string(index % 7) + ".");
        html += "<p>Câu " + std::to_string(index * 3 % 7) + ".</p>";
    }
    const auto many = cues(texts);
    const std::string marked = SentenceMarks(many, "vi").mark(html);
    std::size_t count = 0;
    for (std::size_t at = marked.find("<span"); at != std::string::npos; at = marked.find("<span", at + 1)) ++count;
    EXPECT_GT(count, 1000u);
}

TEST(TimedText, LeavesUnmarkedWhatDoesNotStandThere) {
    const auto one = cues({"Elsewhere."});
    EXPECT_EQ(SentenceMarks(one, "").mark("<p>Here &amp; now.</p>"), "<p>Here &amp; now.</p>");
    EXPECT_EQ(SentenceMarks({}, "").mark("<p>Here.</p>"), "<p>Here.</p>");
}

}  // namespace
}  // namespace feed
