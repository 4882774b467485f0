#include "tests/transcode/mp3_material.h"

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>
#include <stdexcept>

#include <fmt/format.h>

namespace support {

namespace {

std::string quoted(const std::filesystem::path& path) {
    return "'" + path.string() + "'";
}

std::string with(std::string text, const std::string& mark, const std::string& value) {
    text.replace(text.find(mark), mark.size(), value);
    return text;
}

void must_run(const std::string& command) {
    if (!run(command)) throw std::runtime_error("failed: " + command);
}

}  // namespace

void PrintTo(const Mp3Recipe& recipe, std::ostream* out) {
    *out << recipe.command;
}

bool run(const std::string& command) {
    return std::system((command + " >/dev/null 2>&1").c_str()) == 0;
}

bool has_tool(const std::string& name) {
    return run("command -v " + name);
}

std::string Mp3Material::missing_tools() {
    for (const char* const tool : {"espeak-ng", "ffmpeg", "lame", "mpg123"}) {
        if (!has_tool(tool)) return std::string(tool) + " is not installed";
    }
    return {};
}

const std::vector<Mp3Recipe>& Mp3Material::recipes() {
    static const std::vector<Mp3Recipe> all = [] {
        std::vector<Mp3Recipe> list;
        for (const int rate : {48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000}) {
            const std::string resample = fmt::format("--resample {} ", rate);
            const int kbps = rate >= 32000 ? 96 : rate >= 16000 ? 48 : 24;
            const auto add = [&](const std::string& name, const std::string& options) {
                list.push_back(
                    {fmt::format("{}At{}", name, rate), "lame --quiet -q 7 " + resample + options + " {in} {out}"});
            };
            add("MonoConstant", "-m m -b 64");
            add("JointStereoVariableWithCrc", "-m j -V 5 -p");
            add("StereoAverageWithoutReservoir", fmt::format("-m s --abr {} --nores", kbps));
        }
        list.push_back({"JointStereoConstantWithCrc", "lame --quiet -q 7 -m j -b 128 -p {in} {out}"});
        list.push_back({"ForcedMidSide", "lame --quiet -q 7 -m f -b 64 {in} {out}"});
        list.push_back({"MonoVariableWithCrc", "lame --quiet -q 7 -m m -V 4 -p {in} {out}"});
        list.push_back({"HighestBitrate", "lame --quiet -q 7 -m s -b 320 {in} {out}"});
        list.push_back({"WithoutInfoFrame", "lame --quiet -q 7 -m m -b 64 -t {in} {out}", false});
        // A frame of so few bytes has no room for one.
        list.push_back({"SmallFrames", "lame --quiet -q 7 -m m -b 24 --resample 22050 {in} {out}", false});
        list.push_back({"VariableWithoutIndex", "lame --quiet -q 7 -m j -V 5 -t {in} {out}", false});
        list.push_back({"ByLibav", "ffmpeg -v error -i {in} -c:a libmp3lame -b:a 64k {out}"});
        list.push_back(
            {"WithTags",
             "lame --quiet -q 7 -m j -b 96 --add-id3v2 --tt title --ta artist --tl album --tc comment {in} {out}"});
        return list;
    }();
    return all;
}

Mp3Material::Mp3Material() : speech_(folder_ / "speech.wav") {
    const std::string text =
        "'The quick brown fox jumps over the lazy dog, and nobody in the old newspaper building on the river, "
        "not even the editor, ever found out why it came back on the seventh of September.'";
    const auto left = folder_ / "left.wav";
    const auto right = folder_ / "right.wav";
    must_run("espeak-ng -v en -s 150 -a 180 -w " + quoted(left) + " " + text);
    must_run("espeak-ng -v de -s 170 -a 120 -w " + quoted(right) + " " + text);
    must_run("ffmpeg -v error -y -i " + quoted(left) + " -i " + quoted(right) +
             " -filter_complex '[0]adelay=300[a];[1]adelay=1500,apad=pad_dur=1[b];"
             "[a][b]join=inputs=2:channel_layout=stereo,aresample=48000' -c:a pcm_s16le " +
             quoted(speech_));
}

std::filesystem::path Mp3Material::make(const Mp3Recipe& recipe) const {
    const auto out = path(recipe.name + ".mp3");
    must_run(with(with(recipe.command, "{in}", quoted(speech_)), "{out}", quoted(out)));
    return out;
}

std::vector<std::uint8_t> read_bytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path.string());
    return {std::istreambuf_iterator<char>(file), {}};
}

void write_bytes(const std::filesystem::path& path, const std::vector<std::uint8_t>& bytes) {
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!file) throw std::runtime_error("cannot write " + path.string());
}

std::vector<float> read_samples(const std::filesystem::path& raw) {
    const auto bytes = read_bytes(raw);
    std::vector<float> samples(bytes.size() / sizeof(float));
    std::memcpy(samples.data(), bytes.data(), samples.size() * sizeof(float));
    std::filesystem::remove(raw);
    return samples;
}

std::vector<float> decode_with_ffmpeg(const std::filesystem::path& path) {
    const auto raw = std::filesystem::path(path.string() + ".ffmpeg");
    must_run("ffmpeg -v error -y -err_detect crccheck+explode -xerror -i " + quoted(path) + " -f f32le " + quoted(raw));
    return read_samples(raw);
}

std::vector<float> decode_with_mpg123(const std::filesystem::path& path) {
    const auto raw = std::filesystem::path(path.string() + ".mpg123");
    must_run("mpg123 -q -e f32 -O " + quoted(raw) + " " + quoted(path));
    return read_samples(raw);
}

double signal_to_noise_db(const std::vector<float>& signal, const std::vector<float>& other) {
    if (signal.size() != other.size()) return -std::numeric_limits<double>::infinity();
    double energy = 0.0;
    double noise = 0.0;
    for (std::size_t i = 0; i < signal.size(); ++i) {
        const double difference = static_cast<double>(signal[i]) - static_cast<double>(other[i]);
        energy += static_cast<double>(signal[i]) * static_cast<double>(signal[i]);
        noise += difference * difference;
    }
    if (noise == 0.0) return std::numeric_limits<double>::infinity();
    return 10.0 * std::log10(energy / noise);
}

}  // namespace support
