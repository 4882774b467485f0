#pragma once

#include <string>

namespace transcode {

/// The name of a recording's sound: 64 lower case hexadecimal digits, the same for files that differ only in tags. It
/// is SHA-256 over a line that names the codec and the bytes of every packet of the best audio stream, in order;
/// nothing is decoded. Hashes are kept: another definition makes every recording a new one.
///
/// Of no influence are ID3v2, ID3v1, APE and Lyrics3 tags at both ends, Vorbis comments, the metadata and chapters of
/// M4A, the chunks of WAV, covers, padding, where things stand in the file, and the facts frame (Xing, Info, VBRI) in
/// front of an MP3, though players cut an encoder's delay by it. Of an MP3, neither is garbage in front of its first
/// frame or behind its last.
///
/// What else is heard is hashed too: the headers that a decoder is given apart from the packets (Opus's gain, AAC's
/// configuration), the rate and channels of PCM. In doubt two files are different: the same sound packed otherwise is,
/// and garbage within a recording, or at the end of one that is no MP3, makes it another.
///
/// Throws Error(media) for what Decoder does not open, and for what has no packets; Error(storage) when reading fails.
std::string sound_hash(int input);

}  // namespace transcode
