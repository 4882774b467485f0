#include "tests/transcode/sound.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <memory>
#include <numbers>
#include <random>
#include <regex>
#include <stdexcept>

namespace sound {

namespace {

struct Close {
    void operator()(std::FILE* file) const noexcept { pclose(file); }
};

std::string output_of(const std::string& command, int& status) {
    std::unique_ptr<std::FILE, Close> pipe(popen(command.c_str(), "r"));
    if (!pipe) throw std::runtime_error("cannot run " + command);
    std::string output;
    std::array<char, 65536> piece{};
    while (const std::size_t got = std::fread(piece.data(), 1, piece.size(), pipe.get()))
        output.append(piece.data(), got);
    status = pclose(pipe.release());
    return output;
}

void put(std::ofstream& file, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) file.put(static_cast<char>((value >> (8 * i)) & 0xFFU));
}

}  // namespace

double Wave::seconds() const {
    return static_cast<double>(samples.size()) / channels / sample_rate;
}

Wave sine(double seconds, double frequency, double amplitude, int sample_rate, int channels) {
    Wave wave{sample_rate, channels, {}};
    const auto frames = static_cast<std::size_t>(seconds * sample_rate);
    for (std::size_t i = 0; i < frames; ++i) {
        const double phase = 2.0 * std::numbers::pi * frequency * static_cast<double>(i) / sample_rate;
        for (int c = 0; c < channels; ++c) wave.samples.push_back(static_cast<float>(amplitude * std::sin(phase)));
    }
    return wave;
}

Wave babble(double seconds, double amplitude, int sample_rate, int channels, unsigned seed) {
    Wave wave{sample_rate, channels, {}};
    std::mt19937 random(seed);
    const auto uniform = [&random] { return static_cast<double>(random() - std::mt19937::min()) / 4294967295.0; };
    const auto frames = static_cast<std::size_t>(seconds * sample_rate);
    double loud = 0.0;
    double wanted = 0.0;
    double pitch = 120.0;
    double phase = 0.0;
    double low = 0.0;
    std::size_t until = 0;
    for (std::size_t i = 0; i < frames; ++i) {
        if (i >= until) {
            const bool pause = uniform() < 0.15;
            wanted = pause ? 0.0 : 0.25 + 0.75 * uniform();
            pitch = 90.0 + 120.0 * uniform();
            until = i + static_cast<std::size_t>((pause ? 0.3 : 0.12 + 0.1 * uniform()) * sample_rate);
        }
        loud += (wanted - loud) * 30.0 / sample_rate;
        phase += pitch / sample_rate;
        phase -= std::floor(phase);
        const double glottal = std::exp(-6.0 * phase) * std::sin(2.0 * std::numbers::pi * 5.0 * phase);
        low += 0.3 * ((uniform() - 0.5) - low);
        const double value = amplitude * loud * std::clamp(1.4 * glottal + 0.4 * low, -1.0, 1.0);
        for (int c = 0; c < channels; ++c) wave.samples.push_back(static_cast<float>(c == 0 ? value : 0.8 * value));
    }
    return wave;
}

Wave silence(double seconds, int sample_rate, int channels) {
    return sine(seconds, 1.0, 0.0, sample_rate, channels);
}

void append(Wave& wave, const Wave& more) {
    wave.samples.insert(wave.samples.end(), more.samples.begin(), more.samples.end());
}

void write_wav(const std::filesystem::path& path, const Wave& wave) {
    std::ofstream file(path, std::ios::binary);
    const auto bytes = static_cast<std::uint32_t>(wave.samples.size() * sizeof(float));
    const auto rate = static_cast<std::uint32_t>(wave.sample_rate);
    const auto channels = static_cast<std::uint32_t>(wave.channels);
    file << "RIFF";
    put(file, 36 + bytes, 4);
    file << "WAVEfmt ";
    put(file, 16, 4);
    put(file, 3, 2);
    put(file, channels, 2);
    put(file, rate, 4);
    put(file, rate * channels * 4, 4);
    put(file, channels * 4, 2);
    put(file, 32, 2);
    file << "data";
    put(file, bytes, 4);
    file.write(reinterpret_cast<const char*>(wave.samples.data()), static_cast<std::streamsize>(bytes));
    if (!file) throw std::runtime_error("cannot write " + path.string());
}

