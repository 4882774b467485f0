#include "transcode/meter.h"

#include "core/error.h"
#include "transcode/k_weighting.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <iterator>
#include <limits>

#include <fmt/format.h>

namespace transcode {

namespace {

constexpr std::size_t buffer_frames = 2048;
constexpr std::size_t slices_a_hop = LevelTrace::slices_a_hop;
constexpr std::size_t slices_in_block = 4 * slices_a_hop;
constexpr std::size_t slices_in_short_term = 30 * slices_a_hop;
constexpr double offset_lufs = -0.691;  // BS.1770-4: what makes a 997 Hz sine read its level

double to_lufs(double mean_square) {
    if (mean_square <= 0.0) return -std::numeric_limits<double>::infinity();
    return offset_lufs + 10.0 * std::log10(mean_square);
}

const double absolute_gate = std::pow(10.0, (-70.0 - offset_lufs) / 10.0);
constexpr double relative_gate = 0.1;  // -10 LU, BS.1770-4
constexpr double range_gate = 0.01;    // -20 LU, Tech 3342

constexpr std::size_t hops_in_passage = 100;
constexpr std::size_t least_blocks_in_passage = 30;
constexpr double passage_gate = 0.001;  // -30 LU: what is further down is a pause

/// BS.1770-4, table 3; what surrounds the listener counts 1.5 dB more, the low-frequency channel not at all.
std::vector<double> weights(int channels, bool dual_mono) {
    switch (channels) {
        case 1:
            return {dual_mono ? 2.0 : 1.0};
        case 2:
            return {1.0, 1.0};
        case 3:
            return {1.0, 1.0, 1.0};
        case 4:
            return {1.0, 1.0, 1.41, 1.41};
        case 5:
            return {1.0, 1.0, 1.0, 1.41, 1.41};
        case 6:
            return {1.0, 1.0, 1.0, 0.0, 1.41, 1.41};
        case 7:
            return {1.0, 1.0, 1.0, 0.0, 1.0, 1.41, 1.41};
        case 8:
            return {1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.41, 1.41};
        default:
            break;
    }
    throw core::Error(core::ErrorKind::media, fmt::format("cannot measure loudness of {} channels", channels));
}

double mean(const std::deque<float>& energies, double from) {
    double sum = 0.0;
    std::size_t count = 0;
    for (const float energy : energies) {
        if (static_cast<double>(energy) < from) continue;
        sum += static_cast<double>(energy);
        ++count;
    }
    return count == 0 ? 0.0 : sum / static_cast<double>(count);
}

double gated_mean(const std::deque<float>& energies) {
    return mean(energies, mean(energies, 0.0) * relative_gate);
}

}  // namespace

struct Meter::Channel {
    Channel(int sample_rate_hz, double channel_weight) : weight(channel_weight), filter(sample_rate_hz) {}

    float* samples() { return memory.data() + TruePeak::history; }

