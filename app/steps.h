#pragma once

#include "app/interrupt.h"
#include "app/pictures.h"
#include "app/report.h"
#include "app/workers.h"
#include "catalog/catalog.h"
#include "config/config.h"
#include "fetch/http.h"

#include <cstddef>
#include <mutex>

namespace app {

/// What a run did, for its summary and its exit code.
struct Tally {
    std::size_t added = 0;     ///< articles seen for the first time
    std::size_t changed = 0;   ///< articles whose page says something else now
    std::size_t made = 0;      ///< files made or tagged anew
    std::size_t failed = 0;    ///< articles and sources
    std::size_t left_out = 0;  ///< beyond max_items or before `since`
    std::size_t sources = 0;
    std::size_t sources_down = 0;  ///< sources that the network did not give
};

/// The steps of an article's way, each claimed from the catalog and ended there. What one article does wrong is
/// reported in one line and noted for a later try; only Error(storage) leaves these calls. Thread-safe.
class Steps {
public:
    Steps(const config::Config& config, catalog::Catalog& catalog, fetch::Http& http, Workers& workers,
          const Picture& cover, Report& report, Interrupt& interrupt, core::Instant now);

    /// Asks every source for its links, several at once.
    void discover();
    /// Does one claimed piece of work; false when there is none now.
    bool do_next(catalog::Step step);

    Tally tally() const;

private:
    void discover_source(const core::Source& source);
    void read(const catalog::Work& work);
    void download(const catalog::Work& work);
    void prepare(const catalog::Work& work);
    catalog::Reading reading_of(const catalog::Work& work, core::Article article, const core::Validators& page) const;
    /// Makes the finished file, or only tags it anew where its audio is right already, and puts it into the media
    /// folder.
    catalog::File make_file(const catalog::Article& article, const std::string& slug, const core::Tags& tags);
    std::optional<catalog::Source> download_picture(const catalog::Work& work);
    bool obeys_robots(const catalog::Article& article) const;
    const core::Source* source_of(const catalog::Article& article) const;
    std::filesystem::path kept(const catalog::Source& source) const;
    std::optional<core::Instant> next_check(const catalog::Article& article) const;
    template <typename Change>
    void count(Change change);

    const config::Config& config_;
    catalog::Catalog& catalog_;
    fetch::Http& http_;
    Workers& workers_;
    const Picture& cover_;
    Report& report_;
    Interrupt& interrupt_;
    const core::Instant now_;
    const catalog::Keys keys_;
    mutable std::mutex tally_mutex_;
    Tally tally_;
};

}  // namespace app
