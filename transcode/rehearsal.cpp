#include "transcode/rehearsal.h"

#include "transcode/block_peak.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace transcode {

namespace {

constexpr double lowest_lufs = -70.0;
constexpr double highest_lufs = 20.0;
constexpr double bins_per_lu = 50.0;

double loudness_of(double mean_square) {
    return -0.691 + 10.0 * std::log10(mean_square);
}

double linear(double decibel) {
    return std::pow(10.0, decibel / 20.0);
}

}  // namespace

Rehearsal::Gate::Gate() : bins_(static_cast<std::size_t>((highest_lufs - lowest_lufs) * bins_per_lu) + 1) {}

void Rehearsal::Gate::add(double mean_square) {
    if (!(mean_square > 0.0)) return;
    const double place = (loudness_of(mean_square) - lowest_lufs) * bins_per_lu;
    if (place < 0.0) return;
    Bin& bin = bins_[std::min(static_cast<std::size_t>(place), bins_.size() - 1)];
    bin.sum += mean_square;
    ++bin.count;
}

double Rehearsal::Gate::integrated_lufs() const {
    const auto mean_from = [this](std::size_t first) {
        Bin all;
        for (std::size_t i = first; i < bins_.size(); ++i) {
            all.sum += bins_[i].sum;
            all.count += bins_[i].count;
        }
        return all.count == 0 ? 0.0 : all.sum / static_cast<double>(all.count);
    };
    const double ungated = mean_from(0);
    if (ungated <= 0.0) return -std::numeric_limits<double>::infinity();
    const double place = (loudness_of(ungated) - 10.0 - lowest_lufs) * bins_per_lu;
    return loudness_of(mean_from(place > 0.0 ? static_cast<std::size_t>(place) : 0));
}

Rehearsal::Rehearsal(Shape shape, bool dual_mono, std::vector<double> gains_db, double ceiling, LimiterTimes times)
    : channels_(static_cast<std::size_t>(shape.channels)),
      block_(Limiter::block_frames(shape.sample_rate) * channels_),
      margin_(peak_margin_frames * channels_),
      ceiling_(ceiling),
      filters_(channels_, KWeighting(shape.sample_rate)),
      samples_(margin_, 0.0F),
      at_(margin_),
      planar_(block_),
      hop_frames_(static_cast<std::size_t>(shape.sample_rate) / 10) {
    weight_ = (dual_mono && shape.channels == 1 ? 2.0 : 1.0) / (4.0 * static_cast<double>(hop_frames_));
    const std::size_t block_frames = block_ / channels_;
    const double block_seconds = static_cast<double>(block_frames) / shape.sample_rate;
    candidates_.push_back({1.0, GainCurve(block_seconds, times), 1.0, {}, {}});
    double highest = 1e-6;
    for (const double gain_db : gains_db) {
        candidates_.push_back({linear(gain_db), GainCurve(block_seconds, times), 1.0, {}, {}});
        highest = std::max(highest, linear(gain_db));
    }
    enough_ = static_cast<float>(ceiling_ / highest);
    energies_.assign(candidates_.front().curve.delay_blocks() + 2, 0.0);
}

double Rehearsal::energy_of(const float* block) {
    if (channels_ == 1) return filters_.front().energy(block, block_);
    const std::size_t frames = block_ / channels_;
    double sum = 0.0;
    for (std::size_t channel = 0; channel < channels_; ++channel) {
        for (std::size_t i = 0; i < frames; ++i) planar_[i] = block[i * channels_ + channel];
        sum += filters_[channel].energy(planar_.data(), frames);
    }
    return sum;
}

void Rehearsal::take(float peak, double energy) {
    const std::size_t delay = candidates_.front().curve.delay_blocks() + 1;
    energies_[blocks_ % energies_.size()] = energy;
    const bool ready = blocks_ >= delay;
    const double delayed = ready ? energies_[(blocks_ - delay) % energies_.size()] : 0.0;
    ++blocks_;
    candidates_.front().hops[hops_ % 4] += delayed;
    for (std::size_t i = 1; i < candidates_.size(); ++i) {
        Candidate& candidate = candidates_[i];
        const double loud = candidate.gain * static_cast<double>(peak);
        const double before = candidate.node;
        candidate.node = candidate.curve.next_node(loud <= ceiling_ ? 1.0 : ceiling_ / loud);
        // The mean square of a straight line between the two gains.
        const double square = (before * before + before * candidate.node + candidate.node * candidate.node) / 3.0;
        candidate.hops[hops_ % 4] += delayed * square;
    }
    if (!ready) return;
    frames_in_hop_ += block_ / channels_;
    if (frames_in_hop_ >= hop_frames_) end_hop();
}

void Rehearsal::end_hop() {
    frames_in_hop_ -= hop_frames_;
    ++hops_;
    for (Candidate& candidate : candidates_) {
        if (hops_ >= 4) {
            const double energy = candidate.hops[0] + candidate.hops[1] + candidate.hops[2] + candidate.hops[3];
            candidate.gate.add(energy * candidate.gain * candidate.gain * weight_);
        }
        candidate.hops[hops_ % 4] = 0.0;
    }
    for (KWeighting& filter : filters_) filter.settle();
}

void Rehearsal::run() {
    for (; at_ + block_ + margin_ <= samples_.size(); at_ += block_) {
        const float* block = samples_.data() + at_;
        take(block_peak(block, block_, channels_, enough_), energy_of(block));
    }
    const std::size_t spent = at_ - margin_;
    samples_.erase(samples_.begin(), samples_.begin() + static_cast<std::ptrdiff_t>(spent));
    at_ = margin_;
}

void Rehearsal::add(std::span<const float> samples) {
    samples_.insert(samples_.end(), samples.begin(), samples.end());
    run();
}

std::vector<double> Rehearsal::losses() {
    samples_.resize(samples_.size() + block_ * energies_.size() + margin_, 0.0F);
    run();
    const double untouched = candidates_.front().gate.integrated_lufs();
    std::vector<double> result;
    for (std::size_t i = 1; i < candidates_.size(); ++i) {
        const double limited = candidates_[i].gate.integrated_lufs() - 20.0 * std::log10(candidates_[i].gain);
        result.push_back(std::max(0.0, untouched - limited));
    }
    return result;
}

}  // namespace transcode