    double weight;
    KWeighting filter;
    std::vector<float> memory = std::vector<float>(TruePeak::history + buffer_frames);
};

Meter::Meter(int sample_rate_hz, int channels, MeterOptions options)
    : options_(options), block_frames_(level_block_frames(sample_rate_hz)), peak_(sample_rate_hz, block_frames_) {
    if (sample_rate_hz < 1000 || sample_rate_hz > 1'000'000) {
        throw core::Error(core::ErrorKind::media, fmt::format("cannot measure loudness at {} Hz", sample_rate_hz));
    }
    for (const double weight : weights(channels, options.dual_mono)) channels_.emplace_back(sample_rate_hz, weight);
    hop_frames_ = (static_cast<std::size_t>(sample_rate_hz) + 5) / 10;
    slice_end_ = hop_frames_ / slices_a_hop;
    slices_.assign(slices_in_short_term, 0.0);
    trace_share_ = static_cast<float>(std::pow(10.0, -options.trace_depth_db / 20.0));
}

Meter::~Meter() = default;
Meter::Meter(Meter&&) noexcept = default;
Meter& Meter::operator=(Meter&&) noexcept = default;

void Meter::add_interleaved(std::span<const float> samples) {
    const std::size_t channels = channels_.size();
    assert(samples.size() % channels == 0);
    while (!samples.empty()) {
        const std::size_t frames = std::min(samples.size() / channels, buffer_frames - buffered_);
        for (std::size_t channel = 0; channel < channels; ++channel) {
            float* const target = channels_[channel].samples() + buffered_;
            const float* const source = samples.data() + channel;
            for (std::size_t i = 0; i < frames; ++i) target[i] = source[i * channels];
        }
        buffered_ += frames;
        if (buffered_ == buffer_frames) process();
        samples = samples.subspan(frames * channels);
    }
}

void Meter::add_planar(std::span<const float* const> channels, std::size_t frames) {
    assert(channels.size() == channels_.size());
    for (std::size_t done = 0; done < frames;) {
        const std::size_t part = std::min(frames - done, buffer_frames - buffered_);
        for (std::size_t channel = 0; channel < channels.size(); ++channel) {
            std::copy_n(channels[channel] + done, part, channels_[channel].samples() + buffered_);
        }
        buffered_ += part;
        if (buffered_ == buffer_frames) process();
        done += part;
    }
}

void Meter::process() {
    weigh(buffered_);
    std::array<float, buffer_frames / level_block_frames(0)> peaks{};
    const std::size_t blocks = (buffered_ + block_frames_ - 1) / block_frames_;
    for (Channel& channel : channels_) {
        if (options_.trace)
            peak_.scan(channel.samples(), buffered_, trace_share_, peaks);
        else if (options_.true_peak)
            peak_.scan(channel.samples(), buffered_);
        const auto end = channel.memory.begin() + static_cast<std::ptrdiff_t>(buffered_ + TruePeak::history);
        std::copy(end - static_cast<std::ptrdiff_t>(TruePeak::history), end, channel.memory.begin());
        channel.filter.settle();
    }
    if (options_.trace) trace_.peaks.insert(trace_.peaks.end(), peaks.begin(), peaks.begin() + blocks);
    buffered_ = 0;
}

void Meter::stop_trace() {
    options_.trace = false;
    trace_ = {};
}

void Meter::weigh(std::size_t frames) {
    for (std::size_t done = 0; done < frames;) {
        const std::size_t part = std::min(frames - done, slice_end_ - hop_position_);
        for (Channel& channel : channels_) {
            float* const samples = channel.samples() + done;
            const KWeighting before = channel.filter;
            double energy = channel.filter.energy(samples, part);
            if (!std::isfinite(energy)) {
                std::replace_if(
                    samples, samples + part, [](float sample) { return !std::isfinite(sample); }, 0.0F);
                channel.filter = before;
                energy = channel.filter.energy(samples, part);
            }
            slice_energy_ += energy * channel.weight;
        }
        done += part;
        hop_position_ += part;
        if (hop_position_ == slice_end_) end_of_slice();
    }
}

void Meter::end_of_slice() {
    slices_[slice_count_ % slices_in_short_term] = slice_energy_;
    if (options_.trace) trace_.energies.push_back(static_cast<float>(slice_energy_));
    slice_energy_ = 0.0;
    ++slice_count_;
    if (slice_count_ % slices_a_hop == 0) end_of_hop();
    slice_end_ = hop_frames_ * (slice_count_ % slices_a_hop + 1) / slices_a_hop;
}

void Meter::add_energy(double energy) {
    slice_energy_ = energy;
    end_of_slice();
}

double Meter::mean_square(std::size_t slices) const {
    double sum = 0.0;
    for (std::size_t back = 1; back <= slices; ++back) {
        sum += slices_[(slice_count_ + slices_in_short_term - back) % slices_in_short_term];
    }
    const std::size_t frames = hop_frames_ * slices / slices_a_hop;  // whole hops: nothing is lost
    return sum / static_cast<double>(frames);
}

void Meter::end_of_hop() {
    hop_position_ = 0;
    if (options_.hops)
        all_hops_.push_back(static_cast<float>(mean_square(slices_a_hop) * static_cast<double>(hop_frames_)));
    if (slice_count_ >= slices_in_block) {
        const double energy = mean_square(slices_in_block);
        if (energy >= absolute_gate) {
            blocks_.push_back(static_cast<float>(energy));
            passage_.push_back(static_cast<float>(energy));
        }
    }
    if (++passage_hops_ == hops_in_passage) end_of_passage();
    constexpr std::size_t slices_a_second = 10 * slices_a_hop;
    if (slice_count_ >= slices_in_short_term && slice_count_ % slices_a_second == 0) {
        const double energy = mean_square(slices_in_short_term);
        if (energy >= absolute_gate) short_terms_.push_back(static_cast<float>(energy));
    }
}

void Meter::end_of_passage() {
    if (passage_.size() >= least_blocks_in_passage) passages_.push_back(static_cast<float>(gated_mean(passage_)));
    passage_.clear();
    passage_hops_ = 0;
}

double Meter::passages_lu() const {
    const double gate = gated_mean(blocks_) * passage_gate;
    double quietest = 0.0;
    double loudest = 0.0;
    const auto take = [&](double energy) {
        if (energy < gate) return;
        quietest = quietest == 0.0 ? energy : std::min(quietest, energy);
        loudest = std::max(loudest, energy);
    };
    for (const float passage : passages_) take(static_cast<double>(passage));
    if (passage_.size() >= least_blocks_in_passage) take(gated_mean(passage_));
    return quietest > 0.0 ? to_lufs(loudest) - to_lufs(quietest) : 0.0;
}

double Meter::momentary_lufs() {
    process();
    return to_lufs(mean_square(slices_in_block));
}

double Meter::short_term_lufs() {
    process();
    return to_lufs(mean_square(slices_in_short_term));
}

double Meter::integrated_lufs() const {
    return to_lufs(gated_mean(blocks_));
}

double Meter::range_lu() const {
    const double gate = mean(short_terms_, 0.0) * range_gate;
    std::vector<float> loud;
    std::copy_if(short_terms_.begin(), short_terms_.end(), std::back_inserter(loud),
                 [gate](float energy) { return static_cast<double>(energy) >= gate; });
    if (loud.empty()) return 0.0;
    std::sort(loud.begin(), loud.end());
    const auto percentile = [&loud](double share) {
        const auto index = static_cast<std::size_t>(static_cast<double>(loud.size() - 1) * share + 0.5);
        return to_lufs(static_cast<double>(loud[index]));
    };
    return percentile(0.95) - percentile(0.10);
}

core::Loudness Meter::reading() {
    process();
    core::Loudness result;
    result.integrated_lufs = integrated_lufs();
    result.range_lu = range_lu();
    if (options_.true_peak) {
        const float peak = peak_.peak();
        result.true_peak_dbtp =
            peak > 0.0F ? 20.0 * std::log10(static_cast<double>(peak)) : -std::numeric_limits<double>::infinity();
    }
    return result;
}

}  // namespace transcode
