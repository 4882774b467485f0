#include "fetch/charset.h"
