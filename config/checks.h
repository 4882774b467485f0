#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace config {

// Each check takes a text of the operator's and returns what would be right, or nothing where the text will do.

std::string show_id(std::string_view text);
std::string plain_line(std::string_view text);     ///< not empty, one line
std::string optional_line(std::string_view text);  ///< empty, or a plain_line
std::string not_empty(std::string_view text);
std::string language_tag(std::string_view text);  ///< BCP 47
std::string time_zone(std::string_view text);     ///< IANA
std::string email_address(std::string_view text);
std::string web_url(std::string_view text);        ///< http or https, with a host, without credentials
std::string optional_url(std::string_view text);   ///< empty, or a web_url
std::string source_url(std::string_view text);     ///< a web_url that may have a user and a password
std::string login_url(std::string_view text);      ///< a web_url that has them
std::string audio_pattern(std::string_view text);  ///< a web_url in which {id} stands behind the host
std::string public_base(std::string_view text);    ///< a web_url in ASCII of a folder, with neither query nor fragment
std::string proxy_url(std::string_view text);      ///< empty, or with or without user and password
std::string header_value(std::string_view text);   ///< what an HTTP header can hold
std::string own_header(std::string_view text);     ///< "Name: value", of a header that is the operator's to decide
std::string connect_to(std::string_view text);     ///< HOST1:PORT1:HOST2:PORT2, each may be empty, IPv6 in brackets
std::string host_name(std::string_view text);      ///< a host or an address, without scheme and port

/// The known name that is nearest to a misspelt one, by edit distance; empty when none is near.
std::string nearest(std::string_view wrong, std::span<const std::string> known);

/// True for `path` itself and everything below it; both absolute and normal.
bool is_within(const std::filesystem::path& path, const std::filesystem::path& folder);

/// True for the root and the folders that belong to the operating system, where nothing may be published or kept.
bool is_system_folder(const std::filesystem::path& path);

/// With symbolic links followed as far as the path exists, so that none hides what a path really means.
std::filesystem::path resolved(const std::filesystem::path& path);

/// Where the state is when a file in this folder says nothing of it: beside the file, but nothing that changes belongs
/// under /etc, so /var/lib/newscast for a file there.
std::filesystem::path usual_state_directory(const std::filesystem::path& folder);

}  // namespace config
