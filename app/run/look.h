#pragma once

#include "app/context.h"
#include "catalog/work.h"
#include "core/article.h"
#include "core/validators.h"

#include <string>

namespace app {

/// What a look at an article gave.
struct Look {
    enum class Sight {
        read,       ///< `article` says it
        unchanged,  ///< as it was at the last look
        strange,    ///< what answers is no longer the article: `reason` says what it is
    };
    Sight sight = Sight::read;
    core::Article article;
    core::Validators page;
    bool from_item = false;         ///< the source's own words, not the page's
    bool awaits_recording = false;  ///< it was asked for where the page's player would, and is not there at present
    std::string reason;  ///< also where the feed's own correction was taken in the place of what the page has become
};

/// Fetches the article's page, file or what its feed says, and judges whether that is the article. A published article
/// is not given up for an error page, a login, a wall, a home page or a shell without text: where neither its title nor
/// its recording nor its text are there, or its text has shrunk with its recording gone, the sight is strange. At first
/// sight the item of a feed that names a recording stands in for a page that is refused, gone, not text, or such a
/// wall. A recording that is only built is asked for; where it is not there the page's validators are not kept, so that
/// the next look asks again: such files appear some minutes after their article. `source` is the configured one; none
/// where it was taken out. Throws as Http::get and read_article do.
Look look_at(const RunContext& run, const core::Source* source, const catalog::ReadWork& work);

}  // namespace app
