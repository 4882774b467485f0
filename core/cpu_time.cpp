#include "core/cpu_time.h"

namespace core {

namespace {

double used_by(__rusage_who whose) {
    rusage used{};
    ::getrusage(whose, &used);
    return cpu_seconds(used);
}

}  // namespace

double cpu_seconds(const rusage& usage) {
    constexpr double micro = 1e-6;
    return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * micro;
}

double cpu_seconds_of_thread() {
    return used_by(RUSAGE_THREAD);
}

double cpu_seconds_of_process() {
    return used_by(RUSAGE_SELF);
}

double cpu_seconds_of_children() {
    return used_by(RUSAGE_CHILDREN);
}

}  // namespace core
