#include "fetch/listing/article_address.h"

#include "core/text.h"
#include "fetch/listing/section_names.h"
#include "fetch/markup/markup.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace fetch {

namespace {

using Kind = ArticleAddress::Kind;
using Identity = ArticleAddress::Identity;

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

bool is_letter(char letter) {
    return letter >= 'a' && letter <= 'z';
}

bool is_number(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

template <std::size_t size>
bool holds(const std::array<std::string_view, size>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// What stands right before the number of a page that is none of one article.
constexpr auto other_marks =
    std::to_array<std::string_view>({"tag", "tags", "event", "events", "ev", "topic", "topics", "page", "trang", "cat",
                                     "cate", "category", "author", "sukien", "chude"});

constexpr auto document_endings =
    std::to_array<std::string_view>({".pdf", ".zip", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".rar", ".7z", ".css",
                                     ".js", ".xml", ".rss", ".json", ".txt", ".apk", ".exe", ".ics", ".epub"});

/// Parameters that choose a list and no article.
constexpr auto list_parameters = std::to_array<std::string_view>(
    {"catid", "categoryid", "cid", "cateid", "tagid", "topicid", "chuyendeid", "eventid", "sukienid", "sectionid",
     "authorid", "userid", "zoneid", "menuid", "parentid", "channelid", "groupid", "seriesid", "programid"});

constexpr auto action_parameters =
    std::to_array<std::string_view>({"share=", "replytocom=", "like_comment=", "print=", "action=", "view=category",
                                     "view=categories", "view=archive"});

/// Digits in a row of exactly or at least so many.
std::size_t longest_number(std::string_view text) {
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char letter : text) {
        run = is_digit(letter) ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return longest;
}

/// "2026": in the words of a headline.
bool is_year(std::string_view text) {
    return text.size() == 4 && is_number(text) && (text.starts_with("20") || text.starts_with("19"));
}

/// Words of a slug, "mot-ngay-moi": 3. A percent-encoded run of another script counts by its length.
std::size_t slug_words(std::string_view stem) {
    std::size_t words = 0;
    std::size_t letters = 0;
    std::size_t encoded = 0;
    for (const char letter : stem) {
        if (letter == '-' || letter == '_' || letter == '+') {
            if (letters > 0) ++words;
            letters = 0;
        } else if (!is_digit(letter)) {
            ++letters;
        }
        if (letter == '%') ++encoded;
    }
    if (letters > 0) ++words;
    return words + encoded / 9;
}

/// A parameter whose value names one article: "?id=1234", "?ItemID=77", "?p=123".
std::string article_parameter(const std::string& query) {
    for (std::size_t start = 0; start < query.size();) {
        const std::size_t end = std::min(query.find('&', start), query.size());
        const std::string_view parameter = std::string_view(query).substr(start, end - start);
        const std::size_t equals = parameter.find('=');
        if (equals != std::string_view::npos) {
            const std::string_view name = parameter.substr(0, equals);
            const std::string_view value = parameter.substr(equals + 1);
            const bool names = name.ends_with("id") || name == "p" || name == "article" || name == "story" ||
                               name == "itemid" || name == "newsid";
            // A long value without a number in it says where the reader came from.
            const std::size_t least = name == "p" ? 3 : value.size() >= 16 ? 1 : 2;
            if (names && longest_number(value) >= least && !holds(list_parameters, name)) return std::string(name);
        }
        start = end + 1;
    }
    return {};
}

class Reader {
public:
    explicit Reader(std::string_view url) {
        const std::size_t scheme = url.find("://");
        const std::size_t start = scheme == std::string_view::npos ? std::string_view::npos : url.find('/', scheme + 3);
        if (start == std::string_view::npos) return;
        const std::size_t question = url.find('?', start);
        if (question != std::string_view::npos) query_ = ascii_lower(url.substr(question + 1));
        std::string_view rest = url.substr(start, question == std::string_view::npos ? question : question - start);
        while (!rest.empty()) {
            rest.remove_prefix(1);
            const std::size_t end = std::min(rest.find('/'), rest.size());
            if (end > 0) segments_.push_back(ascii_lower(rest.substr(0, end)));
            rest = rest.substr(end);
        }
        // The file that a server gives for a folder.
        while (segments_.size() > 2 && (segments_.back() == "index.html" || segments_.back() == "index.htm" ||
                                        segments_.back() == "index.php" || segments_.back() == "amp"))
            segments_.pop_back();
        if (segments_.empty()) return;
        stem_ = segments_.back();
        const std::size_t dot = stem_.rfind('.');
        if (dot != std::string::npos && dot > 0 && stem_.size() - dot <= 6 &&
            !is_digit(stem_[dot + 1 < stem_.size() ? dot + 1 : dot])) {
            ending_ = stem_.substr(dot);
            stem_.resize(dot);
        }
    }

    ArticleAddress read() {
        ArticleAddress address;
        parameter_ = article_parameter(query_);
        if (segments_.empty()) {
            if (!parameter_.empty()) {
                address.likeness = 2;
                address.identity = Identity::own;
                address.shape = "query " + parameter_;
            }
            return address;
        }
        address.words = slug_words(stem_);
        for (std::size_t index = 0; index + 1 < segments_.size(); ++index) address.folder += "/" + segments_[index];
        find_identity(address);
        address.kind = kind(address.identity);
        address.likeness = address.kind == Kind::page ? likeness(address.words) : 0;
        address.is_named_article =
            segments_.size() >= 2 && names_one_article(segments_[segments_.size() - 2]) && address.likeness == 2;
        return address;
    }

    const std::vector<std::string>& segments() const { return segments_; }

private:
    /// A day in the path, and what stands behind it; nothing where there is none.
    struct Day {
        std::size_t end = 0;        ///< the segment behind it
        bool begins_words = false;  ///< the segment goes on: "2024-07-08-slug"
    };
    std::optional<Day> day() const {
        for (std::size_t index = 0; index < segments_.size(); ++index) {
            const std::string& segment = segments_[index];
            if (is_year(segment) && index + 2 < segments_.size() && is_month(segments_[index + 1]) &&
                is_number(segments_[index + 2]) && segments_[index + 2].size() <= 2)
                return Day{index + 3, false};
            if (segment.size() >= 8 && is_number(segment.substr(0, 8)) && segment.starts_with("20"))
                return Day{index + 1, segment.size() > 14};
            if (segment.size() >= 10 && segment[4] == '-' && segment[7] == '-' && is_number(segment.substr(0, 4)) &&
                is_number(segment.substr(5, 2)))
                return Day{index + 1, segment.size() > 11};
        }
        return std::nullopt;
    }

    static bool is_month(std::string_view segment) {
        constexpr auto names = std::to_array<std::string_view>(
            {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"});
        return (is_number(segment) && segment.size() <= 2) || holds(names, segment);
    }

    /// The number that a part ends in, with the letters right before it: "-post123", "-c46a123".
    struct Number {
        std::string mark;
        std::size_t digits = 0;
    };
    static Number number_at_end(std::string_view part) {
        std::size_t begin = part.size();
        while (begin > 0 && is_digit(part[begin - 1])) --begin;
        Number found{{}, part.size() - begin};
        if (found.digits == 0 || is_year(part.substr(begin))) return {};
        std::size_t mark = begin;
        while (mark > 0 && (is_letter(part[mark - 1]) || (is_digit(part[mark - 1]) && mark != begin))) --mark;
        const bool is_apart =
            mark == 0 ? mark == begin : part[mark - 1] == '-' || part[mark - 1] == '_' || part[mark - 1] == '.';
        if (is_apart) {
            for (const char letter : part.substr(mark, begin - mark))
                if (is_letter(letter)) found.mark += letter;
        }
        return found;
    }

    /// A word of letters and digits as no headline has it: "a3f9c01", a UUID, "c3xample7kd".
    bool ends_in_code() const {
        const std::size_t gap = stem_.find_last_of("-_");
        const std::string_view last = std::string_view(stem_).substr(gap == std::string::npos ? 0 : gap + 1);
        const auto digits = std::count_if(last.begin(), last.end(), is_digit);
        const auto letters = std::count_if(last.begin(), last.end(), is_letter);
        if (digits + letters != std::ssize(last)) return false;
        const bool is_hexadecimal = last.find_first_not_of("0123456789abcdef") == std::string_view::npos;
        if (is_hexadecimal && letters > 0 && digits > 0 && last.size() >= 6) return true;
        return gap == std::string::npos && letters > 0 && digits > 0 && last.size() >= 8;
    }

    void find_identity(ArticleAddress& address) const {
        const auto found = day();
        const bool is_in_month = segments_.size() >= 3 && is_year(segments_[segments_.size() - 3]) &&
                                 is_month(segments_[segments_.size() - 2]) && address.words > 0;
        if (is_in_month) {
            address.identity = Identity::own;
            address.shape = "day" + ending_;
            return;
        }
        if (found && (found->end < segments_.size() || found->begins_words)) {
            address.identity = Identity::own;
            address.shape = "day" + ending_;
            return;
        }
        const Number last = number_at_end(stem_);
        if (last.digits >= 5 && !(found && found->end == segments_.size() && is_number(stem_))) {
            address.identity = Identity::own;
            address.shape = "number " + last.mark +
                            (last.digits < 9    ? " short"
                             : last.digits < 14 ? " long"
                                                : " longest") +
                            ending_;
            return;
        }
        if (ends_in_code()) {
            address.identity = Identity::own;
            address.shape = "code" + ending_;
            address.is_code = stem_.find_first_of("-_") == std::string::npos;
            return;
        }
        if (!parameter_.empty()) {
            address.identity = Identity::own;
            address.shape = "query " + parameter_ + ending_;
            return;
        }
        for (std::size_t index = 0; index + 1 < segments_.size(); ++index) {
            const Number before = number_at_end(segments_[index]);
            // Six digits alone are a month: /202611/.
            if (before.digits < 5 || (before.digits == 6 && segments_[index].size() == 6)) continue;
            address.identity = Identity::own;
            address.shape = "number " + before.mark + " before words" + ending_;
            return;
        }
        if (last.digits >= 3) {
            address.identity = Identity::weak;
            address.shape = "number " + last.mark + " shortest" + ending_;
            return;
        }
        address.shape = "words " + std::to_string(std::min<std::size_t>(segments_.size(), 4)) + ending_;
    }

    Kind kind(Identity identity) const {
        for (const std::string_view ending : document_endings)
            if (segments_.back().ends_with(ending)) return Kind::other;
        for (const std::string& segment : segments_)
            if (is_other_section(segment) || segment.starts_with("comment-page")) return Kind::other;
        if (is_other_section(stem_) || is_archive() || is_page_of_list() || is_action()) return Kind::other;
        if (const Number last = number_at_end(stem_); last.digits > 0 && holds(other_marks, last.mark))
            return Kind::other;
        for (std::size_t index = 0; index < segments_.size(); ++index)
            if (index + 4 > segments_.size() && is_topic_section(segments_[index])) return Kind::other;
        // What a newspaper says of itself may have a headline's words: "gioi-thieu-bao", "chuyen-muc-doi-song-12".
        if (identity != Identity::own && segments_.size() == 1 &&
            (stem_.starts_with("gioi-thieu-") || stem_.starts_with("chinh-sach-") || stem_.starts_with("chuyen-muc-")))
            return Kind::other;
        if (counts_topics()) return Kind::doubtful;
        const auto lies_in = [&](bool (*is_section)(std::string_view)) {
            return is_section(stem_) || std::any_of(segments_.begin(), segments_.end(), is_section);
        };
        const bool is_doubtful =
            lies_in(is_doubtful_section) || (identity != Identity::own && lies_in(is_mixed_section));
        return is_doubtful ? Kind::doubtful : Kind::page;
    }

    /// "-e1234.htm", "-d12/": a few digits behind a letter by which systems count topics rather than articles.
    bool counts_topics() const {
        constexpr std::size_t most_of_e = 5;
        constexpr std::size_t most_of_d = 4;
        const Number last = number_at_end(stem_);
        return (last.mark == "e" && last.digits > 0 && last.digits <= most_of_e) ||
               (last.mark == "d" && last.digits > 0 && last.digits <= most_of_d && ending_.empty());
    }

    /// All of a day, or of a month, and nothing behind it.
    bool is_archive() const {
        if (!parameter_.empty()) return false;
        if (const auto found = day()) return found->end == segments_.size() && !found->begins_words;
        const std::size_t count = segments_.size();
        if (count >= 2 && is_year(segments_[count - 2]) && is_month(stem_)) return true;
        return is_year(stem_) ||
               (stem_.size() == 10 && stem_[2] == '-' && stem_[5] == '-' && is_year(std::string_view(stem_).substr(6)));
    }

    /// The same page again, for a button.
    bool is_action() const {
        return std::any_of(action_parameters.begin(), action_parameters.end(), [&](std::string_view name) {
            const std::size_t at = query_.find(name);
            return at == 0 || (at != std::string::npos && query_[at - 1] == '&');
        });
    }

    bool is_page_of_list() const {
        if (stem_ == "list" || stem_ == "liste" || stem_ == "danh-sach") return true;
        const std::size_t begin = stem_.find_last_not_of("0123456789");
        if (begin == std::string::npos || stem_.size() - begin > 5 || begin + 1 == stem_.size()) return false;
        std::string_view words = std::string_view(stem_).substr(0, begin + 1);
        while (words.ends_with('-') || words.ends_with('_')) words.remove_suffix(1);
        if (words == "p") return true;
        for (const std::string_view name : {"trang", "page", "seite", "pagina"})
            if (words == name || words.ends_with("-" + std::string(name))) return true;
        return false;
    }

    int likeness(std::size_t words) const {
        const std::string& last = segments_.back();
        if (last.starts_with("index.") || last.starts_with("default.")) return parameter_.empty() ? 0 : 2;
        if (day()) return 2;
        if (words >= 3 && longest_number(stem_) >= 4) return 2;
        if (words >= 5 || !parameter_.empty()) return 2;
        for (const std::string& segment : segments_)
            if (longest_number(segment) >= 5) return 2;
        const bool below_article_section = segments_.size() >= 2 && is_article_section(segments_[segments_.size() - 2]);
        if (below_article_section && (words >= 3 || is_number(last) || longest_number(last) >= 3 || ends_in_code()))
            return 2;
        return words >= 3 || (!ending_.empty() && words >= 2) || (below_article_section && words >= 1) ? 1 : 0;
    }

    std::vector<std::string> segments_;  // lower case, none empty
    std::string query_;
    std::string stem_;    // the last of them
    std::string ending_;  // ".html", without which the stem is
    std::string parameter_;
};

}  // namespace

ArticleAddress read_address(std::string_view url) {
    return Reader(url).read();
}

int article_likeness(std::string_view url) {
    return read_address(url).likeness;
}

bool shares_doubtful_part(std::string_view url, std::string_view of) {
    const Reader one(url);
    const Reader other(of);
    return !other.segments().empty() && is_doubtful_section(other.segments().front()) && !one.segments().empty() &&
           one.segments().front() == other.segments().front();
}

bool has_path(std::string_view url) {
    return !Reader(url).segments().empty();
}

}  // namespace fetch
