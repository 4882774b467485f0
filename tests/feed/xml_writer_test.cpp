#include "feed/xml_writer.h"

#include <gtest/gtest.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <array>
#include <memory>
#include <random>
#include <string>

namespace feed {
namespace {

TEST(XmlText, IsKnownWhereverABadByteStands) {
    EXPECT_TRUE(is_xml_text(""));
    EXPECT_TRUE(is_xml_text("tab\tnewline\nreturn\r and ề Đ 😀 \u00a0\ufffd\U0010fffd\x7f"));
    for (const std::string& bad :
         {std::string(1, '\0'), std::string("\x01"), std::string("\x1f"), std::string("\x80"), std::string("\xc0\x80"),
          std::string("\xc3"), std::string("\xe1\xbb"), std::string("\xe0\x80\x80"), std::string("\xed\xa0\x80"),
          std::string("\xef\xbf\xbe"), std::string("\xef\xbf\xbf"), std::string("\xf0\x80\x80\x80"),
          std::string("\xf4\x90\x80\x80"), std::string("\xff")}) {
        for (std::size_t before = 0; before < 40; ++before) {
            for (const std::size_t after : {0u, 1u, 9u, 33u}) {
                const std::string text = std::string(before, 'a') + bad + std::string(after, ' ');
                EXPECT_FALSE(is_xml_text(text)) << before << " " << after;
            }
        }
    }
}

TEST(XmlText, IsWhatAParserTakes) {
    const std::string base = "Nước về sớm, người dân vùng đầu nguồn đã sẵn sàng cho mùa cá 😀 \u00e0\ud7ff\ue000 ok";
    std::mt19937 random(5);
    for (int round = 0; round < 20'000; ++round) {
        std::string text = base.substr(random() % 8, random() % base.size());
        for (auto change = random() % 3; change > 0 && !text.empty(); --change)
            text[random() % text.size()] = static_cast<char>(random());
        std::ranges::replace_if(
            text, [](char c) { return c == '<' || c == '&'; }, 'x');
        const std::string document = "<a>" + text + "</a>";
        const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> parsed(
            xmlReadMemory(document.data(), static_cast<int>(document.size()), nullptr, "UTF-8",
                          XML_PARSE_NOERROR | XML_PARSE_NOWARNING),
            &xmlFreeDoc);
        ASSERT_EQ(is_xml_text(text), parsed != nullptr) << testing::PrintToString(text);
    }
}

TEST(XmlWriter, DeclaresTheNamespacesThatAreUsedAndNoOthers) {
    constexpr std::array<Namespace, 3> known{
        {{"one", "https://ns.example/1"}, {"two", "https://ns.example/2"}, {"three", "https://ns.example/3"}}};
    XmlWriter xml;
    xml.start("rss");
    xml.attribute("version", "2.0");
    xml.namespaces(known);
    xml.start("one:a");
    xml.attribute("three:b", "x");
    xml.text("two: only in a text");
    EXPECT_EQ(xml.finish(),
              "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
              "<rss version=\"2.0\" xmlns:one=\"https://ns.example/1\" xmlns:three=\"https://ns.example/3\">\n"
              "  <one:a three:b=\"x\">two: only in a text</one:a>\n</rss>\n");
}

}  // namespace
}  // namespace feed
