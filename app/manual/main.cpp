// A part of the build: writes the manual and the completions into a folder.

#include "app/commands/description.h"
#include "app/manual/manual.h"
#include "core/atomic_file.h"
#include "core/error.h"

#include <cstdio>
#include <filesystem>

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: newscast_manual FOLDER\n", stderr);
        return 2;
    }
    try {
        for (const app::ManualFile& file : app::manual_files(app::described_program(), NEWSCAST_DATE))
            core::write_file(std::filesystem::path(argv[1]) / file.name, file.text);
    } catch (...) {
        std::fprintf(stderr, "newscast_manual: %s\n", core::current_error().what());
        return 3;
    }
    return 0;
}
