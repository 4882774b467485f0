#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace feed {

/// A phrase about a number, in a form for each of the language's plural categories (CLDR, cardinal): "one", "other",
/// ...
using Plural = std::map<std::string, std::string>;

/// What the feed says, and the pages as well.
struct FeedWords {
    std::string read_article;
    std::string synthetic_voice;
    std::string synthetic_parts;  ///< of an edition, some of which a synthesizer reads
    std::string chapters;
    std::string transcript;
    std::string source;
    std::string corrected;  ///< "Corrected on {}"
    std::string by;         ///< "By {}"
    std::string bulletin;   ///< marks an edition among episodes of one article
    std::string feed_note;  ///< what a feed is, for who opens it in a browser
    std::string daily;
    std::string weekly;
    std::string fortnightly;
    std::string monthly;
    std::string standard_version;  ///< the one that every app gets
    std::string light_version;     ///< a smaller one
    std::string rich_version;      ///< a larger one
    std::string other_version;     ///< one of about the same size
};

/// What the script of the pages says.
struct ScriptWords {
    std::string play;
    std::string pause;
    std::string fresh;  ///< an episode that was not heard
    Plural left;        ///< "{} min left" of one that was half heard
    std::string heard;
    std::string position_of;  ///< "{at} of {all}", times
    std::string add;
    std::string added;  ///< "Added: {}"
    std::string remove;
    std::string next;    ///< "Next: {}"
    std::string broken;  ///< a recording that cannot be had
    std::string again;
    std::string copied;
    Plural no_match;       ///< "None of {} episodes", of all
    Plural matches;        ///< "{found} of {total} episodes"; the form is the total's
    Plural first_matches;  ///< "The first {shown} of {found}, of {total}"; likewise
    std::string search_failed;
};

/// What the player's markup says beside that.
struct PlayerWords {
    std::string share;
    std::string share_here;
    std::string position;
    Plural back_seconds;     ///< "Back {} seconds"
    Plural forward_seconds;  ///< likewise
    std::string more;
    std::string speed;
    std::string sleep;
    std::string off;
    Plural minutes;      ///< "{} minutes"
    std::string at_end;  ///< with the end of the episode
    std::string queue;
    std::string clear;
    std::string keyboard;
    std::string keys;  ///< what the keyboard does
    std::string keys_wanted;
    std::string close;
    std::string previous_chapter;
    std::string next_chapter;
    std::string player;
    std::string download;
    std::string version;  ///< which of an episode's files is played
};

/// What the pages say beside that.
struct PageWords {
    std::string subscribe;
    std::string subscribe_hint;
    std::string get_app;  ///< "Get {}", an app that is not here
    std::string feed_address;
    std::string copy;
    std::string scan;
    std::string about;
    std::string newest;  ///< the newest episode
    std::string read;    ///< leads to an episode's page
    std::string episodes;
    Plural the_day;     ///< "Hear all {}": plays the episodes of a day one after the other
    std::string older;  ///< heads the months
    std::string newer_episode;
    std::string older_episode;
    std::string newer_month;
    std::string older_month;
    std::string no_episodes;
    std::string not_found;
    std::string not_found_hint;
    std::string search;
    std::string search_hint;
    std::string embed;
    std::string levelled;  ///< "Levelled to {} LUFS"
    std::string skip_to_content;
    std::string written;       ///< "Made with {}"
    std::string untimed;       ///< what a transcript is: the article's text, not a word-for-word record
    std::string to_episode;    ///< leads from a transcript to its episode
    std::string tap_sentence;  ///< what a click on a sentence of a timed text does
};

/// What the feed and the site say in words of their own, in one language. As feed/words/ has them, a file a language.
struct Words : FeedWords, ScriptWords, PlayerWords, PageWords {
    std::string language;                      ///< of these words (BCP 47), for a lang attribute
    std::vector<std::string> same_as_english;  ///< phrases that are rightly what they are in English
};

/// Those of the language (BCP 47) or of the nearest one that there is, English for want of any.
const Words& words(const std::string& language);

/// Whether another language's words stand in for the language (BCP 47), which has none.
bool are_borrowed(const Words& words, std::string_view language);

/// What the script of the pages is given: its words by their names, and their language, as JSON.
std::string script_words(const Words& words);

/// All languages that there are words in, in the order of their tags.
std::vector<std::string> languages_of_words();

/// The pattern with its one "{}" replaced.
std::string fill(std::string_view pattern, std::string_view value);

/// The form for that number, with the number, as the language writes it, in the place of "{}".
std::string fill(const Plural& phrase, std::uint64_t number, const std::string& language);

}  // namespace feed
