#pragma once

#include "app/context.h"
#include "app/publish/publish.h"
#include "catalog/work.h"

#include <optional>
#include <string>

namespace app {

/// What a finished file takes the place of.
struct Predecessor {
    const std::string& slug;                      ///< of the episode
    const std::optional<catalog::File>& current;  ///< the file that stands
    int latest_version = 0;                       ///< the highest that any of the rendition's files had
    bool is_other_sound = true;
};

/// Gives a finished file its version and path. One that listeners need not fetch again keeps that of the file before.
void give_name(catalog::File& file, const Predecessor& before, core::Format format);

/// Makes the files of episodes: the sound from kept sources, or only other tags on the file that stands. What it makes
/// waits in the workshop until it is published. Thread-safe.
class Maker {
public:
    Maker(RunContext& run, const Artwork& cover) : run_(run), cover_(cover) {}

    /// Empty where what it is made of turned out to be gone or altered: the catalog has been told, and the work comes
    /// again when that has been fetched. Throws as Workers do.
    std::optional<catalog::Catalog::Making> make(const catalog::MakeWork& work);

private:
    /// The episode's own picture, as it stands or made anew; `ready` becomes false where it has to be fetched first,
    /// and `failed` is set where it could not be made this time.
    Artwork picture_of(const catalog::MakeWork& work, bool& ready, std::optional<core::Error>& failed);
    std::optional<core::Made> make_sound(const catalog::MakeWork& work, const core::Tags& tags);
    std::optional<core::Made> tag_anew(const catalog::MakeWork& work, const core::Tags& tags);

    RunContext& run_;
    const Artwork& cover_;
};

}  // namespace app
