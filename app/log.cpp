#include "app/log.h"

#include "core/columns.h"
#include "core/error.h"
#include "core/login.h"

#include <fmt/core.h>
#include <sys/uio.h>
#include <syslog.h>
#include <systemd/sd-journal.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

namespace app {

namespace {

std::string one_line(const std::string& text) {
    return core::without_logins(core::one_line(text));
}

std::string step_of(const Event& event) {
    switch (event.step) {
        case Event::Step::run:
            return "run";
        case Event::Step::discover:
            return "discover";
        case Event::Step::read:
            return "read";
        case Event::Step::download:
            return "download";
        case Event::Step::make:
            return "make";
        case Event::Step::align:
            return "align";
        case Event::Step::publish:
            return "publish";
        case Event::Step::ping:
            return "ping";
    }
    return {};
}

}  // namespace

std::string json_line(const Event& event, core::Instant now) {
    nlohmann::ordered_json line;
    line["time"] = core::format_iso8601(core::to_written(now, "UTC"));
    line["level"] = event.kind == Event::Kind::problem ? "problem" : "step";
    const auto add = [&](const char* key, const std::string& text) {
        if (!text.empty()) line[key] = one_line(text);
    };
    add("show", event.show);
    add("step", step_of(event));
    add("source", event.source);
    add("article", event.article);
    add("id", event.id);
    add("message", message_of(event));
    return line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void require_journal() {
    constexpr const char* socket = "/run/systemd/journal/socket";
    std::error_code failed;
    if (std::filesystem::exists(socket, failed)) return;
    throw core::Error(core::ErrorKind::config,
                      fmt::format("--log journal: this machine has no journal ('{}' is not there); use --log text or "
                                  "--log json, which write to standard error",
                                  socket));
}

bool send_to_journal(const Event& event) {
    std::vector<std::string> fields{
        "SYSLOG_IDENTIFIER=newscast",
        fmt::format("PRIORITY={}", event.kind == Event::Kind::problem ? LOG_WARNING : LOG_INFO),
        "MESSAGE=" + one_line(line_of(event)), "NEWSCAST_STEP=" + step_of(event)};
    const auto add = [&](const char* name, const std::string& text) {
        if (!text.empty()) fields.push_back(fmt::format("{}={}", name, one_line(text)));
    };
    add("NEWSCAST_SHOW", event.show);
    add("NEWSCAST_SOURCE", event.source);
    add("NEWSCAST_ARTICLE", event.article);
    add("NEWSCAST_ARTICLE_ID", event.id);
    std::vector<iovec> pieces;
    pieces.reserve(fields.size());
    for (std::string& field : fields) pieces.push_back({field.data(), field.size()});
    return ::sd_journal_sendv(pieces.data(), static_cast<int>(pieces.size())) == 0;
}

}  // namespace app
