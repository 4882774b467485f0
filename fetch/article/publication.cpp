#include "fetch/article/publication.h"

#include "fetch/article/shown_dates.h"

namespace fetch {
namespace {

using namespace std::chrono;

constexpr double sure_enough = 0.55;  // a shown date from here on outweighs what machines are told only loosely
constexpr double least = -0.35;       // below, it is another article's or a reader's
constexpr minutes widest_zone = hours(14);

local_days day_of(const core::WrittenTime& time) {
    return floor<days>(time.local);
}

class DateFinder {
public:
    DateFinder(const PageParts& page, const std::vector<TextBlock>& blocks, const std::string& canonical,
               const std::string& language)
        : page_(page),
          language_(language),
          shown_(shown_dates(page, blocks, language)),
          url_day_(day_in_url(page.url())) {
        if (!url_day_) url_day_ = day_in_url(canonical);
    }

    ArticleDates find() {
        ArticleDates dates;
        dates.published = published();
        if (dates.published.time) settle(dates.published);
        dates.modified = modified();
        return dates;
    }

private:
    TimeFact from_linked_data(std::initializer_list<std::string_view> keys) const {
        const JsonNode data = page_.article_data();
        for (const std::string_view key : keys) {
            if (const auto time = read_time(data.string_at(key), language_))
                return {time, "json-ld " + std::string(key)};
        }
        return {};
    }

    TimeFact from_metas(std::initializer_list<std::string_view> names) const {
        for (const std::string_view name : names) {
            if (const auto time = read_time(page_.meta(name), language_)) return {time, "meta " + std::string(name)};
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

    TimeFact best_shown(double from) const {
        if (shown_.empty() || shown_.front().score < from) return {};
        // "Published ... Updated ..." side by side: the former, where both are near.
        for (const ShownDate& date : shown_) {
            if (!date.of_change && date.score > shown_.front().score - 0.3) return {date.time, date.rule};
        }
        return {shown_.front().time, shown_.front().rule};
    }

    TimeFact from_url() const {
        if (!url_day_) return {};
        core::WrittenTime time;
        time.local = local_days(*url_day_);
        time.has_clock = false;
        return {time, "the URL"};
    }

    TimeFact published() const {
        TimeFact found = from_linked_data({"datePublished"});
        if (!found.time) {
            found = from_metas({"article:published_time",
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
                                "dcterms.created",
                                "dc.date.created",
                                "dc.created",
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
        }
        if (!found.time) found = from_microdata("datePublished");
        if (!found.time) found = from_microdata("pubdate");
        if (!found.time) found = from_linked_data({"uploadDate", "dateCreated"});
        if (!found.time) found = best_shown(sure_enough);
        if (!found.time) found = from_url();
        if (!found.time)
            found = from_metas({"date", "dc.date", "dcterms.date", "ob:date", "created", "date.created",
                                "dc.date.x-metadatalastmodified"});
        if (!found.time) found = best_shown(least);
        if (!found.time) found = from_microdata("dateCreated");
        if (!found.time) found = from_linked_data({"dateModified"});
        if (!found.time) found = from_metas({"article:modified_time", "og:updated_time", "last-modified"});
        if (!found.time) found = from_microdata("dateModified");
        return found;
    }

    TimeFact modified() const {
        TimeFact found = from_linked_data({"dateModified"});
        if (!found.time)
            found = from_metas({"article:modified_time", "og:updated_time", "last-modified", "datemodified", "lastmod",
                                "dcterms.modified", "dc.date.modified"});
        if (!found.time) found = from_microdata("dateModified");
        if (found.time) return found;
        for (const ShownDate& date : shown_) {
            if (date.of_change && date.score >= least) return {date.time, date.rule};
        }
        return {};
    }

    /// Machines are often told the time in UTC. What the page shows or its URL holds tells the day in the newspaper's
    /// own zone, and so, within an hour, the zone: the moment stays as it is.
    void settle(TimeFact& fact) const {
        core::WrittenTime& time = *fact.time;
        const bool utc = time.offset && *time.offset == minutes(0) && time.has_clock;
        if (!time.has_clock) {
            for (const ShownDate& date : shown_) {
                if (date.score >= least && date.time.has_clock && !date.of_change &&
                    day_of(date.time) == day_of(time)) {
                    time = date.time;
                    return;
                }
            }
        }
        if (utc && settle_by_shown(fact)) return;
        if (!url_day_) return;
        const auto distance = day_of(time) - local_days(*url_day_);
        if (utc && (distance == days(1) || distance == days(-1))) {
            if (shift_to(time, local_days(*url_day_), 8)) fact.rule += ", day by the URL";
        } else if (distance > days(2)) {
            // Printed anew under its old address.
            fact = from_url();
        }
    }

    bool settle_by_shown(TimeFact& fact) const {
        core::WrittenTime& time = *fact.time;
        for (const ShownDate& date : shown_) {
            if (date.score < 0.2 || date.of_change || !date.time.has_clock || date.time.offset) continue;
            // The clock that is shown names the zone exactly where it differs by whole quarters of an hour.
            const auto distance = floor<minutes>(date.time.local) - floor<minutes>(time.local);
            if (distance > widest_zone || distance < -widest_zone || distance % 15min != minutes(0)) continue;
            time = {time.local + distance, distance, true};
            fact.rule += ", zone by the time shown";
            return true;
        }
        for (const ShownDate& date : shown_) {
            // Before the title stands today's date as often as the article's.
            if (date.score < sure_enough || date.of_change || !date.after_title) continue;
            if (day_of(date.time) == day_of(time)) return true;
            if (!shift_to(time, day_of(date.time))) continue;
            fact.rule += ", day as shown";
            return true;
        }
        return false;
    }

    /// Moves a time in UTC to the nearest zone of whole hours in which it falls on that day.
    static bool shift_to(core::WrittenTime& time, local_days day, int most = 12) {
        if (day_of(time) == day) return false;
        for (int by = 1; by <= most; ++by) {
            for (const int sign : {-1, 1}) {
                const core::WrittenTime moved{time.local + hours(sign * by), minutes(hours(sign * by)), true};
                if (day_of(moved) == day) {
                    time = moved;
                    return true;
                }
            }
        }
        return false;
    }

    const PageParts& page_;
    const std::string& language_;
    std::vector<ShownDate> shown_;
    std::optional<year_month_day> url_day_;
};

}  // namespace

ArticleDates find_dates(const PageParts& page, const std::vector<TextBlock>& blocks, const std::string& canonical,
                        const std::string& language) {
    return DateFinder(page, blocks, canonical, language).find();
}

}  // namespace fetch
