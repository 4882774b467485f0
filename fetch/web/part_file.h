#pragma once

#include "core/file_descriptor.h"
#include "core/hash.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fetch {

/// Which version of a recording a partial file holds the beginning of.
struct PartVersion {
    std::string if_range;      ///< the strong ETag or date to continue with; empty: it cannot be continued
    std::string content_type;  ///< as the server said
    std::uint64_t total = 0;   ///< of the whole; 0: not known

    bool operator==(const PartVersion&) const = default;
};

/// The beginning of a recording, kept between runs: FOLDER/NAME.part for the bytes and NAME.part.json for their version
/// and the SHA-256 of as many of them as were there when it was written. Held exclusively; waits for another holder to
/// let go. What does not have that hash (a power failure leaves holes, and old facts beside new bytes) is begun anew;
/// so nothing has to wait for the disk before finish(), and restart() and append() may be called on a thread that
/// drives other transfers too. Throws Error(storage).
class PartFile {
public:
    PartFile(const std::filesystem::path& folder, std::string_view name);
    /// Keeps what can be continued, removes the rest.
    ~PartFile();
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    std::uint64_t size() const { return size_; }
    const PartVersion& version() const { return version_; }
    int descriptor() const { return file_.get(); }
    /// The first bytes, at most 4096.
    std::span<const std::byte> head() const { return head_; }

    /// Empties it for a new version.
    void restart(PartVersion version);
    void append(std::span<const std::byte> bytes);
    /// Nothing of it will be wanted again.
    void discard() { discarded_ = true; }
    /// Hashes, syncs, renames it to its SHA-256 in the folder; the hash. The object is spent.
    std::string finish();

private:
    void open_locked();
    void load();
    /// Writes the facts, so that a later run can go on from here, also when this one is killed.
    void save();
    void take(std::span<const std::byte> bytes);

    std::filesystem::path folder_;
    std::filesystem::path path_;
    std::filesystem::path facts_path_;
    core::FileDescriptor file_;
    core::Sha256 hash_;
    PartVersion version_;
    std::vector<std::byte> head_;
    std::uint64_t size_ = 0;
    std::uint64_t saved_ = 0;  ///< how many bytes the facts are about
    bool discarded_ = false;
    bool finished_ = false;
};

}  // namespace fetch
