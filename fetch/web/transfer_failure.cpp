#include "fetch/web/transfer_failure.h"

#include <fmt/format.h>

#include <cctype>
#include <string_view>

namespace fetch {

namespace {

/// libcurl's words in this program's form: one printable line, in lower case, without a full stop.
std::string in_house_style(std::string_view text) {
    std::string result;
    for (const char c : text.substr(0, 300)) result += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    while (!result.empty() && (result.back() == '.' || result.back() == ' ')) result.pop_back();
    const bool one_capital = result.size() > 1 && std::isupper(static_cast<unsigned char>(result[0])) != 0 &&
                             std::isupper(static_cast<unsigned char>(result[1])) == 0;
    if (one_capital) result[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(result[0])));
    return result;
}

/// What another try right away may change. A timeout is not among it: it has waited long enough for one run.
bool may_pass(CURLcode code) {
    switch (code) {
        case CURLE_COULDNT_RESOLVE_PROXY:
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_CONNECT:
        case CURLE_HTTP2:
        case CURLE_PARTIAL_FILE:
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_GOT_NOTHING:
        case CURLE_SEND_ERROR:
        case CURLE_RECV_ERROR:
        case CURLE_HTTP2_STREAM:
        case CURLE_AGAIN:
            return true;
        default:
            return false;
    }
}

core::ErrorKind kind_of(CURLcode code) {
    switch (code) {
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_UNSUPPORTED_PROTOCOL:
        case CURLE_BAD_CONTENT_ENCODING:
        case CURLE_FILESIZE_EXCEEDED:
            return core::ErrorKind::media;
        default:
            return core::ErrorKind::network;
    }
}

/// Whether it ended before there was a connection to anybody, or for want of this machine's own certificates.
bool is_offline(CURL* handle, CURLcode code) {
    switch (code) {
        case CURLE_COULDNT_RESOLVE_PROXY:
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_CONNECT:
        case CURLE_INTERFACE_FAILED:
        case CURLE_SSL_CACERT_BADFILE:
            return true;
        case CURLE_OPERATION_TIMEDOUT: {
            curl_off_t connected = 0;
            long sent = 0;
            curl_easy_getinfo(handle, CURLINFO_CONNECT_TIME_T, &connected);
            curl_easy_getinfo(handle, CURLINFO_REQUEST_SIZE, &sent);
            return connected == 0 && sent == 0;
        }
        default:
            return false;
    }
}

}  // namespace

std::string ended_early(std::uint64_t bytes) {
    return fmt::format("the body ended early, after {} bytes", bytes);
}

Failure failure_of(CURL* handle, CURLcode code, const char* detail, std::uint64_t body_bytes) {
    return {kind_of(code),
            code == CURLE_PARTIAL_FILE ? ended_early(body_bytes)
                                       : in_house_style(*detail != '\0' ? detail : curl_easy_strerror(code)),
            may_pass(code), is_offline(handle, code)};
}

}  // namespace fetch
