#include "fetch/markup/json.h"

#include <gtest/gtest.h>

#include <string>

namespace {

using fetch::JsonNode;
using fetch::JsonTree;

JsonNode first(const JsonTree& tree) {
    return tree.root().first_child();
}

TEST(JsonTree, ReadsObjectsArraysStringsAndNumbers) {
    const JsonTree tree(R"({"a": "x", "list": ["y", {"z": 1.5}], "t": true})");
    const JsonNode object = first(tree);
    ASSERT_TRUE(object.is_object());
    EXPECT_EQ(object.string_at("a"), "x");
    EXPECT_EQ(object.string_at("list"), "y");
    EXPECT_EQ(object.at("list").first_child().next().string_at("z"), "1.5");
    EXPECT_EQ(object.string_at("t"), "true");
    EXPECT_FALSE(object.at("nothing"));
    EXPECT_EQ(object.at("nothing").string_at("more"), "");
}

TEST(JsonTree, ResolvesEscapesAndPairsAndMarksLoneSurrogates) {
    const JsonTree tree(
        R"({"a":"\u0110\u1ed3ng \/ \"x\"","b":"\ud83d\ude00","c":"\ud83d!","d":"\udc00","e":"\x2f\u00"})");
    const JsonNode object = first(tree);
    EXPECT_EQ(object.string_at("a"), "Đồng / \"x\"");
    EXPECT_EQ(object.string_at("b"), "😀");
    EXPECT_EQ(object.string_at("c"), "\uFFFD!");
    EXPECT_EQ(object.string_at("d"), "\uFFFD");
    EXPECT_EQ(object.string_at("e").substr(0, 1), "/");
}

TEST(JsonTree, ALaterDuplicateWins) {
    const JsonTree tree(R"({"a":"1","a":"2"})");
    EXPECT_EQ(first(tree).string_at("a"), "2");
}

TEST(JsonTree, ForgivesWhatPagesReallyHold) {
    const JsonTree tree(
        "<!-- {\n 'a' : \"line\nbreak\", /* note */ b: 'c', // end\n \"n\": 1e400, \"last\": [1,2,], } -->");
    const JsonNode object = tree.root().first_child();
    ASSERT_TRUE(object.is_object());
    EXPECT_EQ(object.string_at("a"), "line\nbreak");
    EXPECT_EQ(object.string_at("b"), "c");
    EXPECT_EQ(object.string_at("n"), "1e400");
    EXPECT_EQ(object.string_at("last"), "1");
}

TEST(JsonTree, NamesWhatAScriptAssignsAndCalls) {
    const JsonTree tree("window.state = {url: \"u\"}; player.setup({file: 'f'}); var mp3 = 'm';",
                        JsonTree::Dialect::script);
    std::string seen;
    for (JsonNode node = tree.root(); node; node = node.next_in_text()) {
        if (node.is_string()) {
            seen +=
                std::string(node.key()) + "=" + std::string(node.text()) + "<" + std::string(node.parent().key()) + " ";
        }
    }
    EXPECT_EQ(seen, "url=u<window.state file=f< mp3=m< ");
}

TEST(JsonTree, AQuoteInARegularExpressionSwallowsOneLineOnly) {
    const JsonTree tree("x.replace(/\"/g, y);\nvar a = \"b\";", JsonTree::Dialect::script);
    bool found = false;
    for (JsonNode node = tree.root(); node; node = node.next_in_text())
        found = found || (node.key() == "a" && node.text() == "b");
    EXPECT_TRUE(found);
}

TEST(JsonTree, DepthIsBoundedAndFlatBeyond) {
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "{\"a\":[";
    deep += "\"core\"";
    const JsonTree tree(deep);
    std::size_t depth = 0;
    bool found = false;
    for (JsonNode node = tree.root(); node; node = node.next_in_text()) {
        if (node.text() != "core") continue;
        found = true;
        for (JsonNode above = node; above; above = above.parent()) ++depth;
    }
    EXPECT_TRUE(found);
    EXPECT_LE(depth, JsonTree::max_depth + 2);
}

TEST(JsonTree, SizeIsBounded) {
    std::string wide = "[";
    for (std::size_t i = 0; i < JsonTree::max_nodes + 100'000; ++i) wide += "1,";
    EXPECT_LE(JsonTree(wide).size(), JsonTree::max_nodes + 1);
}

TEST(JsonTree, CutAndUnbalancedTextsAreReadAsFarAsTheyGo) {
    for (const char* text :
         {"", "{", "{\"a", "{\"a\":", "{\"a\":\"b", "]]]}", "{\"a\":[1}", "\"\\", "\"\\u12", "{:,=}", "("}) {
        const JsonTree tree(text);
        for (JsonNode node = tree.root(); node; node = node.next_in_text()) {
            static_cast<void>(node.text());
            static_cast<void>(node.parent());
        }
        EXPECT_GE(tree.size(), 1u) << text;
    }
    const JsonTree cut("{\"a\":\"b");
    EXPECT_EQ(first(cut).string_at("a"), "b");
}

}  // namespace
