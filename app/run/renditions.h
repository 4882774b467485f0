#pragma once

#include "app/context.h"
#include "app/publish/publish.h"
#include "catalog/work.h"

#include <string>

namespace app {

/// What episodes lack of a rendition: "rendition 'light': 12 episodes go without it, ...".
std::string words_of(const catalog::Shortage& shortage);

/// Why a rendition that is in the operator's file no more stays all the same; "" where it can go: all of its files
/// could be made again.
std::string why_kept(const catalog::Dropped& dropped);

/// Takes the files of renditions that are in the operator's file no more out of what is published, with a line for
/// each. What cannot be made again goes only where the operator consents; true where something stays for want of that.
bool drop_renditions(RunContext& run, const catalog::Keys& keys, Replacement replacement);

/// Tells once what renditions lack for good, and again where it is more or their recipe is another one.
void tell_shortages(RunContext& run, const catalog::Keys& keys);

}  // namespace app
