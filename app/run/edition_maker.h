#pragma once

#include "app/context.h"
#include "app/publish/publish.h"
#include "catalog/edition.h"
#include "catalog/work.h"
#include "config/config.h"
#include "core/tags.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace app {

/// A file of an edition that was made.
struct FinishedEdition {
    catalog::File file;
    std::vector<catalog::HeardPart> heard;  ///< empty where only its tags were made anew
};

/// Makes the files of editions: opening, each article after its spoken title and with the separator before it, closing.
/// What it makes waits in the workshop until it is published. Thread-safe.
class EditionMaker {
public:
    EditionMaker(RunContext& run, const catalog::Keys& keys, const Artwork& cover)
        : run_(run), keys_(keys), cover_(cover) {}

    /// The configured bulletin; null where it was taken out: its editions stay as they are.
    const config::Bulletin* bulletin_of(const catalog::EditionWork& work) const;

    /// Gives the work the keys of what would be made now. Throws Error(config) for a jingle that cannot be read.
    void give_keys(catalog::EditionWork& work, const config::Bulletin& bulletin) const;

    /// Takes out what cannot be heard now, because its recording is not here; the catalog has been told to have it
    /// fetched again. How many.
    std::size_t leave_out_lost(catalog::EditionWork& work) const;

    /// Makes the sound where that has changed, else the tags. Throws as Workers and say() do.
    FinishedEdition make(const catalog::EditionWork& work, const config::Bulletin& bulletin);

private:
    FinishedEdition make_sound(const catalog::EditionWork& work, const config::Bulletin& bulletin);
    /// `faulty` is set where an article's recording is to blame for what is thrown: to its index.
    FinishedEdition assemble(const catalog::EditionWork& work, const config::Bulletin& bulletin,
                             std::optional<std::size_t>& faulty);
    FinishedEdition tag_anew(const catalog::EditionWork& work);
    core::Tags tags_of(const catalog::EditionWork& work, std::vector<core::Chapter> chapters) const;
    /// Without starts: of the opening where there is one, and of each article.
    std::vector<core::Chapter> chapters_of(const catalog::EditionWork& work, bool has_opening);
    Artwork picture_of(const catalog::EditionPart& part);

    RunContext& run_;
    const catalog::Keys& keys_;
    const Artwork& cover_;
};

}  // namespace app
