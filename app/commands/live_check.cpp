#include "app/commands/live_check.h"

#include "core/atomic_file.h"
#include "core/error.h"
#include "feed/paths.h"
#include "fetch/markup/url.h"
#include "fetch/web/http.h"
#include "fetch/web/permission.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <variant>

namespace app {

namespace {

using core::FileKind;

/// Lines about files, of which those with one cause become one.
class Lines {
public:
    /// `cause` is what all such files have in common; `example` is said of the first of them only.
    void add(const std::string& object, const std::string& cause, const std::string& example = {}) {
        const auto known = std::ranges::find(lines_, cause, &Line::cause);
        if (known != lines_.end())
            known->objects.insert(object);
        else
            lines_.push_back({cause, object, example, {object}});
    }
    std::vector<std::string> text() const {
        std::vector<std::string> all;
        for (const Line& line : lines_) {
            const std::size_t more = line.objects.size() - 1;
            all.push_back(fmt::format("live: {}{}: {}{}", line.first, more > 0 ? fmt::format(" and {} more", more) : "",
                                      line.cause, line.example));
        }
        return all;
    }

private:
    struct Line {
        std::string cause;
        std::string first;
        std::string example;
        std::set<std::string> objects;
    };
    std::vector<Line> lines_;
};

/// Thrown where an answer's headers are enough.
struct Enough {};

/// Why there is no answer, without the URL.
struct Refusal {
    std::string reason;
    bool by_server = false;  ///< it answered, but not so

    explicit Refusal(std::string_view message) {
        const std::size_t mark = message.find("': ");
        const std::size_t redirected = message.find("'): ");
        const std::size_t start = redirected != std::string_view::npos ? redirected + 4
                                  : mark != std::string_view::npos     ? mark + 3
                                                                       : 0;
        reason = message.substr(start);
        by_server = reason.starts_with(status);
    }
    /// "405" of "HTTP status 405".
    std::string code() const { return by_server ? reason.substr(status.size()) : reason; }

private:
    static constexpr std::string_view status = "HTTP status ";
};

using Answer = std::variant<fetch::Response, Refusal>;

class LiveCheck {
public:
    LiveCheck(const config::Config& show, const std::vector<core::PublishedFile>& files)
        : show_(show), files_(files), http_(limits_of(show)), base_(show.show.base_url) {}

    /// False where the host cannot be reached at all, so that nothing else need be asked for.
    bool feed() {
        const std::string url = show_.show.feed_url();
        const bool is_private = fetch::needs_permission(url, show_.limits);
        const Answer answer = ask(url);
        if (const auto* refusal = std::get_if<Refusal>(&answer)) {
            if (!fetch::is_permitted(url, show_.limits))
                found(url, fmt::format("{}: listeners elsewhere cannot reach it; to look at it from here add \"{}\" to "
                                       "[fetch] allow_hosts",
                                       refusal->reason, fetch::host_of(url)));
            else
                missing(url, *refusal);
            return refusal->by_server;
        }
        if (is_private) note(url, "its address is private: only this network can reach it");
        const auto& served = std::get<fetch::Response>(answer);
        if (!url.starts_with("https://") && !served.url.starts_with("https://"))
            found(url, "not served over TLS; get a certificate, some apps refuse http");
        follow(url, served);
        compare(url, "feed.xml", served);
        if (served.validators.empty())
            found(url, "has neither ETag nor Last-Modified; with one of them apps fetch it only when it changed");
        return true;
    }

    /// The feeds beside the show's own, and archive pages.
    void others() {
        for (const core::PublishedFile& file : files_) {
            if ((file.kind != FileKind::archive && file.kind != FileKind::feed) || file.path == feed::feed_path())
                continue;
            const std::string url = base_ + file.path;
            const Answer answer = ask(url);
            if (const auto* refusal = std::get_if<Refusal>(&answer)) {
                missing(url, *refusal);
                continue;
            }
            follow(url, std::get<fetch::Response>(answer));
            compare(url, file.path, std::get<fetch::Response>(answer));
        }
    }

    /// What directories look at first, and refuse a show without.
    void cover() {
        const std::string feed = core::read_file(show_.show_folder() / "feed.xml");
        constexpr std::string_view mark = "<itunes:image href=\"";
        const std::size_t start = feed.find(mark);
        if (start == std::string::npos || start > feed.find("<item>")) return;
        const std::size_t from = start + mark.size();
        const std::string url = feed.substr(from, feed.find('"', from) - from);
        const auto file =
            std::ranges::find_if(files_, [&](const core::PublishedFile& each) { return base_ + each.path == url; });
        if (file != files_.end()) whole("cover ", url, file->bytes, file->type);
    }

