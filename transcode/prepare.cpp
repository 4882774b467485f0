#include "transcode/prepare.h"
