#pragma once

#include "core/file_descriptor.h"
#include "core/published_file.h"

#include <map>
#include <span>
#include <string>
#include <string_view>

namespace app {

/// Where a show is published: carries out what a plan says. Paths are those of the manifest, below the show's folder;
/// nobody above an outlet knows of files, links or addresses there. What is put becomes visible and durable with the
/// next sync(), and never before: readers see each file old or new. Every failure throws core::Error(storage).
class Outlet {
public:
    Outlet() = default;
    virtual ~Outlet() = default;
    Outlet(const Outlet&) = delete;
    Outlet& operator=(const Outlet&) = delete;

    /// What stands under these paths, without its hash. A path under which nothing stands is left out; so is one that
    /// holds something else than a file of its own, such as a link.
    virtual std::map<std::string, core::StandingFile> list(std::span<const std::string> paths) = 0;
    /// SHA-256 of what stands there.
    virtual std::string digest(const std::string& path) = 0;
    virtual core::FileDescriptor open(const std::string& path) = 0;

    virtual void put(const std::string& path, std::string_view bytes) = 0;
    /// The same with the bytes of an open, finished file that nobody will change.
    virtual void put(const std::string& path, int descriptor) = 0;
    /// Lets `path` answer with the bytes of another path that stands.
    virtual void same_as(const std::string& path, const std::string& other) = 0;
    virtual void remove(const std::string& path) = 0;
    virtual void sync() = 0;

    /// By which this outlet names what is unfinished.
    virtual const std::string& token() const = 0;
    /// Removes what a publication of that token left unfinished under these paths.
    virtual void recover(const std::string& token, std::span<const std::string> paths) = 0;
};

}  // namespace app
