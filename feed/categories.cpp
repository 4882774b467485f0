#include "feed/categories.h"

#include <algorithm>
#include <initializer_list>

namespace feed {

namespace {

struct Group {
    std::string_view name;
    std::initializer_list<std::string_view> subs;
};

bool matches(const Group& group, std::string_view name, std::string_view sub) {
    if (group.name != name) return false;
    return sub.empty() || std::find(group.subs.begin(), group.subs.end(), sub) != group.subs.end();
}

}  // namespace

bool is_apple_category(std::string_view name, std::string_view sub) {
    static const std::initializer_list<Group> groups = {
        {"Arts", {"Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"}},
        {"Business", {"Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"}},
        {"Comedy", {"Comedy Interviews", "Improv", "Stand-Up"}},
        {"Education", {"Courses", "How To", "Language Learning", "Self-Improvement"}},
        {"Fiction", {"Comedy Fiction", "Drama", "Science Fiction"}},
        {"Government", {}},
        {"Health & Fitness", {"Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"}},
        {"History", {}},
        {"Kids & Family", {"Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"}},
        {"Leisure",
         {"Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies", "Home & Garden", "Video Games"}},
        {"Music", {"Music Commentary", "Music History", "Music Interviews"}},
        {"News",
         {"Business News", "Daily News", "Entertainment News", "News Commentary", "Politics", "Sports News",
          "Tech News"}},
        {"Religion & Spirituality",
         {"Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality"}},
        {"Science",
         {"Astronomy", "Chemistry", "Earth Sciences", "Life Sciences", "Mathematics", "Natural Sciences", "Nature",
          "Physics", "Social Sciences"}},
        {"Society & Culture", {"Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"}},
        {"Sports",
         {"Baseball", "Basketball", "Cricket", "Fantasy Sports", "Football", "Golf", "Hockey", "Rugby", "Running",
          "Soccer", "Swimming", "Tennis", "Volleyball", "Wilderness", "Wrestling"}},
        {"TV & Film", {"After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"}},
        {"Technology", {}},
        {"True Crime", {}},
    };
    return std::any_of(groups.begin(), groups.end(), [&](const Group& group) { return matches(group, name, sub); });
}

}  // namespace feed
