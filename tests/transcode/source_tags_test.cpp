#include "transcode/source_tags.h"

#include "core/file_descriptor.h"
#include "tests/support/temporary_folder.h"
#include "tests/transcode/sound.h"

#include <fmt/core.h>
#include <gmock/gmock.h>

#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace {

std::string number(std::size_t value) {
    std::string text;
    for (int shift = 0; shift < 32; shift += 8) text += static_cast<char>(value >> shift & 0xff);
    return text;
}

std::string chunk(const std::string& name, const std::string& body) {
    return name + number(body.size()) + body + std::string(body.size() % 2, '\0');
}

std::string id3_frame(const std::string& name, const std::string& text) {
    return name + std::string(3, '\0') + static_cast<char>(text.size() + 1) + std::string("\0\0\x03", 3) + text;
}

class SourceTags : public testing::Test {
protected:
    /// Of a second of WAV with these chunks; the language apart.
    std::map<std::string, std::vector<std::string>> of(const std::string& before, const std::string& behind = "") {
        const std::string format = number(0x00010001).substr(0, 4) + number(8000) + number(16000) + number(0x00100002);
        const std::string body =
            "WAVE" + chunk("fmt ", format) + before + chunk("data", std::string(16000, '\1')) + behind;
        std::ofstream(folder_ / "a.wav", std::ios::binary | std::ios::trunc) << "RIFF" << number(body.size()) << body;
        const core::Tags tags = transcode::source_tags(core::open_to_read(folder_ / "a.wav").get());
        language_ = tags.language;
        std::map<std::string, std::vector<std::string>> told;
        for (const auto& [name, values] : tags.further) told[name] = values;
        return told;
    }

    support::TemporaryFolder folder_;
    std::string language_;
};

using Told = std::map<std::string, std::vector<std::string>>;

TEST_F(SourceTags, AllThatRiffInfoSaysStays) {
    const std::string info = chunk("INAM", "Cầu mới") + chunk("IART", "Lê An") + chunk("ICOP", "© Báo 2026") +
                             chunk("ILNG", "vie") + chunk("ICRD", "2026-05-06") + chunk("IPRT", "3/12") +
                             chunk("ICMT", "Một lời") + chunk("IENG", "Trần B") + chunk("ISFT", "Lavf59");
    const Told told{{"TITLE", {"Cầu mới"}},   {"ARTIST", {"Lê An"}},     {"COPYRIGHT", {"© Báo 2026"}},
                    {"DATE", {"2026-05-06"}}, {"TRACKNUMBER", {"3/12"}}, {"COMMENT", {"Một lời"}},
                    {"IENG", {"Trần B"}}};
    EXPECT_EQ(of(chunk("LIST", "INFO" + info)), told);
    EXPECT_EQ(language_, "vie");
    EXPECT_EQ(of("", chunk("LIST", "INFO" + info)), told);
    EXPECT_EQ(language_, "vie");
}

TEST_F(SourceTags, AnId3TagInWavCountsMoreThanItsInfo) {
    const std::string info =
        chunk("LIST", "INFO" + chunk("INAM", "của INFO") + chunk("ICRD", "2026-05-06") + chunk("ICOP", "Báo"));
    const std::string frames = id3_frame("TIT2", "của ID3") + id3_frame("TRCK", "3/12") + id3_frame("TSRC", "VNA01");
    const std::string tag = std::string("ID3\4\0\0\0\0\0", 9) + static_cast<char>(frames.size()) + frames;
    const Told told{{"TITLE", {"của ID3"}},
                    {"TRACKNUMBER", {"3/12"}},
                    {"ISRC", {"VNA01"}},
                    {"DATE", {"2026-05-06"}},
                    {"COPYRIGHT", {"Báo"}}};
    EXPECT_EQ(of(info, chunk("id3 ", tag)), told);
    EXPECT_EQ(of(info + chunk("id3 ", tag)), told);
}

}  // namespace
