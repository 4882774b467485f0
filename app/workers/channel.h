#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <vector>

namespace app {

/// What travels with a request, as open descriptors over a socket.
struct Descriptors {
    int channel = -1;         ///< where the answer goes
    int request = -1;         ///< the request itself
    int output = -1;          ///< of work without one, any other of these
    std::vector<int> inputs;  ///< one at least: of work without one, any other of these

    /// In the order in which they travel.
    std::vector<int> all() const;
};

/// So many inputs may a request have: with the other three, as many descriptors as Linux takes in one message.
constexpr std::size_t most_inputs = 250;

/// Throws Error(storage) where nobody is there to take them.
void send_descriptors(int socket, const Descriptors& descriptors);
/// False at the end of the conversation.
bool receive_descriptors(int socket, Descriptors& descriptors);

/// The most bytes that an answer may have.
constexpr std::size_t max_answer = 128 << 10;
void send_answer(int channel, const nlohmann::json& answer);

}  // namespace app
