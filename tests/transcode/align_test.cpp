#include "transcode/align.h"

#include "core/error.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace {

/// A file that nobody else sees.
using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

constexpr int rate = 22050;

void put(std::FILE* file, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) std::fputc(static_cast<int>(value >> (8 * i) & 0xFF), file);
}

File wav(const std::vector<std::int16_t>& samples) {
    File file(std::tmpfile(), std::fclose);
    const auto bytes = static_cast<std::uint32_t>(samples.size() * 2);
    std::fputs("RIFF", file.get());
    put(file.get(), 36 + bytes, 4);
    std::fputs("WAVEfmt ", file.get());
    for (const auto& [value, width] :
         {std::pair{16U, 4}, {1U, 2}, {1U, 2}, {22050U, 4}, {44100U, 4}, {2U, 2}, {16U, 2}})
        put(file.get(), value, width);
    std::fputs("data", file.get());
    put(file.get(), bytes, 4);
    for (const std::int16_t sample : samples) put(file.get(), static_cast<std::uint16_t>(sample), 2);
    std::fflush(file.get());
    return file;
}

/// What espeak-ng says, with the silence around it taken off.
std::vector<std::int16_t> say(const std::string& sentence, const std::string& voice) {
    const std::string command = "espeak-ng --stdout " + voice + " -- '" + sentence + "'";
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    std::vector<std::int16_t> samples;
    for (int i = 0; i < 44; ++i) std::fgetc(pipe.get());
    for (;;) {
        const int low = std::fgetc(pipe.get());
        const int high = std::fgetc(pipe.get());
        if (low < 0 || high < 0) break;
        samples.push_back(static_cast<std::int16_t>(static_cast<std::uint16_t>(low | high << 8)));
    }
    const auto audible = [](std::int16_t sample) { return std::abs(sample) > 400; };
    const auto first = std::find_if(samples.begin(), samples.end(), audible);
    const auto last = std::find_if(samples.rbegin(), samples.rend(), audible).base();
    return first < last ? std::vector(first, last) : std::vector<std::int16_t>{};
}

const std::vector<std::string> article = {
    "Ferry service to the islands returns after fourteen months",
    "The first boat left the harbour at dawn on Tuesday with two hundred people on board.",
    "Islanders had waited since the winter before last for the new vessel.",
    "It was built in Poland, delivered late, and cost forty eight million pounds.",
    "Two hotels closed.",
    "The school lost nine of its pupils as families moved to the mainland.",
    "The operator promises two crossings a day until October and one in winter.",
    "A second vessel of the same design is to follow in spring.",
};
const std::vector<std::string> other_article = {
    "Old railway station becomes a library",
    "The stone building by the river stood empty for thirty years.",
    "Volunteers swept out the pigeons and carried in nine thousand books.",
    "Children borrow picture books at the former ticket window.",
    "Money came from a lottery, a brewery and a baker who sold special pies.",
    "On Wednesdays a poet reads aloud while people knit.",
};

struct Voice {
    File file{nullptr, std::fclose};
    std::vector<double> ends;
};

Voice voice_of(const std::vector<std::string>& text) {
    Voice voice;
    std::vector<std::int16_t> samples;
    for (const std::string& sentence : text) {
        const auto said = say(sentence, "-v en");
        samples.insert(samples.end(), said.begin(), said.end());
        voice.ends.push_back(static_cast<double>(samples.size()) / rate);
    }
    voice.file = wav(samples);
    return voice;
}

struct Reading {
    File file{nullptr, std::fclose};
    std::vector<double> starts;  // negative: not read
};

Reading reading_of(const std::vector<std::string>& text, const std::string& voice,
                   const std::vector<std::size_t>& unread = {}) {
    Reading reading;
    std::vector<std::int16_t> samples(rate / 2);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (std::ranges::find(unread, i) != unread.end()) {
            reading.starts.push_back(-1.0);
            continue;
        }
        reading.starts.push_back(static_cast<double>(samples.size()) / rate);
        const auto said = say(text[i], voice);
        samples.insert(samples.end(), said.begin(), said.end());
        samples.resize(samples.size() + static_cast<std::size_t>(rate) * (3 + i % 4) / 10);
    }
    reading.file = wav(samples);
    return reading;
}

transcode::Alignment align(const Reading& reading, const Voice& voice) {
    return transcode::align(fileno(reading.file.get()), fileno(voice.file.get()), voice.ends);
}

