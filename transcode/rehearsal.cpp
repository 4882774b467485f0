#include "transcode/rehearsal.h"

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

Rehearsal::Rehearsal(int sample_rate, const std::vector<double>& gains_db, double ceiling, LimiterTimes times)
    : ceiling_(ceiling),
      hop_frames_((static_cast<std::size_t>(sample_rate) + 5) / 10),
      block_frames_(level_block_frames(sample_rate)),
      middle_(block_frames_ / 2) {
    const double block_seconds = static_cast<double>(block_frames_) / sample_rate;
    candidates_.push_back({1.0, GainCurve(block_seconds, times), 1.0, 0.0, {}, {}});
    double highest = 1e-6;
    for (const double gain_db : gains_db) {
        candidates_.push_back({linear(gain_db), GainCurve(block_seconds, times), 1.0, 0.0, {}, {}});
        highest = std::max(highest, linear(gain_db));
    }
    enough_ = ceiling / highest;
}

void Rehearsal::add(const LevelTrace& trace) {
    energies_.insert(energies_.end(), trace.energies.begin(), trace.energies.end());
    for (const float peak : trace.peaks) take(static_cast<double>(peak));
}

void Rehearsal::take(double peak) {
    // The curves answer for the block that came so much earlier.
    const bool ready = blocks_ > candidates_.front().curve.delay_blocks();
    ++blocks_;
    if (peak > enough_) idle_ = false;
    for (std::size_t i = 1; i < candidates_.size() && !idle_; ++i) {
        Candidate& candidate = candidates_[i];
        const double loud = candidate.gain * peak;
        const double before = candidate.node;
        candidate.node = candidate.curve.next_node(loud <= ceiling_ ? 1.0 : ceiling_ / loud);
        // The mean square of a straight line between the two gains.
        if (ready)
            candidate.squares += (before * before + before * candidate.node + candidate.node * candidate.node) / 3.0;
    }
    if (!ready) return;
    ++shares_;
    if (idle_)
        ++idle_shares_;
    else
        idle_ = std::all_of(candidates_.begin() + 1, candidates_.end(),
                            [](const Candidate& candidate) { return candidate.curve.idle(); });
    middle_ += block_frames_;
    while (middle_ >= hop_frames_ * (slice_ + 1) / LevelTrace::slices_a_hop) {
        if (energies_.empty()) return;
        end_slice();
    }
}

void Rehearsal::end_slice() {
    const auto energy = static_cast<double>(energies_.front());
    energies_.pop_front();
    candidates_.front().hops[hops_ % 4] += energy;
    const auto idle_squares = static_cast<double>(idle_shares_);
    for (std::size_t i = 1; i < candidates_.size(); ++i) {
        Candidate& candidate = candidates_[i];
        // At low rates a slice may be shorter than a block.
        const double square = shares_ > 0 ? (candidate.squares + idle_squares) / static_cast<double>(shares_)
                                          : candidate.node * candidate.node;
        candidate.hops[hops_ % 4] += energy * square;
        candidate.squares = 0.0;
    }
    shares_ = 0;
    idle_shares_ = 0;
    if (++slice_ == LevelTrace::slices_a_hop) end_hop();
}

void Rehearsal::end_hop() {
    slice_ = 0;
    middle_ -= hop_frames_;
    ++hops_;
    const double weight = 1.0 / (4.0 * static_cast<double>(hop_frames_));
    for (Candidate& candidate : candidates_) {
        if (hops_ >= 4) {
            const double energy = candidate.hops[0] + candidate.hops[1] + candidate.hops[2] + candidate.hops[3];
            candidate.gate.add(energy * candidate.gain * candidate.gain * weight);
        }
        candidate.hops[hops_ % 4] = 0.0;
    }
}

std::vector<double> Rehearsal::losses() const {
    const double untouched = candidates_.front().gate.integrated_lufs();
    std::vector<double> result;
    for (std::size_t i = 1; i < candidates_.size(); ++i) {
        const double limited = candidates_[i].gate.integrated_lufs() - 20.0 * std::log10(candidates_[i].gain);
        result.push_back(std::max(0.0, untouched - limited));
    }
    return result;
}

}  // namespace transcode
