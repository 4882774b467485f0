#include "tests/bench/recordings.h"

#include "tests/support/temporary_folder.h"

#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>

namespace bench {

namespace {

const support::TemporaryFolder& folder() {
    static const support::TemporaryFolder made;
    return made;
}

/// A voice that says the same again and again, as 16-bit WAV.
std::filesystem::path voice(const std::string& name, const std::string& language, const std::string& text) {
    const auto once = folder() / (name + "-once.wav");
    const auto wav = folder() / (name + ".wav");
    run(fmt::format("espeak-ng -v {} -s 160 -w {} '{}'", language, quoted(once), text));
    run(fmt::format("ffmpeg -v error -y -stream_loop -1 -i {} -t 1200 -ar 44100 {}", quoted(once), quoted(wav)));
    return wav;
}

const std::filesystem::path& vietnamese() {
    static const auto made =
        voice("vietnamese", "vi",
              "Sáng nay, xã Tân Mỹ khánh thành cây cầu mới qua rạch Bà Phủ. Cầu dài bốn mươi hai mét, "
              "rộng ba mét rưỡi, thay cho cây cầu gỗ đã hơn hai mươi năm. Ông Bảy, nhà ở đầu cầu, nói: "
              "từ nay học trò đi học không còn phải chờ đò nữa.");
    return made;
}

Samples decoded(const std::string& input, const std::string& filter, int channels) {
    const auto raw = folder() / "samples.f32";
    run(fmt::format("ffmpeg -v error -y {} {} -ar 44100 -ac {} -f f32le {}", input,
                    filter.empty() ? "" : "-af " + filter, channels, quoted(raw)));
    std::ifstream file(raw, std::ios::binary);
    const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
    Samples samples;
    samples.channels = channels;
    samples.interleaved.resize(bytes.size() / sizeof(float));
    std::memcpy(samples.interleaved.data(), bytes.data(), samples.interleaved.size() * sizeof(float));
    std::filesystem::remove(raw);
    return samples;
}

double seconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

}  // namespace

void run(const std::string& command) {
    if (std::system((command + " >/dev/null").c_str()) != 0) throw std::runtime_error("failed: " + command);
}

std::string quoted(const std::filesystem::path& path) {
    return "'" + path.string() + "'";
}

const std::filesystem::path& article() {
    static const auto made = [] {
        const auto path = folder() / "article.mp3";
        run(fmt::format("ffmpeg -v error -y -i {} -t 351 -af volume=-3dB -c:a libmp3lame -b:a 64k {}",
                        quoted(vietnamese()), quoted(path)));
        return path;
    }();
    return made;
}

const std::filesystem::path& conversation() {
    static const auto made = [] {
        const auto path = folder() / "conversation.mp3";
        const auto other =
            voice("german", "de",
                  "Die alte Schule am Fluss bekommt ein neues Dach, und die Kinder der dritten Klasse haben "
                  "dafür ein ganzes Jahr lang Flaschen gesammelt.");
        run(fmt::format(
            "ffmpeg -v error -y -i {} -i {} -filter_complex '[0][1]join=inputs=2:channel_layout=stereo,volume=-3dB' "
            "-c:a libmp3lame -b:a 128k {}",
            quoted(vietnamese()), quoted(other), quoted(path)));
        return path;
    }();
    return made;
}

const Samples& speech() {
    static const Samples made = decoded("-i " + quoted(article()), "", 1);
    return made;
}

const Samples& limited_speech() {
    static const Samples made = decoded("-i " + quoted(article()), "volume=10dB,alimiter=limit=0.89:level=0", 1);
    return made;
}

const Samples& limited_noise() {
    static const Samples made =
        decoded("-f lavfi -i anoisesrc=d=351:r=44100:a=1:c=white:seed=1", "volume=3dB,alimiter=limit=0.89:level=0", 1);
    return made;
}

const Samples& stereo_speech() {
    static const Samples made = decoded("-i " + quoted(conversation()), "", 2);
    return made;
}

double own_cpu() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

double childrens_cpu() {
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values.empty() ? 0.0 : values[values.size() / 2];
}

}  // namespace bench
