// The feed of a show with 10,000 episodes: feed.xml with the newest 200, the rest in archive pages.

#include "core/text.h"
#include "feed/archive.h"
#include "feed/episode_pages.h"
#include "feed/index_pages.h"
#include "feed/rss.h"

#include <benchmark/benchmark.h>
#include <fmt/core.h>

namespace {

core::Show show() {
    core::Show show;
    show.id = "bench";
    show.title = "Bản tin đo tốc độ";
    show.description = "Mỗi ngày một bài, đọc thành tiếng.";
    show.language = "vi";
    show.author = "Tòa soạn";
    show.owner = {"Tòa soạn", "toasoan@news.example"};
    show.website = "https://news.example/";
    show.base_url = "https://podcast.example/bench/";
    show.categories = {{"News", "Daily News"}};
    show.timezone = "Asia/Ho_Chi_Minh";
    return show;
}

/// Newest first, each with some 3 KB of text, as a short newspaper article has.
std::vector<core::Episode> episodes(int count) {
    std::vector<core::Episode> list;
    std::string html;
    std::string text;
    for (int paragraph = 0; paragraph < 12; ++paragraph) {
        const std::string words =
            "Đoạn này dài như một đoạn báo: người dân hai bờ sông kể chuyện mùa nước, giá lúa & cá, trường học và con "
            "đường "
            "mới mở, để máy có việc mà làm trong lúc đo.";
        html += "<p>" + words + "</p>\n";
        text += words + "\n\n";
    }
    for (int number = count; number > 0; --number) {
        core::Episode episode;
        episode.guid = fmt::format("00000000-0000-5000-8000-{:012}", number);
        episode.slug = fmt::format("bai-so-{}", number);
        episode.title = fmt::format("Chuyện mùa nước nổi trên sông, bài số {}", number);
        episode.link = fmt::format("https://news.example/bai/{}", number);
        episode.published = core::Instant(std::chrono::seconds(1'400'000'000 + number * 30'000));
        episode.authors = {"Lê Thị Hương"};
        episode.language = "vi";
        episode.lead = "Nước về sớm hơn mọi năm gần hai tuần, người dân vùng đầu nguồn đã sẵn sàng cho mùa cá.";
        episode.text.body = text;
        episode.text.body_html = html;
        core::Rendition file{core::enclosure_id, fmt::format("media/bai-so-{}.mp3", number), "audio/mpeg", {}};
        file.made.bytes = 1'000'000;
        file.made.sha256 = std::string(64, 'a');
        file.made.duration = std::chrono::minutes(5);
        episode.renditions = {std::move(file)};
        list.push_back(std::move(episode));
    }
    return list;
}

feed::Channel channel() {
    feed::Channel channel;
    channel.guid = "5f4f4a3e-6f6d-5c1d-9c53-1f3a2a4f0f11";
    channel.cover_path = "cover.jpg";
    return channel;
}

void feed_and_archives(benchmark::State& state) {
    const std::vector<core::Episode> all = episodes(10'000);
    constexpr std::size_t items = 200;
    constexpr std::size_t page_items = 196;
    std::size_t bytes = 0;
    for (auto _ : state) {
        const std::span<const core::Episode> list(all);
        bytes = feed::rss(show(), channel(), {{}, 50}, list.first(items)).size();
        for (std::size_t page = 50; page > 0; --page) {
            const auto members = list.subspan(items + (50 - page) * page_items, page_items);
            bytes += feed::archive(show(), channel(), page, page - 1, members).size();
        }
    }
    state.counters["MB"] = static_cast<double>(bytes) / 1e6;
}
BENCHMARK(feed_and_archives)->Unit(benchmark::kMillisecond);

void feed_alone(benchmark::State& state) {
    const std::vector<core::Episode> all = episodes(200);
    for (auto _ : state) benchmark::DoNotOptimize(feed::rss(show(), channel(), {{}, 50}, all));
}
BENCHMARK(feed_alone)->Unit(benchmark::kMillisecond);

void index_of_10000(benchmark::State& state) {
    const std::vector<core::Episode> all = episodes(10'000);
    for (auto _ : state)
        for (const feed::ListPage& page : feed::list_pages(show(), all))
            benchmark::DoNotOptimize(feed::list_page(show(), channel(), all, page));
}
BENCHMARK(index_of_10000)->Unit(benchmark::kMillisecond);

void pages_of_one_episode(benchmark::State& state) {
    const std::vector<core::Episode> one = episodes(1);
    for (auto _ : state) benchmark::DoNotOptimize(feed::episode_pages(show(), channel(), one.front()));
}
BENCHMARK(pages_of_one_episode)->Unit(benchmark::kMicrosecond);

}  // namespace
