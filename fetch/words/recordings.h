#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fetch {

/// True where a URL's path, or a value of its query, ends like an audio file (".mp3", ".m4a", ...).
bool has_audio_name(std::string_view url);

/// True for playlists and stream descriptions (".m3u8", ".pls", ...), which are no files.
bool has_playlist_name(std::string_view url);

/// What a URL's name says that it is; `page` where it says nothing.
enum class LinkKind { page, recording, playlist, video, picture };
LinkKind link_kind(std::string_view url);

/// True where the name says that the URL, absolute or a path, is something else than a recording: a page, a folder, a
/// script, a picture, a video, a playlist.
bool names_no_recording(std::string_view url);

/// True for a MIME type of audio that is a file.
bool is_audio_type(std::string_view type);

/// True where the words of a field, attribute or class say that what it holds is a recording ("audioUrl", "data-mp3").
bool names_audio(const std::vector<std::string>& words);

/// True where the words of a field or attribute say that what it holds is an address ("src", "contentUrl").
bool names_address(const std::vector<std::string>& words);

/// True where one of the words is a voice's: "data-nu", "audioFemale".
bool names_voice(const std::vector<std::string>& words);

/// What of a recording's address says that a machine reads: "tts", "text-to-speech", "ai-voice"; empty: nothing does.
std::string synthesis_in(std::string_view url);

/// The reference that a value is, as browsers take one: without white space around it and line breaks in it. Blanks
/// within belong to it where it is plainly an address, absolute or a path from the root, `holds_address` says that its
/// field is one for addresses, and none of its words is an address or a recording of its own. Empty for what is none.
std::string reference_in(std::string_view value, bool holds_address);

/// From the first slash behind the host of an absolute URL on: its path, query and fragment.
std::string_view behind_host(std::string_view url);

/// The runs of digits in a text.
std::vector<std::string_view> numbers_in(std::string_view text);

/// The last part of the path in lower case, without an audio file's ending.
std::string stem_of(std::string_view url);

/// What the number is that a name ends in, where it could be a bitrate ("bai-doc-48"): such a one, or of several.
enum class LastNumber { may_be_bitrate, counts };

/// What two URLs of one recording in several formats, bitrates and places have in common.
std::string recording_key(std::string_view url, LastNumber last = LastNumber::may_be_bitrate);

/// Which of several URLs of one recording is the better source: higher is better (lossless, then bitrate, then format).
int source_quality(std::string_view url);

}  // namespace fetch
