#pragma once

#include <set>
#include <string>

#include "fetch/article/audio_sightings.h"
#include "fetch/article/body.h"
#include "fetch/article/page_parts.h"

namespace fetch {

/// What a page lets know of one thing in it that sounds.
struct Verdict {
    std::string reason = {};  ///< why it is not the article's; empty: nothing speaks against it
    double change = 0.0;      ///< of its score
    bool foreign = false;     ///< it is called something else than the article
    bool in_article = true;   ///< it stands with title and text, or the page's data hold it
    std::string words = {};   ///< that stand beside it
    std::size_t part = 0;     ///< the number that the words around it give it; 0: none
};

/// Judges recordings by what stands around them in one page. What speaks for one: the article's title, address or
/// number with it, or words that offer this very text; then the name of a region around it counts no more. What speaks
/// against: another article's title, address or number, words of live programmes and bulletins, a place beside the
/// article where nothing speaks for it.
class AudioJudge {
public:
    AudioJudge(const PageParts& page, const ArticleBody& body, const std::string& title, const std::string& canonical);

    Verdict judge(const AudioSighting& sighting, const std::string& url) const;

private:
    enum class Call { same, other, unknown };

    Call called(const std::string& said) const;
    bool is_own_page(const std::string& link) const;
    bool belongs_elsewhere(const std::string& link) const;
    bool has_own_name(const std::string& url) const;
    bool has_own_number(std::string_view text) const;
    bool is_outside(const AudioSighting& sighting) const;
    bool has_scope() const;
    std::string reason_against_place(HtmlNode node, bool own) const;
    bool is_page_edge(HtmlNode element) const;
    bool in_teaser(HtmlNode node, HtmlNode top) const;
    bool under_other_heading(HtmlNode node) const;
    bool is_headline(HtmlNode link) const;

    const PageParts& page_;
    const ArticleBody& body_;
    HtmlNode scope_;  // the smallest element with both title and text; where that is the page itself, it tells nothing
    std::string title_;
    bool is_bulletin_ = false;  // the article is one by its title
    std::set<std::string> own_pages_;
    std::set<std::string> own_numbers_;
    std::string own_slug_;
};

}  // namespace fetch
