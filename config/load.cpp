#include "config/load.h"

#include "config/checks.h"
#include "config/keys.h"
#include "config/mistakes.h"
#include "config/value.h"
#include "core/ascii.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/login.h"
#include "core/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace config {
namespace {

constexpr std::size_t max_file_bytes = 1 << 20;
// toml++ bounds the depth of values but not that of dotted keys, and a table that is as deep as such a key is long is
// taken down recursively.
constexpr std::size_t max_line_bytes = 16'384;

std::string read_whole(const std::filesystem::path& path) {
    std::string content;
    try {
        content = core::read_file(path, max_file_bytes);
    } catch (const core::Error& error) {
        throw core::Error(core::ErrorKind::config, error.what());
    }
    std::size_t line = 1;
    std::size_t start = 0;
    for (std::size_t i = 0; i <= content.size(); ++i) {
        if (i < content.size() && content[i] != '\n') continue;
        if (i - start > max_line_bytes) {
            throw core::Error(core::ErrorKind::config,
                              fmt::format("{}:{}: the line is {} bytes long; it must have at most {}", path.string(),
                                          line, i - start, max_line_bytes));
        }
        start = i + 1;
        ++line;
    }
    return content;
}

toml::table parse(const std::string& content, const std::string& file) {
    try {
        return toml::parse(content, file);
    } catch (const toml::parse_error& error) {
        std::string reason = core::truncate(core::collapse_space(core::clean_utf8(error.description())), 200);
        complain_at(file, error.source(), "not valid TOML: " + reason);
    }
}

/// No key that anybody knows is deeper; a file may hold a dotted one of thousands of parts.
constexpr int deepest_key = 8;

void note_lines(const toml::node& node, const std::string& name, std::map<std::string, unsigned>& lines,
                int depth = 0) {
    if (!name.empty()) lines[name] = std::max(1U, node.source().begin.line);
    if (depth == deepest_key) return;
    if (const toml::table* table = node.as_table()) {
        for (const auto& [key, value] : *table)
            note_lines(value, fmt::format("{}{}{}", name, name.empty() ? "" : ".", key.str()), lines, depth + 1);
    } else if (const toml::array* list = node.as_array()) {
        for (std::size_t i = 0; i < list->size(); ++i)
            note_lines((*list)[i], fmt::format("{}[{}]", name, i), lines, depth + 1);
    }
}

/// The place of a key for a complaint, or of the nearest table above it that the file has.
class Places {
public:
    Places(const toml::table& root, const std::string& file) : root_(&root), file_(&file) {}

    Value of(std::string_view section, std::string_view key) const {
        const toml::node* table = root_->get(section);
        return within(table != nullptr ? *table : *root_, section, key);
    }
    /// Of one of the tables of [[list]].
    Value of(std::string_view list, std::size_t index, std::string_view key) const {
        return within(*root_->get_as<toml::array>(list)->get(index), list, key);
    }
    Value of_source(std::size_t index, std::string_view key) const { return of("source", index, key); }
    /// A key of a source's own table of keys.
    Value of_source_field(std::size_t index, std::string_view key, const std::string& field) const {
        const Value table = of_source(index, key);
        return {*table.table().get(field), table.name() + '.' + field, *file_};
    }

    /// Complains of a key: at its line with `message`, or where the file does not set it, that `its_default` is to
    /// blame, and what to write instead.
    [[noreturn]] void blame(std::string_view section, std::string_view key, const std::string& message,
                            const std::string& its_default, const std::string& instead) const {
        const toml::node* table = root_->get(section);
        const Value place = of(section, key);
        if (table != nullptr && table->is_table() && table->as_table()->contains(key)) place.complain(message);
        const std::string said = fmt::format("{0}.{1} is not set, and its default {2}; set [{0}] {1} = {3}", section,
                                             key, its_default, instead);
        if (table != nullptr) place.complain(said);
        // No line is to blame.
        throw core::Error(core::ErrorKind::config, fmt::format("{}: {}", *file_, said));
    }

private:
    Value within(const toml::node& table, std::string_view section, std::string_view key) const {
        const toml::node* node = table.is_table() ? table.as_table()->get(key) : nullptr;
        return {node != nullptr ? *node : table, fmt::format("{}.{}", section, key), *file_};
    }

