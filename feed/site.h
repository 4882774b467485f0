#pragma once

#include "core/episode.h"
#include "core/show.h"
#include "feed/rss.h"

#include <span>
#include <string>
#include <vector>

namespace feed {

/// A file of the site: path below the show's folder, and what it holds.
struct SiteFile {
    std::string path;
    std::string content;
};

/// The whole static site: its list_pages(), asset_pages() and every episode's episode_pages(). Pure and deterministic,
/// like rss(). No page asks another host for anything; media and pictures are named relative to the page, so that a
/// preview works anywhere. `episodes` are newest first.
std::vector<SiteFile> site(const core::Show& show, const Channel& channel, std::span<const core::Episode> episodes);

/// A page that shows a run of the show's episodes (newest first): which of them, so that its key is theirs.
struct ListPage {
    std::string path;
    std::size_t first = 0;
    std::size_t count = 0;
    std::vector<std::string> months;  ///< "2024-07": those it leads to
};

/// index.html (the newest episodes), months/YYYY-MM.html (all, by month, where index.html does not hold them all) and
/// search.json (all titles). Says which pages there are without rendering one.
std::vector<ListPage> list_pages(const core::Show& show, std::span<const core::Episode> episodes);
/// One of them; `episodes` are those that list_pages() was given. The texts of the episodes are not looked at.
std::string list_page(const core::Show& show, const Channel& channel, std::span<const core::Episode> episodes,
                      const ListPage& page);

/// The files under assets/, which change with the program only.
std::vector<SiteFile> asset_pages();

/// What one episode has to itself: episodes/SLUG.html, transcripts/SLUG.html where it has text, chapters/SLUG.json
/// where it has chapters. They depend on nothing but the arguments, so an unchanged episode's pages need no second
/// look.
std::vector<SiteFile> episode_pages(const core::Show& show, const Channel& channel, const core::Episode& episode);
/// The paths of those, for which no text is looked at, and one of them rendered.
std::vector<std::string> episode_paths(const core::Episode& episode);
std::string episode_file(const core::Show& show, const Channel& channel, const core::Episode& episode,
                         const std::string& path);

/// Paths below the show's folder; empty where the episode has no such file.
std::string episode_page_path(const core::Episode& episode);
std::string transcript_path(const core::Episode& episode);
std::string chapters_path(const core::Episode& episode);

}  // namespace feed
