#include "transcode/picture.h"
