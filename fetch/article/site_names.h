#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fetch/article/page_parts.h"

namespace fetch {

/// What the page calls the site: og:site_name, the publisher in JSON-LD, application-name; may be empty.
std::string site_name(const PageParts& page);

/// What a site is called, in every place where pages say it: metas, JSON-LD, copyright, title element and host.
class SiteNames {
public:
    /// Whether the ending of the title element counts: not where that title itself is in question.
    enum class TitleEnding { counts, left_out };
    SiteNames(const PageParts& page, TitleEnding ending);

    /// True where a name is the site's, in whatever spelling: "TUOI TRE ONLINE" and "Báo Tuổi Trẻ" at tuoitre.example.
    bool hold(std::string_view name) const;

private:
    void add(std::string_view name);
    void add_host(std::string_view host);
    void add_linked_data(const PageParts& page);
    void add_title_ending(const PageParts& page);

    std::vector<std::string> spellings_;
};

/// True for what is written as a host and not as a name: "NLD.COM.VN", "paper.example".
bool is_host_name(std::string_view name);

}  // namespace fetch
