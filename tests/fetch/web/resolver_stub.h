#pragma once

#include <string>
#include <vector>

/// The test program's own getaddrinfo(): names under ".test" are answered by script, all others by the system.
namespace resolver {

/// What the next look-ups of the name give: an address, or "" for a name that does not resolve just now. Each answer
/// serves once, the last one for good.
void script(const std::string& name, std::vector<std::string> answers);

/// Look-ups of this name hang until the end of this object's life.
class Hang {
public:
    explicit Hang(std::string name);
    ~Hang();
    Hang(const Hang&) = delete;
    Hang& operator=(const Hang&) = delete;

private:
    std::string name_;
};

/// How often the name was looked up.
int lookups(const std::string& name);

}  // namespace resolver
