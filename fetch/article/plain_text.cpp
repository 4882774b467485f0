#include "fetch/article/plain_text.h"

#include "core/text.h"
#include "fetch/article/audio_choice.h"
#include "fetch/article/composed.h"
#include "fetch/article/lines.h"
#include "fetch/dates/written_date.h"
#include "fetch/markup/markup.h"
#include "fetch/markup/url.h"
#include "fetch/words/words.h"

#include <algorithm>
#include <string>
#include <vector>

namespace fetch {

namespace {

constexpr std::size_t max_lines = 20'000;

/// In characters of Latin text.
std::size_t length_of(std::string_view line) {
    return static_cast<std::size_t>(density_of(line) * static_cast<double>(core::length(line)));
}

class TextReader {
public:
    TextReader(std::string_view text, std::string_view base_url) : base_(base_url) {
        const std::string composed = composed_words(text);
        lines_ = joined_lines(composed, max_lines);
        article_.language = guess_language(composed);
    }

    core::Article run() {
        for (const std::string& line : lines_) {
            if (ended_) {
                // The article is over; a recording that stands here belongs to something else.
                if (const auto url = resolve(base_, unwrap(line)); url && link_kind(*url) == LinkKind::recording)
                    article_.rejected.push_back({*url, "URL alone on a line", "stands after the end of the article"});
                continue;
            }
            take(line);
        }
        take_tail();
        finish();
        return std::move(article_);
    }

private:
    void take(const std::string& line) {
        if (take_reference(line)) return;
        const LineKind kind = kind_of_line(line, LineOf::plain_text);
        if (kind == LineKind::tail && has_text()) ended_ = true;
        if (kind == LineKind::tail || kind == LineKind::furniture || kind == LineKind::pointer) return;
        if (take_labelled(line)) return;
        if (in_head_ && take_date(line)) return;
        if (article_.title.empty()) {
            article_.title = line;
            article_.rules["title"] = "first line";
            return;
        }
        if (const auto picture = picture_credit(line)) {
            if (article_.image.caption.empty() && article_.image.credit.empty()) {
                article_.image.caption = picture->caption;
                article_.image.credit = picture->credit;
                article_.rules["image"] = "caption with its credit";
            }
            return;
        }
        if (in_head_ && count(line).letters >= 4 && take_head_author(line)) return;
        if (in_head_ && take_title_below_kicker(line)) return;
        in_head_ = in_head_ && length_of(line) < 60 && !ends_sentence(line);
        paragraphs_.push_back(line);
        take_inline_references(line);
    }

    bool has_text() const {
        return paragraphs_.size() >= 2 || (!paragraphs_.empty() && length_of(paragraphs_.front()) >= 80);
    }

    bool take_reference(const std::string& line) {
        const std::string_view bare = unwrap(line);
        if (is_reference(bare)) return take_url(bare, "URL alone on a line", false);
        if (const auto rest = after_audio_label(line); rest && is_reference(unwrap(*rest)))
            return take_url(unwrap(*rest), "URL after a label", true);
        // Whatever the label says, a few words and a recording are no sentence: "Giọng nam: http://..."
        if (const std::size_t mark = line.rfind(' '); mark < 60) {
            const std::string_view rest = unwrap(std::string_view(line).substr(mark + 1));
            if (is_reference(rest) && link_kind(rest) == LinkKind::recording)
                return take_url(rest, "URL after a label", false);
        }
        if (const auto rest = after_source_label(line); rest && is_reference(unwrap(*rest)))
            return take_url(unwrap(*rest), "URL of the source", false);
        return false;
    }

    bool take_url(std::string_view reference, const char* rule, bool is_labelled) {
        const auto url = resolve(base_, reference);
        if (!url) return false;
        const LinkKind kind = link_kind(*url);
        if (kind == LinkKind::picture) {
            if (article_.image.url.empty()) article_.image.url = *url;
        } else if (kind != LinkKind::page || is_labelled) {
            offer(std::string(reference), *url, rule, (in_head_ ? 1.0 : 0.7) + (is_labelled ? 0.1 : 0.0));
        } else if (in_head_ || std::string_view(rule) == "URL of the source") {
            if (page_url_.empty()) page_url_ = *url;
        }
        return true;
    }

