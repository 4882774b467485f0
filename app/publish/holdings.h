#pragma once

#include "app/publish/outlet.h"
#include "app/publish/plan.h"
#include "app/workshop.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace app {

/// What there is of a show's files: those that stand at an outlet, held against the manifest, and those that are
/// finished and wait to be put there.
class Holdings {
public:
    Holdings(Outlet& outlet, const Workshop& workshop, std::vector<core::PublishedFile> manifest);

    const Manifest& manifest() const { return manifest_; }
    /// What was looked at so far.
    const Standing& standing() const { return standing_; }

    /// Looks what stands under these paths. What the manifest names and does not stand as it was put is read as well.
    void look_at(std::span<const std::string> paths);
    void look_at(const std::string& path) { look_at({&path, 1}); }
    /// Reads what stands there, for its hash. What cannot be read has other bytes than any that are wanted.
    void read(const std::string& path);
    /// Takes what stands there for what it should be, without reading it.
    void trust(const std::string& path, const std::string& sha256) { standing_.at(path).sha256 = sha256; }

    /// Whether bytes of that hash stand there or wait to be put there. What the manifest does not know (it is of
    /// version 0.1.0, or of a run that was cut off) and nobody has read is told by its size. The path was looked at
    /// before.
    bool has(const std::string& path, const std::string& sha256, std::uint64_t bytes) const;

private:
    bool stands_there(const std::string& path, const std::string& sha256, std::uint64_t bytes) const;

    Outlet& outlet_;
    const Workshop& workshop_;
    Manifest manifest_;
    Standing standing_;
};

}  // namespace app
