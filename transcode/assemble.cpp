#include "transcode/assemble.h"

#include "core/hash.h"
#include "transcode/chapters.h"
#include "transcode/descriptor_io.h"
#include "transcode/encode.h"
#include "transcode/encode_to_target.h"
#include "transcode/filter.h"
#include "transcode/findings.h"
#include "transcode/level.h"
#include "transcode/naming.h"
#include "transcode/programme.h"
#include "transcode/recording.h"
#include "transcode/rehearsal.h"
#include "transcode/survey.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace transcode {

namespace {

constexpr std::string_view piece_word = "piece";

constexpr std::chrono::milliseconds fade{10};
/// Where silence goes on behind the cut, the ring of a room or of a bell does.
constexpr std::chrono::milliseconds fade_at_cut{100};
constexpr Margins kept_silence{std::chrono::milliseconds(200), std::chrono::milliseconds(300)};

/// So much are pieces lifted for others that cannot be as loud as they: more would set them apart.
constexpr double most_lift_lu = 0.3;

/// A piece that stays so far below the others is named, and so many of them by their numbers.
constexpr double least_missing_lu = 0.1;
constexpr std::size_t most_named = 10;

std::uint64_t frames_of(std::chrono::milliseconds time, int sample_rate) {
    return static_cast<std::uint64_t>(std::max(time.count(), std::int64_t{0})) *
           static_cast<std::uint64_t>(sample_rate) / 1000;
}

/// One of the recordings that are played.
struct Source {
    std::vector<std::size_t> pieces;  ///< that play it
    Survey survey;
    Level level;              ///< at which it is as loud as is aimed at
    double louder_lu = 0.0;   ///< than it was, at that level
    double missing_lu = 0.0;  ///< to the aim, where the level was stopped
};

/// The pieces of a programme, as far as they are known.
class Assembly {
public:
    Assembly(std::span<const int> recordings, std::span<const Piece> pieces, const core::Recipe& asked);

    /// Everything there is to know before the first sample is encoded.
    void survey(const Progress& progress);
    Sound sound();

    std::vector<Place> places() const;
    core::Loudness before() const;
    /// Of pieces that cannot be as loud as the others: "; pieces 2 and 5 stay up to 3.1 LU below the target, ..."
    std::string shortfalls() const;

private:
    template <typename Work>
    void with_each_source(Work work);
    const Source& source(std::size_t piece) const { return sources_.at(pieces_[piece].recording); }
    void look();
    void choose_level_of(std::size_t recording, Source& source) const;
    void stand();
    void lift();
    template <typename Gain>
    core::Loudness foretell(Gain gain_db) const;
    bool is_any_stopped() const;
    void play(const Aim& aim, const Programme::Take& take, const Progress& progress);

