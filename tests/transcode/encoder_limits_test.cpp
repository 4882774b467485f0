#include "transcode/encoder_limits.h"

#include <gmock/gmock.h>

namespace {

using core::Channels;
using core::Format;
using testing::HasSubstr;
using testing::IsEmpty;

core::Recipe recipe(Format format, int sample_rate_hz, int bitrate_kbps, Channels channels = Channels::mono) {
    core::Recipe asked;
    asked.format = format;
    asked.sample_rate_hz = sample_rate_hz;
    asked.bitrate_kbps = bitrate_kbps;
    asked.channels = channels;
    return asked;
}

TEST(EncoderLimits, TakeWhatEachFormatKnows) {
    for (const core::Recipe& known :
         {core::Recipe{}, recipe(Format::mp3, 22050, 160), recipe(Format::mp3, 8000, 64),
          recipe(Format::m4a, 44100, 264), recipe(Format::m4a, 8000, 48),
          recipe(Format::m4a, 48000, 512, Channels::source), recipe(Format::opus, 48000, 256),
          recipe(Format::opus, 8000, 6), recipe(Format::opus, 48000, 510, Channels::stereo),
          recipe(Format::opus, 48000, 320, Channels::source)}) {
        EXPECT_THAT(transcode::sample_rate_fault(known), IsEmpty());
        EXPECT_THAT(transcode::bitrate_fault(known), IsEmpty());
    }
}

TEST(EncoderLimits, NameTheNearestOfWhatTheyTake) {
    EXPECT_EQ(transcode::bitrate_fault(recipe(Format::mp3, 44100, 97)),
              "MP3 at 44100 Hz must have one of 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320; 96 and "
              "112 are nearest");
    EXPECT_THAT(transcode::bitrate_fault(recipe(Format::mp3, 44100, 24)), HasSubstr("; 32 is nearest"));
    EXPECT_THAT(transcode::bitrate_fault(recipe(Format::mp3, 22050, 320)), HasSubstr("; 160 is nearest"));
    EXPECT_THAT(transcode::bitrate_fault(recipe(Format::mp3, 8000, 96)), HasSubstr("MP3 at 8000 Hz"));
    EXPECT_EQ(transcode::bitrate_fault(recipe(Format::m4a, 8000, 96)),
              "AAC in M4A at 8000 Hz with one channel must have one from 8 to 48; 48 is nearest");
    EXPECT_EQ(transcode::bitrate_fault(recipe(Format::opus, 48000, 300)),
              "Opus with one channel must have one from 6 to 256; 256 is nearest");
    EXPECT_EQ(transcode::sample_rate_fault(recipe(Format::opus, 44100, 96)),
              "Opus must have one of 8000, 12000, 16000, 24000, 48000; 24000 and 48000 are nearest");
    EXPECT_THAT(transcode::sample_rate_fault(recipe(Format::mp3, 96000, 96)), HasSubstr("; 48000 is nearest"));
}

}  // namespace
