#include "feed/rss.h"

#include "core/error.h"
#include "core/text.h"
#include "feed/xml_writer.h"
#include "tests/feed/samples.h"
#include "tests/support/temporary_folder.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <functional>
#include <memory>
#include <random>

namespace feed {
namespace {

using namespace std::chrono_literals;
using Json = nlohmann::json;
using testing::HasSubstr;
using testing::Not;

const std::string itunes = "{http://www.itunes.com/dtds/podcast-1.0.dtd}";
const std::string podcast = "{https://podcastindex.org/namespace/1.0}";
const std::string atom = "{http://www.w3.org/2005/Atom}";
const std::string content = "{http://purl.org/rss/1.0/modules/content/}";

std::string vietnamese_feed() {
    return rss(vietnamese_show(), sample_channel(), sample_edition(), vietnamese_episodes());
}
std::string english_feed() {
    return rss(english_show(), sample_channel(), sample_edition(), english_episodes());
}

/// The channel as Expat reads it.
Json read_by_expat(const std::string& xml) {
    const support::TemporaryFolder folder;
    std::ofstream(folder / "feed.xml", std::ios::binary) << xml;
    const std::string reader = NEWSCAST_SOURCE_DIR "/tests/feed/read_feed.py";
    const Json root = Json::parse(output_of("python3 " + reader + " " + (folder / "feed.xml").string()));
    EXPECT_EQ(root.at("name"), "rss");
    EXPECT_EQ(root.at("attributes").at("version"), "2.0");
    return root.at("children").at(0);
}

std::vector<Json> children(const Json& element, const std::string& name) {
    std::vector<Json> found;
    for (const Json& child : element.at("children"))
        if (child.at("name") == name) found.push_back(child);
    return found;
}

std::string text_of(const Json& element, const std::string& name) {
    const auto found = children(element, name);
    EXPECT_EQ(found.size(), 1u) << name;
    return found.empty() ? "" : found[0].at("text").get<std::string>();
}

std::string attribute_of(const Json& element, const std::string& name, const std::string& attribute) {
    const auto found = children(element, name);
    EXPECT_EQ(found.size(), 1u) << name;
    return found.empty() ? "" : found[0].at("attributes").value(attribute, "");
}

/// Titles of the items as libxml2 reads them.
std::vector<std::string> titles_by_libxml(const std::string& xml) {
    const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document(
        xmlReadMemory(xml.data(), static_cast<int>(xml.size()), nullptr, nullptr, XML_PARSE_NONET), xmlFreeDoc);
    std::vector<std::string> titles;
    if (!document) return titles;
    const auto named = [](const xmlNode* node, const char* name) {
        return node->type == XML_ELEMENT_NODE && std::string_view(reinterpret_cast<const char*>(node->name)) == name;
    };
    const xmlNode* channel = xmlDocGetRootElement(document.get())->children;
    while (channel != nullptr && !named(channel, "channel")) channel = channel->next;
    for (const xmlNode* item = channel->children; item != nullptr; item = item->next) {
        if (!named(item, "item")) continue;
        for (xmlNode* title = item->children; title != nullptr; title = title->next) {
            if (!named(title, "title") || title->ns != nullptr) continue;
            const std::unique_ptr<xmlChar, void (*)(void*)> text(xmlNodeGetContent(title), xmlFree);
            titles.emplace_back(reinterpret_cast<const char*>(text.get()));
        }
    }
    return titles;
}

TEST(Rss, IsWhatTheGoldensShow) {
    expect_golden("vietnamese.xml", vietnamese_feed());
    expect_golden("english.xml", english_feed());
}

TEST(Rss, GivesTheSameBytesForTheSameValues) {
    EXPECT_EQ(vietnamese_feed(), vietnamese_feed());
}

TEST(Rss, IsWellFormedForXmllint) {
    const support::TemporaryFolder folder;
    for (const std::string& feed : {vietnamese_feed(), english_feed()}) {
        std::ofstream(folder / "feed.xml", std::ios::binary) << feed;
        // An unbound prefix is only a message to xmllint: nothing may be said at all.
        EXPECT_EQ(output_of("xmllint --noout --nonet " + (folder / "feed.xml").string() + " 2>&1"), "");
    }
}

TEST(Rss, TellsOfTheShow) {
    const Json channel = read_by_expat(vietnamese_feed());
    EXPECT_EQ(text_of(channel, "title"), "Báo Sông Tiền");
    EXPECT_EQ(text_of(channel, "description"),
              "<p>Tin tức mỗi ngày từ hai bờ sông Tiền, do tòa soạn đọc & biên tập.</p>");
    EXPECT_EQ(text_of(channel, "link"), "https://songtien.example/");
    EXPECT_EQ(text_of(channel, "language"), "vi");
    EXPECT_EQ(text_of(channel, "copyright"), "© 2024 Tòa soạn Sông Tiền");
    EXPECT_EQ(text_of(channel, "generator"), "newscast " NEWSCAST_VERSION);
    EXPECT_EQ(text_of(channel, "lastBuildDate"), "Wed, 10 Jul 2024 10:00:00 +0700");
    EXPECT_EQ(text_of(channel, itunes + "author"), "Tòa soạn Sông Tiền");
    EXPECT_EQ(text_of(channel, itunes + "explicit"), "false");
    EXPECT_EQ(text_of(channel, itunes + "type"), "episodic");
    EXPECT_EQ(attribute_of(channel, itunes + "image", "href"), "https://podcast.example/song-tien/cover-1a2b3c4d.jpg");
    EXPECT_EQ(text_of(channel, podcast + "guid"), sample_channel().guid);
    EXPECT_EQ(text_of(channel, podcast + "locked"), "yes");
    EXPECT_EQ(attribute_of(channel, podcast + "locked", "owner"), "toasoan@songtien.example");
    EXPECT_EQ(text_of(channel, podcast + "medium"), "podcast");

    const Json owner = children(channel, itunes + "owner").at(0);
    EXPECT_EQ(text_of(owner, itunes + "name"), "Tòa soạn Sông Tiền");
    EXPECT_EQ(text_of(owner, itunes + "email"), "toasoan@songtien.example");
    const Json image = children(channel, "image").at(0);
    EXPECT_EQ(text_of(image, "url"), "https://podcast.example/song-tien/cover-1a2b3c4d.jpg");
    EXPECT_EQ(text_of(image, "title"), "Báo Sông Tiền");
    EXPECT_EQ(text_of(image, "link"), "https://songtien.example/");
    const Json self = children(channel, atom + "link").at(0).at("attributes");
    EXPECT_EQ(self, Json({{"rel", "self"},
                          {"href", "https://podcast.example/song-tien/feed.xml"},
                          {"type", "application/rss+xml"}}));
}

TEST(Rss, NamesItsNewAddressOnlyWhereTheShowHasMoved) {
    EXPECT_THAT(vietnamese_feed(), Not(HasSubstr("new-feed-url")));
    Edition edition = sample_edition();
    edition.moved_to = "feed.xml";
    const Json channel = read_by_expat(rss(vietnamese_show(), sample_channel(), edition, vietnamese_episodes()));
    EXPECT_EQ(text_of(channel, itunes + "new-feed-url"), vietnamese_show().feed_url());
}

TEST(Rss, NestsSubcategoriesAndNamesEachCategoryOnce) {
    const auto categories = children(read_by_expat(vietnamese_feed()), itunes + "category");
    ASSERT_EQ(categories.size(), 2u);
    EXPECT_EQ(categories[0].at("attributes").at("text"), "News");
    const auto subs = children(categories[0], itunes + "category");
    ASSERT_EQ(subs.size(), 2u);
    EXPECT_EQ(subs[0].at("attributes").at("text"), "Daily News");
    EXPECT_EQ(subs[1].at("attributes").at("text"), "Politics");
    EXPECT_EQ(categories[1].at("attributes").at("text"), "Society & Culture");
    EXPECT_TRUE(children(categories[1], itunes + "category").empty());
}

TEST(Rss, TellsOfAnEpisode) {
    const Json item = children(read_by_expat(vietnamese_feed()), "item").at(0);
    EXPECT_EQ(text_of(item, "title"), "Mùa nước nổi về sớm: “Đồng <xanh> & cá linh”");
    EXPECT_EQ(children(item, "enclosure").at(0).at("attributes"),
              Json({{"url", "https://podcast.example/song-tien/media/2024-07-10-mua-nuoc-noi-ve-som-v2.mp3"},
                    {"length", "1234567"},
                    {"type", "audio/mpeg"}}));
    EXPECT_EQ(text_of(item, "guid"), "0b0c7d1e-8f3a-5d44-9a8b-0d5f8c1b2a33");
    EXPECT_EQ(attribute_of(item, "guid", "isPermaLink"), "false");
    EXPECT_EQ(text_of(item, "pubDate"), "Wed, 10 Jul 2024 06:30:05 +0700");
    EXPECT_EQ(text_of(item, atom + "updated"), "2024-07-10T09:15:00+07:00");
    EXPECT_EQ(text_of(item, "link"), "https://songtien.example/mua-nuoc-noi?id=7&trang=1");
    EXPECT_EQ(text_of(item, itunes + "duration"), "103");
    EXPECT_EQ(attribute_of(item, itunes + "image", "href"),
              "https://podcast.example/song-tien/images/mua-nuoc-noi-ve-som-5e6f7a8b.jpg");
    EXPECT_EQ(text_of(item, itunes + "explicit"), "false");
    EXPECT_EQ(text_of(item, itunes + "author"), "Lê Thị Hương, Nguyễn Văn Bình");
    EXPECT_EQ(text_of(item, itunes + "episodeType"), "full");
    EXPECT_EQ(text_of(item, itunes + "summary"), vietnamese_episodes()[0].lead);
    EXPECT_EQ(text_of(item, itunes + "subtitle"), vietnamese_episodes()[0].lead);
    const auto persons = children(item, podcast + "person");
    ASSERT_EQ(persons.size(), 2u);
    EXPECT_EQ(persons[1].at("text"), "Nguyễn Văn Bình");
    EXPECT_EQ(persons[1].at("attributes"), Json({{"group", "writing"}, {"role", "author"}}));

    EXPECT_EQ(text_of(item, "description"),
              "<p>" + vietnamese_episodes()[0].lead +
                  "</p><p><a href=\"https://songtien.example/mua-nuoc-noi?id=7&trang=1\">Đọc bài viết gốc</a></p>");
    const std::string notes = text_of(item, content + "encoded");
    EXPECT_THAT(notes, HasSubstr("<h2>Lời người dân</h2>"));
    EXPECT_THAT(notes, HasSubstr("<p>Xem đây và <a href=\"https://songtien.example/a?b=1&c=2\">kia</a>.</p>"));
    EXPECT_THAT(notes, Not(HasSubstr("alert")));
    EXPECT_THAT(notes, Not(HasSubstr("onclick")));
}

TEST(Rss, FallsBackWhereAnArticleSaysLittle) {
    const Json item = children(read_by_expat(vietnamese_feed()), "item").at(2);
    EXPECT_EQ(text_of(item, itunes + "author"), "Tòa soạn Sông Tiền");
    EXPECT_TRUE(children(item, podcast + "person").empty());
    EXPECT_TRUE(children(item, itunes + "image").empty());
    EXPECT_TRUE(children(item, atom + "updated").empty());
    EXPECT_TRUE(children(item, "link").empty());
    EXPECT_EQ(text_of(item, itunes + "duration"), "1");
    EXPECT_EQ(text_of(item, itunes + "summary"), "Đoạn đầu của bài viết.");
    EXPECT_EQ(text_of(item, "description"), "<p>Đoạn đầu của bài viết.</p>");
    EXPECT_EQ(text_of(item, content + "encoded"),
              "<p>Đoạn đầu của bài viết.</p>\n<p>Đoạn thứ hai: 5 &lt; 6 & 7 > 2.</p>\n");
}

TEST(Rss, KeepsToTheLengthsThatAppsTake) {
    core::Show show = vietnamese_show();
    std::vector<core::Episode> episodes = vietnamese_episodes();
    const std::string sentence = "Một câu <dài> & đủ ý ở đây. ";
    std::string text;
    for (int i = 0; i < 400; ++i) text += sentence;
    show.description = text;
    episodes[0].title = text;
    episodes[0].lead = text;
    episodes[0].authors = {text};
    const Json channel = read_by_expat(rss(show, sample_channel(), sample_edition(), episodes));
    const Json item = children(channel, "item").at(0);

    const std::string description = text_of(item, "description");
    EXPECT_LE(description.size(), 4000u);
    EXPECT_GT(description.size(), 3800u);
    EXPECT_THAT(description, HasSubstr("ở đây.</p><p><a href="));
    EXPECT_LE(text_of(channel, "description").size(), 4000u);
    EXPECT_TRUE(text_of(channel, "description").ends_with("ở đây.</p>"));
    EXPECT_LE(text_of(item, itunes + "summary").size(), 4000u);
    for (const std::string& value :
         {text_of(item, "title"), text_of(item, itunes + "author"), text_of(item, itunes + "subtitle")}) {
        EXPECT_LE(core::length(value), 255u);
        EXPECT_GT(core::length(value), 200u);
        EXPECT_TRUE(value.ends_with("ở đây.")) << value;
    }
}

TEST(Rss, CleansWhatXmlCannotHold) {
    std::vector<core::Episode> episodes = {numbered_episode(1)};
    episodes[0].title = std::string("a\0b\x01", 4) + "\xff" +
                        "c\xef\xbf\xbe"
                        "d\xed\xa0\x80";
    episodes[0].text.body_html = "<p>]]> \x0b ok</p>";
    const std::string xml = rss(english_show(), sample_channel(), sample_edition(), episodes);
    const Json item = children(read_by_expat(xml), "item").at(0);
    EXPECT_TRUE(text_of(item, "title")
                    .starts_with("ab\xef\xbf\xbd"
                                 "cd"));
    EXPECT_THAT(text_of(item, content + "encoded"), HasSubstr("<p>]]>  ok</p>"));
    EXPECT_EQ(titles_by_libxml(xml).at(0), text_of(item, "title"));
}

/// Any text that a title can hold: characters of every kind that XML allows, markup among them, no space at the ends.
std::string random_title(std::mt19937& random) {
    static const std::vector<std::string> pieces = {"&",
                                                    "<",
                                                    ">",
                                                    "\"",
                                                    "'",
                                                    "]]>",
                                                    "<![CDATA[",
                                                    "&amp;",
                                                    "&#x41;",
                                                    "--",
                                                    "%s",
                                                    "{}",
                                                    "\t",
                                                    "\n",
                                                    "\r",
                                                    "\r\n",
                                                    "  ",
                                                    "<b>",
                                                    "ề",
                                                    "ệ",
                                                    "Đ",
                                                    "😀",
                                                    "👨‍👩‍👧",
                                                    "\u202e",
                                                    "\u200d",
                                                    "\u2028",
                                                    "\u0085",
                                                    "漢",
                                                    "ا",
                                                    "\ufffd",
                                                    "\ue000",
                                                    "\U0010fffd",
                                                    "e\u0301",
                                                    "\u00ad",
                                                    "\x7f"};
    std::string title;
    const int parts = std::uniform_int_distribution<int>(1, 20)(random);
    for (int part = 0; part < parts; ++part) {
        if (std::uniform_int_distribution<int>(0, 2)(random) == 0) {
            title += static_cast<char>(std::uniform_int_distribution<int>(0x21, 0x7e)(random));
        } else {
            title += pieces[std::uniform_int_distribution<std::size_t>(0, pieces.size() - 1)(random)];
        }
    }
    const std::string trimmed(core::trim(title));
    return trimmed.empty() ? "x" : trimmed;
}

TEST(RssProperty, AnyTitleComesBackUnchangedThroughTwoParsers) {
    std::mt19937 random(20240708);
    std::vector<core::Episode> episodes;
    std::vector<std::string> titles;
    for (int number = 0; number < 3000; ++number) {
        episodes.push_back(numbered_episode(number));
        episodes.back().title = random_title(random);
        titles.push_back(episodes.back().title);
    }
    const std::string xml = rss(english_show(), sample_channel(), sample_edition(), episodes);
    EXPECT_EQ(titles_by_libxml(xml), titles);
    std::vector<std::string> by_expat;
    for (const Json& item : children(read_by_expat(xml), "item")) by_expat.push_back(text_of(item, "title"));
    EXPECT_EQ(by_expat, titles);
}

struct BadShow {
    std::string names;  // what the message has to say
    std::function<void(core::Show&, Channel&)> spoil;
};

TEST(RssRefuses, AShowThatNoAppWouldTake) {
    const std::vector<BadShow> shows = {
        {"title is missing", [](core::Show& show, Channel&) { show.title = " "; }},
        {"description is missing", [](core::Show& show, Channel&) { show.description = ""; }},
        {"author is missing", [](core::Show& show, Channel&) { show.author = ""; }},
        {"cover is missing", [](core::Show&, Channel& channel) { channel.cover_path = ""; }},
        {"GUID is missing", [](core::Show&, Channel& channel) { channel.guid = ""; }},
        {"language 'vietnamese!'", [](core::Show& show, Channel&) { show.language = "vietnamese!"; }},
        {"language ''", [](core::Show& show, Channel&) { show.language = ""; }},
        {"base_url", [](core::Show& show, Channel&) { show.base_url = "https://podcast.example/x"; }},
        {"base_url", [](core::Show& show, Channel&) { show.base_url = "ftp://podcast.example/x/"; }},
        {"website", [](core::Show& show, Channel&) { show.website = "songtien.example"; }},
        {"categories are missing", [](core::Show& show, Channel&) { show.categories.clear(); }},
        {"'Games & Hobbies' is none of Apple's categories",
         [](core::Show& show, Channel&) {
             show.categories = {{"Games & Hobbies", ""}};
         }},
        {"'Daily news' is no sub-category of 'News'",
         [](core::Show& show, Channel&) {
             show.categories = {{"News", "Daily news"}};
         }},
    };
    for (const BadShow& bad : shows) {
        core::Show show = vietnamese_show();
        Channel channel = sample_channel();
        bad.spoil(show, channel);
        try {
            rss(show, channel, sample_edition(), vietnamese_episodes());
            ADD_FAILURE() << "took a show although " << bad.names;
        } catch (const core::Error& error) {
            EXPECT_EQ(error.kind(), core::ErrorKind::config);
            EXPECT_THAT(error.what(), HasSubstr(bad.names));
            EXPECT_THAT(error.what(), HasSubstr("show 'song-tien': "));
        }
    }
}

TEST(Rss, OfNoEpisodesIsAFeedStill) {
    const Json channel = read_by_expat(rss(english_show(), sample_channel(), sample_edition(), {}));
    EXPECT_EQ(text_of(channel, "title"), "The Harbour Gazette");
    EXPECT_TRUE(children(channel, "item").empty());
    EXPECT_EQ(text_of(channel, "description"),
              "<p>What happens around the harbour, read aloud.</p><p>See <a href=\"https://harbour.example/\">our "
              "site</a>.</p>");
    EXPECT_EQ(text_of(channel, podcast + "locked"), "no");
    EXPECT_EQ(text_of(channel, itunes + "explicit"), "true");
}

TEST(Rss, DeclaresOnlyTheNamespacesThatItUses) {
    const std::string empty = rss(english_show(), sample_channel(), sample_edition(), {});
    for (const char* unused : {"xmlns:content", "xmlns:psc", "xmlns:fh"}) EXPECT_THAT(empty, Not(HasSubstr(unused)));
    EXPECT_THAT(vietnamese_feed(), HasSubstr("xmlns:psc"));
    EXPECT_THAT(english_feed(), Not(HasSubstr("xmlns:psc")));
    EXPECT_THAT(english_feed(), Not(HasSubstr("xmlns:fh")));
}

}  // namespace
}  // namespace feed
