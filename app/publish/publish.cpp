#include "app/publish/publish.h"

#include "app/publish/feeds.h"
#include "app/publish/guard.h"
#include "app/publish/holdings.h"
#include "app/publish/hubs.h"
#include "app/publish/outlet.h"
#include "app/publish/wanted.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/hash.h"
#include "feed/archive.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <utility>

namespace app {

namespace {

/// The fact of when a feed last changed.
constexpr const char* changed_at = "feed_changed_at";

/// What there is to publish, and what stands: everything a plan is made of.
class Publication {
public:
    Publication(RunContext& run, const Artwork& cover, const std::set<std::string>& dropped = {})
        : run_(run),
          cover_(cover),
          holdings_(run.outlet, run.workshop, run.catalog.manifest(folder_target)),
          entries_(run.catalog.published()),
          earlier_(run.catalog.earlier_files()) {
        for (catalog::Entry& entry : entries_)
            std::erase_if(entry.episode.renditions,
                          [&](const core::Rendition& file) { return dropped.contains(file.id); });
        std::vector<std::string> paths;
        for (const auto& [path, line] : holdings_.manifest()) paths.push_back(path);
        const auto want = [&](const std::string& path) {
            if (!path.empty() && !holdings_.manifest().contains(path)) paths.push_back(path);
        };
        for (const catalog::Entry& entry : entries_) {
            for (const core::Rendition& file : entry.episode.renditions) want(file.path);
            want(entry.episode.image_path);
            for (const catalog::OwnPicture& picture : entry.pictures) want(picture.path);
        }
        holdings_.look_at(paths);
        leave_out_lost();
        for (catalog::Entry& entry : entries_) complete(entry.episode, run.config.show);
        feeds_ = feeds_of(run, cover, entries_, holdings_.manifest());
        assign_archives();
    }

    Plan plan() {
        const Edition edition{run_.config.show, feeds_, entries_,
                              earlier_,         cover_, has_moved(run_.catalog, run_.config.show)};
        catalog::Catalog& catalog = run_.catalog;
        Wants wants = wanted(edition, {[&catalog](catalog::Id id) { return catalog.text(id); },
                                       [&catalog](catalog::Id id) { return catalog.cues(id); }});
        for (std::size_t index = 0; index < feeds_.size(); ++index) want_feed(wants, index);
        look_at(wants.files);
        std::erase_if(wants.files, [this](const Wanted& one) { return !can_be_had(one); });
        Plan made = app::plan(wants.files, holdings_.manifest(), holdings_.standing());
        // What is left of a lost episode is all that there is of it.
        const auto spared = [this](const std::string& path) { return spared_.contains(path); };
        std::erase_if(made.removals, spared);
        std::erase_if(made.forgotten, spared);
        return made;
    }

    std::vector<std::string> objections(const Plan& plan) {
        std::vector<std::string> withdrawn = run_.catalog.withdrawn();
        // A run that is ended had no chance to make again what was lost: what it lacks is no reason to publish less.
        if (!run_.interrupt.requested()) withdrawn.insert(withdrawn.end(), lost_.begin(), lost_.end());
        std::vector<std::string> may_go = withdrawn;
        for (const catalog::Entry& entry : entries_)
            if (entry.archive > 0) may_go.push_back(entry.episode.guid);
        return worse_feeds(plan, run_.outlet, holdings_.standing(), may_go, withdrawn, std::max(run_.now, run_.dates));
    }

    /// Carries the plan out; true where a feed is another one now.
    bool carry_out(const Plan& plan) {
        std::vector<std::string> changing;
        for (const Put& put : plan.puts) {
            const auto line = holdings_.manifest().find(put.file.path);
            if (put.file.kind == core::FileKind::feed &&
                (line == holdings_.manifest().end() || line->second.sha256 != put.file.sha256))
                changing.push_back(put.file.path);
        }
        tell_changes(run_, feeds_, entries_, holdings_.manifest());
        intend(plan, changing);
        std::vector<std::string> paths;
        for (const Put& put : plan.puts) paths.push_back(put.file.path);
        put_all(plan.puts);
        for (const std::string& path : plan.removals) run_.outlet.remove(path);
        std::vector<std::pair<std::string, std::string>> stamps;
        for (const auto& [path, stands] : run_.outlet.list(paths)) stamps.emplace_back(path, stands.stamp);
        if (!paths.empty() || !plan.removals.empty()) run_.catalog.settle(folder_target, stamps, plan.removals);
        return !changing.empty();
    }

private:
    bool can_be_had(const Wanted& wanted) const {
        const auto* blob = std::get_if<Blob>(&wanted.content);
        return blob == nullptr || holdings_.has(wanted.path, blob->sha256, blob->bytes);
    }