    void offer(const std::string& reference, const std::string& url, const char* rule, double score) {
        std::string reason = reason_against_url(reference, url);
        if (reason.empty()) reason = doubt_about_url(url);
        if (reason.empty() && link_kind(url) == LinkKind::video) reason = "a video";
        if (reason.empty())
            recordings_.push_back({{url, rule, score}, {}});
        else
            audio_.rejected.push_back({url, rule, std::move(reason)});
    }

    /// A recording named within a sentence.
    void take_inline_references(std::string_view line) {
        for (std::size_t start = line.find("http"); start != std::string_view::npos;
             start = line.find("http", start + 4)) {
            std::string_view word = line.substr(start, line.find_first_of(" \"'<>()[]", start) - start);
            while (word.ends_with('.') || word.ends_with(',') || word.ends_with(';')) word.remove_suffix(1);
            if (const auto url = resolve({}, word); url && link_kind(*url) == LinkKind::recording)
                offer(std::string(word), *url, "URL within a paragraph", 0.5);
        }
    }

    bool take_labelled(const std::string& line) {
        constexpr std::size_t longest = 300;
        if (line.size() > longest) return false;
        if (in_head_) {
            if (const auto title = after_title_label(line); title && article_.title.empty() && !title->empty()) {
                article_.title = *title;
                article_.rules["title"] = "label";
                return true;
            }
            if (const auto section = after_section_label(line); section && !section->empty()) {
                article_.section = *section;
                article_.rules["section"] = "label";
                return true;
            }
        }
        if (const auto keywords = after_keywords_label(line)) {
            add_keywords(*keywords);
            return true;
        }
        if (const auto author = after_author_label(line); author && reads_like_names(*author, Evidence::marked)) {
            if (article_.title.empty() || !article_.authors.empty()) return article_.title.empty() ? false : true;
            article_.authors = names_in_byline(*author);
            article_.rules["authors"] = "label";
            return true;
        }
        return false;
    }

    void add_keywords(std::string_view text) {
        for (std::size_t start = 0; start <= text.size() && article_.keywords.size() < 50;) {
            const std::size_t end = std::min(text.find_first_of(",;|#", start), text.size());
            const std::string keyword(core::trim(text.substr(start, end - start)));
            if (!keyword.empty()) article_.keywords.push_back(keyword);
            start = end + 1;
        }
    }

    /// True for a line that tells a time and little else.
    bool is_date_line(std::string_view line) const {
        constexpr std::size_t most_letters = 60;
        const Counted counted = count(line);
        if (counted.digits < 5 || counted.letters > most_letters || core::length(line) > 140) return false;
        return (counted.letters <= 45 || date_label_of(line) != DateLabel::none) &&
               (!line.ends_with('.') || counted.letters <= 12 || starts_with_date_label(line));  // "... 7:15 a.m."
    }

    static bool begins_like_a_date(std::string_view line) {
        const std::size_t comma = line.find(',');
        return count(line).letters <= 12 || starts_with_date_label(line) || (comma < 20 && count(line).letters <= 25);
    }

    bool take_date(std::string_view line) {
        if (!is_date_line(line)) return false;
        const auto written = parse_written_date(line, article_.language);
        if (!written) return false;
        if (article_.title.empty() && !begins_like_a_date(line)) return false;  // a headline that names a day
        auto& field = date_label_of(line) == DateLabel::modified ? article_.modified : article_.published;
        if (!field) field = *written;
        return true;
    }

    /// A name between the headline and the text.
    bool take_head_author(std::string_view line) {
        const auto words = std::count(line.begin(), line.end(), ' ') + 1;
        if (!article_.authors.empty() || words < 2 || words > 5 || !reads_like_names(line, Evidence::none))
            return false;
        article_.authors = names_in_byline(line);
        article_.rules["authors"] = "name below the headline";
        return true;
    }

    /// "KINH TẾ" over the headline names the section.
    bool take_title_below_kicker(const std::string& line) {
        if (!paragraphs_.empty() || article_.rules["title"] != "first line" || !is_kicker(article_.title)) return false;
        if (is_kicker(line) || ends_sentence(line) || line.size() <= article_.title.size() || core::length(line) > 200)
            return false;
        if (article_.section.empty()) {
            article_.section = article_.title;
            article_.rules["section"] = "capitals over the headline";
        }
        article_.title = line;
        article_.rules["title"] = "line below the section";
        return true;
    }