    std::span<const int> recordings_;
    std::span<const Piece> pieces_;
    core::Recipe recipe_;
    Shape shape_;  ///< of the programme
    Aim aim_;      ///< for each piece and for the whole
    std::map<std::size_t, Source> sources_;
    std::vector<Stand> stands_;
    double lift_lu_ = 0.0;  ///< what all pieces get so that the whole comes there too
};

Assembly::Assembly(std::span<const int> recordings, std::span<const Piece> pieces, const core::Recipe& asked)
    : recordings_(recordings), pieces_(pieces), recipe_(asked) {
    recipe_.filters = filter_chain(asked.filters);
    recipe_.trim_silence = true;
    for (std::size_t index = 0; index < pieces.size(); ++index) {
        if (pieces[index].recording >= recordings.size()) throw std::out_of_range("a piece has no recording");
        sources_[pieces[index].recording].pieces.push_back(index);
    }
}

/// Errors of a recording name the first piece that plays it.
template <typename Work>
void Assembly::with_each_source(Work work) {
    std::size_t done = 0;
    for (auto& each : sources_) {
        naming(piece_word, each.second.pieces.front(), pieces_.size(), [&] {
            work(each.first, each.second, static_cast<double>(done) / static_cast<double>(sources_.size()));
        });
        ++done;
    }
}

/// Shape and aim, which have to be known before anything is measured. The containers' word is enough for a length by
/// which peaks are foretold.
void Assembly::look() {
    int channels = recipe_.channels == core::Channels::stereo ? 2 : 1;
    double seconds = 0.0;
    with_each_source([&](std::size_t recording, const Source& source, double) {
        Playing playing;
        playing.filters = recipe_.filters;
        const Recording opened(recordings_[recording], playing);
        if (recipe_.channels == core::Channels::source) channels = std::max(channels, opened.shape().channels);
        seconds += opened.facts().seconds * static_cast<double>(source.pieces.size());
    });
    recipe_.channels = channels == 2 ? core::Channels::stereo : core::Channels::mono;
    shape_ = {encoder_rate(recipe_.format, recipe_.sample_rate_hz), channels};
    aim_ = aim_for(recipe_, shape_, std::chrono::milliseconds(std::llround(seconds * 1000.0)));
}

/// Keeps no trace: there are many recordings.
void Assembly::choose_level_of(std::size_t recording, Source& source) const {
    const core::Loudness& reading = source.survey.shaped;
    const auto trace = [&](const auto& take) { recall(recordings_[recording], recipe_, source.survey, take, {}); };
    source.level = choose_level(aim_, shape_.sample_rate, reading, trace);
    source.louder_lu = aim_.target_lufs - reading.integrated_lufs;
    if (source.level.stopped) {
        Rehearsal rehearsal(shape_.sample_rate, {source.level.gain_db}, std::pow(10.0, aim_.limit_dbtp / 20.0));
        trace([&rehearsal](const LevelTrace& part) { rehearsal.add(part); });
        const double louder = source.level.gain_db - rehearsal.losses().front();
        source.missing_lu = source.louder_lu - louder;
        source.louder_lu = louder;
    }
    source.survey.trace.reset();
}

void Assembly::stand() {
    const std::uint64_t short_fade = frames_of(fade, shape_.sample_rate);
    const std::uint64_t long_fade = frames_of(fade_at_cut, shape_.sample_rate);
    std::uint64_t end = 0;
    for (std::size_t index = 0; index < pieces_.size(); ++index) {
        const Survey& survey = source(index).survey;
        const double ratio = static_cast<double>(shape_.sample_rate) / survey.shape.sample_rate;
        Stand stand;
        stand.length = static_cast<std::uint64_t>(std::llround(static_cast<double>(survey.frames) * ratio));
        const Range& range = survey.playing.range;
        stand.fade_in = std::min(range.begin > 0 ? long_fade : short_fade, stand.length / 2);
        stand.fade_out = std::min(range.end < survey.untrimmed ? long_fade : short_fade, stand.length / 2);
        stand.start = end + frames_of(pieces_[index].gap, shape_.sample_rate);
        if (index > 0 && pieces_[index].gap.count() <= 0)
            stand.start -= std::min({short_fade, stand.fade_in, stands_.back().fade_out});
        end = stand.start + stand.length;
        stands_.push_back(stand);
    }
}

/// Of the programme, each recording with so much gain.
template <typename Gain>
core::Loudness Assembly::foretell(Gain gain_db) const {
    std::vector<Metered> metered;
    for (std::size_t index = 0; index < pieces_.size(); ++index) {
        const Source& played = source(index);
        const double cut = static_cast<double>(played.survey.playing.range.begin) / played.survey.shape.sample_rate;
        metered.push_back({stands_[index], played.survey.hops, cut, gain_db(played)});
    }
    return foretold(metered, shape_.sample_rate);
}

bool Assembly::is_any_stopped() const {
    return std::ranges::any_of(sources_, [](const auto& source) { return source.second.level.stopped; });
}

/// Pieces of the same loudness make a whole of much the same; short ones between silence a little less.
void Assembly::lift() {
    constexpr int rounds = 3;
    for (int round = 0; round < rounds; ++round) {
        const core::Loudness whole = foretell([this](const Source& played) {
            return played.louder_lu + (played.level.stopped ? std::min(lift_lu_, 0.0) : lift_lu_);
        });
        const double missing = aim_.target_lufs - whole.integrated_lufs;
        if (!std::isfinite(missing)) break;
        lift_lu_ += missing;
        if (!is_any_stopped()) break;
        lift_lu_ = std::min(lift_lu_, most_lift_lu);
    }
}

void Assembly::survey(const Progress& progress) {
    look();
    with_each_source([&](std::size_t recording, Source& source, double done) {
        const double share = 1.0 / static_cast<double>(sources_.size());
        const Progress step = step_of(progress, done, done + share);
        source.survey = transcode::survey(recordings_[recording], recipe_, step, {{}, kept_silence});
        choose_level_of(recording, source);
    });
    stand();
    lift();
}

Sound Assembly::sound() {
    const Stand& last = stands_.back();
    Sound sound{shape_, duration_of(last.start + last.length, shape_.sample_rate), aim_, {}, {}};
    // The pieces have their gains when they come to the limiter, which is one for all.
    sound.level = [this](const Aim& aim) { return Level{0.0, aim.limit_dbtp, is_any_stopped()}; };
    sound.play = [this](const Aim& aim, const auto& take, const Progress& progress) { play(aim, take, progress); };
    return sound;
}

void Assembly::play(const Aim& aim, const Programme::Take& take, const Progress& progress) {
    Programme programme(shape_.channels, frames_of(fade, shape_.sample_rate), take);
    const auto all = static_cast<double>(stands_.back().start + stands_.back().length);
    for (std::size_t index = 0; index < pieces_.size(); ++index) {
        const Source& played = source(index);
        const double most = aim.most_limiting_db + aim.limit_dbtp - played.survey.shaped.true_peak_dbtp;
        const double gain_db = std::min(played.level.gain_db + lift_lu_ + aim.target_lufs - aim_.target_lufs, most);
        naming(piece_word, index, pieces_.size(), [&] {
            programme.begin(stands_[index], static_cast<float>(std::pow(10.0, gain_db / 20.0)));
            transcode::play(recordings_[pieces_[index].recording], played.survey,
                            [&](std::span<const float> samples) {
                                programme.add(samples);
                                if (progress) progress(static_cast<double>(programme.frames()) / all);
                            },
                            {});
            programme.end();
        });
    }
    programme.finish();
}

std::vector<Place> Assembly::places() const {
    std::vector<Place> places;
    for (std::size_t index = 0; index < pieces_.size(); ++index) {
        const Survey& survey = source(index).survey;
        places.push_back({duration_of(stands_[index].start, shape_.sample_rate),
                          duration_of(stands_[index].length, shape_.sample_rate),
                          duration_of(survey.playing.range.begin, survey.shape.sample_rate)});
    }
    return places;
}

core::Loudness Assembly::before() const {
    core::Loudness loudness = foretell([](const Source&) { return 0.0; });
    loudness.true_peak_dbtp = -std::numeric_limits<double>::infinity();
    for (const auto& [recording, source] : sources_)
        loudness.true_peak_dbtp = std::max(loudness.true_peak_dbtp, source.survey.shaped.true_peak_dbtp);
    return loudness;
}

std::string Assembly::shortfalls() const {
    std::vector<std::size_t> pieces;
    double most = 0.0;
    for (const auto& [recording, source] : sources_) {
        if (source.missing_lu < least_missing_lu) continue;
        pieces.insert(pieces.end(), source.pieces.begin(), source.pieces.end());
        most = std::max(most, source.missing_lu);
    }
    if (pieces.empty()) return {};
    std::ranges::sort(pieces);
    std::string names;
    for (std::size_t index = 0; index < std::min(pieces.size(), most_named); ++index)
        names += fmt::format("{}{}", index == 0 ? "" : ", ", pieces[index] + 1);
    if (pieces.size() > most_named) names += fmt::format(" and {} more", pieces.size() - most_named);
    return fmt::format("; {} {} {:.1f} LU below the target, where the limiter has taken {:g} dB",
                       pieces.size() == 1 ? "piece" : "pieces", names + (pieces.size() == 1 ? " stays" : " stay up to"),
                       most, recipe_.max_limiting_db);
}

void take_starts(std::vector<core::Chapter>& chapters, std::span<const Piece> pieces, std::span<const Place> places) {
    std::size_t begun = 0;
    for (std::size_t index = 0; index < pieces.size(); ++index) {
        if (!pieces[index].begins_chapter) continue;
        if (begun < chapters.size()) chapters[begun].start = places[index].start;
        ++begun;
    }
    if (begun != chapters.size()) throw std::invalid_argument("not as many chapters as pieces that begin one");
    // Readers of M4A begin the first one with the file, wherever it begins.
    if (begun > 0 && !pieces.front().begins_chapter) throw std::invalid_argument("a beginning without a chapter");
}

}  // namespace

