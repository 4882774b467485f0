#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace app::figures {

/// "median -16.0, from -16.4 to -15.8 LUFS" of values in any order; of one "-16.0 LUFS", of none "".
std::string spread_of(std::vector<double> values, double step, const std::string& unit);

/// "12.3 MB": of 1,000,000 bytes, or the next larger ones where there are many.
std::string size_of(std::uint64_t bytes);

/// "45 s", "12 min", "3 h 20 min", "2 d 4 h".
std::string time_of(std::chrono::seconds time);

/// What a list of numbers is best counted in.
struct Unit {
    double factor = 1.0;  ///< of the smallest unit
    std::string name;
};
Unit byte_unit(double most);
Unit second_unit(double most);

}  // namespace app::figures
