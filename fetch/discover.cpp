#include "fetch/discover.h"
