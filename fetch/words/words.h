#pragma once

#include "fetch/words/characters.h"
#include "fetch/words/density.h"
#include "fetch/words/furniture.h"
#include "fetch/words/labels.h"
#include "fetch/words/language.h"
#include "fetch/words/names.h"
#include "fetch/words/other_sounds.h"
#include "fetch/words/recordings.h"
#include "fetch/words/regions.h"
#include "fetch/words/walls.h"
#include "fetch/words/word_list.h"

/// What words say: of lines, labels, names, URLs, classes. This header is the folder's door: other folders include it
/// and none of the rest.
namespace fetch {}
