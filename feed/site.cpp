#include "feed/site.h"
