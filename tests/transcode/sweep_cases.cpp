#include "tests/transcode/sweep_cases.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <random>

namespace sweep {

namespace {

using sound::Wave;

struct Voice {
    const char* name;
    const char* text;
};

constexpr std::array<Voice, 10> voices{{
    {"vi",
     "Sáng nay mực nước sông tiếp tục lên nhanh. Bà con đã chuẩn bị ghe xuồng để đón mùa nước nổi, trong khi các xã "
     "đầu "
     "nguồn gia cố lại đê bao. Giá lúa vẫn giữ ở mức cao, thương lái đến tận ruộng đặt mua."},
    {"en-us",
     "The river rose again this morning. Families along the upper reaches moved their boats to higher ground, and the "
     "district asked schools to close early. Prices at the market held steady through the week."},
    {"de",
     "Am Morgen stieg der Fluss erneut an. Die Feuerwehr sicherte den Deich, während Händler ihre Stände räumten. Der "
     "Bürgermeister sprach von einer ernsten, aber beherrschbaren Lage."},
    {"fr-fr",
     "La rivière est encore montée ce matin. Les pêcheurs ont mis leurs barques à l'abri et la mairie a fermé deux "
     "ponts. Le marché, lui, a ouvert comme chaque samedi."},
    {"es",
     "El río volvió a crecer esta mañana. Los vecinos subieron sus barcas a la orilla alta y el ayuntamiento cerró dos "
     "puentes. El mercado abrió como todos los sábados."},
    {"ru",
     "Утром река снова поднялась. Жители вывели лодки на высокий берег, а администрация закрыла два моста. Рынок "
     "открылся, как обычно, в субботу."},
    {"cmn", "今天早上河水又涨了。居民把船移到高处，区里要求学校提前放学。市场的价格这一周保持稳定。"},
    {"pt-br",
     "O rio subiu de novo esta manhã. As famílias levaram os barcos para a parte alta e a prefeitura fechou duas "
     "pontes. A feira abriu como em todos os sábados."},
    {"en+f3",
     "A new reading room opens on Friday. It will hold nine thousand volumes, a map collection, and a quiet corner for "
     "children. Entry is free on the first Sunday of every month."},
    {"vi+f2",
     "Phòng đọc mới mở cửa vào thứ sáu. Nơi đây có chín ngàn đầu sách, một bộ sưu tập bản đồ và góc yên tĩnh cho "
     "thiếu nhi. Chủ nhật đầu tháng vào cửa miễn phí."},
}};

constexpr std::array<const char*, 6> effects{"plain", "late", "clicks", "pauses", "hiss", "dead-left"};
constexpr std::array<double, 9> levels{-20.0, -40.0, -16.5, -8.0, -30.0, -12.0, -24.0, -36.0, -18.0};
constexpr std::array<int, 8> rates{44100, 48000, 22050, 16000, 32000, 8000, 24000, 11025};
constexpr std::array<const char*, 4> codings{"wav", "mp3", "wav", "opus"};

Wave read_wave(const std::filesystem::path& path, int sample_rate) {
    Wave wave{sample_rate, 1, {}};
    const std::string bytes = sound::run(
        fmt::format("ffmpeg -nostdin -v error -i {} -ac 1 -ar {} -f f32le -", sound::quoted(path), sample_rate));
    wave.samples.resize(bytes.size() / sizeof(float));
    std::copy_n(bytes.data(), wave.samples.size() * sizeof(float), reinterpret_cast<char*>(wave.samples.data()));
    return wave;
}

Wave speech(const std::string& voice, int sample_rate, const std::filesystem::path& folder) {
    const auto path = folder / (voice + ".wav");
    if (!std::filesystem::exists(path)) {
        const auto text = folder / (voice + ".txt");
        const auto found =
            std::find_if(voices.begin(), voices.end(), [&voice](const Voice& other) { return voice == other.name; });
        std::ofstream(text) << found->text << "\n\n" << found->text << '\n';
        sound::run(fmt::format("espeak-ng -v {} -f {} -w {}", voice, sound::quoted(text), sound::quoted(path)));
    }
    return read_wave(path, sample_rate);
}

/// Chords of decaying tones over noise, with a beat.
Wave music(double seconds, int sample_rate, std::mt19937& random) {
    Wave wave{sample_rate, 1, {}};
    const auto uniform = [&random] { return static_cast<double>(random()) / 4294967296.0; };
    std::array<double, 5> phases{};
    std::array<double, 5> steps{};
    double loud = 0.0;
    const auto beat = static_cast<std::size_t>(0.4 * sample_rate);
    for (std::size_t i = 0; i < static_cast<std::size_t>(seconds * sample_rate); ++i) {
        if (i % beat == 0) {
            loud = 0.5 + 0.5 * uniform();
            for (double& step : steps) step = std::pow(2.0, std::floor(uniform() * 36.0) / 12.0) * 110.0 / sample_rate;
        }
        loud *= std::exp(-2.5 / sample_rate);
        double value = 0.15 * (uniform() - 0.5);
        for (std::size_t voice = 0; voice < phases.size(); ++voice) {
            phases[voice] += steps[voice];
            value += 0.15 * std::sin(6.28318530718 * phases[voice]);
        }
        wave.samples.push_back(static_cast<float>(loud * value));
    }
    return wave;
}

void with_effect(Wave& wave, const std::string& effect, std::mt19937& random) {
    const auto uniform = [&random] { return static_cast<double>(random()) / 4294967296.0; };
    const auto rate = static_cast<std::size_t>(wave.sample_rate);
    if (effect == "late") {
        wave.samples.insert(wave.samples.begin(), rate * 5, 0.0F);
    } else if (effect == "clicks") {
        for (std::size_t i = rate; i + 8 < wave.samples.size(); i += rate * 3)
            for (std::size_t j = 0; j < 3; ++j) wave.samples[i + j] += j % 2 == 0 ? 0.9F : -0.9F;
    } else if (effect == "pauses") {
        Wave paused{wave.sample_rate, 1, {}};
        for (std::size_t i = 0; i < wave.samples.size(); i += rate * 3) {
            const std::size_t end = std::min(i + rate * 3, wave.samples.size());
            paused.samples.insert(paused.samples.end(), wave.samples.begin() + static_cast<std::ptrdiff_t>(i),
                                  wave.samples.begin() + static_cast<std::ptrdiff_t>(end));
            paused.samples.insert(paused.samples.end(), rate * 3, 0.0F);
        }
        wave = std::move(paused);
    } else if (effect == "hiss") {
        for (float& sample : wave.samples) sample += static_cast<float>(0.01 * (uniform() - 0.5));
    }
}

Wave in_channels(const Wave& mono, int channels, bool dead_left) {
    if (channels == 1) return mono;
    Wave wave{mono.sample_rate, 2, {}};
    for (std::size_t i = 0; i < mono.samples.size(); ++i) {
        const float delayed = i >= 20 ? mono.samples[i - 20] : 0.0F;
        wave.samples.push_back(dead_left ? 0.0F : mono.samples[i]);
        wave.samples.push_back(0.7F * mono.samples[i] + 0.25F * delayed);
    }
    return wave;
}

}  // namespace

std::vector<Case> cases(std::size_t count) {
    std::vector<Case> result;
    for (std::size_t i = 0; i < count; ++i) {
        Case made;
        std::mt19937 random(static_cast<unsigned>(i) * 7919U + 17U);
        const std::size_t voice = i % (voices.size() + 1);
        if (voice < voices.size()) made.voice = voices[voice].name;
        made.effect = effects[(i / 2) % effects.size()];
        made.level_lufs = levels[(i / 3 + i) % levels.size()];
        made.sample_rate = rates[(i / 5 + random() % 3) % rates.size()];
        made.channels = made.effect == "dead-left" || i % 3 == 1 ? 2 : 1;
        made.packed = codings[i % codings.size()];
        made.recipe.format = std::array{core::Format::mp3, core::Format::m4a, core::Format::opus}[i % 3];
        made.recipe.channels = (i / 3) % 2 == 0 ? core::Channels::mono : core::Channels::stereo;
        made.recipe.bitrate_kbps = std::array{96, 64, 128}[(i / 6) % 3];
        if (made.recipe.channels == core::Channels::stereo)
            made.recipe.bitrate_kbps = std::array{128, 96, 160}[(i / 6) % 3];
        made.recipe.lane = core::Lane::encode;
        made.name = fmt::format("{:03} {} {} {} LUFS {} Hz {}ch {} to {} {} {} kbit/s", i,
                                made.voice.empty() ? "music" : made.voice, made.effect, made.level_lufs,
                                made.sample_rate, made.channels, made.packed, core::name(made.recipe.format),
                                core::name(made.recipe.channels), made.recipe.bitrate_kbps);
        result.push_back(made);
    }
    return result;
}

std::filesystem::path synthesize(const Case& wanted, const std::filesystem::path& folder) {
    std::mt19937 random(static_cast<unsigned>(std::hash<std::string>()(wanted.name)));
    Wave mono = wanted.voice.empty() ? music(20.0, wanted.sample_rate, random)
                                     : speech(wanted.voice, wanted.sample_rate, folder);
    with_effect(mono, wanted.effect, random);
    Wave wave = in_channels(mono, wanted.channels, wanted.effect == "dead-left");
    const auto raw = folder / "raw.wav";
    sound::write_wav(raw, wave);
    const double level = sound::ffmpeg_reading(raw, true).integrated_lufs;
    const auto factor = static_cast<float>(std::pow(10.0, (wanted.level_lufs - level) / 20.0));
    // A source cannot pass full scale: loud ones are clipped, as in life.
    for (float& sample : wave.samples) sample = std::clamp(sample * factor, -1.0F, 1.0F);
    sound::write_wav(raw, wave);
    if (wanted.packed == "wav") return raw;
    const auto packed = folder / ("source." + wanted.packed);
    const std::string codec = wanted.packed == "mp3" ? "-c:a libmp3lame -b:a 64k" : "-c:a libopus -b:a 48k";
    sound::run(
        fmt::format("ffmpeg -nostdin -v error -y -i {} {} {}", sound::quoted(raw), codec, sound::quoted(packed)));
    return packed;
}

}  // namespace sweep
