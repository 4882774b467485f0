// What ctest prints of a test is one line, on a terminal too.

#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <string>

namespace {

/// "1234/1234 Test #1234: " and " ...   Passed    0.01 sec" around it make a line of 120 columns.
constexpr std::size_t max_name = 72;

TEST(Listing, TheNamesOfTestsLeaveCtestsLinesAWidthOf120) {
    // From a folder of its own: where ctest lists, it also begins a new log.
    const support::TemporaryFolder folder;
    std::ofstream(folder / "CTestTestfile.cmake") << "subdirs(\"" NEWSCAST_BINARY_DIR "\")\n";
    const std::string command = "'" NEWSCAST_CTEST "' -N --test-dir '" + folder.path().string() + "' 2>&1";
    FILE* pipe = ::popen(command.c_str(), "r");
    ASSERT_NE(pipe, nullptr);
    std::string listing;
    std::array<char, 4096> piece{};
    while (const std::size_t got = std::fread(piece.data(), 1, piece.size(), pipe)) listing.append(piece.data(), got);
    ASSERT_EQ(::pclose(pipe), 0) << listing;
    std::size_t tests = 0;
    for (std::size_t start = 0; start < listing.size();) {
        const std::size_t end = std::min(listing.find('\n', start), listing.size());
        const std::string line = listing.substr(start, end - start);
        start = end + 1;
        // "  Test #12: Name"
        const std::size_t name = line.find(": ");
        if (line.find("Test ") == std::string::npos || line.find('#') > name || name == std::string::npos) continue;
        ++tests;
        EXPECT_LE(line.size() - name - 2, max_name) << line.substr(name + 2);
    }
    EXPECT_GT(tests, 10u) << listing;
}

}  // namespace
