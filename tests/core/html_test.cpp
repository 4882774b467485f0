#include "core/html.h"

#include <gtest/gtest.h>

namespace core {
namespace {

TEST(EscapeHtml, LeavesNothingThatHtmlGivesAMeaning) {
    EXPECT_EQ(escape_html("<a href=\"x\">R&D's</a>"), "&lt;a href=&quot;x&quot;&gt;R&amp;D&#39;s&lt;/a&gt;");
    EXPECT_EQ(escape_html("D'Arc & ế", Apostrophe::kept), "D'Arc &amp; ế");
    EXPECT_EQ(escape_html("&amp;"), "&amp;amp;") << "what is given is text";
}

TEST(UnescapeHtml, UndoesEscaping) {
    for (const char* text : {"<b> & \"x\" 'y'", "&amp;", "", "ế", "a;b&c;"})
        EXPECT_EQ(unescape_html(escape_html(text)), text);
}

TEST(UnescapeHtml, KnowsNumbersAndCommonNames) {
    EXPECT_EQ(unescape_html("caf&eacute; &#233; &#xE9; &#Xe9; &nbsp;&hellip;"), "café é é é \u00A0…");
    EXPECT_EQ(unescape_html("&amp;lt;"), "&lt;") << "once";
    EXPECT_EQ(unescape_html("&unknown; &; R&D; & &amp"), "&unknown; &; R&D; & &amp");
}

TEST(UnescapeHtml, MakesNoCharacterOfWhatIsNone) {
    for (const char* none : {"&#0;", "&#xD800;", "&#x110000;", "&#9999999;", "&#x;", "&#;", "&#12a;"})
        EXPECT_EQ(unescape_html(none), "\uFFFD") << none;
}

}  // namespace
}  // namespace core
