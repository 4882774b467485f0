#pragma once

#include "app/exit_code.h"
#include "app/run/run.h"
#include "core/atomic_file.h"
#include "core/hash.h"
#include "tests/app/newspaper.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace app {

namespace filesystem = std::filesystem;

class PublishingFixture : public testing::Test {
protected:
    PublishingFixture() { print_all({"mot"}); }

    void print_all(const std::vector<std::string>& names) { paper.print_all(names); }
    filesystem::path out(const std::string& name = {}) const { return paper.config.show_folder() / name; }
    std::string read(const std::string& name) const { return core::read_file(out(name)); }

    /// Content of everything below the show's folder; a link's target for a link.
    std::map<std::string, std::string> published() const {
        std::map<std::string, std::string> files;
        for (const auto& entry : filesystem::recursive_directory_iterator(out())) {
            const std::string path = filesystem::relative(entry.path(), out()).string();
            if (entry.is_symlink())
                files[path] = "link to " + filesystem::read_symlink(entry.path()).string();
            else if (entry.is_regular_file())
                files[path] = core::sha256(core::read_file(entry.path()));
        }
        return files;
    }
    /// The one file below a folder of the show whose name has this part.
    std::string one(const std::string& below, const std::string& part) const {
        for (const auto& entry : filesystem::directory_iterator(out(below)))
            if (entry.path().filename().string().find(part) != std::string::npos)
                return (below.empty() ? "" : below + "/") + entry.path().filename().string();
        ADD_FAILURE() << "nothing in " << below << " is named after " << part;
        return {};
    }
    /// What a run says on standard error.
    std::string complaints(ExitCode expected) {
        testing::internal::CaptureStderr();
        EXPECT_EQ(paper.run(), expected);
        return testing::internal::GetCapturedStderr();
    }

    Newspaper paper;
};

}  // namespace app
