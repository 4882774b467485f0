#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace app {

/// Has the operator's command read a text aloud into an open empty file. The command is a program, by a name that PATH
/// leads to or an absolute path, and its arguments, in which {language} becomes the tag (BCP 47, as it is) and {output}
/// the absolute path, ending in .wav, of a file that the program makes; where no argument has that, its standard output
/// is the sound. It gets the text, without control characters and phonemes in brackets, and a line end on standard
/// input. It runs as run_program() says, in a folder of its own for temporary files, which goes with all that is in it.
///
/// It may take a minute, and a fifth of a second more for each character (12 hours at most), on as many cores as there
/// are, 8 GiB of addresses, and 128 MiB, and 32 KiB more for each character (2 GiB at most), for any file and for its
/// standard output. Its sound may be of any format of recordings; the first bytes are looked at, and no more.
///
/// Throws Error(config) where there is no such program or it cannot be executed; Error(media) where it fails, takes
/// more than it may, or gives nothing or no sound, or where there is nothing to read; Error(network) once `ended`,
/// which is asked ten times a second, is true; and Error(storage). Each but the last two begins with "say: " and the
/// program's name. What then stands in the file is nothing.
void say(const std::vector<std::string>& command, const std::string& text, const std::string& language, int output,
         const std::function<bool()>& ended = {});

/// The file of the command's program. Throws Error(config) as say() does.
std::filesystem::path program_of(const std::vector<std::string>& command);

/// The key under which what say() gave is kept: another one for another command, text or language. What the program
/// itself is does not count, so that a new version of it makes nothing anew.
std::string say_key(const std::vector<std::string>& command, const std::string& text, const std::string& language);

}  // namespace app
