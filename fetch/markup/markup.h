#pragma once

// The door of fetch/markup, beside url.h: bytes to characters, pages and data to trees, text in and out of them.

#include "fetch/markup/charset.h"
#include "fetch/markup/html.h"
#include "fetch/markup/json.h"
#include "fetch/markup/text.h"
#include "fetch/markup/xml.h"
#include "fetch/markup/xpath.h"
