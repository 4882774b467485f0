#include "app/workers/channel.h"

#include "core/error.h"

#include <sys/socket.h>
#include <nlohmann/json.hpp>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <vector>

namespace app {

using nlohmann::json;

namespace {

/// A message of one byte with room for the descriptors beside it.
struct Envelope {
    Envelope() {
        message.msg_iov = &part;
        message.msg_iovlen = 1;
        message.msg_control = rights.data();
        message.msg_controllen = rights.size();
    }
    Envelope(const Envelope&) = delete;
    Envelope& operator=(const Envelope&) = delete;

    char byte = 0;
    iovec part{&byte, 1};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(Descriptors))> rights{};
    msghdr message{};
};

}  // namespace

void send_descriptors(int socket, const Descriptors& descriptors) {
    Envelope envelope;
    cmsghdr* header = CMSG_FIRSTHDR(&envelope.message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(Descriptors));
    std::memcpy(CMSG_DATA(header), descriptors.data(), sizeof(Descriptors));
    if (::sendmsg(socket, &envelope.message, MSG_NOSIGNAL) < 0)
        throw core::system_error("cannot reach", "the worker processes", errno);
}

bool receive_descriptors(int socket, Descriptors& descriptors) {
    Envelope envelope;
    ssize_t got = 0;
    do got = ::recvmsg(socket, &envelope.message, MSG_CMSG_CLOEXEC);
    while (got < 0 && errno == EINTR);
    const cmsghdr* header = got > 0 ? CMSG_FIRSTHDR(&envelope.message) : nullptr;
    if (header == nullptr || header->cmsg_len != CMSG_LEN(sizeof(Descriptors))) return false;
    std::memcpy(descriptors.data(), CMSG_DATA(header), sizeof(Descriptors));
    return true;
}

void send_answer(int channel, const json& answer) {
    const std::vector<std::uint8_t> bytes = json::to_cbor(answer);
    // Nobody may be left to hear it; the sender ends either way.
    [[maybe_unused]] const ssize_t sent = ::send(channel, bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

}  // namespace app
