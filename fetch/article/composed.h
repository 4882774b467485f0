#pragma once

#include "core/article.h"

namespace fetch {

/// Brings the fields to NFC. Each piece of a page is; but pieces that come to stand together where a tag or a line's
/// end was between them may not be: a letter at the end of one and a mark that begins the next make one character.
void compose(core::Article& article);

}  // namespace fetch
