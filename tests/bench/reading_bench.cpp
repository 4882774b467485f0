// What reading a page costs: one of our sample pages, grown to the size that real ones have.

#include <benchmark/benchmark.h>

#include <filesystem>
#include <string>

#include "core/atomic_file.h"
#include "fetch/article/article.h"
#include "fetch/markup/html.h"

namespace {

constexpr const char* url = "https://paper.example/news/one.html";

/// The sample with scripts, menus, text and comments added in equal parts until it is that large, as pages grow.
std::string grown_page(std::size_t bytes) {
    std::string page =
        core::read_file(std::filesystem::path(NEWSCAST_SOURCE_DIR) / "tests/data/pages/vi-own-beside-others.html");
    const std::size_t in_text = page.rfind("<p>");
    const std::size_t at_end = page.rfind("</body>");
    const std::size_t quarter = bytes > page.size() ? (bytes - page.size()) / 4 : 0;
    const auto repeat = [](std::string_view piece, std::size_t size) {
        std::string all;
        for (int i = 0; all.size() < size; ++i)
            all.append(piece).append(std::to_string(i)).append("</a></p></li></div>\n");
        return all;
    };
    const std::string text = repeat(
        "<div><p>Người dân trong xã kể lại từng việc một, <a href=\"/bai/so.html\">có tên có tuổi</a>, và ai cũng mong "
        "mùa nước năm nay về đúng hẹn như mọi năm trước ",
        quarter);
    const std::string menu =
        "<div class=\"menu\">" +
        repeat("<li class=\"muc menu-item\"><a href=\"/muc/con.html\" title=\"Mục\">Mục số ", quarter) + "</div>";
    const std::string comments =
        "<div class=\"box-comment\">" +
        repeat("<div class=\"item-comment\"><p class=\"noi\">Bạn đọc nói rằng bài viết rất hay, số ", quarter) +
        "</div>";
    std::string state = "<script>window.__STATE__={\"items\":[";
    for (int i = 0; state.size() < quarter; ++i)
        state += "{\"id\":" + std::to_string(i) +
                 ",\"title\":\"T\\u00ean b\\u00e0i\",\"url\":\"https:\\/\\/paper.example\\/x.html\",\"audio\":null},";
    state += "]};</script>";
    page.insert(at_end, menu + comments + state);
    page.insert(in_text, text);
    return page;
}

void read_page(benchmark::State& state) {
    const fetch::FetchedPage page{
        url, "text/html; charset=utf-8", grown_page(static_cast<std::size_t>(state.range(0)) << 10), {}};
    for (auto _ : state) benchmark::DoNotOptimize(fetch::read_article(page));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(page.bytes.size()));
}
BENCHMARK(read_page)->Arg(30)->Arg(300)->Arg(1000)->Unit(benchmark::kMillisecond);

void parse_page(benchmark::State& state) {
    const std::string page = grown_page(300u << 10);
    for (auto _ : state) benchmark::DoNotOptimize(fetch::HtmlDocument::parse(page));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(page.size()));
}
BENCHMARK(parse_page)->Unit(benchmark::kMillisecond);

}  // namespace
