#include "fetch/download.h"
