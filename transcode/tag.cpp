#include "transcode/tag.h"

#include "transcode/m4a_tag.h"
#include "transcode/opus_tag.h"
#include "transcode/taglib.h"

namespace transcode {

void write_tags(int descriptor, core::Format format, const core::Tags& tags, std::uint64_t length) {
    switch (format) {
        case core::Format::m4a:
            return write_m4a_tags(descriptor, tags, length);
        case core::Format::opus:
            return write_opus_tags(descriptor, tags, length);
        case core::Format::mp3:
            break;
    }
    not_understood(format);
}

}  // namespace transcode
