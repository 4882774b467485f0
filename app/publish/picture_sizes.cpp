#include "app/publish/picture_sizes.h"

#include "app/publish/finished_file.h"
#include "app/publish/scaled.h"
#include "app/threads.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "feed/edition.h"

#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace app {

namespace {

using catalog::PictureSize;

constexpr int page_side = 960;
// A page's picture is loaded by whoever opens it, so it has less to spare than what apps fetch once.
constexpr int quality = 5;
// No episode's name is in theirs: several may share one, and a withdrawn one is to leave nothing. So the digits alone
// tell them apart.
constexpr std::size_t digits = 16;

transcode::PictureShape shape_of(PictureSize size) {
    if (size == PictureSize::page) return {.cut = transcode::Cut::none, .max = page_side, .quality = quality};
    return {.min = feed::episode_thumbnail_side, .max = feed::episode_thumbnail_side, .quality = quality};
}

std::string name_of(PictureSize size) {
    return size == PictureSize::page ? "images/page" : "images/thumbnail";
}

class Sizing {
public:
    explicit Sizing(const RunContext& run) : run_(run), pictures_(run.catalog.unsized_pictures()) {}

    void make_all() {
        const std::size_t cores = std::max(1u, std::thread::hardware_concurrency());
        in_threads(std::min(cores, pictures_.size()), [this](std::size_t) {
            for (std::size_t next = next_++; next < pictures_.size() && !run_.interrupt.requested(); next = next_++)
                make(pictures_[next]);
        });
        if (square_ > 0)
            run_.report.tell({.step = Event::Step::publish,
                              .show = run_.config.show.id,
                              .text = fmt::format("pictures that pages show square, as what they were made of is kept "
                                                  "no more: {}",
                                                  square_.load())});
    }

private:
    void make(const catalog::UnsizedPicture& picture) {
        try {
            for (const PictureSize size : picture.lacks) make(picture, size);
        } catch (...) {
            const core::Error error = core::current_error();
            if (error.kind() == core::ErrorKind::storage) throw error;
            if (run_.interrupt.requested()) return;
            run_.report.tell({.kind = Event::Kind::problem,
                              .step = Event::Step::publish,
                              .show = run_.config.show.id,
                              .article = quoted(picture.title),
                              .text = fmt::format("picture left out of its page for now: {}", error.what())});
        }
    }

    void make(const catalog::UnsizedPicture& picture, PictureSize size) {
        const bool is_uncut = size == PictureSize::page && run_.workshop.has_source(picture.original);
        const core::FileDescriptor input = is_uncut ? core::open_to_read(run_.workshop.source(picture.original))
                                                    : finished_file(run_, picture.square.path, picture.square.sha256);
        // The next run's inspect() finds that and tells it.
        if (!input) return;
        const Scaled made = scaled(run_, input.get(), shape_of(size));
        const PictureFile file = kept(run_.workshop, name_of(size), made.bytes, digits);
        run_.catalog.keep_size(picture.square.sha256, size,
                               {{file.path, file.sha256, file.bytes}, made.facts.width, made.facts.height});
        if (size == PictureSize::page && !is_uncut) ++square_;
    }

    const RunContext& run_;
    const std::vector<catalog::UnsizedPicture> pictures_;
    std::atomic<std::size_t> next_ = 0;
    std::atomic<std::size_t> square_ = 0;  ///< how many had to be made of the square picture
};

}  // namespace

void size_pictures(const RunContext& run) {
    run.catalog.drop_unused_sizes();
    Sizing(run).make_all();
}

}  // namespace app
