#pragma once

#include <sys/resource.h>

namespace core {

// Processor time in seconds, user's and system's together.

double cpu_seconds(const rusage& usage);
double cpu_seconds_of_thread();    ///< of the calling thread
double cpu_seconds_of_process();   ///< of all its threads
double cpu_seconds_of_children();  ///< of processes that this one has waited for, and of those that they have

}  // namespace core
