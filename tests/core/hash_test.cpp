#include "core/hash.h"

#include "core/atomic_file.h"
#include "core/error.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

namespace core {
namespace {

TEST(Sha256, GivesTheStandardsVectors) {
    EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    Sha256 pieces;
    pieces.update("a");
    pieces.update("bc");
    EXPECT_EQ(pieces.finish(), sha256("abc"));
}

TEST(Sha256, OfAFileReadsItWholeWhateverThePosition) {
    const support::TemporaryFolder folder;
    write_file(folder / "x", "abc");
    const FileDescriptor file = open_to_read(folder / "x");
    EXPECT_EQ(sha256_of_file(file.get()), sha256("abc"));
    EXPECT_EQ(sha256_of_file(file.get()), sha256("abc"));
}

TEST(Integrity, IsBase64OfTheDigest) {
    EXPECT_EQ(integrity(sha256("")), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}

TEST(UuidV5, FollowsTheRfc) {
    EXPECT_EQ(uuid_v5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com"),
              "2ed6657d-e927-568b-95e1-2665a8aea6a2");
    EXPECT_THROW(uuid_v5("no uuid", "x"), Error);
}

TEST(PodcastGuid, IgnoresSchemeAndTrailingSlashes) {
    // The example of the Podcasting 2.0 namespace's own page.
    EXPECT_EQ(podcast_guid("https://mp3s.nashownotes.com/pc20rss.xml"), "917393e3-1b1e-5cef-ace4-edaa54e1f810");
    EXPECT_EQ(podcast_guid("http://mp3s.nashownotes.com/pc20rss.xml//"),
              podcast_guid("mp3s.nashownotes.com/pc20rss.xml"));
}

}  // namespace
}  // namespace core
