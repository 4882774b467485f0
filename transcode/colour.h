#pragma once

#include "transcode/av.h"

#include <string>

namespace transcode {

/// The most striking colour of a picture, as "#1a2b3c": that of the hue which has the most of it, pixels counting by
/// the square of how colourful they are. Greys, near black and near white are none, and neither is what has less than
/// three thousandths of the picture; empty where it has nothing else. The same frame gives the same colour.
std::string striking_colour(const AVFrame& frame);

}  // namespace transcode
