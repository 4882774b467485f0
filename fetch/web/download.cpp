#include "fetch/web/download.h"

#include "core/disk.h"
#include "core/error.h"
#include "core/file_descriptor.h"
#include "core/hash.h"
#include "fetch/markup/url.h"
#include "fetch/web/claims.h"
#include "fetch/web/content_coding.h"
#include "fetch/web/content_range.h"
#include "fetch/web/part_file.h"
#include "fetch/web/retry.h"
#include "fetch/web/sniff.h"
#include "fetch/web/wholeness.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace fetch {

using core::Error;
using core::ErrorKind;

namespace {

constexpr std::size_t sniffed_bytes = 4096;
constexpr std::uint64_t progress_bytes = 1 << 20;   // so much more is worth another series of tries
constexpr std::uint64_t trailing_bytes = 64 << 10;  // tags that a header's claim does not count
constexpr std::size_t max_restarts = 4;

std::uint64_t content_length(const Response& response) {
    const std::string header = response.header("content-length");
    std::uint64_t length = 0;
    std::from_chars(header.data(), header.data() + header.size(), length);
    return length;
}

bool is_encoded(const Response& response) {
    return read_content_coding(response.header("content-encoding")).is_coded;
}

/// What a later request may be continued with: a strong ETag, or a date that is strong by RFC 9110 section 8.8.2.2 (at
/// least a minute older than the answer).
std::string range_validator(const Response& response) {
    if (is_encoded(response)) return {};
    const auto& [etag, last_modified] = response.validators;
    if (!etag.empty()) {
        if (etag.size() >= 2 && etag.front() == '"' && etag.back() == '"') return etag;
        return {};
    }
    if (last_modified.empty()) return {};
    const time_t modified = curl_getdate(last_modified.c_str(), nullptr);
    const time_t answered = curl_getdate(response.header("date").c_str(), nullptr);
    return modified != -1 && answered != -1 && answered - modified >= 60 ? last_modified : std::string();
}

/// What a body that came to its end is known to be.
enum class BodyEnd { whole, unconfirmed, short_by_its_header };

/// The answer does not continue what is here: begin anew.
struct CannotContinue {};

/// One recording on its way into the folder.
class Fetching {
public:
    Fetching(Http& http, const DownloadRequest& request)
        : http_(http),
          request_(request),
          name_(printable(request.url)),
          part_(request.folder, part_name(request.url)) {}

    std::variant<NotModified, Download> run();

private:
    static std::string part_name(const std::string& url) {
        return core::sha256(normalize(url).value_or(url)).substr(0, 40);
    }

    Response fetch_more();
    void begin(const Response& response);
    void take_bytes(std::span<const std::byte> bytes);
    void check_kind();
    BodyEnd end_of(const Response& response);
    std::string flaw() const;
    Error cut(std::string_view reason) const {
        return {ErrorKind::network, fmt::format("cannot fetch '{}': {}", name_, reason)};
    }
    Download finish(const Response& response);

