#pragma once

#include "catalog/article.h"
#include "config/config.h"

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace app {

/// Which articles are for which bulletin, and which of them an edition has: pure functions of what is known.

/// Whether a bulletin takes articles of a source (by its identity) and section. Sections are compared without regard to
/// case and spaces.
bool takes(const config::Bulletin& bulletin, const std::string& source, const std::string& section);

/// Whether such an article is an episode of its own: it is not where a bulletin that takes it has no singles.
bool stands_alone(const config::Config& config, const std::string& source, const std::string& section);

/// The first bulletin by whose command such an article is read that has no recording; null: it is not read.
const config::Bulletin* reader_of(const config::Config& config, const std::string& source, const std::string& section);

/// An article that an edition may have, and how long it is.
struct Offered {
    const catalog::KnownArticle* article = nullptr;
    std::chrono::milliseconds length{};
};

/// Which of them, given newest first, an edition has, in its order: the newest that fit into its number of articles
/// and its length; what does not fit is left to a later edition.
std::vector<std::size_t> choose(const config::Bulletin& bulletin, std::span<const Offered> offered);

}  // namespace app
