#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace core {

// What a feed can say of its show beside what every feed must: for apps, directories and those who count downloads.
// Each follows the element of the Podcasting 2.0 namespace that docs/feed.md names; texts are at most 128 characters.

/// How listeners can pay for it.
struct Funding {
    std::string url;
    std::string text;

    bool operator==(const Funding&) const = default;
};

struct License {
    std::string name;  ///< "CC-BY-4.0"; empty: nothing is said
    std::string url;   ///< of its words; empty for one that everybody knows

    bool operator==(const License&) const = default;
};

/// What the show is about, or where it is made.
struct Location {
    std::string name;
    std::string relation = "subject";  ///< or "creator"
    std::string geo;                   ///< RFC 5870: "geo:10.45,105.63"; may be empty
    std::string osm;                   ///< OpenStreetMap's "R1877252"; may be empty
    std::string country;               ///< ISO 3166-1: "VN"; may be empty

    bool operator==(const Location&) const = default;
};

/// Somebody who is in every episode.
struct Person {
    std::string name;
    std::string role = "host";   ///< as the Podcast Taxonomy has it, in lower case
    std::string group = "cast";  ///< of the role
    std::string image;           ///< URL; may be empty
    std::string url;             ///< may be empty

    bool operator==(const Person&) const = default;
};

/// Another feed, by its podcast:guid.
struct RemoteFeed {
    std::string guid;  ///< empty: there is none
    std::string url;   ///< may be empty
    std::string title;

    bool operator==(const RemoteFeed&) const = default;
};

struct Trailer {
    std::string title;
    std::string url;
    std::chrono::year_month_day day;  ///< of its publication
    std::uint64_t bytes = 0;          ///< 0: not said
    std::string type;                 ///< MIME

    bool operator==(const Trailer&) const = default;
};

/// Of a show that is heard in order, from its first episode on.
struct Season {
    std::uint64_t number = 0;
    std::string name;                  ///< may be empty
    std::chrono::year_month_day from;  ///< the first day, in the show's zone; it lasts until the next one begins

    bool operator==(const Season&) const = default;
};

/// A word to somebody who asked for it in the feed, as a proof that it is the operator's.
struct Proof {
    std::string purpose;  ///< "applepodcastsverify"
    std::string text;

    bool operator==(const Proof&) const = default;
};

/// Where people talk about it.
struct Comments {
    std::string protocol;  ///< "activitypub"; "disabled": nowhere
    /// Of the post that begins the talk. With {link}, which stands for an article's URL, or {guid}, for an episode's
    /// GUID, it is each episode's; without, the show's.
    std::string uri;
    std::string account;      ///< may be empty
    std::string account_url;  ///< may be empty

    bool operator==(const Comments&) const = default;
};

struct ShowDetails {
    std::string
        enclosure_prefix;   ///< of a download counter, before the address of a recording; ends in a slash, or empty
    bool complete = false;  ///< no further episode will come
    std::vector<Funding> funding;
    License license;
    std::vector<Location> locations;
    RemoteFeed publisher;
    std::vector<Person> persons;
    std::vector<RemoteFeed> podroll;  ///< other podcasts that the operator recommends
    std::vector<Trailer> trailers;
    std::vector<Season> seasons;  ///< with one, the show is a serial
    std::vector<Proof> proofs;
    std::vector<std::string> block;  ///< directories that must not show it, by the namespace's names; "all"
    std::vector<std::string> allow;  ///< those that may all the same
    std::vector<Comments> comments;

    bool operator==(const ShowDetails&) const = default;
};

}  // namespace core
