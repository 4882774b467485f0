#include "transcode/filter_fault.h"

#include <gmock/gmock.h>

#include <string>
#include <utility>

namespace transcode {
namespace {

using testing::AllOf;
using testing::HasSubstr;

TEST(FilterFault, FindsNothingWrongWithPresetsAndChainsThatCanBeMade) {
    for (const char* right :
         {"", "none", "voice", "noisy-voice", "highpass=f=70", "highpass=f=70,afftdn=nr=12", "pan=mono|c0=c0",
          "asplit[a][b];[a]highpass=f=70[c];[b]lowpass=f=900[d];[c][d]amix", "highpass='f=70'", "aresample=22050"})
        EXPECT_EQ(filter_fault(right), "") << right;
}

TEST(FilterFault, NamesTheFilterAndWhatIsWrongWithIt) {
    EXPECT_EQ(filter_fault("highpas=f=70"), "No such filter: 'highpas'");
    EXPECT_EQ(filter_fault("highpass=f=70,afftn"), "No such filter: 'afftn'");
    EXPECT_THAT(filter_fault("highpass=freq=70"), AllOf(HasSubstr("highpass"), HasSubstr("'freq'")));
    EXPECT_THAT(filter_fault("highpass=f=-4"), AllOf(HasSubstr("highpass"), HasSubstr("out of range")));
    EXPECT_THAT(filter_fault("highpass=f=low"), AllOf(HasSubstr("highpass"), HasSubstr("'low'")));
    for (const char* wrong : {"scale=10:10", "highpass='f=70", "highpass=f=70;lowpass", "asplit", "anullsink", "amix",
                              "arnndn=m=/nowhere/model", ",", "[in", "Voice"})
        EXPECT_NE(filter_fault(wrong), "") << wrong;
}

}  // namespace
}  // namespace transcode
