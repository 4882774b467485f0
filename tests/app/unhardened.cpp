// A small program in which the protections would show if they were on: a buffer on the stack, filled by functions that
// glibc can check.

#include <unistd.h>
#include <cstdio>
#include <cstring>

int main(int count, char** words) {
    char line[64];
    std::snprintf(line, sizeof line, "%d words", count);
    std::strncat(line, words[0], sizeof line - std::strlen(line) - 1);
    const ssize_t got = ::read(STDIN_FILENO, line, static_cast<std::size_t>(count) % sizeof line);
    std::puts(line);
    return got < 0 ? 1 : 0;
}
