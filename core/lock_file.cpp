#include "core/lock_file.h"
