#include "app/commands/serve.h"

#include "app/commands/options.h"
#include "app/commands/output.h"
#include "app/publish/standing_shows.h"
#include "config/checks.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/html.h"
#include "core/percent.h"
#include "core/text.h"

#include <fmt/format.h>
#include <httplib.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <system_error>
#include <vector>

namespace app {

namespace {

namespace filesystem = std::filesystem;

/// The folder that is served, as requests see it.
class Shop {
public:
    explicit Shop(const filesystem::path& folder) : folder_(config::resolved(folder)) {}

    bool is_a_show() const { return show_at(folder_).has_value(); }
    /// Those in it. One whose folder is a link to somewhere else is not in it.
    std::vector<StandingShow> shows() const {
        std::vector<StandingShow> found = shows_in(folder_);
        std::erase_if(found, [this](const StandingShow& each) {
            return !config::is_within(config::resolved(each.folder), folder_);
        });
        return found;
    }

    /// What a request's path names; nothing where it would lead out of the folder by dots.
    std::optional<filesystem::path> named(const std::string& path) const {
        filesystem::path place = folder_;
        for (const std::string& name : names_of(path)) {
            if (name == "." || name == ".." || name.find('\0') != std::string::npos) return std::nullopt;
            place /= name;
        }
        return place;
    }

    /// No link leads out of the folder, but that a show's media/ may be one to a larger disk.
    bool has(const filesystem::path& place) const {
        const filesystem::path found = config::resolved(place);
        if (config::is_within(found, folder_)) return true;
        std::vector<filesystem::path> larger_disks{folder_};
        for (const StandingShow& each : shows()) larger_disks.push_back(each.folder);
        return std::ranges::any_of(larger_disks, [&](const filesystem::path& show) {
            return show_at(show) && config::is_within(place, show / "media") &&
                   config::is_within(found, config::resolved(show / "media"));
        });
    }

    /// A path of the request's as it is written in an address, with a slash at its end.
    static std::string address_of_folder(const std::string& path) {
        std::string address = "/";
        for (const std::string& name : names_of(path)) address += core::percent_encode(name) + "/";
        return address;
    }

private:
    static std::vector<std::string> names_of(const std::string& path) {
        std::vector<std::string> names;
        for (std::size_t start = 0; start < path.size();) {
            const std::size_t end = std::min(path.find('/', start), path.size());
            if (end > start) names.push_back(path.substr(start, end - start));
            start = end + 1;
        }
        return names;
    }

