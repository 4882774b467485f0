#include "fetch/article/publication.h"

#include <algorithm>
#include <array>
#include <span>

#include "fetch/article/shown_dates.h"
#include "fetch/dates/written_date.h"
#include "fetch/markup/url.h"

namespace fetch {
namespace {

using namespace std::chrono;

constexpr double sure_enough = 0.55;  // a shown date from here on outweighs what machines are told only loosely
constexpr double likely = 0.45;
constexpr double marked = 1.1;   // near the headline, called a date and nothing but one
constexpr double least = -0.35;  // below, it is another article's or a reader's

/// Where machines are told the publication and nothing else.
constexpr auto publication_metas = std::to_array<std::string_view>({"article:published_time",
                                                                    "og:article:published_time",
                                                                    "datepublished",
                                                                    "publishdate",
                                                                    "pubdate",
                                                                    "article:published",
                                                                    "article.published",
                                                                    "og:published_time",
                                                                    "published_time",
                                                                    "published-date",
                                                                    "publication_date",
                                                                    "publish-date",
                                                                    "publish_date",
                                                                    "parsely-pub-date",
                                                                    "sailthru.date",
                                                                    "citation_publication_date",
                                                                    "citation_date",
                                                                    "dc.date.issued",
                                                                    "dcterms.issued",
                                                                    "cxenseparse:recs:publishtime",
                                                                    "cxenseparse:publishtime",
                                                                    "rnews:datepublished",
                                                                    "article:create_at",
                                                                    "displaydate",
                                                                    "analyticsattributes.articledate",
                                                                    "article_date_original",
                                                                    "og:pubdate",
                                                                    "ptime",
                                                                    "bt:pubdate",
                                                                    "cre_date",
                                                                    "originalpublicationdate",
                                                                    "iso-8601-publish-date"});
/// Of the article, or of the template that its page was made by: the same on all pages of some sites.
constexpr auto creation_metas =
    std::to_array<std::string_view>({"dcterms.created", "dc.date.created", "dc.created", "created", "date.created"});
constexpr auto loose_metas =
    std::to_array<std::string_view>({"date", "dc.date", "dcterms.date", "ob:date", "dc.date.x-metadatalastmodified"});
constexpr auto change_metas =
    std::to_array<std::string_view>({"article:modified_time", "og:updated_time", "last-modified", "datemodified",
                                     "lastmod", "dcterms.modified", "dc.date.modified"});

local_days day_of(const core::WrittenTime& time) {
    return floor<days>(time.local);
}

/// The 5th of March where the 3rd of May was read.
std::optional<local_days> turned(local_days day) {
    const year_month_day read(day);
    const year_month_day other(read.year(), month(static_cast<unsigned>(read.day())),
                               std::chrono::day(static_cast<unsigned>(read.month())));
    if (static_cast<unsigned>(read.day()) > 12 || !other.ok()) return std::nullopt;
    return local_days(other);
}

/// One day, as far as two writings can tell: machines are often told the time in UTC, readers their own.
bool agree(const core::WrittenTime& a, const core::WrittenTime& b) {
    const auto distance = day_of(a) - day_of(b);
    if (distance == days(0) || turned(day_of(a)) == day_of(b)) return true;
    return (is_utc(a) || is_utc(b)) && (distance == days(1) || distance == days(-1));
}

/// All that a page says of its article's day, and what is to be believed.
class DateFinder {
public:
    DateFinder(const PageParts& page, const std::vector<TextBlock>& blocks, const std::string& canonical,
               const std::string& language)
        : page_(page),
          language_(language_at(language_of(page, language), host_of(page.url()))),
          shown_(shown_dates(page, blocks, language_)),
          url_day_(day_in_url(page.url())),
          number_(time_in_number(page.url())) {
        if (!url_day_) url_day_ = day_in_url(canonical);
        if (!number_) number_ = time_in_number(canonical);
        if (number_ && !is_plausible(*number_)) number_.reset();
    }

    ArticleDates find() {
        ArticleDates dates;
        dates.modified = modified();
        last_day_ = last_day(dates.modified);
        collect_claims();
        dates.published = published(dates.modified);
        if (dates.published.time) settle(dates.published);
        return dates;
    }

private:
    /// English that names no country is that of its locale, but for America's, which systems write unasked.
    static std::string language_of(const PageParts& page, const std::string& language) {
        const std::string locale(page.meta("og:locale"));
        const bool tells =
            language == "en" && locale.size() == 5 && locale.starts_with("en") && !locale.ends_with("US");
        return tells ? locale : language;
    }

    static bool is_plausible(const core::WrittenTime& time) {
        return year_month_day(day_of(time)).year() >= year(1995);
    }

    TimeFact from_linked_data(std::string_view key) const {
        const auto time = read_time(page_.article_data().string_at(key), language_);
        return time ? TimeFact{time, "json-ld " + std::string(key)} : TimeFact();
    }

    TimeFact from_meta(std::string_view name) const {
        const auto time = read_time(page_.meta(name), language_);
        return time ? TimeFact{time, "meta " + std::string(name)} : TimeFact();
    }

