#include "fetch/written_date.h"
