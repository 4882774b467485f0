#include "app/run/look.h"

#include "app/built_recording.h"
#include "app/run/keys.h"
#include "app/run/originals.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/hash.h"
#include "core/likeness.h"
#include "core/text.h"
#include "fetch/article/article.h"
#include "fetch/article/item.h"
#include "fetch/markup/url.h"
#include "fetch/markup/url_identity.h"
#include "fetch/words/words.h"

#include <fmt/core.h>

#include <algorithm>
#include <sstream>

namespace app {

namespace {

using catalog::KnownArticle;

constexpr double same_title = 0.6;  ///< likeness from which on two titles are one

/// How much of the text's lines stand in the other, by their letters, 0 to 1; 0 for a text without lines.
double share_of_lines(const std::string& text, const std::string& other) {
    std::size_t all = 0;
    std::size_t found = 0;
    for (const std::string& line : core::split_lines(text)) {
        if (line.size() < 20) continue;
        all += line.size();
        if (other.find(line) != std::string::npos) found += line.size();
    }
    return all == 0 ? 0.0 : static_cast<double>(found) / static_cast<double>(all);
}

bool names_recording(const core::Article& page, const std::string& recording) {
    if (recording.empty()) return false;
    const std::string sought = fetch::unsigned_identity_of(recording);
    return std::ranges::any_of(page.audio, [&](const core::AudioCandidate& candidate) {
        return fetch::unsigned_identity_of(candidate.url) == sought;
    });
}

std::string described(const core::Article& page, const std::string& reached, const KnownArticle& known) {
    if (fetch::is_home_page(reached) && !fetch::is_home_page(known.link.url))
        return fmt::format("the home page, '{}'", reached);
    if (page.title.empty()) return "a page without a title";
    return fmt::format("a page headed {}", quoted(page.title));
}

/// Whether a line of the text is what stands where the rest of it is kept from readers.
bool has_wall(const std::string& text, const std::string& before) {
    constexpr std::size_t longest = 200;
    return std::ranges::any_of(core::split_lines(text), [&](const std::string& line) {
        return !line.empty() && line.size() < longest && fetch::names_a_wall(line) &&
               before.find(line) == std::string::npos;
    });
}

/// What the page of a published article is now, where that is no longer the article; else empty.
std::string strangeness(const core::Article& page, const core::Article& item, const std::string& reached,
                        const KnownArticle& known) {
    const core::Article& before = known.content;
    const std::string recording = before.audio.empty() ? std::string() : before.audio.front().url;
    const bool title = core::likeness(page.title, before.title) >= same_title ||
                       core::likeness(page.title, known.link.title) >= same_title;
    const bool sound = names_recording(page, recording);
    const double text = share_of_lines(before.body, page.body);
    constexpr double much = 0.5;
    // A wall may keep the player.
    if (!title && fetch::names_a_wall(page.title))
        return described(page, reached, known) + ", without its title" + (sound ? "" : ", recording and text");
    if (sound && !before.body.empty() && page.body.size() * 2 < before.body.size() &&
        (page.body.empty() || has_wall(page.body, before.body)))
        return described(page, reached, known) + ", without its text";
    const bool went_home = fetch::is_home_page(reached) && !fetch::is_home_page(known.link.url);
    if (went_home ? !(title && (sound || text >= much)) : !title && !sound && text < much)
        return described(page, reached, known) + ", without its title, recording and text";
    // What a feed has said more of than the page is not the page's to lose.
    const bool text_is_items = known.link.recording && before.body == item.body;
    if (sound || before.body.empty() || text_is_items) return {};
    constexpr std::size_t long_text = 200;
    constexpr double little = 0.2;
    if (page.body.empty()) return described(page, reached, known) + ", without its text and recording";
    if (before.body.size() >= long_text && page.body.size() * 2 < before.body.size())
        return described(page, reached, known) + ", without most of its text and without its recording";
    constexpr std::size_t telling_text = 80;
    if (!known.link.recording && before.body.size() >= telling_text && text < little)
        return described(page, reached, known) + ", with another text and without its recording";
    return {};
}

/// How many of a title's words stand in a text, 0 to 1; where no blanks divide it, of its pairs of letters.
double share_of_words(const std::string& title, const std::string& text) {
    const std::string all = core::lower(text);
    std::size_t words = 0;
    std::size_t found = 0;
    std::istringstream stream(core::lower(title));
    constexpr std::size_t short_word = 3;
    for (std::string word; stream >> word;) {
        if (word.size() < short_word) continue;
        ++words;
        if (all.find(word) != std::string::npos) ++found;
    }
    constexpr std::size_t few = 2;
    if (words <= few) return core::likeness(title, text);
    return static_cast<double>(found) / static_cast<double>(words);
}

/// Whether what stands where an item links to is no article, or another one than the item is about: neither its title
/// nor its recording nor anything of its text is there.
bool is_worse(const core::Article& page, const core::Article& item, const std::string& reached,
              const KnownArticle& known) {
    if (item.title.empty() || core::likeness(page.title, item.title) >= same_title) return false;
    if (names_recording(page, known.link.recording->url) || share_of_lines(item.body, page.body) > 0) return false;
    if (fetch::names_a_wall(page.title) || (fetch::is_home_page(reached) && !fetch::is_home_page(known.link.url)))
        return true;
    constexpr double related = 0.6;
    return share_of_words(item.title, page.title + " " + page.body) < related;
}

/// The article as it is known, with what its feed says anew; and why its page was not asked.
Look corrected_by_item(const KnownArticle& known, std::string reason) {
    Look look;
    look.reason = std::move(reason);
    look.article = known.content;
    look.article.title = known.link.title;
    if (known.link.published) look.article.published = known.link.published;
    look.page = known.page;
    return look;
}

Look from_item(const KnownArticle& known) {
    Look look;
    look.article = fetch::read_item(known.link);
    look.from_item = true;
    return look;
}

Look look_at_file(const RunContext& run, const KnownArticle& known, fetch::FetchedPage page) {
    Look look;
    try {
        page.bytes = core::read_file(known.link.file, run.config.limits.max_page_bytes);
    } catch (const core::Error& error) {
        throw core::Error(core::ErrorKind::gone, error.what());
    }
    look.page.etag = core::sha256(page.bytes);
    if (known.was_read && known.page == look.page)
        look.sight = Look::Sight::unchanged;
    else
        look.article = fetch::read_article(page);
    return look;
}

/// Whether the item itself is all there will be of an article whose page cannot be had, and not only for the moment.
bool is_lasting(const core::Error& error) {
    return error.is_refusal() || error.kind() == core::ErrorKind::gone || error.kind() == core::ErrorKind::media;
}

bool obeys_robots(const core::Source* source) {
    return source == nullptr || !source->ignore_robots;
}

Look first_look(const RunContext& run, const core::Source* source, const catalog::ReadWork& work) {
    const KnownArticle& known = work.article;
    fetch::FetchedPage page;
    // An article whose source was taken out goes on being read as it was.
    ReadingRules rules = source != nullptr ? ReadingRules{source->xpath, source->audio_url} : rules_from(work.rules);
    page.xpath = std::move(rules.xpath);
    page.audio_url = std::move(rules.audio_url);
    if (!known.link.file.empty()) return look_at_file(run, known, std::move(page));
    if (known.link.url.empty() || known.link.shares_page) return from_item(known);

    const bool has_item = known.link.recording.has_value() && !known.page_was_read;
    const bool published = !known.guid.empty() && known.was_read;
    const bool corrected = published && known.item_changed && known.link.recording && !known.link.title.empty();
    fetch::Request request;
    request.url = known.link.url;
    request.accept = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5";
    request.validators = known.page;
    request.obey_robots = obeys_robots(source);
    Look look;
    try {
        fetch::Response response = run.http.get(request);
        if (response.status == 304) {
            look.sight = Look::Sight::unchanged;
            return look;
        }
        page.url = response.url;
        page.content_type = response.header("content-type");
        page.bytes = std::move(response.body);
        look.page = response.validators;
        look.article = fetch::read_article(page);
    } catch (const core::Error& error) {
        if (!is_lasting(error)) throw;
        if (has_item) return from_item(known);
        if (!published) throw;
        std::string reason = fmt::format("not to be had ({})", error.what());
        if (corrected) return corrected_by_item(known, std::move(reason));
        look.reason = std::move(reason);
        look.sight = Look::Sight::strange;
        return look;
    }
    // A template may name what is not this article: the start page, a section, the script without its query.
    const bool own = fetch::is_own_address(look.article.url, known.link.url) ||
                     (!fetch::is_home_page(page.url) && fetch::is_own_address(look.article.url, page.url));
    if (!own) look.article.url = known.link.url;

    const core::Article item = known.link.recording ? fetch::read_item(known.link) : core::Article();
    if (published && known.page_was_read) look.reason = strangeness(look.article, item, page.url, known);
    if (!look.reason.empty()) {
        if (corrected) return corrected_by_item(known, std::move(look.reason));
        look.sight = Look::Sight::strange;
        return look;
    }
    if (known.link.recording) {
        if (has_item && is_worse(look.article, item, page.url, known)) return from_item(known);
        if (item.body.size() > look.article.body.size()) {
            look.article.body = item.body;
            look.article.body_html = item.body_html;
        }
    } else if (!published && fetch::is_home_page(page.url) && !fetch::is_home_page(known.link.url) &&
               core::likeness(look.article.title, known.link.title) < same_title) {
        throw core::Error(core::ErrorKind::media,
                          fmt::format("cannot read the page: it leads to the home page '{}'", page.url));
    }
    return look;
}

}  // namespace

Look look_at(const RunContext& run, const core::Source* source, const catalog::ReadWork& work) {
    Look look = first_look(run, source, work);
    const KnownArticle& known = work.article;
    if (look.sight != Look::Sight::read || known.link.recording) return look;
    BuiltAsking asking{page_of(known), obeys_robots(source)};
    if (!known.content.audio.empty()) asking.known = known.content.audio.front().url;
    const Asked asked = ask_for_built(run.http, look.article, asking);
    if (asked.no_answer) throw core::Error(*asked.no_answer);
    look.awaits_recording = !asked.urls.empty() && look.article.audio.empty();
    if (look.awaits_recording) look.page = {};
    return look;
}

}  // namespace app
