#include "core/read_along.h"

#include "catalog/catalog.h"

#include "tests/catalog/catalog_fixture.h"

namespace catalog {
namespace {

using namespace std::chrono_literals;

class ReadAlongRows : public CatalogTest {
protected:
    AlignWork to_align(core::Instant now = start) { return std::get<AlignWork>(claim(Step::align, now)); }
    static core::ReadAlong found(core::Timing timing) {
        core::ReadAlong made;
        made.timing = timing;
        made.reason = "a reason";
        return made;
    }
    static core::Error failure() { return {core::ErrorKind::media, "espeak-ng fails: data"}; }
};

TEST_F(ReadAlongRows, AFailureIsOfItsLanguage) {
    publish("a", "một");
    catalog_.fail(to_align(), failure(), start);
    EXPECT_TRUE(none(Step::align));
    Keys corrected = keys_;
    corrected.language = "en";
    const auto work = catalog_.claim_next(Step::align, corrected, start);
    ASSERT_TRUE(work);
    EXPECT_EQ(std::get<AlignWork>(*work).language, "en");
    catalog_.fail(*work, failure(), start);
    EXPECT_FALSE(catalog_.claim_next(Step::align, corrected, start));
}

TEST_F(ReadAlongRows, AnotherSynthesizerTriesWhatFailedOrHadNoVoice) {
    catalog_.set_synthesizer("one");
    publish("a", "một");
    catalog_.fail(to_align(), failure(), start);
    catalog_.set_synthesizer("one");
    EXPECT_TRUE(none(Step::align));
    catalog_.set_synthesizer("another");
    EXPECT_TRUE(catalog_.failures().empty());
    catalog_.complete(to_align(), found(core::Timing::no_voice));
    EXPECT_TRUE(none(Step::align));
    catalog_.set_synthesizer("a third");
    EXPECT_FALSE(none(Step::align));
}

TEST_F(ReadAlongRows, AVoiceThatComesLaterIsForItsLanguage) {
    publish("a", "một");
    EXPECT_TRUE(catalog_.languages_without_voice().empty());
    catalog_.complete(to_align(), found(core::Timing::no_voice));
    EXPECT_EQ(catalog_.languages_without_voice(), std::vector<std::string>{"vi"});
    catalog_.set_voice("en");
    EXPECT_TRUE(none(Step::align));
    catalog_.set_voice("vi");
    EXPECT_TRUE(catalog_.languages_without_voice().empty());
    catalog_.complete(to_align(), found(core::Timing::timed));
    catalog_.set_voice("vi");
    EXPECT_TRUE(none(Step::align));
}

TEST_F(ReadAlongRows, AnotherRecipeIsNoNews) {
    publish("a", "một");
    EXPECT_TRUE(catalog_.complete(to_align(), found(core::Timing::other_text)));
    const Keys louder = keys_of("another recipe");
    const auto work = std::get<MakeWork>(*catalog_.claim_next(Step::make, louder, start));
    catalog_.complete(work, made("media/a.mp3", 2, work), start);
    const auto again = std::get<AlignWork>(*catalog_.claim_next(Step::align, louder, start));
    EXPECT_FALSE(catalog_.complete(again, found(core::Timing::other_text)));
    EXPECT_TRUE(catalog_.complete(again, found(core::Timing::timed)));
}

}  // namespace
}  // namespace catalog