    void recording(const core::Rendition& file) {
        const std::string url = base_ + file.path;
        const std::optional<fetch::Validators> validators = whole("", url, file.made.bytes, file.type);
        if (validators) ranges(url, file.made.bytes, *validators);
        if (const std::string counted = feed::counted_url(show_.show, file.path); counted != url)
            by_counter(counted, file.made.bytes, file.type);
    }

    void transcript(const core::Episode& episode) {
        const std::string path = feed::transcript_path(episode);
        if (path.empty()) return;
        const std::string url = base_ + path;
        const Answer answer = ask(url);
        if (const auto* refusal = std::get_if<Refusal>(&answer)) return missing(url, *refusal);
        const auto& served = std::get<fetch::Response>(answer);
        if (served.content_type() != "text/html")
            found(url, fmt::format("served as '{}'; let the server say text/html", served.content_type()));
        if (served.header("access-control-allow-origin").empty())
            found(url, "has no Access-Control-Allow-Origin; with * web players may show transcripts");
    }

    LiveReport report() const { return {findings_.text(), notes_.text()}; }

private:
    static core::Limits limits_of(const config::Config& show) {
        core::Limits limits = show.limits;
        limits.retries = 0;
        return limits;
    }

    /// A file's headers, by HEAD and, where that is refused, by GET; nothing where it is not there.
    std::optional<fetch::Validators> whole(const std::string& what, const std::string& url, std::uint64_t bytes,
                                           const std::string& expected_type) {
        Answer answer = ask(url, fetch::Method::head);
        if (const auto* refusal = std::get_if<Refusal>(&answer)) {
            Answer by_get = headers_of(url);
            if (const auto* again = std::get_if<Refusal>(&by_get)) {
                missing(what + url, *again);
                return std::nullopt;
            }
            found(what + url,
                  refusal->by_server
                      ? fmt::format("answers HEAD with {}, and GET well; apps ask so before they download: let the "
                                    "server take HEAD",
                                    refusal->code())
                      : fmt::format("has no answer to HEAD ({}), and one to GET; apps ask so before they download",
                                    refusal->reason));
            answer = std::move(by_get);
        }
        const auto& served = std::get<fetch::Response>(answer);
        follow(what + url, served, url);
        same(what + url, served, bytes, expected_type, "publish the out folder");
        return served.validators;
    }

    /// What apps are told to fetch where a download counter stands before it. Where it leads them is its own affair, as
    /// long as they get the file; some count by GET and take no HEAD.
    void by_counter(const std::string& url, std::uint64_t bytes, const std::string& expected_type) {
        Answer answer = ask(url, fetch::Method::head);
        if (std::holds_alternative<Refusal>(answer)) answer = headers_of(url);
        if (const auto* refusal = std::get_if<Refusal>(&answer))
            return found(url, fmt::format("cannot be fetched: {}; apps are sent there by [show] enclosure_prefix",
                                          refusal->reason));
        same(url, std::get<fetch::Response>(answer), bytes, expected_type,
             "[show] enclosure_prefix does not lead to the file");
    }

    /// Length and type of an answer, against those in the feed; `cause` is why the length may be another.
    void same(const std::string& object, const fetch::Response& served, std::uint64_t bytes,
              const std::string& expected_type, std::string_view cause) {
        const std::string length = served.header("content-length");
        if (length.empty())
            found(object, "does not say its length; apps show it, and plan their downloads by it");
        else if (length != std::to_string(bytes))
            found(object, fmt::format("has another length than what was published; {}", cause),
                  fmt::format(" (it says {} bytes, {} were published)", length, bytes));
        const std::string type = served.content_type();
        const bool right = type == expected_type || (expected_type == "audio/x-m4a" && type == "audio/mp4");
        if (!right) found(object, fmt::format("served as '{}'; let the server say {}", type, expected_type));
    }

    /// Players ask for ranges without a condition, to seek; broken downloads go on by one with a condition.
    void ranges(const std::string& url, std::uint64_t bytes, const fetch::Validators& validators) {
        constexpr const char* seeking = "has no byte ranges; seeking needs them, so let the server take Range";
        fetch::Request request;
        request.url = url;
        request.range_from = bytes - 1;
        request.any_version = true;
        if (!is_last_byte(request, bytes)) return found(url, seeking);
        request.any_version = false;
        const bool is_weak = validators.etag.starts_with("W/");
        request.if_range = validators.etag.empty() || is_weak ? validators.last_modified : validators.etag;
        if (request.if_range.empty())
            return found(url, is_weak ? "has a weak ETag and no Last-Modified; a broken download then starts from the "
                                        "beginning"
                                      : "has neither ETag nor Last-Modified; a broken download then starts from the "
                                        "beginning");
        if (!is_last_byte(request, bytes))
            found(url,
                  "gives no byte range to If-Range with its own ETag or date; a broken download then starts from "
                  "the beginning");
    }

