#pragma once

#include <string>
#include <string_view>

namespace feed {

/// What the feed and the site say in words of their own, in one language.
struct Words {
    std::string_view language;  ///< of these words, for a lang attribute: "vi", "en"
    std::string_view read_article;
    std::string_view synthetic_voice;
    std::string_view synthetic_parts;  ///< of an edition, some of which a synthesizer reads
    std::string_view chapters;
    std::string_view subscribe;
    std::string_view subscribe_hint;
    std::string_view get_app;  ///< "Get {}", an app that is not here
    std::string_view feed_address;
    std::string_view copy;
    std::string_view copied;
    std::string_view scan;
    std::string_view about;
    std::string_view newest;  ///< the newest episode
    std::string_view read;    ///< leads to an episode's page
    std::string_view episodes;
    std::string_view the_day;  ///< "Hear all {}": plays the episodes of a day one after the other
    std::string_view older;    ///< heads the months
    std::string_view newer_episode;
    std::string_view older_episode;
    std::string_view newer_month;
    std::string_view older_month;
    std::string_view no_episodes;
    std::string_view not_found;
    std::string_view not_found_hint;
    std::string_view search;
    std::string_view search_hint;
    std::string_view no_match;       ///< "None of {} ...", of all episodes
    std::string_view matches;        ///< "{} of {}"
    std::string_view first_matches;  ///< "The first {} of {}, of {} in all"
    std::string_view search_failed;
    std::string_view play;
    std::string_view pause;
    std::string_view share;
    std::string_view share_here;
    std::string_view embed;
    std::string_view download;
    std::string_view version;           ///< which of an episode's files is played
    std::string_view standard_version;  ///< the one that every app gets
    std::string_view light_version;     ///< a smaller one
    std::string_view rich_version;      ///< a larger one
    std::string_view other_version;     ///< one of about the same size
    std::string_view fresh;             ///< an episode that was not heard
    std::string_view left;              ///< "{} min left" of one that was half heard
    std::string_view heard;
    std::string_view position;
    std::string_view position_of;   ///< "{} of {}", times
    std::string_view back_seconds;  ///< "Back {} seconds"
    std::string_view forward_seconds;
    std::string_view more;
    std::string_view speed;
    std::string_view sleep;
    std::string_view off;
    std::string_view minutes;  ///< "{} minutes"
    std::string_view at_end;   ///< with the end of the episode
    std::string_view queue;
    std::string_view add;
    std::string_view added;  ///< "Added: {}"
    std::string_view remove;
    std::string_view clear;
    std::string_view next;    ///< "Next: {}"
    std::string_view broken;  ///< a recording that cannot be had
    std::string_view again;
    std::string_view keyboard;
    std::string_view keys;  ///< what the keyboard does
    std::string_view keys_wanted;
    std::string_view close;
    std::string_view previous_chapter;
    std::string_view next_chapter;
    std::string_view transcript;
    std::string_view source;
    std::string_view corrected;  ///< "Corrected on {}"
    std::string_view by;         ///< "By {}"
    std::string_view levelled;   ///< "Levelled to {} LUFS"
    std::string_view skip_to_content;
    std::string_view player;
    std::string_view written;       ///< "Made with {}"
    std::string_view untimed;       ///< what a transcript is: the article's text, not a word-for-word record
    std::string_view to_episode;    ///< leads from a transcript to its episode
    std::string_view tap_sentence;  ///< what a click on a sentence of a timed text does
    std::string_view bulletin;      ///< marks an edition among episodes of one article
    std::string_view feed_note;     ///< what a feed is, for who opens it in a browser
    std::string_view daily;
    std::string_view weekly;
    std::string_view fortnightly;
    std::string_view monthly;
    std::string_view decimal;  ///< "," or "."
};

/// Vietnamese for "vi" and "vi-...", English for everything else.
const Words& words(std::string_view language);

/// The pattern with its one "{}" replaced.
std::string fill(std::string_view pattern, std::string_view value);

}  // namespace feed
