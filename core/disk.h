#pragma once

#include "core/file_descriptor.h"

#include <cstdint>
#include <filesystem>
#include <string_view>

/// The one door through which this program changes files: nothing outside core/disk.cpp creates, writes, syncs,
/// renames, links or removes one. So everything that can go wrong with a disk can be made to go wrong in a test, at any
/// of these calls (core/disk_fault.h), and no failure of one goes unseen.
///
/// All throw Error(storage) with the file's name and the system's reason, unless they say otherwise. Those that take a
/// descriptor are told the file's name for that message.
namespace core::disk {

/// Who may read what is made.
enum class Readers {
    as_umask_says,  ///< whom this process's umask leaves
    everybody,      ///< whatever it says: files 0644, folders 0755. For what is published
};

/// A new file for reading and writing. Whatever stands under the name, also a link, is an error and not touched.
FileDescriptor create(const std::filesystem::path& path, unsigned mode = 0644);
/// The file of this name for reading and writing, made where there is none; a symbolic link is an error.
FileDescriptor open_or_create(const std::filesystem::path& path, unsigned mode = 0644);
/// A new file without a name, for reading and writing, in the folder's file system.
FileDescriptor open_unnamed(const std::filesystem::path& folder);

/// Writes all of it at the descriptor's position.
void write(int descriptor, std::string_view bytes, std::string_view name);
/// Writes all of it at a place in the file; the descriptor's position neither matters nor moves.
void write_at(int descriptor, std::string_view bytes, std::uint64_t offset, std::string_view name);
/// Gives an open file of ours the mode 0644, where it has another.
void let_everybody_read(int descriptor, std::string_view name);
void resize(int descriptor, std::uint64_t size, std::string_view name);
/// Copies the whole of one file over the beginning of the other; neither position matters or moves. The file system
/// shares or copies the bytes where it can, else they pass through memory a piece at a time.
void copy(int from, int to, std::string_view name);

/// Content and facts reach the disk. A failure is final: the kernel may have dropped what it could not write.
void sync(int descriptor, std::string_view name);
/// The same without the facts that reading does not need, such as its time.
void sync_data(int descriptor, std::string_view name);
/// The names in a folder reach the disk.
void sync_folder(const std::filesystem::path& folder);
/// Everything written to the file system on which the path lies reaches the disk.
void sync_file_system(const std::filesystem::path& path);
/// Closes what was written: some file systems tell of a failed write only then. Closed also where this throws.
void close(FileDescriptor&& file, std::string_view name);

/// Whether the file system of this folder has no room left, for bytes or for names; false where it cannot be asked.
bool is_full(const std::filesystem::path& folder) noexcept;

/// Puts a file in the place of whatever has that name.
void rename(const std::filesystem::path& from, const std::filesystem::path& to);
/// Gives an open file a second name. False where that cannot be: between two file systems, or on one that has no links,
/// not of this file or not so many. A name that is taken is an error.
bool link(int descriptor, const std::filesystem::path& to);
/// False where there was none, also on a disk that may not be written. A folder is an error.
bool remove(const std::filesystem::path& path);
/// Removes what nobody wants any more, where that can be done; false where nothing was removed. Never throws.
bool discard(const std::filesystem::path& path) noexcept;
/// Makes the folder and those it lies in; what stands keeps its mode. An error names the component that is in the way.
void make_folders(const std::filesystem::path& path, Readers readers = Readers::as_umask_says);

/// A new folder in another one, for nobody but this user (0700), under a name that begins so and that nobody can guess.
std::filesystem::path make_private_folder(const std::filesystem::path& place, std::string_view name);
/// Removes a folder with everything in it, as far as that can be done; follows no link. Never throws.
void discard_folder(const std::filesystem::path& path) noexcept;

}  // namespace core::disk
