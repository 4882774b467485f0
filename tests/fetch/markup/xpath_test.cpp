#include "fetch/markup/xpath.h"

#include "fetch/markup/html.h"

#include <gmock/gmock.h>

#include <string>
#include <utility>

namespace {

using testing::HasSubstr;

TEST(XPathFault, FindsNothingWrongWithWhatPagesAreReadBy) {
    for (const char* right : {"//h3[@class='title']/a/@href",
                              "//a",
                              "//div[@id='noi-dung']//p",
                              "//h1/text()",
                              "string(//h1)",
                              "normalize-space(//h1)",
                              "//a[contains(@href, 'tin(')]",
                              "//*[self::h1 or self::h2][1]",
                              "//p[not(@class) and (position() > 1)]",
                              "concat(//h1, ' - ', //h2, '')",
                              "//meta[@property=\"og:title\"]/@content",
                              "//a[@xml:lang='vi']",
                              "//ancestor-or-self::div",
                              "id('noi-dung')",
                              "//a[substring-after(@href, ', ')='x']",
                              "//node()[local-name()='svg']",
                              "count( //a[starts-with(@href, '/')] )",
                              "//báo",
                              "//a | //b[last()]",
                              "translate(//time, 'ABC', 'abc')",
                              "//a[substring(@href, 1, 4) = 'http']",
                              "//time[ 3 mod (1 + 1) = 1 ]",
                              "//processing-instruction('x')"})
        EXPECT_EQ(fetch::xpath_fault(right), "") << right;
}

TEST(XPathFault, NamesWhatIsWrong) {
    const std::pair<const char*, const char*> wrong[] = {
        {"//a[@href", "a predicate is not closed at byte 10"},
        {"//a[1", "a predicate is not closed"},
        {"", "not well formed"},
        {"   ", "not well formed"},
        {"//h1]", "not well formed at byte 5"},
        {"//a[@x='b", "quotation mark"},
        {"count(//a", "not well formed at byte 10"},
        {"foo::a", "not well formed"},
        {"//a/", "not well formed"},
        {"//svg:a", "there is no prefix svg:"},
        {"//svg:*", "there is no prefix svg:"},
        {"//a[re:match(@href, 'x')]", "there is no prefix re:"},
        {"//a[ends-with(@href, '.html')]", "there is no function ends-with()"},
        {"//a[lower-case (@href) = 'x']", "there is no function lower-case()"},
        {"xml:lang()", "there is no function xml:lang()"},
        {"//a[contains(@href)]", "contains() cannot have 1 argument"},
        {"//a[@href and contains(@href, 'a', ',')]", "contains() cannot have 3 arguments"},
        {"//a[last(1)]", "last() cannot have 1 argument"},
        {"//a[not()]", "not() cannot have 0 arguments"},
        {"//a[@href = $base]", "there is no variable $base"},
        {"//a | 'x'", "wrong type"},
        {"count('x')", "wrong type"},
    };
    for (const auto& [expression, reason] : wrong)
        EXPECT_THAT(fetch::xpath_fault(expression), HasSubstr(reason)) << expression;
}

TEST(XPathFault, AgreesWithTheReading) {
    const fetch::HtmlDocument page =
        fetch::HtmlDocument::parse("<html><body><h1>Tin</h1><a href='/a' xml:lang='vi'>A</a></body></html>");
    for (const char* xpath : {"//a[@href", "//svg:a", "//a[contains(@href)]", "//a[foo()]", "//a[$x]", "//a[last()]",
                              "//a[@xml:lang]", "//a[concat('a')]", "//h1[string-length() > 1]", "//a[id('x')]"}) {
        bool works = true;
        try {
            page.select(xpath);
        } catch (const std::exception&) {
            works = false;
        }
        EXPECT_EQ(fetch::xpath_fault(xpath).empty(), works) << xpath;
    }
}

}  // namespace
