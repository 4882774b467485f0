#include "feed/rss.h"
