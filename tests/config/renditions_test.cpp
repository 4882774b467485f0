#include "tests/config/load_fixture.h"

namespace config_tests {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// Encoders that take from 6 to 256 kbit/s, and 48000 Hz only.
const config::Checks encoders{
    .category = {},
    .xpath = {},
    .filters = {},
    .pattern = {},
    .sample_rate = [](const core::Recipe& recipe) { return recipe.sample_rate_hz == 48'000 ? "" : "it must be 48000"; },
    .bitrate =
        [](const core::Recipe& recipe) {
            return recipe.bitrate_kbps >= 6 && recipe.bitrate_kbps <= 256 ? "" : "it must be from 6 to 256";
        }};

class Renditions : public Load {};

TEST_F(Renditions, AreLightOpusUnlessTheySayMore) {
    const config::Config config = load(valid + "[[rendition]]\nid = \"light\"\n");
    ASSERT_EQ(config.renditions.size(), 1u);
    const core::Recipe& recipe = config.renditions.front().recipe;
    EXPECT_EQ(config.renditions.front().id, "light");
    EXPECT_EQ(recipe.format, core::Format::opus);
    EXPECT_EQ(recipe.bitrate_kbps, 24);
    EXPECT_EQ(recipe.channels, core::Channels::mono);
    EXPECT_EQ(recipe.sample_rate_hz, 48'000);
    EXPECT_EQ(recipe.lane, core::Lane::encode);
    EXPECT_TRUE(load(valid).renditions.empty());
}

TEST_F(Renditions, HaveWhatIsUsualForTheirFormat) {
    const config::Config config = load(valid + R"(
[[rendition]]
id = "aac"
format = "m4a"
[[rendition]]
id = "small"
format = "mp3"
[[rendition]]
id = "large"
format = "mp3"
bitrate_kbps = 128
channels = "stereo"
encoder_quality = 2
)");
    ASSERT_EQ(config.renditions.size(), 3u);
    const auto recipe = [&](std::size_t index) { return config.renditions[index].recipe; };
    EXPECT_EQ(recipe(0).bitrate_kbps, 64);
    EXPECT_EQ(recipe(0).sample_rate_hz, 44'100);
    EXPECT_EQ(recipe(1).bitrate_kbps, 48);
    EXPECT_EQ(recipe(1).sample_rate_hz, 24'000);
    EXPECT_EQ(recipe(2).bitrate_kbps, 128);
    EXPECT_EQ(recipe(2).sample_rate_hz, 44'100);
    EXPECT_EQ(recipe(2).channels, core::Channels::stereo);
    EXPECT_EQ(recipe(2).encoder_quality, 2);
}

TEST_F(Renditions, AreAsLoudAsTheEnclosure) {
    const config::Config config =
        load("[[rendition]]\nid = \"light\"\n" + valid +
             "[audio]\ntarget_lufs = -19\ntrue_peak_dbtp = -2\nmax_limiting_db = 3\ndual_mono "
             "= false\nfilters = \"voice\"\ntrim_silence = true\ntolerance_lu = 0.5\n"
             "bitrate_kbps = 64\nlane = \"keep\"\nencoder_quality = 9\nchannels = \"stereo\"");
    core::Recipe expected = config.recipe;
    expected.format = core::Format::opus;
    expected.bitrate_kbps = 24;
    expected.sample_rate_hz = 48'000;
    expected.channels = core::Channels::mono;
    expected.encoder_quality = core::Recipe{}.encoder_quality;
    expected.lane = core::Lane::encode;
    EXPECT_EQ(config.renditions.front().recipe, expected);
    EXPECT_EQ(config.recipe_of("light"), expected);
}

TEST_F(Renditions, RememberWhichOfTheirValuesTheOperatorGave) {
    const config::Config config = load(
        valid + "[audio]\ntarget_lufs = -19\nbitrate_kbps = 64\n[[rendition]]\nid = \"light\"\nchannels = \"mono\"");
    EXPECT_THAT(config.said, Contains("rendition.light.channels"));
    EXPECT_THAT(config.said, Contains("rendition.light.target_lufs")) << "[audio]'s concerns it too";
    EXPECT_THAT(config.said, Not(Contains("rendition.light.bitrate_kbps"))) << "that of [audio] does not";
    EXPECT_THAT(config.said, Not(Contains("rendition.light.true_peak_dbtp")));
}

TEST_F(Renditions, AreRefusedWithTheirLine) {
    const auto light = [](const std::string& lines) { return valid + "[[rendition]]\nid = \"light\"\n" + lines; };
    struct Case {
        std::string content;
        std::string right;
    };
    const std::vector<Case> cases{
        {valid + "[[rendition]]\nformat = \"opus\"\n", "14: rendition.id is missing"},
        {valid + "[rendition]\nid = \"light\"\n", "14: [rendition] must be written [[rendition]]"},
        {valid + "[[rendition]]\nid = \"a b\"\n", "15: rendition.id is \"a b\"; it must be 1 to 64"},
        {valid + "[[rendition]]\nid = \"Enclosure\"\n", "15: rendition.id is \"Enclosure\"; it must be another name"},
        {valid + "[[rendition]]\nid = \"v2\"\n", "15: rendition.id is \"v2\"; it must be another name"},
        {valid + "[[rendition]]\nid = \"light-v2\"\n", "15: rendition.id is \"light-v2\"; it must be another name"},
        {light("[[rendition]]\nid = \"LIGHT\"\n"), "16: two renditions have the id \"LIGHT\""},
        {light("format = \"ogg\"\n"), "16: rendition.format is \"ogg\"; it must be \"mp3\", \"m4a\" or \"opus\""},
        {light("bitrate_kbps = 300\n"), "16: rendition.bitrate_kbps is 300; it must be from 6 to 256"},
        {light("sample_rate_hz = 22050\n"), "16: rendition.sample_rate_hz is 22050; it must be 48000"},
        {light("target_lufs = -19\n"), "16: unknown key rendition.target_lufs; it belongs to [audio]"},
        {light("lane = \"keep\"\n"), "16: unknown key rendition.lane; "},
    };
    for (const Case& each : cases) EXPECT_THAT(complaint(each.content, encoders), StartsWith(each.right));
    const std::string both = complaint(light("bitrate_kbps = 300\n[[rendition]]\nid = \"aac\"\nformat = \"m4a\"\n"
                                             "bitrate_kbps = 400\n"),
                                       encoders);
    EXPECT_THAT(both, HasSubstr("16: rendition.bitrate_kbps is 300"));
    EXPECT_THAT(both, HasSubstr("20: rendition.bitrate_kbps is 400")) << "all are named at once";
}

}  // namespace
}  // namespace config_tests
