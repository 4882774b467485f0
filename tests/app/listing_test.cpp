#include "tests/app/newspaper.h"

#include <gtest/gtest.h>

namespace app {
namespace {

/// A further page of a listing fails once; its first page stays as it is and is told to be so.
TEST(Listing, AFurtherPageThatFailedIsAskedForAgainThoughTheFirstStays) {
    for (const int status : {404, 503, 200}) {
        Newspaper paper;
        for (const char* name : {"mot", "hai"}) {
            paper.print({name, std::string("Bài ") + name});
            paper.record(name, 0.1, static_cast<unsigned>(std::string(name).front()));
        }
        paper.server.on("/", support::file({"<html><head><link rel=\"next\" href=\"/trang-2\"></head><body>"
                                            "<a href=\"/mot.html\">Bài một</a></body></html>",
                                            "text/html", "\"as it was\""}));
        // An answer without an element is no page either.
        paper.server.on("/trang-2", {support::answer(status, ""),
                                     support::answer(200, "<html><body><a href=\"/hai.html\">Bài hai</a></body></html>",
                                                     {{"Content-Type", "text/html"}})});
        paper.config.sources.front().max_pages = 2;
        testing::internal::CaptureStderr();
        EXPECT_EQ(paper.run(), ExitCode::some_failed);
        const std::string said = testing::internal::GetCapturedStderr();
        EXPECT_NE(said.find("page 2 of the listing"), std::string::npos) << said;
        EXPECT_NE(said.find(paper.server.url("/trang-2")), std::string::npos) << said;
        EXPECT_EQ(paper.media().size(), 1u);

        EXPECT_EQ(paper.run(), ExitCode::done);
        EXPECT_EQ(paper.media().size(), 2u) << status;
        EXPECT_EQ(paper.run(), ExitCode::done);
        EXPECT_EQ(paper.requests("/trang-2"), 2u) << "once it was read, what the first page says is enough";
    }
}

}  // namespace
}  // namespace app