    TimeFact from_metas(std::span<const std::string_view> names) const {
        for (const std::string_view name : names) {
            if (TimeFact found = from_meta(name); found.time) return found;
        }
        return {};
    }

    TimeFact from_microdata(std::string_view property) const {
        for (const HtmlNode node : page_.with_itemprop(property)) {
            const Region region = page_.region_around(node);
            if (region == Region::comments || region == Region::related) continue;
            for (const std::string_view attribute : {"content", "datetime", "title"}) {
                if (const auto time = read_time(node.attribute(attribute), language_))
                    return {time, "itemprop " + std::string(property)};
            }
            if (const auto time = read_time(node.text(), language_)) return {time, "itemprop " + std::string(property)};
        }
        return {};
    }

    /// The day behind which nothing was published any more, for it was changed then. Machines are told it in UTC.
    std::optional<local_days> last_day(const TimeFact& modified) const {
        std::optional<local_days> last;
        if (modified.time) last = day_of(*modified.time) + days(1);
        for (const ShownDate& date : shown_) {
            if (!date.of_change || !date.after_title || date.score < 0.0) continue;
            if (!last || day_of(date.time) < *last) last = day_of(date.time);
        }
        return last;
    }

    /// Above the headline stands today's date as often as the article's, and that lies behind the last change.
    bool is_clock(const ShownDate& date) const {
        return last_day_ && day_of(date.time) > *last_day_ && !date.after_title && !date.says_published &&
               !date.of_change;
    }

    /// Not older than its address, which was there first; nor much younger where it may be another article's.
    bool is_possible(const ShownDate& date) const {
        if (is_clock(date)) return false;
        const local_days day = day_of(date.time) + days(1);
        if (number_ && !date.beside_title && day > day_of(*number_) + days(8)) return false;
        return !(url_day_ && day < local_days(*url_day_)) && !(number_ && day < day_of(*number_));
    }

    /// "Published ... Updated ..." side by side: the former, where both are near.
    const ShownDate* best_shown(double from) const {
        const ShownDate* best = nullptr;
        for (const ShownDate& date : shown_) {
            if (date.score < (best ? best->score - 0.3 : from)) break;
            if (!is_possible(date)) continue;
            if (!best) best = &date;
            if (!date.of_change && (date.beside_title || !best->beside_title)) return &date;
        }
        return best;
    }

    TimeFact from_shown(double from) const {
        const ShownDate* best = best_shown(from);
        return best ? TimeFact{best->time, best->rule} : TimeFact();
    }

    TimeFact from_url() const {
        if (!url_day_) return {};
        return {core::WrittenTime{local_days(*url_day_), std::nullopt, false}, "the URL"};
    }

    void collect_claims() {
        const auto add = [&](TimeFact found) {
            if (found.time) claims_.push_back(std::move(found));
        };
        add(from_linked_data("datePublished"));
        for (const std::string_view name : publication_metas) add(from_meta(name));
        add(from_microdata("datePublished"));
        add(from_microdata("pubdate"));
        if (!claims_.empty()) return;
        add(from_linked_data("uploadDate"));
        add(from_linked_data("dateCreated"));
    }

    TimeFact published(const TimeFact& modified) const {
        if (!claims_.empty()) return believed(modified);
        TimeFact found = from_shown(sure_enough);
        if (!found.time) found = from_url();
        if (!found.time && number_) found = {number_, "the URL's number"};
        if (!found.time) found = from_metas(loose_metas);
        if (!found.time) found = from_shown(least);
        if (!found.time) found = from_metas(creation_metas);
        if (!found.time) found = from_microdata("dateCreated");
        return found.time ? found : modified;
    }

    const TimeFact* claim_that_agrees(const core::WrittenTime& time) const {
        const auto found =
            std::ranges::find_if(claims_, [&](const TimeFact& claim) { return agree(*claim.time, time); });
        return found == claims_.end() ? nullptr : &*found;
    }

    /// What machines are told first, unless that is contradicted: by the other fields and by what stands beside the
    /// headline, or by all that the page says else because it lies later.
    TimeFact believed(const TimeFact& modified) const {
        const TimeFact& first = claims_.front();
        const bool disputed =
            std::ranges::any_of(claims_, [&](const TimeFact& claim) { return !agree(*claim.time, *first.time); });
        const bool after_change = modified.time && day_of(*first.time) > day_of(*modified.time) + days(1);
        const ShownDate* const shown = best_shown(disputed || after_change ? likely : 1.0);
        if (shown && !shown->of_change && (shown->beside_title || after_change)) {
            if (agree(*first.time, shown->time)) return first;
            if (disputed) {
                if (const TimeFact* const claim = claim_that_agrees(shown->time)) return *claim;
                return {shown->time, shown->rule};
            }
            const bool is_later = day_of(*first.time) > day_of(shown->time) + days(1) &&
                                  !(url_day_ && day_of(*first.time) <= local_days(*url_day_) + days(1));
            if (is_later && (shown->says_published || after_change || shown->score >= marked))
                return {shown->time, shown->rule};
            if (is_told_as_published(*shown, first, modified)) return {shown->time, shown->rule};
            return first;
        }
        if (disputed && url_day_) {
            if (const TimeFact* const claim = claim_that_agrees(*from_url().time)) return *claim;
        }
        return first;
    }

