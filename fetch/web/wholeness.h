#pragma once

#include "fetch/web/sniff.h"

#include <string>

namespace fetch {

/// What is the matter with a recording all of whose bytes came: the file is cut off at its source, because its own
/// header promises more than there is, or has a hole of zeros where the sound of a compressed format should be.
///
/// "cut off: its header promises 2,812,345 bytes, 1,406,172 are there". Empty: nothing that can be told without
/// decoding. What writers leave in a header that they cannot go back to promises nothing; neither does one that is off
/// by a little.
std::string flaw_of(int descriptor, AudioKind kind);

}  // namespace fetch
