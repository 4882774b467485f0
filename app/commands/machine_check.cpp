#include "app/commands/machine_check.h"

#include "app/commands/folders.h"
#include "app/commands/load_show.h"
#include "app/former_feed.h"
#include "app/publish/publish.h"
#include "app/workers/memory_file.h"
#include "app/workers/say.h"
#include "app/workers/voice.h"
#include "catalog/catalog.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "fetch/markup/url.h"
#include "fetch/web/permission.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace app {

namespace {

namespace filesystem = std::filesystem;
using Weight = Finding::Weight;

constexpr int cover_side = 1400;
constexpr std::uint64_t little_room = std::uint64_t{512} << 20;

class Examination {
public:
    Examination(const config::Config& config, Workers& workers) : config_(config), workers_(workers) {}

    std::vector<Finding> run() {
        folders();
        cover();
        owner();
        host();
        files();
        bulletins();
        voice();
        claim();
        return std::move(findings_);
    }

private:
    void found(Weight weight, const std::string& key, const std::string& text) {
        if (!text.empty()) findings_.push_back({weight, key, text});
    }
    /// Does what may fail; why it does is told of the key, with the file's name and what to do.
    void attempt(const std::string& key, const filesystem::path& file, const std::string& remedy,
                 const std::function<void()>& work) {
        try {
            work();
        } catch (const core::Error& error) {
            const std::string reason = error.what();
            const std::string named = file.empty() || reason.find(file.string()) != std::string::npos
                                          ? ""
                                          : fmt::format(" '{}'", file.string());
            // What a worker died of may be the machine's moment.
            const Weight weight = error.kind() == core::ErrorKind::network ? Weight::doubt : Weight::mistake;
            found(weight, key, fmt::format("{}{}: {}; {}", plain_key(key), named, reason, remedy));
        }
    }
    bool says(const std::string& key) const { return config_.said.contains(key); }

    void folder(const std::string& section, const filesystem::path& of_all, const filesystem::path& own) {
        const std::string key = section + ".directory";
        const std::string fault = folder_fault(own);
        if (!fault.empty()) {
            const std::string offer = config::offered_folder(section, of_all);
            found(Weight::mistake, key,
                  says(key) ? fmt::format("{}: {}", key, fault)
                            : fmt::format("{} is not set, and its default is '{}': {}; or set [{}] directory = \"{}\"",
                                          key, of_all.string(), fault, section, offer));
            return;
        }
        if (const auto room = room_in(own); room && *room < little_room)
            found(Weight::doubt, key,
                  fmt::format("{}: '{}' has room for {} MiB only, and recordings take more in a few days; make room",
                              key, own.string(), *room >> 20));
    }
    void folders() {
        folder("state", config_.state_directory, config_.state_folder());
        folder("out", config_.out_directory, config_.show_folder());
        const filesystem::path catalog = config_.state_folder() / "catalog.db";
        std::error_code failed;
        if (!filesystem::exists(catalog, failed) || ::access(catalog.c_str(), R_OK | W_OK) == 0) return;
        const std::string owner = owner_to_be(catalog, config_.state_folder());
        found(Weight::mistake, "state.directory",
              fmt::format(
                  "'{}' may not be written; {}", catalog.string(),
                  owner.empty() ? "give it the mode 600" : fmt::format("run as the user who owns it ({})", owner)));
    }

    void cover() {
        const core::Show& show = config_.show;
        const core::FileDescriptor unseen = memory_file("", "a cover");
        if (!show.image.empty()) {
            attempt("show.image", show.image,
                    fmt::format("name a JPEG, PNG or WebP; {0} x {0} pixels and more are best", cover_side), [&] {
                        const core::FileDescriptor picture = core::open_to_read(show.image);
                        workers_.scaled_jpeg(picture.get(), unseen.get(), {.min = cover_side, .max = cover_side});
                    });
            return;
        }
        attempt("show.title", {}, "install fonts-dejavu-core, or set show.image", [&] {
            const auto drawn = workers_.plain_cover(
                unseen.get(), {.title = show.title, .author = show.author, .language = show.language}, cover_side);
            found(Weight::doubt, "show.title", missing_letters(drawn.missing));
        });
    }

    void owner() {
        if (config_.show.owner.email.empty())
            found(Weight::doubt, "show",
                  "show.owner is not set, and directories refuse a podcast without an address to write to; set owner = "
                  "{ name = \"...\", email = \"...\" }");
    }

    void host() {
        const std::string& base = config_.show.base_url;
        const std::string name = fetch::host_of(base);
        const auto doubt = [&](const std::string& what) {
            found(Weight::doubt, "show.base_url", fmt::format("show.base_url {} {}", base, what));
        };
        // What RFC 6761 keeps free leads nowhere, and need not be asked for.
        constexpr std::array<std::string_view, 6> examples{".example",     ".invalid",     ".test",
                                                           ".example.com", ".example.net", ".example.org"};
        if (std::ranges::any_of(examples, [&](std::string_view end) { return ("." + name).ends_with(end); }))
            return doubt(fmt::format("is an example; write where '{}' will be served, before the first run",
                                     config_.show_folder().string()));
        if (fetch::needs_permission(base, config_.limits)) {
            if (!fetch::is_permitted(base, config_.limits))
                return doubt(
                    fmt::format("is not public, so listeners elsewhere cannot reach it; write a public "
                                "address, or where all are within add \"{}\" to [fetch] allow_hosts",
                                name));
            return found(Weight::note, "show.base_url",
                         fmt::format("show.base_url {} is not public: only listeners within reach it", base));
        }
        if (const std::string fault = fetch::name_fault(base, config_.limits); !fault.empty())
            doubt(
                fmt::format("leads nowhere ({}: {}); have the name entered in the DNS, or put it right", name, fault));
    }