    /// The moment of the change stands beside the headline, as the only day that the page gives its readers.
    bool is_told_as_published(const ShownDate& shown, const TimeFact& first, const TimeFact& modified) const {
        if (!modified.time || !modified.time->offset || !shown.after_title || !shown.time.has_clock ||
            shown.time.offset || !modified.time->has_clock)
            return false;
        const auto changed = floor<minutes>(modified.time->local) - *modified.time->offset;
        if (!is_zone(floor<minutes>(shown.time.local) - changed)) return false;
        return std::ranges::none_of(shown_, [&](const ShownDate& date) {
            return date.score >= 0.0 && !date.of_change && agree(date.time, *first.time);
        });
    }

    TimeFact modified() const {
        TimeFact found = from_linked_data("dateModified");
        if (!found.time) found = from_metas(change_metas);
        if (!found.time) found = from_microdata("dateModified");
        if (found.time) return found;
        for (const ShownDate& date : shown_) {
            if (date.of_change && date.score >= least) return {date.time, date.rule};
        }
        return {};
    }

    /// Machines are often told the time in UTC. What the page shows or its URL holds tells the day in the newspaper's
    /// own zone; the zone itself is known only where the same moment stands there with its clock.
    void settle(TimeFact& fact) const {
        core::WrittenTime& time = *fact.time;
        if (!time.has_clock) {
            for (const ShownDate& date : shown_) {
                if (date.score >= least && date.time.has_clock && !date.of_change &&
                    day_of(date.time) == day_of(time)) {
                    time = date.time;
                    return;
                }
            }
        }
        if (is_utc(time) && (settle_zone(fact) || settle_day(fact))) return;
        if (!url_day_) return;
        const auto distance = day_of(time) - local_days(*url_day_);
        if (is_utc(time) && (distance == days(1) || distance == days(-1))) {
            const bool is_shown = std::ranges::any_of(shown_, [&](const ShownDate& date) {
                return date.score >= 0.0 && !date.of_change && day_of(date.time) == day_of(time);
            });
            if (is_shown) return;
            time = *from_url().time;
            fact.rule += ", day by the URL";
        } else if (distance > days(2)) {
            // Printed anew under its old address.
            fact = from_url();
        }
    }

    /// The same moment elsewhere, with a zone or by the clock of the place.
    bool settle_zone(TimeFact& fact) const {
        core::WrittenTime& time = *fact.time;
        const auto is_same = [&](const core::WrittenTime& other) {
            if (!other.offset || *other.offset == minutes(0) || !other.has_clock) return false;
            const auto distance = (other.local - *other.offset) - time.local;
            return distance > minutes(-2) && distance < minutes(2);
        };
        for (const TimeFact& claim : claims_) {
            if (!is_same(*claim.time)) continue;
            fact = claim;
            return true;
        }
        // Many things are dated at the full hour, and any two of them differ by what might be a zone.
        const bool is_round = time.local.time_since_epoch() % 30min == seconds(0);
        for (const ShownDate& date : shown_) {
            if (date.score < 0.2 || date.of_change || !date.time.has_clock) continue;
            if (date.time.offset) {
                if (!is_same(date.time)) continue;
                time = date.time;
                fact.rule += ", zone as shown";
                return true;
            }
            if (is_round && date.score < sure_enough) continue;
            // The clock that is shown names the zone exactly where it differs by what places differ.
            const auto distance = floor<minutes>(date.time.local) - floor<minutes>(time.local);
            if (!is_zone(distance)) continue;
            time = {time.local + distance, distance, true};
            fact.rule += ", zone by the time shown";
            return true;
        }
        return false;
    }

    bool settle_day(TimeFact& fact) const {
        core::WrittenTime& time = *fact.time;
        for (const ShownDate& date : shown_) {
            // Before the title stands today's date as often as the article's.
            if (date.score < sure_enough || date.of_change || !(date.after_title || date.beside_title)) continue;
            const auto distance = day_of(date.time) - day_of(time);
            if (distance == days(0)) return true;
            if (date.time.offset || distance > days(1) || distance < days(-1)) continue;
            if (date.time.has_clock && abs(date.time.local - time.local) > hours(14)) continue;
            time = date.time;
            fact.rule += ", day as shown";
            return true;
        }
        return false;
    }

    const PageParts& page_;
    const std::string language_;
    std::vector<ShownDate> shown_;
    std::optional<year_month_day> url_day_;
    std::optional<core::WrittenTime> number_;
    std::optional<local_days> last_day_;
    std::vector<TimeFact> claims_;  ///< of the publication, by machines' fields
};

}  // namespace

ArticleDates find_dates(const PageParts& page, const std::vector<TextBlock>& blocks, const std::string& canonical,
                        const std::string& language) {
    return DateFinder(page, blocks, canonical, language).find();
}

}  // namespace fetch
