#include "app/workers/answer.h"

#include "app/workers/values.h"
#include "core/disk.h"
#include "core/disk_fault.h"
#include "core/error.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

#include <limits>

namespace app {
namespace {

using nlohmann::json;

core::ErrorKind kind_of(const json& answer, int output = -1) {
    try {
        result_of(answer, output);
    } catch (const core::Error& error) {
        return error.kind();
    }
    ADD_FAILURE() << answer << " was a result";
    return core::ErrorKind::gone;
}

TEST(ResultOf, GivesTheResultOrTheReason) {
    EXPECT_EQ(result_of({{"result", {{"bytes", 3}}}}, -1).at("bytes"), 3);
    EXPECT_EQ(kind_of({{"error", "no sound"}, {"kind", static_cast<int>(core::ErrorKind::media)}}),
              core::ErrorKind::media);
    EXPECT_EQ(kind_of({{"error", "no such filter"}, {"kind", static_cast<int>(core::ErrorKind::config)}}),
              core::ErrorKind::config);
    EXPECT_EQ(kind_of({{"died", "signal 9"}}), core::ErrorKind::network) << "another try may live";
}

TEST(ResultOf, TakesNothingOfAnotherShape) {
    for (const json& answer :
         {json(), json(3), json::array({1}), json::object(), json{{"died", 3}}, json{{"error", 3}, {"kind", 3}},
          json{{"error", "x"}}, json{{"error", "x"}, {"kind", "storage"}}, json(json::value_t::discarded)})
        EXPECT_EQ(kind_of(answer), core::ErrorKind::media) << answer;
    for (const int kind : {-1, 1, 2, 17})
        EXPECT_EQ(kind_of({{"error", "x"}, {"kind", kind}}), core::ErrorKind::media) << kind;
}

TEST(ResultOf, AWorkerCannotSayThatTheMachineFails) {
    const support::TemporaryFolder folder;
    const core::FileDescriptor output = core::disk::create(folder / "x");
    core::disk::write(output.get(), "abc", "x");
    const json claim{{"error", "cannot write 'x': No space left on device"},
                     {"kind", static_cast<int>(core::ErrorKind::storage)}};
    EXPECT_EQ(kind_of(claim, output.get()), core::ErrorKind::media) << "the disk takes what this process writes";
    EXPECT_EQ(size_of(output.get()), 3u) << "and the look left nothing";
    core::disk::arm({core::disk::Fault::Act::fail_from, 1, ENOSPC});
    EXPECT_EQ(kind_of(claim, output.get()), core::ErrorKind::storage);
    core::disk::disarm();
}

core::Made plausible_made() {
    core::Made made;
    made.sha256 = std::string(64, 'a');
    made.bytes = 10;
    made.before.integrated_lufs = -std::numeric_limits<double>::infinity();
    return made;
}

TEST(Values, CrossAsTheyAre) {
    core::Made made = plausible_made();
    made.lane = core::Lane::gain;
    made.duration = std::chrono::milliseconds(1234);
    made.explanation = "not \xff UTF-8";
    const json sent = json::from_cbor(json::to_cbor(json(made)));
    const core::Made got = sent.get<core::Made>();
    EXPECT_EQ(got.lane, core::Lane::gain);
    EXPECT_EQ(got.duration, made.duration);
    EXPECT_EQ(got.before, made.before) << "silence crosses too";
    EXPECT_EQ(got.explanation, made.explanation);

    core::Tags tags;
    tags.title = "Tiêu đề";
    tags.cover = std::string("\xff\xd8\0\xff", 4);
    tags.chapters = {{std::chrono::milliseconds(5), "Một", "http://a.example/", ""}};
    EXPECT_EQ(json::from_cbor(json::to_cbor(json(tags))).get<core::Tags>(), tags);
    core::Recipe recipe;
    recipe.format = core::Format::opus;
    recipe.channels = core::Channels::source;
    recipe.filters = "highpass=f=70";
    EXPECT_EQ(json::from_cbor(json::to_cbor(json(recipe))).get<core::Recipe>(), recipe);
}

TEST(Values, AWorkersFactsHaveToBePossible) {
    EXPECT_TRUE(is_plausible(plausible_made(), 10));
    EXPECT_FALSE(is_plausible(plausible_made(), 11)) << "another length than was written";
    core::Made made = plausible_made();
    made.sha256 = "../../../home/x/.profile";
    EXPECT_FALSE(is_plausible(made, 10)) << "a hash becomes a file's name";
    made = plausible_made();
    made.after.integrated_lufs = std::numeric_limits<double>::quiet_NaN();
    EXPECT_FALSE(is_plausible(made, 10));
    made = plausible_made();
    made.duration = std::chrono::milliseconds(-1);
    EXPECT_FALSE(is_plausible(made, 10));
    EXPECT_FALSE(is_plausible(transcode::Retagged{10, std::string(64, 'g')}, 10));
    EXPECT_FALSE(is_plausible(transcode::PictureFacts{10, 10, "text/html", 10, std::string(64, 'a')}, 10));
    transcode::PictureFacts picture{10, 10, "image/jpeg", 10, std::string(64, 'a')};
    EXPECT_TRUE(is_plausible(picture, 10));
    picture.colour = "#09afaf";
    EXPECT_TRUE(is_plausible(picture, 10));
    for (const char* colour : {"red", "#09afa", "#09AFAF", "#09afaf;", "09afaf0"}) {
        picture.colour = colour;
        EXPECT_FALSE(is_plausible(picture, 10)) << colour << " is written into pages";
    }
    picture.colour.clear();
    EXPECT_TRUE(is_plausible(transcode::PlainCover{picture, {"Thai", "Han"}}, 10));
    EXPECT_FALSE(is_plausible(transcode::PlainCover{picture, {"Thai", "Han"}}, 11));
    EXPECT_FALSE(is_plausible(transcode::PlainCover{picture, {std::string(61, 'x')}}, 10));
    EXPECT_FALSE(is_plausible(transcode::PlainCover{picture, std::vector<std::string>(201, "Thai")}, 10));
}

TEST(Values, AHashIsNothingElse) {
    const std::string hash(64, 'a');
    EXPECT_TRUE(is_plausible(hash, 0));
    for (const std::string& text : {std::string(), std::string(63, 'a'), std::string(65, 'a'), std::string(64, 'A'),
                                    std::string(64, 'g'), std::string(63, 'a') + '\n', std::string(63, 'a') + '\0'})
        EXPECT_FALSE(is_plausible(text, 0)) << text;
}

}  // namespace
}  // namespace app
