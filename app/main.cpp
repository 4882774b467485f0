#include "app/commands/cli.h"
#include "app/startup.h"
#include "core/disk_fault.h"
#include "core/error.h"

#include <fmt/core.h>

#include <cstdio>

int main(int argc, char** argv) {
    app::start_up();
    std::optional<core::disk::Fault> fault;
    try {
        fault = core::disk::arm_from_environment();
    } catch (const core::Error& error) {
        std::fputs(fmt::format("newscast: {}\n", error.what()).c_str(), stderr);
        return 2;
    }
    const int exit_code = app::main(argc, argv);
    if (fault && fault->act == core::disk::Fault::Act::count)
        std::fputs(fmt::format("disk calls: {}\n", core::disk::calls()).c_str(), stderr);
    return exit_code;
}
