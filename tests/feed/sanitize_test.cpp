#include "feed/sanitize.h"

#include <gmock/gmock.h>

namespace feed {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string article(std::string_view html) {
    return sanitize_html(html, AllowList::article);
}

TEST(Sanitize, LetsTheAllowListThrough) {
    const std::string html =
        "<p>a <a href=\"https://x.example/?a=1&b=2\">b</a></p><h2>c</h2><ul><li>d</li><li>e</li></ul>"
        "<blockquote><p>f</p></blockquote><ol><li>g</li></ol><h3>h</h3><h4>i</h4>";
    EXPECT_EQ(article(html), html);
}

TEST(Sanitize, KnowsTwoLists) {
    EXPECT_EQ(sanitize_html("<h2>a</h2><p>b<em>c</em></p>", AllowList::description), "a<p>bc</p>");
}

struct Case {
    const char* html;
    const char* clean;
};

TEST(Sanitize, MakesHostileMarkupHarmless) {
    const std::vector<Case> cases = {
        {"a<script>alert(1)</script>b", "ab"},
        {"a<SCRIPT SRC=//x.example/x.js></SCRIPT >b", "ab"},
        {"<scr<script>ipt>alert(1)</script>x", "ipt>alert(1)x"},
        {"a<script>alert(1)", "a"},
        {"<img src=x onerror=alert(1)>a", "a"},
        {"<svg><script>alert(1)</script></svg>a", "a"},
        {"<iframe srcdoc='<script>alert(1)</script>'></iframe>a", "a"},
        {"<p onclick=\"x\" style=\"y\">a</p>", "<p>a</p>"},
        {"<a href=\"javascript:alert(1)\">a</a>", "a"},
        {"<a href=\" JaVaScript:alert(1)\">a</a>", "a"},
        {"<a href=\"java&#115;cript:alert(1)\">a</a>", "a"},
        {"<a href=\"data:text/html,x\">a</a>", "a"},
        {"<a href=\"vbscript:x\">a</a>", "a"},
        {"<a href=\"/relative\">a</a>", "a"},
        {"<a href='https://x.example/\"onmouseover=\"x'>a</a>",
         "<a href=\"https://x.example/&quot;onmouseover=&quot;x\">a</a>"},
        {"<a href=https://x.example/>a</a>", "<a href=\"https://x.example/\">a</a>"},
        {"<a href=\"https://x.example/a b\">a</a>", "a"},
        {"<a href=\" mailto:a@x.example \">a</a>", "<a href=\"mailto:a@x.example\">a</a>"},
        {"<!-- <p> -->a<!doctype html><?php x ?>b<![CDATA[c]]>d", "abd"},
        {"a<!-- open", "a"},
        {"<p title=\"a>b\">c</p>", "<p>c</p>"},
        {"<p title=\"never closed>c</p>", "<p></p>"},
        {"]]>", "]]>"},
        {"1 < 2 && 3 > 2", "1 &lt; 2 && 3 > 2"},
        {"&lt;script&gt; &amp; &nbsp; &bogus &#x41; &#; &#xZ;", "&lt;script> & \u00a0 &bogus &#x41; &amp;#; &amp;#xZ;"},
        {"<", "&lt;"},
        {"</", "&lt;/"},
        {"<>", "&lt;>"},
        {"a<", "a&lt;"},
        {"<p", "<p></p>"},
        {"</p>a", "a"},
    };
    for (const Case& wanted : cases) EXPECT_EQ(article(wanted.html), wanted.clean) << wanted.html;
}

TEST(Sanitize, BalancesWhatIsOpen) {
    const std::vector<Case> cases = {
        {"<p>a<p>b", "<p>a</p><p>b</p>"},
        {"<ul><li>a<li>b</ul>c", "<ul><li>a</li><li>b</li></ul>c"},
        {"<ul><li>a<ul><li>b</ul>c<li>d</ul>", "<ul><li>a<ul><li>b</li></ul>c</li><li>d</li></ul>"},
        {"<p><a href=\"http://a.example\">a<strong>b</p>c", "<p><a href=\"http://a.example\">ab</a></p>c"},
        {"<a href=\"http://a.example\">a<a href=\"http://b.example\">b</a>",
         "<a href=\"http://a.example\">a</a><a href=\"http://b.example\">b</a>"},
        {"<p>a<h2>b</h2>", "<p>a</p><h2>b</h2>"},
        {"<p>a<ul><li>b</ul>", "<p>a</p><ul><li>b</li></ul>"},
        {"<div><p>a</div>b", "<p>ab</p>"},
    };
    for (const Case& wanted : cases) EXPECT_EQ(article(wanted.html), wanted.clean) << wanted.html;
}

TEST(Sanitize, IsIdempotentAndBoundedInDepth) {
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<blockquote>";
    const std::string clean = article(deep + "x");
    EXPECT_LT(clean.size(), 1000u);
    EXPECT_THAT(clean, HasSubstr("x"));
    EXPECT_EQ(article(clean), clean);
}

TEST(EscapeHtml, LeavesNoMarkup) {
    EXPECT_EQ(escape_html("<a href=\"x\">'&amp;'"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;&#39;");
}

TEST(Paragraphs, AreDividedByEmptyLines) {
    EXPECT_EQ(paragraphs_html("a\nb\n\n \n\nc <d>\r\n\r\n"), "<p>a b</p>\n<p>c &lt;d></p>\n");
    EXPECT_EQ(paragraphs_html(""), "");
}

TEST(TextHtml, HoldsNoMoreReferencesThanHtmlNeeds) {
    const std::vector<Case> cases = {
        {"R&D, M&A & 5 > 3", "R&D, M&A & 5 > 3"},
        {"a <b> c", "a &lt;b> c"},
        {"&lt;b&gt;", "&amp;lt;b&amp;gt;"},
        {"&copy 2024, &copyright, &notit;", "&amp;copy 2024, &amp;copyright, &amp;notit;"},
        {"&#x41; & &", "&amp;#x41; & &"},
        {"\"'", "\"'"},
    };
    for (const Case& wanted : cases) EXPECT_EQ(text_html(wanted.html), wanted.clean) << wanted.html;
}

TEST(Sanitize, KeepsWhatReferencesMean) {
    const std::vector<Case> cases = {
        {"R&amp;D &quot;x&quot; &#39;y&#39; a&nbsp;b", "R&D \"x\" 'y' a\u00a0b"},
        {"&amp;lt;script&amp;gt;", "&amp;lt;script&amp;gt;"},
        {"&amp;&#108;t;", "&&#108;t;"},
        {"&am<x>p;lt;", "&amp;amp;lt;"},
        {"&<x>lt;", "&amp;lt;"},
        {"&amp;#60;", "&amp;#60;"},
        {"&eacute;&#233;", "&eacute;&#233;"},
        {"<a href=\"https://x.example/?a=1&amp;copy=2&amp;lt;=3\">x</a>",
         "<a href=\"https://x.example/?a=1&copy=2&amp;lt;=3\">x</a>"},
        {"<a href=\"https://x.example/?a=&quot;&gt;\">x</a>", "<a href=\"https://x.example/?a=&quot;&gt;\">x</a>"},
    };
    for (const Case& wanted : cases) {
        EXPECT_EQ(article(wanted.html), wanted.clean) << wanted.html;
        EXPECT_EQ(article(wanted.clean), wanted.clean) << wanted.html;
    }
}

TEST(LinkHtml, EscapesBothParts) {
    EXPECT_EQ(link_html("https://x.example/?a=1&b=\">", "<b>"),
              "<a href=\"https://x.example/?a=1&b=&quot;&gt;\">&lt;b></a>");
}

/// What the sanitizer gave, cut or not, is what it would give again; and no reference was cut in two.
void expect_whole(const std::string& html) {
    EXPECT_EQ(article(html), html);
    EXPECT_EQ(html.find("&l"), html.find("&lt;")) << html;
}

TEST(TruncateHtml, CutsAtASentenceAndClosesWhatIsOpen) {
    const std::string html = "<ul><li>One is here. Two is here.</li><li>Three & four.</li></ul>";
    EXPECT_EQ(truncate_html(html, 1000, "en"), html);
    EXPECT_EQ(truncate_html(html, 40, "en"), "<ul><li>One is here.</li></ul>");
}

TEST(TruncateHtml, NeverCutsInsideATagACharacterOrAReference) {
    const std::string html =
        "<p>Nước nổi & cá linh. Năm nay <a href=\"https://x.example/?a=1&b=2\">nước khá</a> hơn &lt;mọi "
        "năm>.</p>"
        "<ol><li>cá tôm</li><li>😀😀😀</li></ol>";
    for (std::size_t bytes = 0; bytes <= html.size(); ++bytes) {
        const std::string cut = truncate_html(html, bytes, "vi");
        EXPECT_LE(cut.size(), bytes);
        expect_whole(cut);
    }
}

TEST(TextHtmlWithin, CountsWhatEscapingAdds) {
    const std::string text(1000, '<');
    for (const std::size_t bytes : {0u, 1u, 2u, 7u, 100u, 3999u, 4000u}) {
        EXPECT_LE(text_html_within(text, bytes, "en").size(), bytes);
    }
    EXPECT_EQ(text_html_within("A < B. C < D.", 14, "en"), "A &lt; B.");
    EXPECT_EQ(text_html_within("A < B.", 100, "en"), "A &lt; B.");
}

}  // namespace
}  // namespace feed
