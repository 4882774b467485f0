#include "transcode/chapters.h"

#include "core/columns.h"
#include "core/login.h"
#include "core/text.h"
#include "transcode/taglib.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>
#include <string_view>
#include <utility>

namespace transcode {

namespace {

constexpr std::size_t most_url_bytes = 2000;

/// Of the container or, as with Ogg, of its streams.
std::string said(const AVFormatContext& file, const std::string& name) {
    const AVDictionaryEntry* entry = av_dict_get(file.metadata, name.c_str(), nullptr, 0);
    for (const AVStream* stream : std::span(file.streams, file.nb_streams))
        if (entry == nullptr) entry = av_dict_get(stream->metadata, name.c_str(), nullptr, 0);
    return entry == nullptr ? std::string() : entry->value;
}

/// Empty for what is no address of the web.
std::string web_address(std::string url) {
    url = core::valid_utf8(url);
    const bool is_web = url.starts_with("https://") || url.starts_with("http://");
    const bool has_space = std::ranges::any_of(url, [](unsigned char letter) { return letter <= ' '; });
    if (!is_web || has_space || url.size() > most_url_bytes) return {};
    core::take_login(url);
    return url;
}

void shorten(KeptChapters& kept, std::size_t most) {
    if (kept.chapters.size() <= most) return;
    kept.too_many += kept.chapters.size() - most;
    kept.chapters.resize(most);
}

}  // namespace

std::vector<core::Chapter> chapters_in(const AVFormatContext& file) {
    std::vector<core::Chapter> chapters;
    for (const AVChapter* chapter : std::span(file.chapters, file.nb_chapters)) {
        const AVDictionaryEntry* title = av_dict_get(chapter->metadata, "title", nullptr, 0);
        const std::chrono::milliseconds start(av_rescale_q(chapter->start, chapter->time_base, AVRational{1, 1000}));
        chapters.push_back({start, title == nullptr ? "" : core::clean_utf8(title->value),
                            said(file, fmt::format("CHAPTER{:03}URL", chapter->id)), ""});
    }
    std::ranges::stable_sort(chapters, {}, &core::Chapter::start);
    return chapters;
}

std::vector<core::Chapter> tidy_chapters(std::vector<core::Chapter> chapters) {
    for (core::Chapter& chapter : chapters) {
        chapter.start = std::max(chapter.start, std::chrono::milliseconds(0));
        chapter.title = short_title(core::one_line(chapter.title));
        chapter.url = web_address(std::move(chapter.url));
        if (!is_png(chapter.picture) && !is_jpeg(chapter.picture)) chapter.picture.clear();
    }
    std::ranges::stable_sort(chapters, {}, &core::Chapter::start);
    std::set<std::pair<std::chrono::milliseconds, std::string>> seen;
    std::erase_if(chapters,
                  [&seen](const core::Chapter& chapter) { return !seen.emplace(chapter.start, chapter.title).second; });
    for (std::size_t i = 0; i < chapters.size(); ++i)
        if (chapters[i].title.empty()) chapters[i].title = std::to_string(i + 1);
    return chapters;
}

KeptChapters chapters_after(const std::vector<core::Chapter>& chapters, std::chrono::milliseconds cut,
                            std::chrono::milliseconds length) {
    KeptChapters kept;
    for (core::Chapter chapter : chapters) {
        // The last one that begins in what is cut off is what the rest begins with.
        if (cut.count() > 0 && chapter.start <= cut) kept.chapters.clear();
        chapter.start = std::max(chapter.start - cut, std::chrono::milliseconds(0));
        if (chapter.start < length)
            kept.chapters.push_back(std::move(chapter));
        else
            ++kept.behind_end;
    }
    shorten(kept, most_chapters);
    return kept;
}

void limit_words(KeptChapters& kept) {
    constexpr std::size_t most_bytes = 64 << 10;
    std::size_t bytes = 0;
    const auto end = std::ranges::find_if(kept.chapters, [&bytes](const core::Chapter& chapter) {
        bytes += chapter.title.size() + chapter.url.size() + chapter.image.size();
        return bytes > most_bytes;
    });
    shorten(kept, static_cast<std::size_t>(end - kept.chapters.begin()));
}

std::vector<core::Chapter> without_pictures(std::vector<core::Chapter> chapters) {
    for (core::Chapter& chapter : chapters) chapter.picture.clear();
    return chapters;
}

std::string short_title(const std::string& title) {
    constexpr std::size_t most_title_bytes = 255;
    return core::truncate(title, most_title_bytes);
}

}  // namespace transcode