    void tell_left_out(const core::Episode& episode) const {
        run_.report.tell(
            {.kind = Event::Kind::problem,
             .step = Event::Step::publish,
             .show = run_.config.show.id,
             .article = quoted(episode.title),
             .text = fmt::format("'{}' is gone and cannot be made again yet; its episode is left out until "
                                 "it can",
                                 episode.enclosure().path)});
    }

    /// Whatever stands under the paths of a lost episode is all that there is of it.
    void spare(const core::Episode& episode) {
        for (const core::Rendition& file : episode.renditions) spared_.insert(file.path);
        if (!episode.image_path.empty()) spared_.insert(episode.image_path);
        for (const catalog::EarlierFile& earlier : earlier_)
            if (spared_.contains(earlier.current_path)) spared_.insert(earlier.path);
    }

    /// A page or a chapter goes without the picture that it had.
    void leave_out_lost_pictures(catalog::Entry& entry) {
        std::erase_if(entry.pictures, [&](const catalog::OwnPicture& picture) {
            if (holdings_.has(picture.path, picture.sha256, picture.bytes)) return false;
            spared_.insert(picture.path);
            core::Episode& episode = entry.episode;
            for (core::Chapter& chapter : episode.chapters)
                if (chapter.image == picture.path) chapter.image.clear();
            if (episode.thumbnail_path == picture.path) episode.thumbnail_path.clear();
            if (episode.page_picture.path == picture.path) episode.page_picture = {};
            return true;
        });
    }

    /// It is an episode without its further files too.
    void leave_out_lost_renditions(core::Episode& episode) const {
        std::erase_if(episode.renditions, [this](const core::Rendition& file) {
            return !holdings_.has(file.path, file.made.sha256, file.made.bytes);
        });
    }

    /// An episode whose file is gone and cannot be made now is no episode for listeners until it can; one that has only
    /// lost its picture has the show's.
    void leave_out_lost() {
        std::erase_if(entries_, [this](catalog::Entry& entry) {
            const core::Rendition& file = entry.episode.enclosure();
            std::string& picture = entry.episode.image_path;
            if (!picture.empty() && !holdings_.has(picture, entry.picture_sha256, entry.picture_bytes)) {
                spared_.insert(picture);
                picture.clear();
            }
            leave_out_lost_pictures(entry);
            if (holdings_.has(file.path, file.made.sha256, file.made.bytes)) {
                leave_out_lost_renditions(entry.episode);
                return false;
            }
            lost_.push_back(entry.episode.guid);
            spare(entry.episode);
            tell_left_out(entry.episode);
            return true;
        });
    }

    void assign_archives() {
        const std::string highest = run_.catalog.fact("archives");
        archives_ = highest.empty() ? 0 : std::stoul(highest);
        for (const catalog::Entry& entry : entries_) archives_ = std::max(archives_, entry.archive);
        for (const Feed& feed : feeds_) assign_archives(feed);
    }

    void assign_archives(const Feed& feed) {
        std::vector<catalog::Entry*> held;
        std::vector<std::size_t> pages;
        for (catalog::Entry& entry : entries_) {
            if (!feed.holds(entry)) continue;
            held.push_back(&entry);
            pages.push_back(entry.archive);
        }
        const std::size_t items = run_.config.feed.items;
        const std::vector<std::size_t> assigned = feed::assign_archives(pages, archives_, {items, items});
        for (std::size_t index = 0; index < held.size(); ++index) {
            if (assigned[index] == held[index]->archive) continue;
            held[index]->archive = assigned[index];
            assigned_.emplace_back(held[index]->id, assigned[index]);
            archives_ = std::max(archives_, assigned[index]);
        }
    }

    /// lastBuildDate tells when the content last changed: what is rendered alike keeps its date.
    void want_feed(Wants& wants, std::size_t index) {
        const WantedFeed& wanted = wants.feeds[index];
        const auto line = holdings_.manifest().find(wanted.path);
        core::Instant changed = run_.catalog.moment(fact_of(changed_at, feeds_[index])).value_or(run_.dates);
        if (line == holdings_.manifest().end() || line->second.key != wanted.key) {
            const std::string text = wanted.render(changed);
            const std::string before = line != holdings_.manifest().end() ? line->second.sha256 : hash_of(wanted.path);
            if (core::sha256(text) != before) changed = run_.dates;
        }
        changed_at_.push_back(changed);
        wants.files.push_back({wanted.path, core::FileKind::feed, "application/rss+xml", wanted.key,
                               [render = wanted.render, changed] { return render(changed); }, false});
    }

    std::string hash_of(const std::string& path) {
        holdings_.look_at(path);
        if (!holdings_.standing().contains(path)) return {};
        holdings_.read(path);
        return holdings_.standing().at(path).sha256;
    }

