#pragma once

#include "app/commands/description.h"
#include "app/manual/manual.h"
#include "tests/app/program.h"
#include "tests/support/temporary_folder.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace app {

/// The manual and the completions as the build writes them, in a folder.
class Manual : public testing::Test {
protected:
    Manual() {
        for (const ManualFile& file : manual_files(described_, "2026-01-31"))
            std::ofstream(folder_ / file.name, std::ios::binary) << file.text;
    }

    std::string text_of(const std::string& name) const {
        for (const ManualFile& file : manual_files(described_, "2026-01-31"))
            if (file.name == name) return file.text;
        ADD_FAILURE() << name << " is not among the files";
        return {};
    }

    /// Whether a program that judges or runs what was written is installed.
    static bool has(const std::string& program) { return shell("command -v " + program).exit_code == 0; }

    ProgramDescription described_ = described_program();
    support::TemporaryFolder folder_;
};

}  // namespace app
