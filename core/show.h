#pragma once

#include "core/show_details.h"

#include <filesystem>
#include <string>
#include <vector>

namespace core {

struct Owner {
    std::string name;
    std::string email;

    bool operator==(const Owner&) const = default;
};

/// Apple's names; `sub` may be empty.
struct Category {
    std::string name;
    std::string sub;

    bool operator==(const Category&) const = default;
};

/// What listeners are told of the podcast as a whole: the operator's [show] section.
struct Show {
    std::string id;  ///< ASCII letters, digits, - and _: the folder under out/
    std::string title;
    std::string description;
    std::string language;  ///< BCP 47
    std::string author;
    Owner owner;
    std::string website;
    std::string base_url;         ///< where out/ID/ is served; ends in a slash
    std::filesystem::path image;  ///< absolute; empty: one is made from the title
    std::vector<Category> categories;
    bool explicit_content = false;
    std::string timezone;
    std::string copyright;
    bool synthetic_voice = false;       ///< the recordings are read by a machine: told in the feed
    bool locked = true;                 ///< podcast:locked: other hosts must not import the feed
    std::vector<std::string> hubs;      ///< WebSub
    std::string podping;                ///< URL of a Podping service; empty: none is told
    std::filesystem::path podping_key;  ///< absolute; a file with the key the service gave; may be empty
    std::filesystem::path former_feed;  ///< absolute; what `init --from-feed` noted of the feed it had; may be empty
    ShowDetails details;

    std::string feed_url() const { return base_url + "feed.xml"; }
    bool operator==(const Show&) const = default;
};

}  // namespace core