    bool is_last_byte(const fetch::Request& request, std::uint64_t bytes) {
        const Answer answer = headers_of(request);
        const auto* served = std::get_if<fetch::Response>(&answer);
        return served != nullptr && served->status == 206 &&
               served->header("content-range") == fmt::format("bytes {}-{}/{}", bytes - 1, bytes - 1, bytes);
    }

    /// A text of ours that must be served as it was written, as XML.
    void compare(const std::string& url, const std::string& path, const fetch::Response& served) {
        if (served.body != core::read_file(show_.show_folder() / path))
            found(url, !path.starts_with("archive-")
                           ? "is not the feed that was written; publish the out folder, or clear a cache in between"
                           : "is not the page that was written; publish the out folder, or clear a cache in between");
        const std::string type = served.content_type();
        if (type != "application/rss+xml" && type != "application/xml" && type != "text/xml")
            found(url, fmt::format("served as '{}'; let the server say text/xml", type));
    }

    /// A redirect works; where it only leads to TLS it says what base_url should be.
    void follow(const std::string& object, const fetch::Response& served, const std::string& asked = {}) {
        const std::string& url = asked.empty() ? object : asked;
        const std::string normal = fetch::normalize(url).value_or(url);
        if (served.url == normal) return;
        constexpr std::string_view open = "http://";
        constexpr std::string_view secure = "https://";
        const bool only_secure = normal.starts_with(open) && served.url.starts_with(secure) &&
                                 normal.substr(open.size()) == served.url.substr(secure.size());
        if (only_secure)
            return found(base_, fmt::format("redirects to https; set [show] base_url = \"{}{}\", and newscast run "
                                            "--moved",
                                            secure, base_.substr(std::min(base_.size(), open.size()))));
        note(object, fmt::format("redirects to {}; apps follow, as long as that stays", fetch::host_of(served.url)),
             fmt::format(" ('{}')", served.url));
    }

    void missing(const std::string& object, const Refusal& refusal) {
        found(object, fmt::format("cannot be fetched: {}; is the out folder served at base_url?", refusal.reason));
    }

    Answer ask(const std::string& url, fetch::Method method = fetch::Method::get) {
        fetch::Request request;
        request.url = url;
        request.method = method;
        try {
            return http_.get(request);
        } catch (const core::Error& error) {
            return Refusal(error.what());
        }
    }

    Answer headers_of(const std::string& url) {
        fetch::Request request;
        request.url = url;
        return headers_of(request);
    }

    /// Nothing of the body is read: it may be long.
    Answer headers_of(fetch::Request request) {
        std::optional<fetch::Response> seen;
        request.max_bytes = UINT64_MAX;
        request.on_headers = [&](const fetch::Response& response) {
            seen = response;
            throw Enough();
        };
        request.sink = [](std::span<const std::byte>) {};
        try {
            return http_.get(request);
        } catch (const Enough&) {
            return std::move(*seen);
        } catch (const core::Error& error) {
            return Refusal(error.what());
        }
    }

    void found(const std::string& object, const std::string& cause, const std::string& example = {}) {
        findings_.add(object, cause, example);
    }
    void note(const std::string& object, const std::string& cause, const std::string& example = {}) {
        notes_.add(object, cause, example);
    }

    const config::Config& show_;
    const std::vector<core::PublishedFile>& files_;
    Lines findings_;
    Lines notes_;
    fetch::Http http_;
    const std::string& base_;
};

}  // namespace

LiveReport check_live(const config::Config& show, const std::vector<catalog::Entry>& entries,
                      const std::vector<core::PublishedFile>& files) {
    LiveCheck live(show, files);
    if (live.feed()) {
        live.others();
        live.cover();
        // By the same rules the others are served; but old ones may have been left behind, or lie on another disk.
        const std::set<std::size_t> telling = entries.empty()
                                                  ? std::set<std::size_t>()
                                                  : std::set{std::size_t{0}, entries.size() / 2, entries.size() - 1};
        for (const std::size_t index : telling)
            for (const core::Rendition& file : entries[index].episode.renditions) live.recording(file);
        if (!entries.empty()) live.transcript(entries.front().episode);
    }
    LiveReport report = live.report();
    if (show.show.owner.email.empty())
        report.findings.push_back(
            "show.owner is not set; directories write to its address to see that the podcast is yours: set [show] "
            "owner = { name = \"...\", email = \"...\" }");
    return report;
}

}  // namespace app