    void files() {
        const core::Show& show = config_.show;
        if (const std::string& roots = config_.limits.ca_file; !roots.empty())
            attempt("fetch.ca_file", roots, "name a PEM file of certificates", [&] {
                if (core::read_file(roots).find("-----BEGIN ") == std::string::npos)
                    throw core::Error(core::ErrorKind::config, fmt::format("'{}' holds no certificate", roots));
            });
        if (!show.podping_key.empty()) {
            attempt("show.podping_key", show.podping_key,
                    "write the key that the service gave into a file of this user's", [&] {
                        if (core::read_file(show.podping_key, 4096).empty())
                            throw core::Error(core::ErrorKind::config,
                                              fmt::format("'{}' is empty", show.podping_key.string()));
                    });
            found(Weight::doubt, "show.podping_key", exposed_key(config_));
        }
        attempt("show.former_feed", show.former_feed, "newscast init --from-feed writes it",
                [&] { former_feed_of(config_); });
        if (const filesystem::path& figures = config_.monitor.metrics_file; !figures.empty())
            if (const std::string fault = folder_fault(figures.parent_path()); !fault.empty())
                found(Weight::mistake, "monitor.metrics_file", fmt::format("monitor.metrics_file: {}", fault));
        for (std::size_t i = 0; i < config_.sources.size(); ++i) source(i);
    }

    void source(std::size_t index) {
        const core::Source& source = config_.sources[index];
        // What is handed over on standard input comes with the run.
        if (source.path.empty() || source.path.filename() == "-") return;
        const std::string key = fmt::format("source[{}].path", index);
        std::error_code failed;
        const bool is_folder = filesystem::is_directory(source.path, failed);
        if (is_folder && source.kind == core::SourceKind::list)
            found(
                Weight::mistake, key,
                fmt::format("source.path '{}' is a folder; name a file with one address a line", source.path.string()));
        else if (::access(source.path.c_str(), is_folder ? R_OK | X_OK : R_OK) != 0)
            found(Weight::mistake, key,
                  fmt::format("source.path '{}' cannot be read: {}; name what this user may read", source.path.string(),
                              std::generic_category().message(errno)));
    }

    void bulletins() {
        for (std::size_t i = 0; i < config_.bulletins.size(); ++i) {
            const config::Bulletin& bulletin = config_.bulletins[i];
            for (const auto& [key, file] : {std::pair("opening", &bulletin.opening),
                                            {"closing", &bulletin.closing},
                                            {"separator", &bulletin.separator}})
                if (!file->empty())
                    attempt(fmt::format("bulletin[{}].{}", i, key), *file, "name a recording", [this, &file = *file] {
                        const core::FileDescriptor recording = core::open_to_read(file);
                        workers_.measure(recording.get(), false);
                    });
            if (bulletin.say.empty()) continue;
            try {
                program_of(bulletin.say);
            } catch (const core::Error& error) {
                found(Weight::mistake, fmt::format("bulletin[{}].say", i), fmt::format("bulletin.{}", error.what()));
            }
        }
    }

    void voice() {
        const std::string& language = config_.show.language;
        constexpr const char* lacking = "so transcripts of recordings stand without times";
        try {
            if (synthesizer().empty())
                found(Weight::note, "", fmt::format("espeak-ng is not installed, {}; install it for them", lacking));
            else if (!has_voice(language))
                found(Weight::note, "show.language",
                      fmt::format("espeak-ng has no voice for {}, {}", language, lacking));
        } catch (const SynthesizerError& error) {
            found(Weight::doubt, "show.language", fmt::format("{}, {}", error.what(), lacking));
        }
    }

    /// Whether a run would be refused because of what stands.
    void claim() {
        const filesystem::path file = config_.state_folder() / "catalog.db";
        std::error_code failed;
        if (!filesystem::exists(file, failed) || ::access(file.c_str(), R_OK) != 0) return;
        try {
            catalog::Catalog catalog = catalog::Catalog::open_to_read(file);
            require_claim(config_, catalog, {});
        } catch (const core::Error& error) {
            const bool is_moved = std::string_view(error.what()).find("--moved") != std::string_view::npos;
            found(Weight::mistake, is_moved ? "show.base_url" : "out.directory", error.what());
        }
    }

    const config::Config& config_;
    Workers& workers_;
    std::vector<Finding> findings_;
};

}  // namespace

std::string plain_key(std::string key) {
    for (std::size_t open = key.find('['); open != std::string::npos; open = key.find('['))
        key.erase(open, key.find(']', open) + 1 - open);
    return key;
}

std::string_view name(Finding::Weight weight) {
    switch (weight) {
        case Weight::note:
            return "note";
        case Weight::doubt:
            return "doubtful";
        case Weight::mistake:
            break;
    }
    return "mistake";
}

std::vector<Finding> examine_machine(const config::Config& config, Workers& workers) {
    return Examination(config, workers).run();
}

}  // namespace app
