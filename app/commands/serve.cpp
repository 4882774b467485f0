#include "app/commands/serve.h"

#include "app/commands/output.h"
#include "core/error.h"

#include <fmt/core.h>
#include <httplib.h>

#include <cstdio>

namespace app {

ExitCode serve(const ServeOptions& options) {
    httplib::Server server;
    if (!server.set_mount_point("/", options.folder.string()))
        throw core::Error(core::ErrorKind::config,
                          fmt::format("cannot serve '{}': no such folder", options.folder.string()));
    server.set_file_extension_and_mimetype_mapping("xml", "application/rss+xml");
    server.set_file_extension_and_mimetype_mapping("mp3", "audio/mpeg");
    server.set_file_extension_and_mimetype_mapping("m4a", "audio/x-m4a");
    server.set_file_extension_and_mimetype_mapping("opus", "audio/ogg");
    int port = options.port;
    if (port == 0)
        port = server.bind_to_any_port(options.address);
    else if (!server.bind_to_port(options.address, port))
        port = -1;
    if (port < 0)
        throw core::Error(core::ErrorKind::config,
                          fmt::format("cannot listen on {}:{}", options.address, options.port));
    print(
        fmt::format("serving {} at http://{}:{}/ until interrupted\n", options.folder.string(), options.address, port));
    std::fflush(stdout);
    server.listen_after_bind();
    return ExitCode::done;
}

}  // namespace app