    /// At the end stand the author and, in some archives, the date.
    void take_tail() {
        for (int taken = 0; taken < 3 && paragraphs_.size() > 1; ++taken) {
            const std::string& last = paragraphs_.back();
            if (!article_.published && !article_.modified && take_date(last)) {
                paragraphs_.pop_back();
                continue;
            }
            if (core::length(last) > 70 || !reads_like_names(last, Evidence::none)) break;
            if (article_.authors.empty() || article_.rules["authors"] != "label") {
                article_.authors = names_in_byline(last);
                article_.rules["authors"] = "name after the last paragraph";
            }
            paragraphs_.pop_back();
            break;
        }
    }

    void finish() {
        if (!article_.published && article_.modified) std::swap(article_.published, article_.modified);
        if (article_.published) article_.rules["published"] = "date line";
        if (article_.modified) article_.rules["modified"] = "date line";
        if (!article_.language.empty()) article_.rules["language"] = "letters and words of the text";
        if (!page_url_.empty()) {
            article_.url = page_url_;
            article_.rules["url"] = "URL in the text";
        } else if (const auto own = normalize(base_)) {
            article_.url = *own;
            article_.rules["url"] = "address of the text";
        }
        take_lead();
        write_body();
        choose_recording(std::move(recordings_), article_.title, article_.published, audio_);
        if (!audio_.accepted.empty()) article_.rules["audio"] = audio_.accepted.front().rule;
        article_.audio = std::move(audio_.accepted);
        article_.later_parts = std::move(audio_.later_parts);
        article_.rejected.insert(article_.rejected.begin(), audio_.rejected.begin(), audio_.rejected.end());
        article_.ambiguous = audio_.ambiguous;
    }

    void take_lead() {
        if (paragraphs_.empty()) return;
        std::size_t lead = 0;
        for (std::size_t index = 0; index < std::min<std::size_t>(paragraphs_.size(), 3); ++index) {
            const std::size_t mark = agency_mark_length(paragraphs_[index]);
            if (mark == 0 || mark >= paragraphs_[index].size()) continue;
            paragraphs_[index].erase(0, mark);
            article_.lead = std::string(core::trim(paragraphs_[index]));
            paragraphs_[index] = article_.lead;
            article_.rules["lead"] = "paragraph after the agency's mark";
            return;
        }
        while (lead + 1 < paragraphs_.size() && length_of(paragraphs_[lead]) < 60) ++lead;
        if (length_of(paragraphs_[lead]) < 60) lead = 0;
        article_.lead = paragraphs_[lead];
        article_.rules["lead"] = "first paragraph";
    }

    bool is_heading(std::size_t index) const {
        const std::string& line = paragraphs_[index];
        return length_of(line) <= 90 && !ends_sentence(line) && !line.ends_with(',') && bullet_of(line).empty() &&
               index + 1 < paragraphs_.size() && length_of(paragraphs_[index + 1]) > 120 && line != article_.lead;
    }

    void write_body() {
        bool in_list = false;
        for (std::size_t index = 0; index < paragraphs_.size(); ++index) {
            const std::string& line = paragraphs_[index];
            article_.body += (article_.body.empty() ? "" : "\n\n") + line;
            const std::string_view bullet = bullet_of(line);
            const auto same_bullet = [&](std::size_t other) {
                return other < paragraphs_.size() && bullet_of(paragraphs_[other]) == bullet;
            };
            // One line with a dash is someone speaking; two are a list.
            const bool is_item = !bullet.empty() && (same_bullet(index + 1) || (index > 0 && same_bullet(index - 1)));
            if (is_item != in_list) article_.body_html += is_item ? "<ul>\n" : "</ul>\n";
            in_list = is_item;
            const std::string_view tag = is_item ? "li" : is_heading(index) ? "h2" : "p";
            article_.body_html += "<" + std::string(tag) + ">" +
                                  escape_html(is_item ? std::string_view(line).substr(bullet.size()) : line) + "</" +
                                  std::string(tag) + ">\n";
        }
        if (in_list) article_.body_html += "</ul>\n";
        if (!article_.body.empty()) article_.rules["body"] = "paragraphs of the text";
    }

    std::string base_;
    std::vector<std::string> lines_;
    std::vector<std::string> paragraphs_;
    std::vector<OfferedRecording> recordings_;
    AudioFindings audio_;
    std::string page_url_;
    bool in_head_ = true;
    bool ended_ = false;
    core::Article article_;
};

}  // namespace

core::Article read_text_article(std::string_view text, std::string_view base_url) {
    core::Article article = TextReader(text, base_url).run();
    compose(article);
    return article;
}

}  // namespace fetch
