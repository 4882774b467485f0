#pragma once

#include "app/context.h"
#include "app/publish/publish.h"
#include "app/run/edition_maker.h"
#include "app/run/ledger.h"
#include "catalog/catalog.h"

#include <optional>
#include <string>
#include <utility>

namespace app {

/// The editions of the show's bulletins. Which articles an edition has is decided once, when it is minted; what is
/// heard of them follows their corrections and withdrawals for as long as articles are looked at again.
class Bulletins {
public:
    Bulletins(RunContext& run, const catalog::Keys& keys, const Artwork& cover, Ledger& ledger)
        : run_(run), keys_(keys), maker_(run, keys, cover), ledger_(ledger) {}

    /// Mints the edition of each bulletin that was due last, where there is none yet and there are articles for it:
    /// those published in the bulletin's window before that moment which none of its editions has. Earlier moments that
    /// no run saw are not made up for: as far as their articles are in this one's window, they are in this one. To be
    /// called when all that was found has been fetched and made.
    void mint();

    /// Makes the files of editions that have none or have become others, and withdraws those of which nothing is left.
    /// What fails is told in a line and tried again by later runs.
    /// On the last try articles whose recordings could not be had again are left out where nothing is published yet.
    enum class Try { first, last };
    void make(Try which);

    /// Whether something that an edition is made of turned out to be lost since the last call.
    bool take_lost() { return std::exchange(lost_, false); }

private:
    void mint_edition(const config::Bulletin& bulletin, core::Instant at);
    std::optional<std::chrono::milliseconds> length_of(const catalog::KnownArticle& article);
    /// The work with its keys, where there is something to be done.
    bool is_stale(catalog::EditionWork& work);
    void make_one(const catalog::EditionWork& work);
    void withdraw(const catalog::EditionWork& work);
    void tell(Event::Kind kind, const std::string& title, const std::string& text, const std::string& guid = {});
    void tell_once(const std::string& title, const std::string& text);
    void tell_failure(const std::string& title, const std::string& text);

    RunContext& run_;
    const catalog::Keys& keys_;
    EditionMaker maker_;
    bool is_last_try_ = false;
    Ledger& ledger_;
    bool lost_ = false;  ///< something that they are made of is to be fetched again first
};

}  // namespace app
