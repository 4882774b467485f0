#include "core/hash.h"

#include "core/error.h"
#include "core/hex.h"

#include <openssl/evp.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <vector>

namespace core {

namespace {

using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;
using Bytes = std::vector<unsigned char>;

void check(int result) {
    // libcrypto's digests fail only for want of memory.
    if (result != 1) throw std::bad_alloc();
}

Context start(const EVP_MD* digest) {
    Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    if (!context) throw std::bad_alloc();
    check(EVP_DigestInit_ex(context.get(), digest, nullptr));
    return context;
}

Bytes finish_digest(EVP_MD_CTX* context) {
    Bytes digest(EVP_MAX_MD_SIZE);
    unsigned int size = 0;
    check(EVP_DigestFinal_ex(context, digest.data(), &size));
    digest.resize(size);
    return digest;
}

/// The bytes of hexadecimal text, hyphens passed over; empty where a character is neither.
Bytes from_hex(std::string_view text) {
    Bytes bytes;
    int high = -1;
    for (const char character : text) {
        if (character == '-') continue;
        const int value = hex_value(character);
        if (value < 0) return {};
        if (high < 0) {
            high = value;
        } else {
            bytes.push_back(static_cast<unsigned char>(high * 16 + value));
            high = -1;
        }
    }
    return high < 0 ? bytes : Bytes{};
}

}  // namespace

struct Sha256::State {
    Context context = start(EVP_sha256());
};

Sha256::Sha256() : state_(std::make_unique<State>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::span<const std::byte> bytes) {
    check(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()));
}

void Sha256::update(std::string_view text) {
    update(std::as_bytes(std::span(text)));
}

std::string Sha256::so_far() const {
    const Context copy = start(EVP_sha256());
    check(EVP_MD_CTX_copy_ex(copy.get(), state_->context.get()));
    return to_hex(finish_digest(copy.get()));
}

std::string Sha256::finish() {
    return to_hex(finish_digest(state_->context.get()));
}

std::string sha256(std::string_view bytes) {
    Sha256 hash;
    hash.update(bytes);
    return hash.finish();
}

std::string sha256_of_file(int descriptor) {
    Sha256 hash;
    std::vector<std::byte> piece(256 << 10);
    for (off_t position = 0;;) {
        const ssize_t got = ::pread(descriptor, piece.data(), piece.size(), position);
        if (got < 0) {
            if (errno == EINTR) continue;
            throw system_error("cannot read", "file to hash", errno);
        }
        if (got == 0) return hash.finish();
        hash.update(std::span(piece).first(static_cast<std::size_t>(got)));
        position += got;
    }
}

std::string integrity(std::string_view sha256_hex) {
    const Bytes bytes = from_hex(sha256_hex);
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const int size =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes.data(), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(size));
    return "sha256-" + text;
}

std::string uuid_v5(std::string_view namespace_uuid, std::string_view name) {
    const Bytes space = from_hex(namespace_uuid);
    if (space.size() != 16) throw Error(ErrorKind::config, "not a UUID: '" + std::string(namespace_uuid) + "'");
    const Context context = start(EVP_sha1());
    check(EVP_DigestUpdate(context.get(), space.data(), space.size()));
    check(EVP_DigestUpdate(context.get(), name.data(), name.size()));
    Bytes digest = finish_digest(context.get());
    digest.resize(16);
    digest[6] = static_cast<unsigned char>((digest[6] & 0x0f) | 0x50);
    digest[8] = static_cast<unsigned char>((digest[8] & 0x3f) | 0x80);
    std::string text = to_hex(digest);
    for (const std::size_t position : {8u, 13u, 18u, 23u}) text.insert(position, 1, '-');
    return text;
}

std::string podcast_guid(std::string_view feed_url) {
    if (const std::size_t scheme = feed_url.find("://"); scheme != std::string_view::npos)
        feed_url.remove_prefix(scheme + 3);
    while (feed_url.ends_with('/')) feed_url.remove_suffix(1);
    return uuid_v5("ead4c236-bf58-58c6-a2c6-a6b28d128cb6", feed_url);
}

}  // namespace core
