#include "app/commands/status_text.h"

#include "app/commands/layout.h"
#include "core/columns.h"
#include "core/time.h"
#include "fetch/markup/url.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace app {

namespace {

constexpr std::size_t indent = 4;

std::string head(const config::Config& show, const ShowStatus& status, std::size_t columns) {
    std::string text =
        paragraph(fmt::format("{} ({})", show.show.title, show.show.id), columns, 0) +
        paragraph(fmt::format("{}, times in {}, loudness in LUFS",
                              counted(status.episodes.size(), "episode", "episodes"), show.show.timezone),
                  columns, 0);
    for (const std::string& feed : status.feeds) text += fmt::format("feed {}\n", (show.show_folder() / feed).string());
    return text;
}

std::string table(const config::Config& show, const std::vector<catalog::Entry>& entries, std::size_t columns) {
    if (entries.empty()) return {};
    constexpr std::size_t signs_width = 4;
    constexpr std::size_t others = minute_width + 2 + 2 + 7 + 2 + 6 + 2 + 6 + 2 + 6 + signs_width;
    const std::size_t title_width = columns - others;
    std::map<char, std::string_view> used;
    std::string text = fmt::format("{}  {}  {:>7}  {:>6}  {:>6}  {}\n", core::padded("published", minute_width),
                                   core::padded("title", title_width), "length", "before", "after", "lane");
    for (const catalog::Entry& entry : entries) {
        const core::Made& made = entry.episode.enclosure().made;
        std::string signs;
        for (const Mark& mark : marks_of(entry)) {
            signs += mark.sign;
            used.emplace(mark.sign, mark.meaning);
        }
        std::string line = fmt::format(
            "{}  {}  {:>7}  {:>6.1f}  {:>6.1f}  {:<6} {}", minute(entry.episode.published, show.show.timezone),
            core::padded(core::fitted(core::one_line(entry.episode.title), title_width), title_width),
            core::format_duration(made.duration), made.before.integrated_lufs, made.after.integrated_lufs,
            core::name(made.lane), signs);
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    for (const auto& [sign, meaning] : used) text += paragraph(fmt::format("{} {}", sign, meaning), columns, 0);
    return text;
}

std::string loudness(const core::Loudness& loudness) {
    return fmt::format("{:.1f} LUFS, {:.1f} dBTP", loudness.integrated_lufs, loudness.true_peak_dbtp);
}

/// Whether the looking for the episode's text has failed, and waits for a later try.
bool waits_for_retry(const catalog::Entry& entry, const std::vector<catalog::Failure>& failures) {
    return std::ranges::any_of(failures, [&](const catalog::Failure& failure) {
        return failure.step == catalog::Step::align && failure.guid == entry.episode.guid;
    });
}

/// What became of the text's times; "" for an episode that has no text.
std::string transcript_of(const catalog::Entry& entry, const std::vector<catalog::Failure>& failures) {
    const core::ReadAlong& found = entry.episode.read_along;
    if (entry.episode.text.hash.empty()) return {};
    if (found.timing != core::Timing::unknown) return in_words(found);
    return waits_for_retry(entry, failures) ? "without times: the looking for them failed, and is tried again"
                                            : "without times: the next runs look for them";
}

/// Why the transcripts of so many episodes have no times, a line a reason; what is marked in the table is not among it.
std::string untimed(const ShowStatus& status, std::size_t columns) {
    std::map<std::string, std::size_t> reasons;
    for (const catalog::Entry& entry : status.episodes) {
        const core::Timing timing = entry.episode.read_along.timing;
        if (timing == core::Timing::timed || timing == core::Timing::other_text) continue;
        if (std::string words = transcript_of(entry, status.failures); !words.empty()) ++reasons[std::move(words)];
    }
    std::string text;
    for (const auto& [reason, count] : reasons)
        text += paragraph(fmt::format("{} {}", counted(count, "transcript", "transcripts"), reason), columns, 0);
    return text;
}

std::string block(const config::Config& show, const ShowStatus& status, const catalog::Entry& entry,
                  std::size_t columns) {
    const core::Episode& episode = entry.episode;
    const core::Rendition& file = episode.enclosure();
    const core::Made& made = file.made;
    const std::string when = minute(episode.published, show.show.timezone);
    std::string text = hanging(when + "  ", episode.title, columns);
    text += fact("guid", episode.guid);
    text += fact("url", fetch::printable(episode.link));
    if (episode.bulletin.empty())
        text += core::is_voiced(entry.recording_url) ? fact("recording", "none: a bulletin's command reads it")
                                                     : fact("recording", fetch::printable(entry.recording_url));
    else
        text += fact("bulletin",
                     fmt::format("{}, {}", episode.bulletin, counted(episode.parts.size(), "article", "articles")));
    text += told_fact("", made.source_format, columns);
    text += fact("file", file.path);
    text += told_fact("", fmt::format("{}, {} bytes", core::format_duration(made.duration), made.bytes), columns);
    text += told_fact("loudness", loudness(made.before) + " to " + loudness(made.after), columns);
    text +=
        told_fact("lane", made.explanation.empty() ? std::string(core::name(made.lane)) : made.explanation, columns);
    for (std::size_t index = 1; index < episode.renditions.size(); ++index) {
        const core::Rendition& further = episode.renditions[index];
        text += fact("rendition", further.path);
        text += told_fact(
            "", fmt::format("{}, {} bytes, {}", further.id, further.made.bytes, loudness(further.made.after)), columns);
    }
    text += told_fact("transcript", transcript_of(entry, status.failures), columns);
    for (const Mark& mark : marks_of(entry)) text += told_fact("mark", mark.detail, columns);
    return text;
}

bool went_by_retention(const catalog::EpisodeNames& episode) {
    return episode.withdrawn->reason == catalog::past_retention || episode.withdrawn->reason == catalog::past_keep_days;
}

/// What somebody withdrew, with the reason in full; what went by the show's own retention is only counted, since it
/// grows without end and nobody has to account for it.
std::string withdrawn(const config::Config& show, const ShowStatus& status, std::size_t columns, bool in_full) {
    std::string text;
    std::size_t retired = 0;
    for (const catalog::EpisodeNames& episode : status.withdrawn) {
        if (!in_full && went_by_retention(episode)) {
            ++retired;
            continue;
        }
        const std::string begin = "withdrawn " + minute(episode.withdrawn->at, show.show.timezone).substr(0, 10) + "  ";
        text += in_full ? hanging(begin, episode.title, columns)
                        : begin + core::fitted(core::one_line(episode.title), columns - begin.size()) + "\n";
        text += paragraph(episode.withdrawn->reason, columns, indent);
        if (!in_full) continue;
        text += fact("guid", episode.guid);
        text += fact("url", fetch::printable(episode.listed_url.empty() ? episode.canonical_url : episode.listed_url));
    }
    if (retired > 0) text += fmt::format("withdrawn past retention: {} (status -v names them)\n", retired);
    return text;
}

std::string pending(const ShowStatus& status, std::size_t columns, bool in_full) {
    using catalog::Step;
    std::string counts;
    std::string list;
    for (const auto& [step, done] : {std::pair(Step::read, "read"),
                                     {Step::download, "downloaded"},
                                     {Step::make, "made"},
                                     {Step::assemble, "assembled"}}) {
        std::size_t count = 0;
        for (const catalog::Pending& one : status.pending) {
            if (one.step != step) continue;
            ++count;
            list += hanging(fmt::format("    to be {}  ", done), one.name, columns);
            if (one.url != one.name) list += fact("url", fetch::printable(one.url));
        }
        if (count > 0) counts += fmt::format("{}{} to be {}", counts.empty() ? "" : ", ", count, done);
    }
    if (counts.empty()) return {};
    return paragraph("waiting for the next run: " + counts + (in_full ? "" : " (status -v names them)"), columns, 0) +
           (in_full ? list : "");
}

std::string failures(const config::Config& show, const ShowStatus& status, std::size_t columns, bool in_full) {
    std::string text;
    for (const catalog::Failure& failure : status.failures) {
        const std::string what = failure.rendition.empty() ? "" : fmt::format(" rendition '{}'", failure.rendition);
        text += paragraph(fmt::format("failed to {}{}, {}, next try {}: {}", catalog::name(failure.step), what,
                                      counted(static_cast<std::size_t>(failure.attempts), "try", "tries"),
                                      minute(failure.next_try, show.show.timezone), failure.name),
                          columns, 0);
        text += in_full ? "    " + core::one_line(failure.message) + "\n" : paragraph(failure.message, columns, indent);
        if (in_full && failure.url != failure.name) text += fact("url", fetch::printable(failure.url));
    }
    return text;
}

std::string shortages(const ShowStatus& status, std::size_t columns) {
    std::string text;
    for (const std::string& line : status.shortages) text += paragraph(line, columns, 0);
    return text;
}

std::string rest(const config::Config& show, const ShowStatus& status, std::size_t columns, bool in_full) {
    return withdrawn(show, status, columns, in_full) + pending(status, columns, in_full) +
           failures(show, status, columns, in_full) + paragraph(status.former, columns, 0) + shortages(status, columns);
}

}  // namespace

std::string in_words(const core::ReadAlong& found) {
    switch (found.timing) {
        case core::Timing::unknown:
            return {};
        case core::Timing::timed:
            return fmt::format("timed: {} of {} sentences are read, confidence {:.2f}", found.read, found.sentences,
                               found.confidence);
        case core::Timing::other_text:
        case core::Timing::unfit:
        case core::Timing::no_voice:
            return "without times: " + found.reason;
    }
    return {};
}

std::vector<Mark> marks_of(const catalog::Entry& entry) {
    const core::Made& made = entry.episode.enclosure().made;
    std::vector<Mark> marks;
    if (entry.is_lost())
        marks.push_back(
            {'!', "its file was lost and is to be made again", "the file was lost and is to be made again"});
    if (made.predicted)
        marks.push_back({'~', "computed, not measured", "the loudness of the file is computed, not measured"});
    if (entry.episode.read_along.timing == core::Timing::other_text)
        marks.push_back({'?', "its recording does not read its text: look whether it is the article's",
                         "its recording does not read its text; look whether it is the article's"});
    if (!entry.recording_flaw.empty())
        marks.push_back({'#', "its recording is not whole at its source (status -v says more)",
                         "the recording is not whole at its source: " + entry.recording_flaw});
    if (!made.findings.empty())
        marks.push_back({'*', "its sound is not as it should be (status -v says why)",
                         fmt::format("its sound: {}", fmt::join(made.findings, "; "))});
    else if (made.shortfall_lu > 0.05)
        marks.push_back(
            {'<', "stays below the target, where max_limiting_db has been taken",
             fmt::format("stays {:.1f} LU below the target, where max_limiting_db has been taken", made.shortfall_lu)});
    return marks;
}

std::string status_table(const config::Config& show, const ShowStatus& status, std::size_t columns) {
    columns = std::max(columns, least_columns);
    return head(show, status, columns) + table(show, status.episodes, columns) + untimed(status, columns) +
           rest(show, status, columns, false);
}

std::string status_in_full(const config::Config& show, const ShowStatus& status, std::size_t columns) {
    columns = std::max(columns, least_columns);
    std::string text = head(show, status, columns);
    for (const catalog::Entry& entry : status.episodes) text += block(show, status, entry, columns);
    return text + rest(show, status, columns, true);
}

}  // namespace app