std::string run(const std::string& command) {
    int status = 0;
    std::string output = output_of(command, status);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) throw std::runtime_error("failed: " + command);
    return output;
}

std::string run_all(const std::string& command) {
    int status = 0;
    return output_of(command + " 2>&1", status);
}

bool have(const std::string& program) {
    int status = 0;
    output_of("command -v " + program, status);
    return status == 0;
}

std::string quoted(const std::filesystem::path& path) {
    return "'" + path.string() + "'";
}

Reading ffmpeg_reading(const std::filesystem::path& path, bool dual_mono) {
    const std::string text =
        run_all("ffmpeg -nostdin -hide_banner -i " + quoted(path) + " -map 0:a:0 -af ebur128=peak=true" +
                (dual_mono ? ":dualmono=true" : "") + " -f null -");
    const auto last = [&text](const std::string& pattern) {
        const std::regex expression(pattern);
        std::smatch found;
        const std::size_t summary = text.rfind("Summary:");
        const std::string end = summary == std::string::npos ? "" : text.substr(summary);
        if (!std::regex_search(end, found, expression)) throw std::runtime_error("no reading in: " + text);
        return std::stod(found[1].str());
    };
    return {last("I: +(-?[0-9.inf]+) LUFS"), last("Peak: +(-?[0-9.inf]+) dBFS")};
}

std::vector<float> ffmpeg_samples(const std::filesystem::path& path) {
    const std::string bytes = run("ffmpeg -nostdin -v error -i " + quoted(path) + " -map 0:a:0 -f f32le -");
    std::vector<float> samples(bytes.size() / sizeof(float));
    std::memcpy(samples.data(), bytes.data(), samples.size() * sizeof(float));
    return samples;
}

std::string ffprobe(const std::filesystem::path& path, const std::string& entry) {
    std::string text =
        run("ffprobe -v error -select_streams a:0 -show_entries " + entry + " -of default=nw=1:nk=1 " + quoted(path));
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

bool have_mutagen() {
    return have("/usr/bin/python3") && run_all("/usr/bin/python3 -c 'import mutagen' && echo yes") == "yes\n";
}

std::string mutagen(const std::filesystem::path& path) {
    return run(
        "/usr/bin/python3 -c \"\nimport mutagen, sys\nf = mutagen.File(sys.argv[1])\nt = f.tags\n"
        "items = t.values() if hasattr(t, 'getall') else t.items()\n"
        "for i in items:\n"
        "    if hasattr(i, 'FrameID'):\n"
        "        subs = [x.pprint() for x in getattr(i, 'sub_frames', {}).values()]\n"
        "        print(i.HashKey, '=', getattr(i, 'text', getattr(i, 'url', i.pprint()[:200])), "
        "getattr(i, 'lang', ''), getattr(i, 'mime', ''), getattr(i, 'start_time', ''), "
        "getattr(i, 'end_time', ''), subs)\n"
        "    else:\n        print(i[0], '=', str(i[1])[:200])\n\" " +
        quoted(path));
}

std::int64_t mutagen_padding(const std::filesystem::path& path) {
    // It tells of its padding only while it saves.
    return std::stoll(
        run("/usr/bin/python3 -c \"\nimport io, mutagen, sys\ncopy = io.BytesIO(open(sys.argv[1], 'rb').read())\n"
            "f = mutagen.File(copy)\ncopy.seek(0)\n"
            "f.save(copy, padding=lambda room: print(room.padding) or room.padding)\n\" " +
            quoted(path)));
}

void set_mutagen_padding(const std::filesystem::path& path, std::int64_t bytes) {
    run("/usr/bin/python3 -c \"\nimport mutagen, sys\nf = mutagen.File(sys.argv[1])\n"
        "f.save(padding=lambda room: int(sys.argv[2]))\n\" " +
        quoted(path) + " " + std::to_string(bytes));
}

long peak_kib(const std::function<void()>& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        work();
        ::_exit(0);
    }
    int status = 0;
    rusage used{};
    if (::wait4(child, &status, 0, &used) != child || status != 0) throw std::runtime_error("the work failed");
    return used.ru_maxrss;
}

core::FileDescriptor open_to_write(const std::filesystem::path& path) {
    core::FileDescriptor file(open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (!file) throw std::runtime_error("cannot open " + path.string());
    return file;
}

}  // namespace sound
