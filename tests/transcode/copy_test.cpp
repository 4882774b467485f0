#include "transcode/copy.h"

#include <limits>
#include <string>

#include <gtest/gtest.h>

namespace transcode {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

core::Recipe recipe(core::Format format = core::Format::mp3, core::Channels channels = core::Channels::mono) {
    core::Recipe result;
    result.format = format;
    result.channels = channels;
    return result;  // 96 kbit/s, -16 LUFS, -1 dBTP, 0.75 LU
}

TEST(WhyNotCopied, AsksForTheWantedCodecInItsContainer) {
    using core::Format;
    EXPECT_EQ(why_not_copied({"mp3", "mp3", 1, 44100, 64.0}, recipe()), "");
    EXPECT_EQ(why_not_copied({"mov,mp4,m4a,3gp,3g2,mj2", "aac", 1, 44100, 64.0}, recipe(Format::m4a)), "");
    EXPECT_EQ(why_not_copied({"ogg", "opus", 1, 48000, 64.0}, recipe(Format::opus)), "");
    EXPECT_EQ(why_not_copied({"mov,mp4,m4a,3gp,3g2,mj2", "mp3", 1, 44100, 64.0}, recipe()), "source is not MP3");
    EXPECT_EQ(why_not_copied({"mp3", "mp2", 1, 44100, 64.0}, recipe()), "source is not MP3");
    EXPECT_EQ(why_not_copied({"mp3", "mp3", 1, 44100, 64.0}, recipe(Format::opus)), "source is not Opus in Ogg");
    EXPECT_EQ(why_not_copied({"ogg", "vorbis", 1, 48000, 64.0}, recipe(Format::opus)), "source is not Opus in Ogg");
    EXPECT_EQ(why_not_copied({"aac", "aac", 1, 44100, 64.0}, recipe(Format::m4a)), "source is not AAC in MP4");
    EXPECT_EQ(why_not_copied({}, recipe()), "source is not MP3");
}

TEST(WhyNotCopied, AsksForChannelsBitrateAndRate) {
    const auto why = [](int channels, int rate, double kbps, core::Channels wanted) {
        return why_not_copied({"mp3", "mp3", channels, rate, kbps}, recipe(core::Format::mp3, wanted));
    };
    EXPECT_EQ(why(2, 44100, 96, core::Channels::mono), "source has 2 channels");
    EXPECT_EQ(why(1, 44100, 96, core::Channels::stereo), "");
    EXPECT_EQ(why(2, 44100, 96, core::Channels::stereo), "");
    EXPECT_EQ(why(2, 44100, 96, core::Channels::source), "");
    EXPECT_EQ(why(6, 44100, 96, core::Channels::source), "source has 6 channels");
    EXPECT_EQ(why(1, 44100, 144, core::Channels::mono), "");
    EXPECT_EQ(why(1, 44100, 144.6, core::Channels::mono), "source has 145 kbit/s, more than 1.5 times 96");
    EXPECT_EQ(why(1, 22050, 64, core::Channels::mono), "");
    EXPECT_EQ(why(1, 16000, 64, core::Channels::mono), "source has only 16000 Hz");
}

TEST(WhyNotCopied, LeavesRecordingsThatAreToBeChangedToTheEncoder) {
    core::Recipe filtered = recipe();
    filtered.filters = "highpass=f=80";
    EXPECT_EQ(why_not_copied({"mp3", "mp3", 1, 44100, 64}, filtered), "filters are asked for");
    core::Recipe trimmed = recipe();
    trimmed.trim_silence = true;
    EXPECT_EQ(why_not_copied({"mp3", "mp3", 1, 44100, 64}, trimmed), "silence is to be trimmed");
}

TEST(WhyNotKept, AsksForToleranceAndCeiling) {
    const auto why = [](double lufs, double peak) { return why_not_kept({lufs, 5.0, peak}, recipe()); };
    EXPECT_EQ(why(-16.0, -1.0), "");
    EXPECT_EQ(why(-15.25, -2.0), "");
    EXPECT_EQ(why(-16.75, -2.0), "");
    EXPECT_EQ(why(-17.0, -2.0), "1.0 LU below the target");
    EXPECT_EQ(why(-14.9, -2.0), "1.1 LU above the target");
    EXPECT_EQ(why(-16.0, -0.9), "true peak of -0.9 dBTP passes -1.0 dBTP");
    EXPECT_EQ(why(-infinity, -infinity), "silent");
}

}  // namespace
}  // namespace transcode