    Http& http_;
    const DownloadRequest& request_;
    const std::string name_;
    PartFile part_;
    bool kind_checked_ = false;
    std::optional<std::uint64_t> unconfirmed_;  ///< the length of the last body that nothing confirms
    std::size_t restarts_ = 0;
};

void Fetching::check_kind() {
    kind_checked_ = true;
    if (sniff_audio(part_.head())) return;
    const std::string& type = part_.version().content_type;
    throw Error(ErrorKind::media, fmt::format("'{}' is no recording: it is {}{}", name_, describe_content(part_.head()),
                                              type.empty() ? std::string() : fmt::format(" (sent as {})", type)));
}

/// Decides by the headers whether the body goes behind what is here or replaces it.
void Fetching::begin(const Response& response) {
    const std::uint64_t max_bytes = http_.limits().max_recording_bytes;
    if (response.status == 206) {
        const auto range = parse_content_range(response.header("content-range"));
        const std::string& expected = part_.version().if_range;
        const bool same_version =
            expected.starts_with('"')
                ? response.validators.etag.empty() || response.validators.etag == expected
                : response.validators.last_modified.empty() || response.validators.last_modified == expected;
        const bool continues =
            range && range->first == part_.size() && !is_encoded(response) && same_version &&
            (part_.version().total == 0 || part_.version().total == range->total) &&
            (response.header("content-length").empty() || content_length(response) == range->last - range->first + 1);
        if (!continues) throw CannotContinue();
        if (range->total > max_bytes) {
            throw Error(ErrorKind::media,
                        fmt::format("'{}' has {} bytes, more than the {} allowed", name_, range->total, max_bytes));
        }
        return;
    }
    if (response.status != 200) return;
    PartVersion version;
    version.if_range = range_validator(response);
    version.content_type = response.content_type();
    if (!is_encoded(response)) version.total = content_length(response);
    part_.restart(std::move(version));
    kind_checked_ = false;
}

void Fetching::take_bytes(std::span<const std::byte> bytes) {
    if (bytes.size() > http_.limits().max_recording_bytes - part_.size()) {
        throw Error(ErrorKind::media,
                    fmt::format("'{}' has more than the {} bytes allowed", name_, http_.limits().max_recording_bytes));
    }
    const std::uint64_t total = part_.version().total;
    if (total != 0 && bytes.size() > total - part_.size()) throw CannotContinue();
    part_.append(bytes);
    if (!kind_checked_ && part_.size() >= sniffed_bytes) check_kind();
}

/// One get(): from the end of what is here, or from the beginning.
Response Fetching::fetch_more() {
    for (;;) {
        Request request;
        request.url = request_.url;
        request.referer = request_.referer;
        request.validators = request_.validators;
        request.obey_robots = request_.obey_robots;
        request.max_bytes = http_.limits().max_recording_bytes;
        request.range_from = part_.size();
        request.if_range = part_.version().if_range;
        request.on_headers = [this](const Response& response) { begin(response); };
        request.sink = [this](std::span<const std::byte> bytes) { take_bytes(bytes); };
        try {
            Response response = http_.get(request);
            if (response.status != 416) return response;
        } catch (const CannotContinue&) {
            if (++restarts_ > max_restarts) throw cut("its ranges do not fit together");
            part_.restart({});
            continue;
        }
        // Whatever the server means by it, there is nothing behind what is here.
        if (++restarts_ > max_restarts) throw cut("its ranges do not fit together");
        part_.restart({});
    }
}

/// Throws where the server itself says that there is more. The feed's word may confirm a length and refutes none.
BodyEnd Fetching::end_of(const Response& response) {
    const std::uint64_t size = part_.size();
    if (response.status == 206) {
        const auto range = parse_content_range(response.header("content-range"));
        if (size != range->last + 1) throw cut(fmt::format("the body ended early, after {} bytes", size));
        if (size == range->total) return BodyEnd::whole;
        throw cut(fmt::format("only {} of {} bytes were sent", size, range->total));
    }
    if (response.length_known || size == request_.expected_bytes) return BodyEnd::whole;
    // Twice as long is as long as its source has it; finish() says what is the matter.
    if (std::exchange(unconfirmed_, size) == size) return BodyEnd::whole;
    const auto kind = sniff_audio(part_.head());
    const auto claimed = kind ? claimed_length(part_.descriptor(), *kind) : std::nullopt;
    if (!claimed) return BodyEnd::unconfirmed;
    if (size < *claimed) return BodyEnd::short_by_its_header;
    return size - *claimed <= trailing_bytes ? BodyEnd::whole : BodyEnd::unconfirmed;
}

std::string Fetching::flaw() const {
    const auto kind = sniff_audio(part_.head());
    return kind ? flaw_of(part_.descriptor(), *kind) : std::string();
}

Download Fetching::finish(const Response& response) {
    if (!kind_checked_) check_kind();
    Download download;
    download.bytes = part_.size();
    download.content_type = response.content_type();
    download.validators = response.validators;
    download.url = response.url;
    download.flaw = flaw();
    download.sha256 = part_.finish();
    download.path = request_.folder / download.sha256;
    return download;
}

std::variant<NotModified, Download> Fetching::run() {
    const core::Limits& limits = http_.limits();
    std::size_t failures = 0;
    if (part_.size() > limits.max_recording_bytes) part_.restart({});
    std::uint64_t furthest = part_.size();
    for (;;) {
        const std::uint64_t before = part_.size();
        bool answered = false;
        try {
            const Response response = fetch_more();
            answered = true;
            if (response.status == 304) {
                part_.discard();  // the beginning of a version that is not the present one
                return NotModified{};
            }
            if (part_.size() == 0) check_kind();  // empty: says so
            const BodyEnd end = end_of(response);
            if (end == BodyEnd::whole) return finish(response);
            const bool is_short = end == BodyEnd::short_by_its_header;
            if (is_short && failures < limits.retries)
                throw cut(fmt::format("it ended after {} bytes, and its header promises more", part_.size()));
            if (++restarts_ > max_restarts) {
                if (!flaw().empty()) return finish(response);
                throw cut("it has another length each time");
            }
            if (!is_short || part_.version().if_range.empty()) part_.restart({});
            continue;
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::network) {
                part_.discard();
                throw;
            }
            // Where nothing came, Http has tried again already.
            if (!answered && part_.size() == before && part_.size() <= furthest) throw;
            if (part_.size() >= furthest + progress_bytes) failures = 0;
            furthest = std::max(furthest, part_.size());
            if (++failures > limits.retries) throw;
            if (part_.version().if_range.empty()) part_.restart({});
            if (!http_.pause(back_off(limits, failures))) throw;
        } catch (...) {
            part_.discard();
            throw;
        }
    }
}

}  // namespace

std::variant<NotModified, Download> download(Http& http, const DownloadRequest& request) {
    return Fetching(http, request).run();
}

std::size_t remove_old_parts(const std::filesystem::path& folder, std::chrono::hours age) {
    std::error_code error;
    std::filesystem::directory_iterator entries(folder, error);
    if (error == std::errc::no_such_file_or_directory) return 0;
    if (error) throw core::system_error("cannot read folder", folder.string(), error.value());
    const auto limit = std::filesystem::file_time_type::clock::now() - age;
    std::size_t removed = 0;
    for (const auto& entry : entries) {
        const std::string name = entry.path().filename();
        const bool is_part = name.ends_with(".part") || name.ends_with(".part.json");
        const auto changed = is_part ? std::filesystem::last_write_time(entry.path(), error) : limit;
        if (!is_part || error || changed > limit) continue;
        const core::FileDescriptor file(::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
        if (!file || flock(file.get(), LOCK_EX | LOCK_NB) != 0) continue;
        if (core::disk::discard(entry.path())) ++removed;
    }
    return removed;
}

}  // namespace fetch
