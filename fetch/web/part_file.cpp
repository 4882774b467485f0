#include "fetch/web/part_file.h"

#include "core/atomic_file.h"
#include "core/disk.h"
#include "core/error.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <nlohmann/json.hpp>

namespace fetch {

namespace {

constexpr std::size_t head_bytes = 4096;
constexpr std::uint64_t saved_every_bytes = 8 << 20;
constexpr std::size_t max_facts_bytes = 64 << 10;

void check(int result, std::string_view what, const std::filesystem::path& path) {
    if (result != 0) throw core::system_error(what, path.string(), errno);
}

}  // namespace

PartFile::PartFile(const std::filesystem::path& folder, std::string_view name)
    : folder_(folder),
      path_(folder / fmt::format("{}.part", name)),
      facts_path_(folder / fmt::format("{}.part.json", name)) {
    core::disk::make_folders(folder);
    open_locked();
    load();
}

PartFile::~PartFile() {
    if (finished_) return;
    bool keep = !discarded_ && size_ > 0 && !version_.if_range.empty();
    if (keep && saved_ != size_) {
        try {
            save();
        } catch (const core::Error&) {
            keep = saved_ > 0;  // what was saved before still holds
        }
    }
    if (keep) return;
    // The facts first: bytes without facts are begun anew, facts without bytes would be a lie.
    core::disk::discard(facts_path_);
    core::disk::discard(path_);
}

void PartFile::open_locked() {
    for (;;) {
        file_ = core::disk::open_or_create(path_, 0600);
        int result = 0;
        do {
            result = flock(file_.get(), LOCK_EX);
        } while (result != 0 && errno == EINTR);
        check(result, "cannot lock", path_);
        // The former holder may have renamed or removed what we waited for.
        struct stat ours {};
        struct stat named {};
        check(fstat(file_.get(), &ours), "cannot examine", path_);
        if (lstat(path_.c_str(), &named) == 0 && ours.st_ino == named.st_ino && ours.st_dev == named.st_dev) return;
    }
}

void PartFile::load() {
    std::string expected;
    try {
        const auto facts = nlohmann::json::parse(core::read_file(facts_path_, max_facts_bytes));
        version_.if_range = facts.at("if_range").get<std::string>();
        version_.content_type = facts.at("content_type").get<std::string>();
        version_.total = facts.at("total").get<std::uint64_t>();
        saved_ = facts.at("bytes").get<std::uint64_t>();
        expected = facts.at("sha256").get<std::string>();
    } catch (const core::Error&) {
        saved_ = 0;
    } catch (const nlohmann::json::exception&) {
        saved_ = 0;
    }
    struct stat status {};
    check(fstat(file_.get(), &status), "cannot examine", path_);
    if (version_.if_range.empty() || saved_ == 0 || static_cast<std::uint64_t>(status.st_size) < saved_) {
        restart({});
        return;
    }
    std::vector<std::byte> buffer(1 << 18);
    while (size_ < saved_) {
        const std::size_t want = static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), saved_ - size_));
        const ssize_t got = pread(file_.get(), buffer.data(), want, static_cast<off_t>(size_));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) throw core::system_error("cannot read", path_.string(), got < 0 ? errno : EIO);
        take({buffer.data(), static_cast<std::size_t>(got)});
    }
    if (hash_.so_far() != expected) {
        restart({});
        return;
    }
    // What came after the facts were written is not theirs to vouch for.
    core::disk::resize(file_.get(), size_, path_.native());
}

void PartFile::restart(PartVersion version) {
    core::disk::resize(file_.get(), 0, path_.native());
    version_ = std::move(version);
    hash_ = core::Sha256();
    head_.clear();
    size_ = 0;
    saved_ = 0;
}

void PartFile::take(std::span<const std::byte> bytes) {
    if (head_.size() < head_bytes) {
        const auto more = bytes.first(std::min(bytes.size(), head_bytes - head_.size()));
        head_.insert(head_.end(), more.begin(), more.end());
    }
    hash_.update(bytes);
    size_ += bytes.size();
}

void PartFile::append(std::span<const std::byte> bytes) {
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    core::disk::write_at(file_.get(), text, size_, path_.native());
    take(bytes);
    if (!version_.if_range.empty() && size_ - saved_ >= saved_every_bytes) save();
}

void PartFile::save() {
    const nlohmann::json facts = {{"if_range", version_.if_range},
                                  {"content_type", version_.content_type},
                                  {"total", version_.total},
                                  {"bytes", size_},
                                  {"sha256", hash_.so_far()}};
    core::AtomicFile file(facts_path_);
    // A server's header need not be UTF-8; then it is not worth a continuation.
    file.write(facts.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace));
    file.commit_unsynced();
    saved_ = size_;
}

std::string PartFile::finish() {
    const std::string hash = hash_.finish();
    core::disk::sync(file_.get(), path_.native());
    core::disk::remove(facts_path_);
    // Where another download has brought the same bytes, these take the place of their twin.
    core::disk::rename(path_, folder_ / hash);
    finished_ = true;
    core::disk::sync_folder(folder_);
    return hash;
}

}  // namespace fetch
