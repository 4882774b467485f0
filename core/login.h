#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace core {

/// Who the operator is to the servers of one origin. What is not the operator's file and not on its way there never
/// holds it.
struct Login {
    std::string site;      ///< a URL of that origin, without user and password
    std::string user;      ///< percent-encoded, as it was written
    std::string password;  ///< likewise; may be empty

    bool operator==(const Login&) const = default;
};

/// Takes user and password out of an absolute URL that has them; nothing where it has none.
std::optional<Login> take_login(std::string& url);

/// The text without the users and passwords of the URLs in it: "cannot fetch 'http://host/'". What is only almost a
/// URL, as with a slash in its password, loses them as well.
std::string without_logins(std::string_view text);

}  // namespace core
