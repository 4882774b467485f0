#include "feed/description.h"

#include "feed/rss.h"
#include "tests/feed/samples.h"

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

namespace feed {
namespace {

using testing::HasSubstr;

TEST(Description, OfTheShowStandsInParagraphsHoweverItIsWritten) {
    const std::vector<std::pair<std::string, std::string>> descriptions = {
        {"Giá < 5 & R&D", "<p>Giá &lt; 5 & R&D</p>"},
        {"&lt;b&gt; as text", "<p>&amp;lt;b&amp;gt; as text</p>"},
        {" One.\nStill one.\n\nTwo. ", "<p>One. Still one.</p>\n<p>Two.</p>"},
        {"News <b>read</b> aloud.\n \nSee <a href=\"https://a.example/?b&amp;c\">us</a>, or not.",
         "<p>News read aloud.</p><p>See <a href=\"https://a.example/?b&c\">us</a>, or not.</p>"},
        {"Before<p>one</p> between <ul><li>a<li>b</ul>behind",
         "<p>Before</p><p>one</p><p>between</p><ul><li>a</li><li>b</li></ul><p>behind</p>"},
        {"<a href=\"https://a.example/\"><p>x</p></a>", "<a href=\"https://a.example/\"><p>x</p></a>"},
        {"<p>1 &lt; 2 &amp; 3</p>", "<p>1 &lt; 2 & 3</p>"},
    };
    for (const auto& [written, shown] : descriptions) {
        core::Show show = english_show();
        show.description = written;
        EXPECT_EQ(show_description(show), shown) << written;
        EXPECT_THAT(rss(show, sample_channel(), sample_edition(), {}),
                    HasSubstr("<description><![CDATA[" + shown + "]]></description>"))
            << "what reads XML has the HTML, and decodes nothing twice";
    }
}

TEST(Description, OfTheShowIsCutInsideItsParagraphs) {
    core::Show show = english_show();
    show.description = "<b>News</b> read aloud.";
    while (show.description.size() < 5000) show.description += " One more sentence of it.";
    const std::string html = show_description(show);
    EXPECT_LE(html.size(), max_description_bytes);
    EXPECT_TRUE(html.starts_with("<p>News read aloud."));
    EXPECT_TRUE(html.ends_with(" of it.</p>")) << html.substr(html.size() - 40);
}

}  // namespace
}  // namespace feed
