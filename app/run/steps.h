#pragma once

#include "app/context.h"
#include "app/run/align_turns.h"
#include "app/run/former_guids.h"
#include "app/run/ledger.h"
#include "app/run/maker.h"
#include "catalog/catalog.h"

#include <atomic>
#include <string>
#include <vector>

namespace app {

/// The steps of an article's way, each claimed from the catalog and ended there. What one article does wrong is
/// reported in one line and noted for a later try; only Error(storage) leaves these calls. Thread-safe.
class Steps {
public:
    Steps(RunContext& run, const catalog::Keys& keys, const Artwork& cover, const FormerGuids& former, Ledger& ledger,
          const std::vector<catalog::SourceRules>& sources);

    /// Does one claimed piece of work; false when there is none now.
    bool do_next(catalog::Step step);

    /// Whether something that a file is made of turned out to be lost since the last call, so that there is more to
    /// fetch.
    bool take_lost() { return lost_.exchange(false); }

private:
    void read(const catalog::ReadWork& work, Noted& noted);
    void download(const catalog::DownloadWork& work, Noted& noted);
    void make(const catalog::MakeWork& work, Noted& noted);
    void align(const catalog::AlignWork& work, Noted& noted);
    /// time_text(), which counts what the synthesizer does.
    std::optional<core::ReadAlong> time_text_of(const catalog::AlignWork& work);
    std::optional<catalog::Original> download_picture(const catalog::DownloadWork& work);
    /// The configured source that the article belongs to; none where it was taken out.
    const core::Source* source_of(const catalog::KnownArticle& article) const;
    bool obeys_robots(const catalog::KnownArticle& article) const;
    /// When to look at it again; none once it is older than recheck_days.
    std::optional<core::Instant> next_check(const catalog::KnownArticle& article, core::Instant published_at) const;
    std::optional<core::Instant> next_look(const catalog::KnownArticle& article,
                                           const std::optional<catalog::Original>& recording) const;
    void tell(Event::Kind kind, Event::Step step, const catalog::KnownArticle& article, const std::string& text) const;
    /// A problem's line, and one more that has failed.
    void tell_failure(Event::Step step, const catalog::KnownArticle& article, const std::string& text);

    RunContext& run_;
    const catalog::Keys& keys_;
    const FormerGuids& former_;
    Maker maker_;
    Ledger& ledger_;
    const std::vector<catalog::SourceRules>& sources_;  ///< the configured ones, in their order
    std::atomic<bool> lost_ = false;
    AlignTurns align_turns_;
};

}  // namespace app
