#include "app/pictures.h"

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/hash.h"

#include <fmt/core.h>

#include <functional>

namespace app {

namespace {

// Apple takes 1400 to 3000 pixels; inside a file every byte is paid for by every listener.
constexpr int min_side = 1400;
constexpr int max_side = 3000;
constexpr int small_side = 600;
constexpr int thumbnail_side = 320;

/// What `draw` writes, named by its content once it is known: NAME-1a2b3c4d.jpg.
Picture write_named(const std::filesystem::path& folder, const std::string& below, const std::string& name,
                    const std::function<transcode::Picture(int)>& draw) {
    const std::filesystem::path target_folder = folder / below;
    std::filesystem::create_directories(target_folder);
    const core::FileDescriptor drawn = core::open_unnamed(target_folder);
    Picture picture;
    picture.sha256 = draw(drawn.get()).sha256;
    const std::string file = fmt::format("{}-{}.jpg", name, picture.sha256.substr(0, 8));
    picture.path = below.empty() ? file : below + "/" + file;
    core::write_file(folder / picture.path,
                     core::read_file(fmt::format("/proc/self/fd/{}", drawn.get()), std::size_t{64} << 20));
    return picture;
}

/// The picture's bytes as a JPEG of that side.
std::string scaled(Workers& workers, const std::filesystem::path& source, const std::filesystem::path& folder,
                   int side) {
    const core::FileDescriptor input = core::open_to_read(source);
    const core::FileDescriptor output = core::open_unnamed(folder);
    workers.square_jpeg(input.get(), output.get(), side, side);
    return core::read_file(fmt::format("/proc/self/fd/{}", output.get()), std::size_t{64} << 20);
}

}  // namespace

Picture show_cover(const config::Config& config, catalog::Catalog& catalog, Workers& workers) {
    const core::Show& show = config.show;
    const bool given = !show.image.empty();
    std::string key;
    if (given) {
        try {
            key = core::sha256(core::read_file(show.image, std::size_t{64} << 20));
        } catch (const core::Error& error) {
            throw core::Error(core::ErrorKind::config,
                              fmt::format("{}: show.image: {}", config.file.string(), error.what()));
        }
    } else {
        key = core::sha256(show.title + "\n" + show.author);
    }
    const std::filesystem::path small_file = config.state_folder() / "cover.jpg";
    Picture picture{catalog.fact("cover_path"), catalog.fact("cover_sha256"), {}, catalog.fact("cover_thumbnail")};
    if (catalog.fact("cover_key") == key && std::filesystem::is_regular_file(config.show_folder() / picture.path) &&
        std::filesystem::is_regular_file(config.show_folder() / picture.thumbnail_path) &&
        std::filesystem::is_regular_file(small_file)) {
        picture.small = core::read_file(small_file);
        return picture;
    }
    picture = write_named(config.show_folder(), "", "cover", [&](int output) {
        if (!given) return workers.plain_cover(output, show.title, show.author, min_side);
        const core::FileDescriptor input = core::open_to_read(show.image);
        try {
            return workers.square_jpeg(input.get(), output, min_side, max_side);
        } catch (const core::Error& error) {
            if (error.kind() != core::ErrorKind::media) throw;
            throw core::Error(core::ErrorKind::config, fmt::format("{}: show.image '{}': {}", config.file.string(),
                                                                   show.image.string(), error.what()));
        }
    });
    picture.small = scaled(workers, config.show_folder() / picture.path, config.state_folder(), small_side);
    core::write_file(small_file, picture.small);
    const std::string thumbnail =
        scaled(workers, config.show_folder() / picture.path, config.state_folder(), thumbnail_side);
    picture.thumbnail_path = fmt::format("thumbnail-{}.jpg", core::sha256(thumbnail).substr(0, 8));
    core::write_file(config.show_folder() / picture.thumbnail_path, thumbnail);
    catalog.set_fact("cover_thumbnail", picture.thumbnail_path);
    catalog.set_fact("cover_path", picture.path);
    catalog.set_fact("cover_sha256", picture.sha256);
    catalog.set_fact("cover_key", key);
    return picture;
}

Picture article_picture(const config::Config& config, Workers& workers, const std::filesystem::path& source,
                        const std::string& slug) {
    Picture picture = write_named(config.show_folder(), "images", slug, [&](int output) {
        const core::FileDescriptor input = core::open_to_read(source);
        return workers.square_jpeg(input.get(), output, min_side, max_side);
    });
    picture.small = scaled(workers, config.show_folder() / picture.path, config.state_folder(), small_side);
    return picture;
}

}  // namespace app