    /// Completes what is known to stand with what is needed to tell.
    void look_at(const std::vector<Wanted>& files) {
        std::vector<std::string> unknown;
        for (const Wanted& one : files)
            if (!holdings_.manifest().contains(one.path) && !holdings_.standing().contains(one.path))
                unknown.push_back(one.path);
        holdings_.look_at(unknown);
        for (const Wanted* one : doubtful(files, holdings_.manifest(), holdings_.standing())) {
            const auto* blob = std::get_if<Blob>(&one->content);
            // To read every recording of a large show once more at an upgrade would take hours; doctor does that.
            if (holdings_.manifest().empty() && blob != nullptr &&
                blob->bytes == holdings_.standing().at(one->path).bytes)
                holdings_.trust(one->path, blob->sha256);
            else
                holdings_.read(one->path);
        }
    }

    void intend(const Plan& plan, const std::vector<std::string>& changing) {
        catalog::Intention intention;
        intention.target = folder_target;
        intention.token = run_.outlet.token();
        for (const Put& put : plan.puts) intention.puts.push_back(put.file);
        intention.noted = plan.noted;
        intention.forgotten = plan.forgotten;
        intention.archives = assigned_;
        intention.facts = facts_of(feeds_);
        intention.facts.emplace_back("archives", std::to_string(archives_));
        for (std::size_t index = 0; index < feeds_.size(); ++index)
            if (std::ranges::find(changing, feeds_[index].path()) != changing.end())
                intention.facts.emplace_back(fact_of(changed_at, feeds_[index]),
                                             core::format_iso8601(core::to_written(changed_at_[index], "UTC")));
        for (auto& owed : pings_owed(run_, changing)) intention.facts.push_back(std::move(owed));
        run_.catalog.intend(intention);
    }

    /// Everything that the feeds name stands before them, and what they no longer name changes after them.
    void put_all(const std::vector<Put>& puts) {
        const auto stage = [](const Put& put) {
            return put.file.kind == core::FileKind::alias ? 2 : put.file.kind == core::FileKind::feed ? 1 : 0;
        };
        for (std::size_t index = 0; index < puts.size(); ++index) {
            if (index > 0 && stage(puts[index]) != stage(puts[index - 1])) run_.outlet.sync();
            put_one(puts[index]);
        }
        if (!puts.empty()) run_.outlet.sync();
    }

    void put_one(const Put& put) {
        const std::string& path = put.file.path;
        if (const auto* same = std::get_if<SameAs>(&put.content)) return run_.outlet.same_as(path, same->path);
        if (std::holds_alternative<Blob>(put.content))
            return run_.outlet.put(path, core::open_to_read(run_.workshop.made(put.file.sha256)).get());
        run_.outlet.put(path, put.text.empty() ? std::get<Render>(put.content)() : put.text);
    }

    RunContext& run_;
    const Artwork& cover_;
    Holdings holdings_;
    std::vector<catalog::Entry> entries_;
    std::vector<catalog::EarlierFile> earlier_;
    std::vector<std::string> lost_;  ///< GUIDs
    std::set<std::string> spared_;   ///< paths of what is lost: whatever stands there stays
    std::vector<std::pair<catalog::Id, std::size_t>> assigned_;
    std::size_t archives_ = 0;  ///< the highest number that an archive page ever had
    std::vector<Feed> feeds_;
    std::vector<core::Instant> changed_at_;  ///< of each feed
};

/// The first line, and how many more there are.
std::string summary_of(const std::vector<std::string>& lines) {
    return lines.front() + (lines.size() > 1 ? fmt::format(" (and {} more)", lines.size() - 1) : "");
}

}  // namespace

Published publish(RunContext& run, const Artwork& cover, Replacement replacement) {
    // A first feed without a single episode is nothing to subscribe to.
    if (!run.catalog.has_manifest(folder_target) && run.catalog.published().empty()) return Published::unchanged;
    Publication publication(run, cover);
    Plan plan = publication.plan();
    if (plan.changes_nothing()) {
        run.workshop.clear_made();
        return Published::unchanged;
    }
    std::string hint;
    if (plan.objections.empty() && replacement == Replacement::guarded) {
        plan.objections = publication.objections(plan);
        hint = "; newscast run --accept-worse-feed publishes it once";
    }
    if (!plan.objections.empty()) {
        run.report.tell({.kind = Event::Kind::problem,
                         .step = Event::Step::publish,
                         .show = run.config.show.id,
                         .text = fmt::format("nothing was published: {}{}", summary_of(plan.objections), hint)});
        return Published::refused;
    }
    const bool feed_changed = publication.carry_out(plan);
    run.workshop.clear_made();
    return feed_changed ? Published::replaced : Published::unchanged;
}

Plan preview(RunContext& run, const Artwork& cover, const std::set<std::string>& dropped) {
    Publication publication(run, cover, dropped);
    Plan plan = publication.plan();
    for (std::string& objection : publication.objections(plan)) plan.objections.push_back(std::move(objection));
    return plan;
}

}  // namespace app
