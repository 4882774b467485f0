#pragma once

#include <cstdint>
#include <string>

/// Recordings small enough to be made by hand: true headers and frames, and nothing worth hearing.
namespace sample {

inline std::string big_endian(std::uint64_t value, int bytes) {
    std::string text;
    for (int i = bytes - 1; i >= 0; --i) text += static_cast<char>(value >> (8 * i) & 0xff);
    return text;
}

inline std::string little_endian(std::uint64_t value, int bytes) {
    const std::string turned = big_endian(value, bytes);
    return {turned.rbegin(), turned.rend()};
}

/// MPEG-1 Layer III, 128 kbit/s, 44.1 kHz, joint stereo: 417 bytes. The filling differs by frame.
inline std::string mp3_frame(int number) {
    std::string frame = "\xff\xfb\x90\x64";
    while (frame.size() < 417) frame += static_cast<char>('a' + (number + static_cast<int>(frame.size())) % 26);
    return frame;
}

inline std::string mp3(int frames) {
    std::string bytes;
    for (int i = 0; i < frames; ++i) bytes += mp3_frame(i);
    return bytes;
}

/// The same behind a frame whose Xing header says how many bytes there are.
inline std::string mp3_with_xing(int frames) {
    const std::string audio = mp3(frames);
    std::string first = mp3_frame(0);
    const std::string xing = "Xing" + big_endian(3, 4) + big_endian(static_cast<std::uint64_t>(frames), 4) +
                             big_endian(audio.size() + first.size(), 4);
    return first.replace(36, xing.size(), xing) + audio;
}

inline std::string id3(std::size_t bytes) {
    std::string tag = std::string("ID3\x04\x00\x00", 6);
    for (int shift = 21; shift >= 0; shift -= 7) tag += static_cast<char>(bytes >> shift & 0x7f);
    return tag + std::string(bytes, '\0');
}

inline std::string wav(std::size_t audio_bytes) {
    return "RIFF" + little_endian(36 + audio_bytes, 4) + "WAVEfmt " + little_endian(16, 4) + little_endian(1, 2) +
           little_endian(1, 2) + little_endian(8000, 4) + little_endian(16000, 4) + little_endian(2, 2) +
           little_endian(16, 2) + "data" + little_endian(audio_bytes, 4) + std::string(audio_bytes, '\1');
}

inline std::string box(const std::string& type, const std::string& content) {
    return big_endian(content.size() + 8, 4) + type + content;
}

inline std::string mp4(std::size_t audio_bytes) {
    return box("ftyp", "M4A \0\0\0\0M4A mp42" + std::string(4, '\0')) + box("moov", std::string(200, '\0')) +
           box("mdat", std::string(audio_bytes, '\2'));
}

inline std::string ogg_page(std::size_t segments, bool last) {
    return std::string("OggS\0", 5) + static_cast<char>(last ? 4 : 0) + std::string(20, '\0') +
           static_cast<char>(segments) + std::string(segments, '\x64') + std::string(segments * 0x64, '\3');
}

inline std::string adts_frame() {
    std::string frame = "\xff\xf1\x50\x80";
    const std::size_t length = 200;
    frame += static_cast<char>(length >> 3);
    frame += static_cast<char>((length & 7) << 5 | 0x1f);
    frame += '\xfc';
    return frame + std::string(length - frame.size(), 'x');
}

}  // namespace sample
