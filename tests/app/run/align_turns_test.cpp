#include "app/run/align_turns.h"

#include <gtest/gtest.h>

namespace app {
namespace {

TEST(AlignTurns, AreAsManyAsFilesWereMadeAndAHundredMore) {
    AlignTurns turns;
    for (int turn = 0; turn < 100; ++turn) EXPECT_TRUE(turns.take(0));
    EXPECT_FALSE(turns.take(0)) << "whatever came of them";
    EXPECT_TRUE(turns.take(1));
    EXPECT_FALSE(turns.take(1));
    turns.give_back();
    EXPECT_TRUE(turns.take(1));
    EXPECT_FALSE(turns.take(1));
}

TEST(AlignTurns, EndWithTheThirdFailureInARowWhichIsToldOnce) {
    AlignTurns turns;
    EXPECT_FALSE(turns.synthesizer_failed());
    EXPECT_FALSE(turns.synthesizer_failed());
    turns.synthesizer_succeeded();
    EXPECT_FALSE(turns.synthesizer_failed());
    EXPECT_FALSE(turns.synthesizer_failed());
    EXPECT_TRUE(turns.take(0));
    EXPECT_TRUE(turns.synthesizer_failed());
    EXPECT_FALSE(turns.take(0));
    EXPECT_FALSE(turns.synthesizer_failed()) << "of another thread's";
    turns.synthesizer_succeeded();
    EXPECT_FALSE(turns.take(0));
}

}  // namespace
}  // namespace app
