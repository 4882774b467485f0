#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace core {

/// SHA-256 (FIPS 180-4) over bytes that come in pieces.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void update(std::span<const std::byte> bytes);
    void update(std::string_view text);
    /// Of what came so far; more may follow.
    std::string so_far() const;
    /// 64 lower case hexadecimal digits; the object is spent afterwards.
    std::string finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

std::string sha256(std::string_view bytes);

/// Of everything in the file behind the descriptor, from its start, whatever its position; throws Error(storage).
std::string sha256_of_file(int descriptor);

/// Subresource Integrity form of a hexadecimal SHA-256: "sha256-" and base64.
std::string integrity(std::string_view sha256_hex);

/// RFC 4122 version 5 UUID of the name in a namespace UUID; throws Error(config) if that is not a UUID.
std::string uuid_v5(std::string_view namespace_uuid, std::string_view name);

/// podcast:guid of a feed: UUIDv5, in the Podcasting 2.0 namespace, of the URL without scheme and trailing slashes.
std::string podcast_guid(std::string_view feed_url);

}  // namespace core
