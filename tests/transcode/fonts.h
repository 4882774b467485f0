#pragma once

#include "tests/support/temporary_folder.h"
#include "tests/transcode/sound.h"

#include <fontconfig/fontconfig.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

/// The fonts of fonts-dejavu-core, of which Sans has Arabic and Hebrew, and Mono has no Hebrew.
inline const std::filesystem::path dejavu = "/usr/share/fonts/truetype/dejavu";

/// While it lives, no other fonts than these files are installed for this process.
class OnlyFonts {
public:
    explicit OnlyFonts(const std::vector<std::filesystem::path>& fonts) {
        for (const std::filesystem::path& font : fonts)
            std::filesystem::create_symlink(font, folder_ / font.filename().string());
        const auto file = sound::open_to_write(folder_ / "fonts.conf");
        const std::string text = "<fontconfig><dir>" + folder_.path().string() + "</dir><cachedir>" +
                                 folder_.path().string() + "/cache</cachedir></fontconfig>";
        if (::write(file.get(), text.data(), text.size()) < 0) std::abort();
        ::setenv("FONTCONFIG_FILE", (folder_ / "fonts.conf").c_str(), 1);
        FcInitReinitialize();
    }
    ~OnlyFonts() {
        ::unsetenv("FONTCONFIG_FILE");
        FcInitReinitialize();
    }
    OnlyFonts(const OnlyFonts&) = delete;
    OnlyFonts& operator=(const OnlyFonts&) = delete;

private:
    support::TemporaryFolder folder_;
};
