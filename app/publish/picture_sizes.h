#pragma once

#include "app/context.h"

namespace app {

/// Makes the sizes in which pages show the episodes' pictures where they are lacking, as those that inspect() found to
/// be gone do: a thumbnail of the square picture, and the article's own, uncut where what it was made of is still kept.
/// They wait in the workshop until they are published. One that cannot be made is told; it is left out until a later
/// run, and nothing fails by it. Throws Error(storage).
void size_pictures(const RunContext& run);

}  // namespace app