    const toml::table* root_;
    const std::string* file_;
};

void check_source(const core::Source& source, std::size_t index, const Places& places) {
    const std::string kind = fmt::format("\"{}\"", core::name(source.kind));
    const bool has_url = !source.url.empty();
    const bool has_path = !source.path.empty();
    const auto complain = [&](std::string_view key, std::string_view message) {
        places.of_source(index, key).complain(fmt::format("a source of kind {} {}", kind, message));
    };
    switch (source.kind) {
        case core::SourceKind::page:
        case core::SourceKind::feed:
            if (has_path) complain("path", "has no path; it must have a url only");
            if (!has_url) complain("kind", "must have a url");
            break;
        case core::SourceKind::list:
            if (has_url == has_path) complain(has_url ? "path" : "kind", "must have either a url or a path");
            break;
        case core::SourceKind::files:
            if (has_url) complain("url", "has no url; it must have a path only");
            if (!has_path) complain("kind", "must have a path");
            break;
    }
    if (!source.audio_url.empty() && !source.xpath.contains("audio"))
        places.of_source(index, "audio_url")
            .complain("source.audio_url needs the source's xpath.audio; that must find what stands for {id}");
    if (source.kind == core::SourceKind::page) return;
    if (!source.link_xpath.empty()) complain("link_xpath", "has no link_xpath; only one of kind \"page\" can have it");
    if (source.max_pages != 1) complain("max_pages", "has no max_pages; only one of kind \"page\" can have it");
}

/// The origin of a login's site as it is compared: in lower case, without the scheme's own port.
std::string origin_of(const core::Login& login) {
    std::string origin = core::ascii_lower(login.site);
    const std::string_view usual = origin.starts_with("https:") ? ":443" : ":80";
    if (origin.ends_with(usual)) origin.resize(origin.size() - usual.size());
    return origin;
}

/// Users and passwords go from the sources' addresses to where only Http looks. One origin knows us by one of them.
void take_logins(Config& config, const Places& places, Mistakes& mistakes) {
    std::vector<core::Login>& logins = config.limits.logins;
    const auto is_other = [](const core::Login& a, const core::Login& b) {
        return origin_of(a) == origin_of(b) && (a.user != b.user || a.password != b.password);
    };
    const auto refuse = [&](const Value& place, const core::Login& login) {
        mistakes.note([&] {
            place.complain(fmt::format("{} is told of two users or passwords; it must be one", origin_of(login)));
        });
    };
    for (std::size_t i = 1; i < logins.size(); ++i)
        if (std::any_of(logins.begin(), logins.begin() + static_cast<std::ptrdiff_t>(i),
                        [&](const core::Login& before) { return is_other(before, logins[i]); }))
            refuse(places.of("fetch", "logins"), logins[i]);
    for (std::size_t i = 0; i < config.sources.size(); ++i) {
        const auto login = core::take_login(config.sources[i].url);
        if (!login) continue;
        if (std::ranges::any_of(logins, [&](const core::Login& before) { return is_other(before, *login); }))
            refuse(places.of_source(i, "url"), *login);
        logins.push_back(*login);
    }
}

void check_rules(const core::Source& source, std::size_t index, const Checks& checks, const Places& places,
                 Mistakes& mistakes) {
    const auto check = [&](const Value& place, const auto& judge, const std::string& expression) {
        if (!judge || expression.empty()) return;
        if (const std::string right = judge(expression); !right.empty()) mistakes.note([&] { place.refuse(right); });
    };
    check(places.of_source(index, "link_xpath"), checks.xpath, source.link_xpath);
    for (const auto& [field, expression] : source.xpath)
        check(places.of_source_field(index, "xpath", field), checks.xpath, expression);
    for (const auto& [key, patterns] : {std::pair("include", &source.include), {"exclude", &source.exclude}})
        for (std::size_t number = 0; number < patterns->size(); ++number)
            check(places.of_source(index, key).list()[number], checks.pattern, (*patterns)[number]);
}

void check_filters(const core::Recipe& recipe, const Checks& checks, const Places& places) {
    if (!checks.filters || recipe.filters.empty()) return;
    if (const std::string right = checks.filters(recipe.filters); !right.empty())
        places.of("audio", "filters").refuse(right);
}

void check_categories(const core::Show& show, const Checks& checks, const Places& places) {
    if (!checks.category) return;
    for (const core::Category& category : show.categories) {
        const std::string right = checks.category(category);
        if (right.empty()) continue;
        const std::string named = category.sub.empty()
                                      ? fmt::format("\"{}\"", category.name)
                                      : fmt::format("\"{}\" under \"{}\"", category.sub, category.name);
        places.of("show", "categories").complain(fmt::format("show.categories has {}; it must be {}", named, right));
    }
}

/// Whether a format takes what is asked of it. `said` tells whether the operator gave a key, and `place` where it or
/// its section stands.
template <typename Said, typename Place>
void check_encoding(const core::Recipe& recipe, std::string_view section, const Checks& checks, Said said,
                    Place place) {
    const auto check = [&](std::string_view key, const auto& judge, int value) {
        if (!judge) return;
        const std::string fault = judge(recipe);
        if (fault.empty()) return;
        place(key).complain(said(key) ? fmt::format("{}.{} is {}; {}", section, key, value, fault)
                                      : fmt::format("{0}.{1} is not set, and its default is {2}; {3}; set [{0}] {1}",
                                                    section, key, value, fault));
    };
    // Files that were begun from the example have it whatever their format, and Opus is always 48000 inside: no show
    // stands still for that.
    constexpr int of_the_example = 44100;
    const bool is_old_habit = recipe.format == core::Format::opus && recipe.sample_rate_hz == of_the_example;
    // A sample rate that nobody named is the format's own affair.
    if (said("sample_rate_hz") && !is_old_habit) check("sample_rate_hz", checks.sample_rate, recipe.sample_rate_hz);
    check("bitrate_kbps", checks.bitrate, recipe.bitrate_kbps);
}

void check_renditions(const Config& config, const Checks& checks, const Places& places, Mistakes& mistakes) {
    for (std::size_t i = 0; i < config.renditions.size(); ++i) {
        const Rendition& rendition = config.renditions[i];
        mistakes.note([&] {
            check_encoding(
                rendition.recipe, "rendition", checks,
                [&](std::string_view key) {
                    return config.said.contains(fmt::format("rendition.{}.{}", rendition.id, key));
                },
                [&](std::string_view key) { return places.of("rendition", i, key); });
        });
    }
}

/// Absolute and without dots; symbolic links are left in it. As it is written, unless only the composed name (NFC) is
/// there: version 0.1.0 composed all.
std::filesystem::path absolute(const std::filesystem::path& folder, const std::filesystem::path& path) {
    std::filesystem::path normal = (folder / path).lexically_normal();
    std::error_code failed;
    if (const std::filesystem::path composed = (folder / core::composed(path.string())).lexically_normal();
        composed != normal && !std::filesystem::exists(normal, failed) && std::filesystem::exists(composed, failed))
        normal = composed;
    return normal.has_filename() || !normal.has_relative_path() ? normal : normal.parent_path();
}

void make_absolute(Bulletin& bulletin, const std::filesystem::path& folder) {
    for (std::filesystem::path* recording : {&bulletin.opening, &bulletin.closing, &bulletin.separator})
        if (!recording->empty()) *recording = absolute(folder, *recording);
    // A name alone is looked for where programs are.
    if (!bulletin.say.empty() && bulletin.say.front().find('/') != std::string::npos)
        bulletin.say.front() = absolute(folder, bulletin.say.front()).string();
}

void check_folders(const Config& config, const Places& places) {
    const std::filesystem::path out = resolved(config.out_directory);
    const std::filesystem::path state = resolved(config.state_directory);
    const auto blame = [&](std::string_view section, const std::filesystem::path& folder, const std::string& fault,
                           std::string_view right) {
        const std::string found = fmt::format("'{}' {}", folder.string(), fault);
        places.blame(section, "directory",
                     fmt::format("{}.directory {}; it must {}, like \"{}\"", section, found, right,
                                 offered_folder(section, folder)),
                     found, fmt::format("\"{}\"", offered_folder(section, folder)));
    };
    const std::string of_system = "belongs to the system";
    constexpr std::string_view own = "be a folder of newscast's own";
    if (is_system_folder(config.out_directory) || is_system_folder(out))
        blame("out", config.out_directory, of_system, own);
    if (is_system_folder(config.state_directory) || is_system_folder(state))
        blame("state", config.state_directory, of_system, own);
    if (is_within(state, out))
        blame("state", config.state_directory,
              fmt::format("lies under out.directory '{}', where everybody can read it", config.out_directory.string()),
              "stand outside");
    for (std::size_t i = 0; i < config.sources.size(); ++i) {
        if (config.sources[i].path.empty()) continue;
        const std::filesystem::path source = resolved(config.sources[i].path);
        const std::string right = "; a source must be a file or folder that newscast does not write";
        if (is_within(source, out) || is_within(source, resolved(config.state_folder()))) {
            places.of_source(i, "path").complain(fmt::format("source.path '{}' lies in a folder that newscast writes{}",
                                                             config.sources[i].path.string(), right));
        }
    }
}

}  // namespace

