#include "app/run/edition_choice.h"

#include "core/text.h"

#include <algorithm>

namespace app {

namespace {

std::string plain(const std::string& section) {
    return core::lower(core::collapse_space(section));
}

std::size_t place_of(const config::Bulletin& bulletin, const std::string& section) {
    const auto place = std::ranges::find(bulletin.sections, plain(section), plain);
    return static_cast<std::size_t>(place - bulletin.sections.begin());
}

}  // namespace

bool takes(const config::Bulletin& bulletin, const std::string& source, const std::string& section) {
    const auto is_source = [&](const std::string& id) { return source == "id " + id; };
    return (bulletin.sources.empty() || std::ranges::any_of(bulletin.sources, is_source)) &&
           (bulletin.sections.empty() || place_of(bulletin, section) < bulletin.sections.size());
}

bool stands_alone(const config::Config& config, const std::string& source, const std::string& section) {
    return std::ranges::none_of(config.bulletins, [&](const config::Bulletin& bulletin) {
        return !bulletin.singles && takes(bulletin, source, section);
    });
}

const config::Bulletin* reader_of(const config::Config& config, const std::string& source, const std::string& section) {
    for (const config::Bulletin& bulletin : config.bulletins)
        if (bulletin.voice_missing && takes(bulletin, source, section)) return &bulletin;
    return nullptr;
}

std::vector<std::size_t> choose(const config::Bulletin& bulletin, std::span<const Offered> offered) {
    std::vector<std::size_t> chosen;
    std::chrono::milliseconds length{};
    for (std::size_t index = 0; index < offered.size() && chosen.size() < bulletin.max_articles; ++index) {
        const std::chrono::milliseconds with = length + offered[index].length;
        if (with > bulletin.max_length) continue;
        length = with;
        chosen.push_back(index);
    }
    if (bulletin.order == config::Bulletin::Order::sections)
        std::ranges::stable_sort(
            chosen, {}, [&](std::size_t index) { return place_of(bulletin, offered[index].article->content.section); });
    return chosen;
}

}  // namespace app
