#include "core/file_descriptor.h"
