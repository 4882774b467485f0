#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace fetch {

enum class AudioKind { mp3, mp4, ogg, wav, flac, aac, aiff, matroska };

/// What the first bytes (4096 are enough) of a file are, by a short list of formats; empty for anything else, whatever
/// its name or type says: pages, playlists (HLS, ffconcat, SDP, M3U, PLS), pictures.
std::optional<AudioKind> sniff_audio(std::span<const std::byte> head);

/// "an HTML page", "a playlist", "a PNG picture", "empty", "not audio": for a message.
std::string describe_content(std::span<const std::byte> head);

/// Whether they are those of a text of any kind: words, a page, data, a playlist.
bool is_text(std::span<const std::byte> head);

}  // namespace fetch
