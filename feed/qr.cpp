#include "feed/qr.h"

#include <fmt/core.h>
#include <qrencode.h>

#include <memory>

namespace feed {

namespace {

struct CodeDeleter {
    void operator()(QRcode* code) const noexcept { QRcode_free(code); }
};

}  // namespace

std::string qr_svg(const std::string& text) {
    if (text.empty()) return {};
    const std::unique_ptr<QRcode, CodeDeleter> code(QRcode_encodeString(text.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1));
    if (!code) return {};
    constexpr int quiet = 4;
    const int side = code->width + 2 * quiet;
    std::string path;
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0; x < code->width; ++x) {
            const auto dark = [&](int column) { return (code->data[y * code->width + column] & 1) != 0; };
            if (!dark(x)) continue;
            int run = 1;  // neighbours in a row become one bar
            while (x + run < code->width && dark(x + run)) ++run;
            path += fmt::format("M{} {}h{}v1h-{}z", x + quiet, y + quiet, run, run);
            x += run;
        }
    }
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {0}\" width=\"{1}\" height=\"{1}\">"
        "<path fill=\"#fff\" d=\"M0 0h{0}v{0}H0z\"/><path fill=\"#000\" d=\"{2}\"/></svg>",
        side, side * 4, path);
}

}  // namespace feed
