#pragma once

#include "core/error.h"
#include "core/made.h"
#include "core/recipe.h"
#include "core/tags.h"
#include "transcode/progress.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace transcode {

/// A piece of a programme: one of its recordings, whole.
struct Piece {
    std::size_t recording = 0;        ///< index into the recordings; one may be played several times
    std::chrono::milliseconds gap{};  ///< silence before it; with none it is crossfaded with the piece before
    bool begins_chapter = false;      ///< the next of the tags' chapters begins with it

    bool operator==(const Piece&) const = default;
};

/// Where a piece came to stand in the programme.
struct Place {
    std::chrono::milliseconds start{};
    std::chrono::milliseconds length{};
    std::chrono::milliseconds cut{};  ///< how much of its recording's beginning was left out

    bool operator==(const Place&) const = default;
};

/// A programme. Of what was made: `before` is the loudness of the pieces one after the other as they are, `gain_db` is
/// 0, since each has its own, `chapters` have the starts of their pieces; what its pieces' owners should hear of their
/// recordings is not among the findings.
struct Assembled {
    core::Made made;
    std::vector<Place> places;  ///< one a piece
};

/// Makes one file of the pieces, in their order, by one encode. Each recording is filtered as the recipe says, brought
/// to the recipe's loudness on its own, at any length (one under 400 ms as if it was played over and over), and loses
/// silence at its ends but for 200 ms before and 300 ms after what sounds, whatever the recipe says of silence; what
/// of it max_limiting_db keeps from its loudness stays quieter, which the explanation says, and lifts the others by 0.3
/// LU at most. Rates and channels are brought together first; channels of the source means the most that any of them
/// has. Pieces are faded at both ends for 10 ms, with equal power, and for 100 ms where silence was cut. The whole
/// meets target and ceiling.
///
/// Opens nothing by name: the recordings are open and read from their starts, `output` is an open, empty, seekable
/// file. Memory does not grow with the recordings' length; the same give the same bytes. The tags' chapters come
/// without starts, as many as there are pieces that begin one, of which the first piece is one. Throws Error(media) for
/// a recording that is none, is silent or cannot be decoded, which names a piece: see faulty_piece(); Error(storage)
/// when writing fails.
Assembled assemble(std::span<const int> recordings, std::span<const Piece> pieces, int output,
                   const core::Recipe& recipe, const core::Tags& tags, const Progress& progress = {});

/// The chapters, without pictures, with the starts of the pieces that begin them.
std::vector<core::Chapter> placed(std::vector<core::Chapter> chapters, std::span<const Piece> pieces,
                                  std::span<const Place> places);

/// The index of the piece that such an error is about, the first one of its recording; nothing where it is about none.
std::optional<std::size_t> faulty_piece(const core::Error& error);

}  // namespace transcode
