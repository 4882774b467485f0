#pragma once

#include "tests/app/newspaper.h"
#include "tests/app/program.h"

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>

namespace app {

/// A show after its first run: one article is published, one withdrawn, one cannot be downloaded, one has no recording.
class FatesFixture : public testing::Test {
protected:
    static constexpr const char* long_title =
        "Ủy ban nhân dân tổ chức hội nghị tổng kết công tác phòng chống thiên tai và tìm kiếm cứu nạn trong năm nay";

    FatesFixture() {
        paper.print({"mot", long_title});
        paper.print({"hai", "Bài xin gỡ"});
        paper.print({"ba", "Bài không tải được"});
        paper.record("mot", 0.1, 1);
        paper.record("hai", 0.1, 2);
        paper.server.on("/ba.wav", support::answer(503, ""));
        paper.server.on("/cam.html", support::answer(200,
                                                     "<!DOCTYPE html><html lang=\"vi\"><head><meta charset=\"utf-8\">"
                                                     "<title>Bài câm</title></head><body><article><h1>Bài câm</h1>"
                                                     "<p>Một đoạn đủ dài để là một bài viết của báo.</p></article>"
                                                     "</body></html>",
                                                     {{"Content-Type", "text/html"}}));
        paper.print_listing({"mot", "hai", "ba", "cam"});
        config = write_config(paper).string();
        EXPECT_EQ(run().exit_code, 1);
        EXPECT_EQ(newscast("withdraw 'Bài xin gỡ' --reason 'người trong bài xin gỡ, và tòa soạn đã đồng ý với họ' "
                           "--config '" +
                           config + "'")
                      .exit_code,
                  0);
    }
    Answer run(const std::string& options = {}) const { return newscast("run '" + config + "' " + options); }
    Answer list(const std::string& options = {}, const std::string& environment = {}) const {
        return newscast("list '" + config + "' " + options, environment);
    }
    nlohmann::json listed(const std::string& options = {}) const {
        return nlohmann::json::parse(list("--json " + options).output);
    }
    /// How far the article of that page has come.
    std::string state_of(const std::string& name) const {
        for (const nlohmann::json& one : listed())
            if (one.at("url") == page(name)) return one.at("state").get<std::string>();
        return "unknown";
    }
    std::string page(const std::string& name) const { return paper.server.url("/" + name + ".html"); }

    mutable Newspaper paper;
    std::string config;
};

}  // namespace app
