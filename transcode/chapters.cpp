#include "transcode/chapters.h"

#include "core/text.h"

#include <algorithm>
#include <span>

namespace transcode {

std::vector<core::Chapter> chapters_in(const AVFormatContext& file) {
    constexpr std::size_t most_chapters = 1000;
    constexpr std::size_t most_title_bytes = 500;
    std::vector<core::Chapter> chapters;
    for (const AVChapter* chapter : std::span(file.chapters, file.nb_chapters)) {
        if (chapters.size() == most_chapters) break;
        const AVDictionaryEntry* title = av_dict_get(chapter->metadata, "title", nullptr, 0);
        const std::chrono::milliseconds start(av_rescale_q(chapter->start, chapter->time_base, AVRational{1, 1000}));
        chapters.push_back(
            {start, title == nullptr ? "" : core::truncate(core::clean_utf8(title->value), most_title_bytes), "", ""});
    }
    std::ranges::stable_sort(chapters, {}, &core::Chapter::start);
    return chapters;
}

std::vector<core::Chapter> chapters_after(const std::vector<core::Chapter>& chapters, std::chrono::milliseconds cut,
                                          std::chrono::milliseconds length) {
    std::vector<core::Chapter> kept;
    for (core::Chapter chapter : chapters) {
        // The last one that begins in what is cut off is what the rest begins with.
        if (cut.count() > 0 && chapter.start <= cut) kept.clear();
        chapter.start = std::max(chapter.start - cut, std::chrono::milliseconds(0));
        if (chapter.start < length) kept.push_back(std::move(chapter));
    }
    return kept;
}

}  // namespace transcode
