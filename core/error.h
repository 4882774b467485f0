#pragma once

#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace core {

/// What went wrong, as far as the caller's next step depends on it.
enum class ErrorKind {
    config,   ///< the operator must change something: exit code 2
    network,  ///< may pass by itself: tried again later
    gone,     ///< the web says it is no longer there (404, 410): tried again with growing pauses, reported
    media,    ///< what arrived is not a usable recording, page or picture
    storage,  ///< this machine failed us (disk, database): exit code 3
};

/// The one exception of this program. The message names the object and the reason in one line, in lower case and
/// without a full stop: "cannot decode 'x.mp3': invalid frame header at byte 4711". Users and passwords of the URLs in
/// it are left out, whoever wrote it.
class Error : public std::runtime_error {
public:
    Error(ErrorKind kind, const std::string& message);

    ErrorKind kind() const noexcept { return kind_; }

    /// The pause that the other side asked for (Retry-After), where it did.
    std::optional<std::chrono::seconds> retry_after() const noexcept { return retry_after_; }
    void set_retry_after(std::chrono::seconds pause) noexcept { retry_after_ = pause; }

    /// The other side has said that it will not give this to us, whenever we ask (401, 403, 451, robots.txt).
    bool is_refusal() const noexcept { return is_refusal_; }
    void set_refusal() noexcept { is_refusal_ = true; }

    /// No server had any part in it: no name was resolved or no connection made, so that it may be this machine's own
    /// network that failed.
    bool is_offline() const noexcept { return is_offline_; }
    void set_offline() noexcept { is_offline_ = true; }

    /// The same error with what was being done in front of it: "article http://...: cannot decode ...".
    Error with_context(std::string_view context) const {
        Error wrapped(kind_, std::string(context) + ": " + what());
        wrapped.retry_after_ = retry_after_;
        wrapped.is_refusal_ = is_refusal_;
        wrapped.is_offline_ = is_offline_;
        return wrapped;
    }

private:
    ErrorKind kind_;
    std::optional<std::chrono::seconds> retry_after_;
    bool is_refusal_ = false;
    bool is_offline_ = false;
};

/// The exception that is being handled, as an Error; to be called in a catch block. What is none yet (no memory, a
/// library's, a bug's) is one of kind media, since it concerns what was being worked on and nothing else, unless it is
/// the file system's word that this machine's disk fails.
Error current_error();

/// The storage error of a failed system call: `what 'path': strerror(error_number)`.
Error system_error(std::string_view what, std::string_view path, int error_number);

}  // namespace core
