#pragma once

#include "core/episode.h"
#include "core/show.h"
#include "feed/edition.h"

#include <span>
#include <string>
#include <string_view>

namespace feed {

// Episodes as lists show them. An element with data-id is an episode to the script of the pages, which plays it and
// marks how far it was heard.

/// The attributes of an element that stands for an episode: data-id (GUID), data-seconds, data-day, and data-files and
/// data-chapters where there are several. `root` leads to the show's folder.
std::string episode_attributes(const core::Show& show, const core::Episode& episode, std::string_view root);

/// How far an episode was heard, for the script to say: it begins with "new", which takes the place of what follows.
std::string state_html(const core::Show& show);

/// A link to the recording, which the script makes a button of. A filled one has a word and the length on it.
enum class PlayLink { sign, filled };
std::string play_html(const core::Show& show, const core::Episode& episode, std::string_view root, PlayLink look);

/// The small picture of an episode; `loading` is "eager", or "lazy" for one that is loaded when it comes into sight.
std::string thumbnail_html(const Channel& channel, const core::Episode& episode, std::string_view root,
                           std::string_view loading);

/// A button that plays a day's episodes of this page one after the other; hidden until a script can do that.
std::string day_button(const core::Show& show, const std::string& day, std::size_t episodes);

/// The episodes by days, each day with its heading and, where it has several, a button that plays them all; but no
/// button for the day `without_button`, of which the page does not have all.
std::string day_lists(const core::Show& show, const Channel& channel, std::span<const core::Episode> episodes,
                      std::string_view root, std::string_view without_button = {});

/// "2024-07-10" in the show's zone.
std::string day_of(const core::Show& show, const core::Episode& episode);

/// What searching looks through and shows, of all episodes: a script that calls newscastSearch() with them, since
/// browsers load scripts from a disk too.
std::string search_entries(const core::Show& show, const Channel& channel, std::span<const core::Episode> episodes);

}  // namespace feed
