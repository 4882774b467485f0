#pragma once

#include "core/error.h"

#include <string>
#include <string_view>
#include <vector>

namespace config {

/// The mistakes of one file, so that all are named at once: a line each, in the order of the file's lines.
class Mistakes {
public:
    explicit Mistakes(const std::string& file) : file_(file) {}

    /// Does a step of reading; what it complains of (Error(config), a line or more) is noted and not thrown.
    template <typename Step>
    void note(Step step);
    /// Whether one of those noted so far names something that begins so: "source.".
    bool name(std::string_view part) const;
    bool empty() const { return lines_.empty(); }
    /// What would be right in the place of the first: "... it must be THIS".
    std::string right() const;
    /// All of them.
    std::vector<std::string> in_order() const;
    /// Throws Error(config) with all of them; does nothing where there is none.
    void tell() const;

private:
    void add(const core::Error& error);

    const std::string& file_;
    std::vector<std::string> lines_;
};

template <typename Step>
void Mistakes::note(Step step) {
    try {
        step();
    } catch (const core::Error& error) {
        if (error.kind() != core::ErrorKind::config) throw;
        add(error);
    }
}

}  // namespace config
