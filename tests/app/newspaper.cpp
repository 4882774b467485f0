#include "tests/app/newspaper.h"

#include "core/atomic_file.h"
#include "core/hash.h"
#include "tests/app/program.h"
#include "tests/transcode/sound.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

namespace app {

namespace {

support::Resource resource(std::string body, std::string type) {
    support::Resource made;
    made.etag = "\"" + core::sha256(body).substr(0, 16) + "\"";
    made.body = std::move(body);
    made.type = std::move(type);
    return made;
}

std::string paragraphs(const std::string& body) {
    std::string html;
    std::size_t start = 0;
    while (start < body.size()) {
        const std::size_t end = std::min(body.find("\n\n", start), body.size());
        html += "<p>" + body.substr(start, end - start) + "</p>\n";
        start = end + 2;
    }
    return html;
}

}  // namespace

Newspaper::Newspaper() {
    config.file = folder / "newscast.toml";
    config.show.id = "test";
    config.show.title = "Báo nói";
    config.show.description = "Tin đọc thành tiếng.";
    config.show.language = "vi";
    config.show.author = "Tòa soạn";
    config.show.owner = {"Tòa soạn", "toasoan@example.org"};
    config.show.website = "http://paper.example/";
    config.show.base_url = "https://podcast.example/test/";
    config.show.categories = {{"News", "Daily News"}};
    config.show.timezone = "Asia/Ho_Chi_Minh";
    core::Source source;
    source.kind = core::SourceKind::page;
    source.url = server.url("/");
    source.include = {"\\.html$"};
    config.sources = {source};
    config.recipe.bitrate_kbps = 64;
    config.recipe.encoder_quality = 9;
    config.limits.allow_hosts = {"127.0.0.1"};
    config.limits.retries = 0;
    config.limits.recheck = std::chrono::hours(24 * 3650);  // its articles are of 2024
    config.out_directory = folder / "out";
    config.state_directory = folder / "state";
}

void Newspaper::print(const Story& story) {
    const std::string picture =
        story.picture.empty() ? "" : fmt::format("<meta property=\"og:image\" content=\"{}\">", story.picture);
    server.on(
        "/" + story.name + ".html",
        support::file(resource(fmt::format("<!DOCTYPE html><html lang=\"vi\"><head><meta charset=\"utf-8\">"
                                           "<title>{0}</title><meta property=\"og:title\" content=\"{0}\">"
                                           "<meta property=\"article:published_time\" "
                                           "content=\"2024-07-08T10:00:11+07:00\">{3}</head><body><article><h1>{0}</h1>"
                                           "<audio controls src=\"/{1}.wav\"></audio>\n{2}</article></body></html>",
                                           story.title, story.name, paragraphs(story.body), picture),
                               "text/html; charset=utf-8")));
}

void Newspaper::print_listing(const std::vector<std::string>& names) {
    std::string links;
    for (const std::string& name : names)
        links += fmt::format("<h2><a href=\"/{0}.html\">Bài viết tên {0}</a></h2>\n", name);
    server.on("/", support::file(resource("<!DOCTYPE html><html><body>" + links + "</body></html>", "text/html")));
}

void Newspaper::print_all(const std::vector<std::string>& names) {
    for (std::size_t index = 0; index < names.size(); ++index) {
        print({names[index], "Bài " + names[index]});
        record(names[index], 0.1, static_cast<unsigned>(index + 1));
    }
    print_listing(names);
}

void Newspaper::record(const std::string& name, double amplitude, unsigned seed) {
    const std::filesystem::path file = folder / (name + ".wav");
    sound::write_wav(file, sound::babble(3.0, amplitude, 22050, 1, seed));
    server.on("/" + name + ".wav", support::file(resource(core::read_file(file), "audio/wav")));
}

ExitCode Newspaper::run(const RunRules& rules) {
    std::optional<WithoutPrograms> alone;
    if (!has_synthesizer) alone.emplace();
    Interrupt interrupt;
    Report report(Report::Detail::problems);
    now += std::chrono::minutes(1);
    return static_cast<ExitCode>(run_show(config, {workers, report, interrupt, now}, rules).exit_code);
}

std::string Newspaper::feed() const {
    return core::read_file(config.show_folder() / "feed.xml");
}

std::vector<std::string> Newspaper::media() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(config.show_folder() / "media"))
        names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::filesystem::path write_config(const Newspaper& paper, const std::string& id, const std::string& page) {
    const std::filesystem::path file = paper.folder / (id + ".toml");
    core::write_file(file, fmt::format("[show]\nid = \"{}\"\ntitle = \"Báo nói {}\"\ndescription = \"Tin.\"\n"
                                       "language = \"vi\"\nauthor = \"Tòa soạn\"\nwebsite = \"http://paper.example/\"\n"
                                       "base_url = \"{}\"\ncategories = [[\"News\"]]\n"
                                       "timezone = \"Asia/Ho_Chi_Minh\"\n"
                                       "owner = {{ name = \"Tòa soạn\", email = \"a@example.org\" }}\n"
                                       "[[source]]\nkind = \"page\"\nurl = \"{}\"\ninclude = [\"html$\"]\n"
                                       "[audio]\nencoder_quality = 9\nbitrate_kbps = 64\n"
                                       "[fetch]\nallow_hosts = [\"127.0.0.1\"]\nretries = 0\nrecheck_days = 3650\n",
                                       id, id, paper.server.url("/out/" + id + "/"), paper.server.url(page)));
    return file;
}

std::string enclosure(const std::string& feed, const std::string& attribute) {
    const std::size_t element = feed.find("<enclosure");
    if (element == std::string::npos) return {};
    const std::size_t start = feed.find(attribute + "=\"", element);
    if (start == std::string::npos) return {};
    const std::size_t value = start + attribute.size() + 2;
    return feed.substr(value, feed.find('"', value) - value);
}

}  // namespace app
