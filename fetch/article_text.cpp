#include "fetch/article_text.h"