std::string offered_folder(std::string_view section, const std::filesystem::path& but) {
    if (section == "out") return but == "/srv/podcast" ? "/srv/newscast" : "/srv/podcast";
    return but == "/var/lib/newscast" ? "/srv/newscast-state" : "/var/lib/newscast";
}

Reading read(const std::filesystem::path& file, const Checks& checks) {
    const std::string named = core::collapse_space(core::clean_utf8(file.string()));
    const toml::table root = parse(read_whole(file), named);

    Reading reading;
    note_lines(root, "", reading.lines);
    Config& config = reading.config;
    config.file = std::filesystem::absolute(file).lexically_normal();
    const std::filesystem::path folder = config.file.parent_path();
    config.out_directory = "out";
    config.state_directory = usual_state_directory(folder);
    Mistakes mistakes(named);
    mistakes.note([&] { read_document(root, named, config); });

    config.out_directory = absolute(folder, config.out_directory);
    config.state_directory = absolute(folder, config.state_directory);
    if (!config.show.image.empty()) config.show.image = absolute(folder, config.show.image);
    if (!config.show.podping_key.empty()) config.show.podping_key = absolute(folder, config.show.podping_key);
    if (!config.show.former_feed.empty()) config.show.former_feed = absolute(folder, config.show.former_feed);
    if (!config.monitor.metrics_file.empty())
        config.monitor.metrics_file = absolute(folder, config.monitor.metrics_file);
    if (!config.limits.ca_file.empty()) config.limits.ca_file = absolute(folder, config.limits.ca_file);
    for (core::Source& source : config.sources) {
        if (!source.path.empty()) source.path = absolute(folder, source.path);
    }

    const Places places(root, named);
    const bool sources_are_known = !mistakes.name("source");
    // What was refused was not taken, so what depends on it is not judged: it would be blamed for nothing.
    if (sources_are_known) {
        for (std::size_t i = 0; i < config.sources.size(); ++i) {
            mistakes.note([&] { check_source(config.sources[i], i, places); });
            check_rules(config.sources[i], i, checks, places, mistakes);
        }
    }
    if (!mistakes.name("source") && !mistakes.name("fetch.")) take_logins(config, places, mistakes);
    if (!mistakes.name("audio.")) {
        mistakes.note([&] {
            check_encoding(
                config.recipe, "audio", checks,
                [&](std::string_view key) { return config.said.contains(fmt::format("audio.{}", key)); },
                [&](std::string_view key) { return places.of("audio", key); });
        });
        mistakes.note([&] { check_filters(config.recipe, checks, places); });
    }
    if (!mistakes.name("rendition")) check_renditions(config, checks, places, mistakes);
    if (mistakes.empty()) mistakes.note([&] { check_folders(config, places); });
    if (!mistakes.name("show.categories")) mistakes.note([&] { check_categories(config.show, checks, places); });
    mistakes.note([&] { read_bulletins(root, named, config, sources_are_known); });
    for (Bulletin& bulletin : config.bulletins) make_absolute(bulletin, folder);
    reading.mistakes = mistakes.in_order();
    return reading;
}

Config load(const std::filesystem::path& file, const Checks& checks) {
    Reading reading = read(file, checks);
    if (!reading.mistakes.empty())
        throw core::Error(core::ErrorKind::config, fmt::format("{}", fmt::join(reading.mistakes, "\n")));
    return std::move(reading.config);
}

}  // namespace config