Assembled assemble(std::span<const int> recordings, std::span<const Piece> pieces, int output,
                   const core::Recipe& recipe, const core::Tags& told, const Progress& progress) {
    if (pieces.empty()) throw std::invalid_argument("a programme of no pieces");
    Assembly assembly(recordings, pieces, recipe);
    assembly.survey(step_of(progress, 0.0, 0.2));
    Assembled result;
    result.places = assembly.places();
    core::Tags tags = told;
    take_starts(tags.chapters, pieces, result.places);
    core::Made& made = result.made;
    made.lane = core::Lane::encode;
    made.before = assembly.before();
    made.source_format = fmt::format("{} pieces", pieces.size());
    made.explanation = fmt::format("encode: bulletin of {} pieces{}", pieces.size(), assembly.shortfalls());
    made.chapters = placed(tags.chapters, pieces, result.places);
    encode_to_target(output, recipe, tags, assembly.sound(), progress, made);
    made.findings = findings_of(made, recipe);
    made.bytes = file_size(output);
    made.sha256 = core::sha256_of_file(output);
    if (progress) progress(1.0);
    return result;
}

std::vector<core::Chapter> placed(std::vector<core::Chapter> chapters, std::span<const Piece> pieces,
                                  std::span<const Place> places) {
    take_starts(chapters, pieces, places);
    return without_pictures(std::move(chapters));
}

std::optional<std::size_t> faulty_piece(const core::Error& error) {
    const std::string_view text = error.what();
    const std::string before = fmt::format("{} ", piece_word);
    if (error.kind() != core::ErrorKind::media || !text.starts_with(before)) return std::nullopt;
    std::size_t number = 0;
    const std::string_view rest = text.substr(before.size());
    const auto [end, fault] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    const bool is_named = fault == std::errc() && number > 0 && std::string_view(end).starts_with(" of ");
    return is_named ? std::optional(number - 1) : std::nullopt;
}

}  // namespace transcode
