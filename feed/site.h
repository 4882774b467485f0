#pragma once

#include "core/episode.h"
#include "core/show.h"
#include "feed/rss.h"

#include <span>
#include <string>
#include <vector>

namespace feed {

/// A file of the site: path below the show's folder, and what it holds.
struct Page {
    std::string path;
    std::string content;
};

/// The whole static site: index_pages() and every episode's episode_pages(). Pure and deterministic, like rss(). No
/// page asks another host for anything; media and pictures are named relative to the page, so that a preview works
/// anywhere. `episodes` are newest first.
std::vector<Page> site(const core::Show& show, const Channel& channel, std::span<const core::Episode> episodes);

/// What changes with any episode: index.html (the newest), months/YYYY-MM.html (all, by month, where index.html does
/// not hold them all), search.json (all titles); and the files under assets/, which change with the program only.
std::vector<Page> index_pages(const core::Show& show, const Channel& channel, std::span<const core::Episode> episodes);

/// What one episode has to itself: episodes/SLUG.html, transcripts/SLUG.html where it has text, chapters/SLUG.json
/// where it has chapters. They depend on nothing but the arguments, so an unchanged episode's pages need no second
/// look.
std::vector<Page> episode_pages(const core::Show& show, const Channel& channel, const core::Episode& episode);

/// Paths below the show's folder; empty where the episode has no such file.
std::string episode_page_path(const core::Episode& episode);
std::string transcript_path(const core::Episode& episode);
std::string chapters_path(const core::Episode& episode);

}  // namespace feed