class Align : public testing::Test {
protected:
    void SetUp() override {
        if (std::system("espeak-ng --version > /dev/null 2>&1") != 0) GTEST_SKIP() << "without espeak-ng";
    }

    static void expect_starts(const transcode::Alignment& found, const std::vector<double>& starts) {
        EXPECT_TRUE(found.matched);
        std::vector<double> at(starts.size(), -1.0);
        for (const transcode::SentenceTime& time : found.sentences) {
            at.at(time.sentence) = time.start;
            EXPECT_LT(time.start, time.end);
            EXPECT_GE(time.confidence, 0.0);
            EXPECT_LE(time.confidence, 1.0);
        }
        for (std::size_t i = 0; i < starts.size(); ++i) EXPECT_NEAR(at[i], starts[i], 0.25) << "sentence " << i;
    }
};

TEST_F(Align, FindsSentencesInOtherVoices) {
    const Voice voice = voice_of(article);
    for (const std::string reader : {"-v en-us+f3 -s 150 -p 60", "-v en+m4 -s 190 -p 30", "-v en+f4 -s 165"}) {
        SCOPED_TRACE(reader);
        const Reading reading = reading_of(article, reader);
        expect_starts(align(reading, voice), reading.starts);
    }
}

TEST_F(Align, LeavesOutSentencesThatAreNotRead) {
    const Reading reading = reading_of(article, "-v en-us+f3 -s 150", {2, 3});
    expect_starts(align(reading, voice_of(article)), reading.starts);
}

TEST_F(Align, FindsTheBeginningThatIsRead) {
    const Reading reading = reading_of(article, "-v en-us+f3 -s 150", {4, 5, 6, 7});
    expect_starts(align(reading, voice_of(article)), reading.starts);
}

TEST_F(Align, RefusesAnotherText) {
    for (const std::string reader : {"-v en-us+f3 -s 150", "-v en"}) {
        const transcode::Alignment found = align(reading_of(other_article, reader), voice_of(article));
        EXPECT_FALSE(found.matched) << reader;
        EXPECT_TRUE(found.sentences.empty()) << reader;
    }
}

TEST_F(Align, RefusesSilenceAndNoise) {
    const Voice voice = voice_of(article);
    Reading silence;
    silence.file = wav(std::vector<std::int16_t>(20 * rate));
    EXPECT_FALSE(align(silence, voice).matched);
    std::vector<std::int16_t> samples;
    std::uint32_t state = 1;
    for (int i = 0; i < 20 * rate; ++i) {
        state = state * 1664525U + 1013904223U;
        samples.push_back(static_cast<std::int16_t>(static_cast<std::int32_t>(state >> 17) - 16384));
    }
    Reading noise;
    noise.file = wav(samples);
    EXPECT_FALSE(align(noise, voice).matched);
}

TEST_F(Align, RefusesAVoiceThatSaysNothing) {
    const Reading reading = reading_of(article, "-v en-us+f3 -s 150");
    Voice none;
    none.file = wav(std::vector<std::int16_t>(rate));
    none.ends = {0.5, 1.0};
    EXPECT_FALSE(align(reading, none).matched);
    none.ends = {};
    EXPECT_FALSE(align(reading, none).matched);
}

TEST_F(Align, ThrowsWhereThereIsNoRecording) {
    const Voice voice = voice_of({article.front()});
    const File file(std::tmpfile(), std::fclose);
    std::fputs("this is no recording", file.get());
    std::fflush(file.get());
    EXPECT_THROW(transcode::align(fileno(file.get()), fileno(voice.file.get()), voice.ends), core::Error);
}

TEST_F(Align, FindsTheSameTwice) {
    const Voice voice = voice_of(article);
    const Reading reading = reading_of(article, "-v en-us+f3 -s 150");
    const transcode::Alignment once = align(reading, voice);
    const transcode::Alignment again = align(reading, voice);
    ASSERT_EQ(once.sentences.size(), again.sentences.size());
    EXPECT_EQ(once.confidence, again.confidence);
    for (std::size_t i = 0; i < once.sentences.size(); ++i) {
        EXPECT_EQ(once.sentences[i].start, again.sentences[i].start);
        EXPECT_EQ(once.sentences[i].end, again.sentences[i].end);
        EXPECT_EQ(once.sentences[i].confidence, again.sentences[i].confidence);
    }
}

}  // namespace
