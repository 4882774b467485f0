#pragma once

#include <nlohmann/json_fwd.hpp>

#include <array>
#include <cstddef>

namespace app {

/// What travels with a request, as open descriptors over a socket: where the answer goes, the request itself, and the
/// files.
constexpr std::size_t descriptor_count = 4;
using Descriptors = std::array<int, descriptor_count>;

/// Throws Error(storage) where nobody is there to take them.
void send_descriptors(int socket, const Descriptors& descriptors);
/// False at the end of the conversation.
bool receive_descriptors(int socket, Descriptors& descriptors);

/// The most bytes that an answer may have.
constexpr std::size_t max_answer = 64 << 10;
void send_answer(int channel, const nlohmann::json& answer);

}  // namespace app
