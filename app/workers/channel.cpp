#include "app/workers/channel.h"

#include "core/error.h"

#include <sys/socket.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cassert>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <vector>

namespace app {

using nlohmann::json;

namespace {

constexpr std::size_t first_input = 3;
constexpr std::size_t most_descriptors = first_input + most_inputs;

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
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int) * most_descriptors)> rights{};
    msghdr message{};
};

}  // namespace

std::vector<int> Descriptors::all() const {
    std::vector<int> all{channel, request, output};
    all.insert(all.end(), inputs.begin(), inputs.end());
    return all;
}

void send_descriptors(int socket, const Descriptors& descriptors) {
    const std::vector<int> all = descriptors.all();
    assert(all.size() > first_input && all.size() <= most_descriptors);
    Envelope envelope;
    const std::size_t bytes = all.size() * sizeof(int);
    envelope.message.msg_controllen = CMSG_SPACE(bytes);
    cmsghdr* header = CMSG_FIRSTHDR(&envelope.message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(bytes);
    std::memcpy(CMSG_DATA(header), all.data(), bytes);
    if (::sendmsg(socket, &envelope.message, MSG_NOSIGNAL) < 0)
        throw core::system_error("cannot reach", "the worker processes", errno);
}

bool receive_descriptors(int socket, Descriptors& descriptors) {
    Envelope envelope;
    ssize_t got = 0;
    do got = ::recvmsg(socket, &envelope.message, MSG_CMSG_CLOEXEC);
    while (got < 0 && errno == EINTR);
    const cmsghdr* header = got > 0 ? CMSG_FIRSTHDR(&envelope.message) : nullptr;
    if (header == nullptr || header->cmsg_len < CMSG_LEN(sizeof(int) * (first_input + 1))) return false;
    std::vector<int> all((header->cmsg_len - CMSG_LEN(0)) / sizeof(int));
    std::memcpy(all.data(), CMSG_DATA(header), all.size() * sizeof(int));
    descriptors = {all[0], all[1], all[2], {all.begin() + first_input, all.end()}};
    return true;
}

void send_answer(int channel, const json& answer) {
    const std::vector<std::uint8_t> bytes = json::to_cbor(answer);
    // Nobody may be left to hear it; the sender ends either way.
    [[maybe_unused]] const ssize_t sent = ::send(channel, bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

}  // namespace app
