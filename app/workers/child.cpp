#include "app/workers/child.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>

namespace app {

void die_with(int parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    // The parent may have gone before the line above took effect.
    if (::getppid() != parent) ::_exit(1);
}

void limit(int resource, std::uint64_t value) {
    const auto which = static_cast<__rlimit_resource>(resource);
    rlimit present{RLIM_INFINITY, RLIM_INFINITY};
    ::getrlimit(which, &present);
    const rlim_t least = std::min({static_cast<rlim_t>(value), present.rlim_cur, present.rlim_max});
    const rlimit both{least, least};
    ::setrlimit(which, &both);
}

}  // namespace app
