#include "core/sentences.h"

#include "core/ascii.h"
#include "core/text.h"

#include <fmt/format.h>
#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

namespace core {

namespace {

/// Titles and the like that stand before a name, and that CLDR's lists lack in one language or another.
constexpr std::array<std::string_view, 42> before_names{
    "Dr",  "Drs", "Mr",  "Mrs", "Ms",  "Prof", "St",   "Jr", "Gen", "Col",  "Lt",  "Sgt", "Capt", "Rev",
    "Hon", "Gov", "Sen", "Rep", "Mme", "Mmes", "Mlle", "MM", "Sra", "Srta", "Dra", "Sig", "Ing",  "Dipl",
    "Hr",  "Fr",  "Nr",  "TS",  "ThS", "Ths",  "PGS",  "GS", "BS",  "KS",   "LS",  "TP",  "Tp",   "Tx"};

/// Whether what ends so goes on: behind a title, an initial ("J.") or the mark of an enumeration ("2.").
bool goes_on(std::string_view piece) {
    if (!piece.ends_with('.')) return false;
    piece.remove_suffix(1);
    const std::string_view word = piece.substr(piece.find_last_of(" (\"") + 1);
    const bool is_mark = word.size() == piece.size() && word.size() <= 3 &&
                         word.find_first_not_of("0123456789") == std::string_view::npos;
    return is_mark || (length(word) == 1 && !is_ascii_digit(word.front())) ||
           std::ranges::find(before_names, word) != before_names.end();
}

/// Cuts paragraphs into sentences: its rules take longer to load than most texts to break.
class Breaker {
public:
    explicit Breaker(const std::string& language) {
        UErrorCode status = U_ZERO_ERROR;
        icu::Locale locale = icu::Locale::forLanguageTag(language, status);
        if (U_FAILURE(status)) locale = icu::Locale::getRoot();
        status = U_ZERO_ERROR;
        locale.setKeywordValue("ss", "standard", status);
        status = U_ZERO_ERROR;
        iterator_.reset(icu::BreakIterator::createSentenceInstance(locale, status));
        if (U_FAILURE(status)) iterator_.reset();
    }

    /// The sentences of one line.
    void add(std::string_view line, std::vector<std::string>& sentences) {
        UErrorCode status = U_ZERO_ERROR;
        UText* opened = utext_openUTF8(nullptr, line.data(), static_cast<int64_t>(line.size()), &status);
        const std::unique_ptr<UText, decltype(&utext_close)> source(opened, utext_close);
        if (iterator_ && U_SUCCESS(status)) iterator_->setText(source.get(), status);
        if (!iterator_ || U_FAILURE(status)) {
            sentences.emplace_back(line);
            return;
        }
        std::size_t begin = 0;
        for (int32_t at = iterator_->next(); at != icu::BreakIterator::DONE; at = iterator_->next()) {
            const auto end = static_cast<std::size_t>(at);
            const std::string_view sentence = trim(line.substr(begin, end - begin));
            if (end < line.size() && goes_on(sentence)) continue;
            if (word_count(sentence) > 0) sentences.emplace_back(sentence);
            begin = end;
        }
    }

private:
    std::unique_ptr<icu::BreakIterator> iterator_;
};

/// Of each thread the last one: texts of one language come one after the other.
Breaker& breaker_for(const std::string& language) {
    thread_local std::optional<std::pair<std::string, Breaker>> last;
    if (!last || last->first != language) last.emplace(language, Breaker(language));
    return last->second;
}

}  // namespace

std::vector<std::string> paragraphs(std::string_view text) {
    std::vector<std::string> found;
    bool goes_on = false;
    for (const std::string& line : split_lines(text)) {
        const std::string_view words = trim(line);
        if (words.empty()) {
            goes_on = false;
        } else if (goes_on) {
            found.back().append(" ").append(words);
        } else {
            found.emplace_back(words);
            goes_on = true;
        }
    }
    return found;
}

std::vector<std::string> sentences(std::string_view text, const std::string& language) {
    std::vector<std::string> found;
    Breaker& breaker = breaker_for(language);
    for (const std::string& paragraph : paragraphs(text)) breaker.add(collapse_space(paragraph), found);
    return found;
}

bool repeats_lead(std::string_view text, std::string_view lead) {
    constexpr std::size_t longest_mark = 40;
    lead = trim(lead);
    return !lead.empty() && text.substr(0, lead.size() + longest_mark).find(lead) != std::string_view::npos;
}

std::vector<std::string> spoken_sentences(const Article& article, const std::string& language) {
    std::string head = article.title;
    if (!repeats_lead(article.body, article.lead)) head += "\n\n" + article.lead;
    return sentences(fmt::format("{}\n\n{}\n\n{}", head, fmt::join(article.authors, ", "), article.body), language);
}

}  // namespace core
