#include "app/commands/live_check.h"

#include "core/atomic_file.h"
#include "core/error.h"
#include "feed/paths.h"
#include "fetch/markup/url.h"
#include "fetch/web/http.h"

#include <fmt/core.h>

namespace app {

namespace {

class LiveCheck {
public:
    LiveCheck(const config::Config& show, std::vector<std::string>& findings)
        : show_(show), findings_(findings), http_(limits_of(show)) {}

    void feed() {
        const std::string url = show_.show.feed_url();
        if (!url.starts_with("https://")) found(url, "not served over TLS; get a certificate, some apps refuse http");
        const auto served = ask(url);
        if (!served) return;
        if (served->body != core::read_file(show_.show_folder() / "feed.xml"))
            found(url, "is not the feed that was written; publish the out folder, or clear a cache in between");
        const std::string type = served->content_type();
        if (type != "application/rss+xml" && type != "application/xml" && type != "text/xml")
            found(url, fmt::format("served as '{}'; let the server say application/rss+xml", type));
        if (served->validators.empty())
            found(url, "has neither ETag nor Last-Modified; with one of them apps fetch it only when it changed");
    }

    void enclosure(const catalog::Entry& entry) {
        const core::Rendition& file = entry.episode.enclosure();
        const std::string url = show_.show.base_url + file.path;
        const auto head = ask(url, fetch::Method::head);
        if (!head) return;
        if (head->header("content-length") != std::to_string(file.made.bytes))
            found(url, fmt::format("HEAD says {} bytes, the feed {}; publish the out folder",
                                   head->header("content-length").empty() ? "no" : head->header("content-length"),
                                   file.made.bytes));
        const std::string type = head->content_type();
        const bool right = type == file.type || (file.type == "audio/x-m4a" && type == "audio/mp4");
        if (!right) found(url, fmt::format("served as '{}'; let the server say {}", type, file.type));
        ranges(url, file, head->validators);
    }

    void transcript(const core::Episode& episode) {
        const std::string path = feed::transcript_path(episode);
        if (path.empty()) return;
        const std::string url = show_.show.base_url + path;
        const auto served = ask(url);
        if (!served) return;
        if (served->content_type() != "text/html")
            found(url, fmt::format("served as '{}'; let the server say text/html", served->content_type()));
        if (served->header("access-control-allow-origin").empty())
            found(url, "has no Access-Control-Allow-Origin; with * web players may show transcripts");
    }

private:
    static core::Limits limits_of(const config::Config& show) {
        core::Limits limits = show.limits;
        limits.retries = 0;
        return limits;
    }

    void ranges(const std::string& url, const core::Rendition& file, const fetch::Validators& validators) {
        fetch::Request request;
        request.url = url;
        request.max_bytes = file.made.bytes + 1;
        request.range_from = file.made.bytes - 1;
        request.if_range = validators.etag.empty() ? validators.last_modified : validators.etag;
        if (request.if_range.empty()) {
            found(url, "has neither ETag nor Last-Modified; a broken download then starts from the beginning");
            return;
        }
        const auto served = ask(request);
        if (served && (served->status != 206 || served->body.size() != 1))
            found(url, "has no byte ranges; seeking needs them, so let the server send Accept-Ranges");
    }

    std::optional<fetch::Response> ask(const std::string& url, fetch::Method method = fetch::Method::get) {
        fetch::Request request;
        request.url = url;
        request.method = method;
        return ask(request);
    }

    std::optional<fetch::Response> ask(const fetch::Request& request) {
        try {
            return http_.get(request);
        } catch (const core::Error& error) {
            findings_.push_back(fmt::format("live: {}; is the out folder served at base_url?", error.what()));
            return std::nullopt;
        }
    }

    void found(const std::string& url, const std::string& what) {
        findings_.push_back(fmt::format("live: {} {}", url, what));
    }

    const config::Config& show_;
    std::vector<std::string>& findings_;
    fetch::Http http_;
};

}  // namespace

void check_live(const config::Config& show, const std::vector<catalog::Entry>& entries,
                std::vector<std::string>& findings) {
    LiveCheck live(show, findings);
    live.feed();
    // The newest stands for all: they are served by the same rules.
    if (entries.empty()) return;
    live.enclosure(entries.front());
    live.transcript(entries.front().episode);
}

}  // namespace app
