#include "fetch/markup/tags.h"

#include "core/error.h"
#include "fetch/markup/text.h"
#include "fetch/markup/xml.h"

#include <gtest/gtest.h>

#include <string>

namespace fetch {
namespace {

std::string with_attributes(std::size_t count) {
    std::string tag = "<rss";
    for (std::size_t index = 0; index < count; ++index) tag += " a" + std::to_string(index) + "=\"x > y\"";
    return tag + "><channel/></rss>";
}

TEST(TagFault, CountsTheAttributesOfOneElement) {
    for (const Markup markup : {Markup::html, Markup::xml}) {
        EXPECT_EQ(tag_fault(with_attributes(100), markup, 100), "");
        EXPECT_EQ(tag_fault(with_attributes(101), markup, 100), "too many attributes in one element");
        EXPECT_EQ(tag_fault("<a b=1/>" + std::string(1000, ' ') + "<a b=1 c='2'>x</a>", markup, 2), "");
        EXPECT_EQ(tag_fault("a < b > c <", markup, 2), "");
    }
}

TEST(TagFault, LooksAtNoTagInCommentsAndTexts) {
    const std::string many = with_attributes(200);
    EXPECT_EQ(tag_fault("<a><!-- " + many + " --></a>", Markup::xml, 100), "");
    EXPECT_EQ(tag_fault("<a><![CDATA[ " + many + " ]]></a>", Markup::xml, 100), "");
    EXPECT_EQ(tag_fault("<script>'" + many + "'</script>", Markup::html, 100), "");
    EXPECT_NE(tag_fault("<a><![CDATA[ x ]]></a>" + many, Markup::xml, 100), "");
    EXPECT_NE(tag_fault("<đ" + many.substr(4), Markup::xml, 100), "") << "names may begin with any letter";
}

TEST(XmlDocument, RefusesWhatWouldCostItsSquare) {
    EXPECT_TRUE(XmlDocument::parse(with_attributes(500)).root());
    EXPECT_THROW(XmlDocument::parse(with_attributes(100'000)), core::Error);
    std::string spaces = "<rss";
    for (int index = 0; index < 50'000; ++index) spaces += " xmlns:a" + std::to_string(index) + "='u'";
    EXPECT_THROW(XmlDocument::parse(spaces + "/>"), core::Error);
}

// No time is measured here: where one of these costs its square again, it takes minutes.
TEST(XmlDocument, TakesTimeThatGrowsWithTheLength) {
    std::string comments = "<rss>";
    std::string ampersands = "<rss><title>";
    for (int index = 0; index < 500'000; ++index) {
        comments += "<!--";
        ampersands += "&&";
    }
    EXPECT_EQ(XmlDocument::parse(comments + "--></rss>").root().name(), "rss");
    const XmlDocument document = XmlDocument::parse(ampersands + "</title></rss>");
    EXPECT_EQ(plain_text(document.root().child("title").text()).size(), 1'000'000u);
}

}  // namespace
}  // namespace fetch
