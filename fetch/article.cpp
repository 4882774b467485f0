#include "fetch/article.h"
