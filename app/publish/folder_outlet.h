#pragma once

#include "app/publish/outlet.h"

#include <filesystem>
#include <map>
#include <set>
#include <vector>

namespace app {

/// A folder on this machine that a web server serves. Folders in it may be links to larger disks; files are never
/// written or read through one. What is put is everybody's to read, and so are the folders made for it, whatever the
/// umask; folders that stand keep their modes.
class FolderOutlet : public Outlet {
public:
    /// What is unfinished stands beside each file as ".NAME.TOKEN.part", with a random token.
    explicit FolderOutlet(std::filesystem::path folder);

    std::map<std::string, core::StandingFile> list(std::span<const std::string> paths) override;
    std::string digest(const std::string& path) override;
    core::FileDescriptor open(const std::string& path) override;
    void put(const std::string& path, std::string_view bytes) override;
    void put(const std::string& path, int descriptor) override;
    void same_as(const std::string& path, const std::string& other) override;
    void remove(const std::string& path) override;
    void sync() override;
    const std::string& token() const override { return token_; }
    void recover(const std::string& token, std::span<const std::string> paths) override;

private:
    std::filesystem::path unfinished(const std::string& path, const std::string& token) const;
    /// The name under which the path's bytes wait for sync(), with nothing under it.
    std::filesystem::path stage(const std::string& path);

    std::filesystem::path folder_;
    const std::string token_;
    std::vector<std::string> staged_;
    std::set<std::filesystem::path> written_;  ///< staged files whose bytes this outlet wrote
    std::set<std::filesystem::path> made_folders_;
};

}  // namespace app
