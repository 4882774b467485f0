// Recordings that are not whole at their source.
#include "catalog/catalog.h"
#include "tests/app/real_life.h"

#include <gmock/gmock.h>

namespace app {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Flawed : public RiverPaper {
protected:
    Flawed() {
        paper.record("pha", 0.1);
        whole = core::read_file(paper.folder / "pha.wav");
        print_feed({{"pha", "Chuyến phà cuối", "/pha", "so-1", "<p>Phà rời bến lúc sáu giờ.</p>", 30h}});
    }
    void record(const std::string& bytes) { serve("/pha.wav", bytes, "audio/wav"); }
    std::string flaw() const {
        return catalog::Catalog::open_to_read(paper.config.state_folder() / "catalog.db")
            .published()
            .front()
            .recording_flaw;
    }
    std::string length() const { return enclosure(paper.feed(), "length"); }

    std::string whole;
    std::string half() const { return whole.substr(0, whole.size() / 2); }
};

TEST_F(Flawed, ARecordingThatIsCutOffIsPublishedWhenLaterTriesBringNoMore) {
    record(half());
    EXPECT_THAT(complaints(ExitCode::some_failed),
                AllOf(HasSubstr("pha.wav' is not whole at its source: cut off: its header promises"),
                      HasSubstr("it is tried again, and taken as it is after 3 tries")));
    EXPECT_FALSE(filesystem::exists(out("feed.xml")));
    paper.now += 16min;
    EXPECT_THAT(complaints(ExitCode::some_failed), HasSubstr("it is tried again"));
    EXPECT_FALSE(filesystem::exists(out("feed.xml")));
    paper.now += 61min;
    EXPECT_THAT(complaints(ExitCode::some_failed),
                AllOf(HasSubstr("cut off: its header promises"), HasSubstr("; it is taken as it is"),
                      Not(HasSubstr("tried again"))));
    EXPECT_THAT(titles(), ElementsAre("Chuyến phà cuối"));
    EXPECT_THAT(flaw(), HasSubstr("cut off: its header promises"));
    paper.now += 3h;
    EXPECT_EQ(complaints(ExitCode::done), "") << "it has been told";

    record(whole);
    const std::string before = length();
    paper.now += 48h;
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_NE(length(), before) << "the whole one takes its place";
    EXPECT_EQ(flaw(), "");
}

TEST_F(Flawed, ARecordingThatIsWholeAtALaterTryIsPublishedThen) {
    record(half());
    complaints(ExitCode::some_failed);
    record(whole);
    paper.now += 16min;
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(titles(), ElementsAre("Chuyến phà cuối"));
    EXPECT_EQ(flaw(), "");
}

TEST_F(Flawed, OneOfAnOldArticleIsReplacedToo) {
    print_feed({{"pha", "Chuyến phà cuối", "/pha", "so-1", "<p>Phà rời bến lúc sáu giờ.</p>", 24h * 90}});
    record(half());
    for (int tries = 0; tries < 3; ++tries, paper.now += 3h) complaints(ExitCode::some_failed);
    ASSERT_NE(flaw(), "");
    // An upload that is still going on, and then is done.
    record(whole.substr(0, whole.size() * 3 / 4));
    paper.now += 24h;
    EXPECT_THAT(complaints(ExitCode::some_failed), HasSubstr("it is taken as it is"));
    record(whole);
    paper.now += 23h;
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_EQ(flaw(), "") << "although it was replaced less than a day ago";
}

TEST_F(Flawed, OneThatIsWholeStaysWhereItsSourceHasOnlyAPartLater) {
    record(whole);
    ASSERT_EQ(complaints(ExitCode::done), "");
    const std::string before = length();
    record(half());
    paper.now += 48h;
    EXPECT_THAT(complaints(ExitCode::some_failed), AllOf(HasSubstr("cut off"), HasSubstr("keeps the one it has")));
    EXPECT_EQ(length(), before);
    paper.now += 3h;
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_EQ(length(), before);
}

}  // namespace
}  // namespace app
