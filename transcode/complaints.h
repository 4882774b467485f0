#pragma once

#include <string>

namespace transcode {

/// What libav complains of, errors and not warnings, in this thread while it lives, instead of writing it to standard
/// error; where several live, the innermost hears it. Decoding and demuxing are done in the thread that asks for them.
class Complaints {
public:
    Complaints();
    ~Complaints();
    Complaints(const Complaints&) = delete;
    Complaints& operator=(const Complaints&) = delete;

    /// The first line; empty: there was none.
    std::string first() const;
    /// Of something that failed with that code: the last line, which names the thing, and the first one, which names
    /// the cause; the code's words where there was none.
    std::string reason(int code) const;

private:
    friend void quiet_libav();

    std::string text_;
    Complaints* outer_;
};

/// libav writes nothing to standard error; called by everything here that opens something.
void quiet_libav();

}  // namespace transcode
