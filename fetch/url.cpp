#include "fetch/url.h"
