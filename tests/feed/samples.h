#pragma once

#include "core/episode.h"
#include "core/show.h"
#include "feed/rss.h"

#include <string>
#include <string_view>
#include <vector>

namespace feed {

/// A Vietnamese newspaper's show, and an English one.
core::Show vietnamese_show();
core::Show english_show();
Channel sample_channel();
Edition sample_edition();

/// A plain episode whose name, times and sizes follow from the number.
core::Episode numbered_episode(int number);
/// Three episodes with everything a feed can tell: an author, a picture, a correction, markup and hostile text.
std::vector<core::Episode> vietnamese_episodes();
std::vector<core::Episode> english_episodes();

core::Instant instant(std::string_view iso);

/// Compares with tests/data/feed/NAME; UPDATE_GOLDEN=1 in the environment rewrites it instead. The program's version
/// reads VERSION there.
void expect_golden(const std::string& name, std::string content);

/// The text between the first `before` and the next `after`; empty where they do not stand there.
std::string between(const std::string& text, const std::string& before, const std::string& after);
std::size_t count(const std::string& text, std::string_view part);

/// Standard output of a shell command; fails the test where it does not exit with 0.
std::string output_of(const std::string& command);

}  // namespace feed