    filesystem::path folder_;
};

std::string path_of(const StandingShow& show) {
    return Shop::address_of_folder(show.folder.filename().string());
}

std::string list_of(const std::vector<StandingShow>& shows) {
    std::string items;
    for (const StandingShow& each : shows) {
        const std::string name = core::clean_utf8(each.folder.filename().string());
        items += fmt::format("<li><a href=\"{0}\">{1}</a> <code>{2}</code> (<a href=\"{0}feed.xml\">feed</a>)",
                             path_of(each), core::escape_html(each.show.title), core::escape_html(name));
        for (const feed::FeedLink& other : each.others)
            items += fmt::format(" (<a href=\"{}{}\">{}</a>)", path_of(each), core::percent_encode(other.path),
                                 core::escape_html(other.title));
        items += "</li>\n";
    }
    if (items.empty()) items = "<li>none yet</li>\n";
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">"
           "<meta name=\"viewport\" content=\"width=device-width\"><title>newscast</title></head>\n"
           "<body>\n<h1>The shows in this folder</h1>\n<ul>\n" +
           items + "</ul>\n</body>\n</html>\n";
}

void refuse(httplib::Response& response, const std::string& reason) {
    response.status = 404;
    response.set_content(reason + "\n", "text/plain; charset=utf-8");
}

/// What is to be said before files are looked for.
httplib::Server::HandlerResponse answer(const Shop& shop, const httplib::Request& request,
                                        httplib::Response& response) {
    using enum httplib::Server::HandlerResponse;
    const auto place = shop.named(request.path);
    if (!place) {
        refuse(response, "no such file");
        return Handled;
    }
    if (!shop.has(*place)) {
        refuse(response, "this is a link out of the folder that is served");
        return Handled;
    }
    std::error_code failed;
    if (!filesystem::is_directory(*place, failed)) return Unhandled;
    if (!request.path.ends_with('/')) {
        // Without the slash the page's own links would lead beside it.
        const std::size_t query = request.target.find('?');
        response.set_redirect(
            Shop::address_of_folder(request.path) + (query == std::string::npos ? "" : request.target.substr(query)),
            301);
        return Handled;
    }
    if (filesystem::exists(*place / "index.html", failed))
        return shop.has(*place / "index.html") ? Unhandled : (refuse(response, "no such file"), Handled);
    if (request.path.find_first_not_of('/') != std::string::npos) return Unhandled;
    response.set_content(list_of(shop.shows()), "text/html; charset=utf-8");
    return Handled;
}

/// A show's own page for what is not there, as web servers are told to answer with it.
void answer_missing(const Shop& shop, const httplib::Request& request, httplib::Response& response) {
    if (response.status != 404 || !response.body.empty()) return;
    std::optional<filesystem::path> folder = shop.named(request.path);
    while (folder && folder->has_relative_path() && shop.has(*folder)) {
        const filesystem::path page = *folder / "404.html";
        std::error_code failed;
        if (filesystem::is_regular_file(page, failed) && shop.has(page)) {
            response.set_content(core::read_file(page), "text/html; charset=utf-8");
            return;
        }
        folder = folder->parent_path();
    }
    refuse(response, "no such file");
}

/// Sets the server's port; returns it.
int listen(httplib::Server& server, const ServeOptions& options) {
    // Only so much that a port is free again at once after its server's end; the library would share it with others.
    server.set_socket_options([](socket_t socket) {
        const int yes = 1;
        ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    errno = 0;
    if (options.port == 0) {
        if (const int port = server.bind_to_any_port(options.address); port > 0) return port;
    } else if (server.bind_to_port(options.address, options.port)) {
        return options.port;
    }
    const int reason = errno;
    std::string why = fmt::format("'{}' is no address of this machine", options.address);
    if (reason == EADDRINUSE) why = "the port is taken; choose another one with --port, or 0 for any that is free";
    if (reason == EACCES) why = "this user may not; choose a port above 1023 with --port";
    throw core::Error(core::ErrorKind::config,
                      fmt::format("cannot listen on port {} of {}: {}", options.port, options.address, why));
}

/// What is printed: where to look, each address on a line of its own.
std::string invitation(const Shop& shop, const ServeOptions& options, int port) {
    // What listens on all addresses is reached by this one.
    std::string host = options.address == "0.0.0.0" ? "127.0.0.1" : options.address == "::" ? "::1" : options.address;
    if (host.find(':') != std::string::npos) host = "[" + host + "]";
    const std::string origin = fmt::format("http://{}:{}", host, port);
    std::string text = fmt::format("serving {} until interrupted\n", options.folder.string());
    if (shop.is_a_show()) return text + origin + "/\n";
    const std::vector<StandingShow> shows = shop.shows();
    if (shows.empty()) text += "no show is published in it yet\n";
    if (shows.size() != 1) text += origin + "/\n";
    for (const StandingShow& each : shows) text += origin + path_of(each) + "\n";
    return text;
}

}  // namespace

ExitCode serve(const ServeOptions& options) {
    httplib::Server server;
    if (!server.set_mount_point("/", options.folder.string()))
        throw core::Error(core::ErrorKind::config,
                          fmt::format("cannot serve '{}': no such folder", options.folder.string()));
    // Browsers show the source of what is called application/rss+xml instead of what its style sheet makes of it.
    server.set_file_extension_and_mimetype_mapping("xml", "text/xml");
    server.set_file_extension_and_mimetype_mapping("vtt", "text/vtt");
    server.set_file_extension_and_mimetype_mapping("srt", "application/x-subrip");
    server.set_file_extension_and_mimetype_mapping("mp3", "audio/mpeg");
    server.set_file_extension_and_mimetype_mapping("m4a", "audio/x-m4a");
    server.set_file_extension_and_mimetype_mapping("opus", "audio/ogg");
    server.set_file_extension_and_mimetype_mapping("webmanifest", "application/manifest+json");
    const Shop shop(options.folder);
    server.set_pre_routing_handler([&shop](const httplib::Request& request, httplib::Response& response) {
        return answer(shop, request, response);
    });
    server.set_error_handler([&shop](const httplib::Request& request, httplib::Response& response) {
        answer_missing(shop, request, response);
    });
    const int port = listen(server, options);
    print(invitation(shop, options, port));
    server.listen_after_bind();
    return ExitCode::done;
}

void add_serve(CLI::App& program, Chosen& chosen) {
    auto* sub = program.add_subcommand("serve", "preview a published folder in a browser or a podcast app");
    auto options = std::make_shared<ServeOptions>();
    options->folder = "out";
    sub->add_option("FOLDER", options->folder, "what to serve")->capture_default_str();
    sub->add_option("--address", options->address, "where to listen")->type_name("ADDRESS")->capture_default_str();
    sub->add_option("--port", options->port, "where to listen; 0: any free one")
        ->type_name("PORT")
        ->check(CLI::Range(0, 65535))
        ->capture_default_str();
    sub->callback([&chosen, options] { chosen = [options] { return serve(*options); }; });
}

}  // namespace app
