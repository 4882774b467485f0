#pragma once

#include <string>
#include <string_view>

namespace fetch {

/// What an address says of its page.
struct ArticleAddress {
    enum class Kind {
        other,     ///< surely no article: a tag, an author, a search, an archive, a page of a list, a document
        doubtful,  ///< in a part of the site where articles stand now and then: videos, events, live reports
        page,
    };
    enum class Identity {
        none,
        weak,  ///< a short number: articles have such, and topics and sections too
        own,   ///< a day, or a number or name as only one page has it
    };
    Kind kind = Kind::page;
    Identity identity = Identity::none;
    /// 2: it looks like an article's by itself, 1: perhaps, 0: not.
    int likeness = 0;
    std::size_t words = 0;  ///< of its last part
    /// What addresses have in common that one system makes for one kind of page: where their identity stands, the mark
    /// before it ("post", "a"), how long it is, and what they end in.
    std::string shape;
    bool is_named_article = false;  ///< it lies right below "/article/" or the like
    bool is_code = false;           ///< its last part is letters and digits without a word
    std::string folder;             ///< what stands before the last part
};

ArticleAddress read_address(std::string_view url);

/// How much an address looks like an article's: 2 surely, 1 perhaps, 0 not.
int article_likeness(std::string_view url);

/// True where the address lies in a part of the site of which `of` is the page or another page of that part.
bool shares_doubtful_part(std::string_view url, std::string_view of);

/// True for an address that has a path.
bool has_path(std::string_view url);

}  // namespace fetch
