#include "fetch/sniff.h"
