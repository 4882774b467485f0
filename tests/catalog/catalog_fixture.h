#pragma once

#include "catalog/catalog.h"

#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace catalog {

using namespace std::chrono_literals;

inline constexpr core::Instant start{1'700'000'000s};

inline Found page(const std::string& name) {
    Found found;
    found.keys = {"url:example.org/" + name};
    found.link.url = "http://example.org/" + name;
    return found;
}

inline Reading reading(const std::string& name, const std::string& title) {
    Reading read;
    read.content.url = "http://example.org/" + name;
    read.content.title = title;
    read.content.authors = {"Lê An", "Trần Bình"};
    read.content.body = "Một.\n\nHai.";
    read.identity = "url:example.org/" + name;
    read.keys = {"url:example.org/" + name};
    read.recording_url = "http://example.org/" + name + ".mp3";
    read.published_at = start - 1h;
    read.tag_hash = "tags of " + title;
    return read;
}

inline Original recording(const std::string& url, const std::string& hash) {
    return {url, hash, 1234, {"\"etag\"", "yesterday"}, "audio/mpeg", true};
}

inline Catalog::Making made(const std::string& path, int version, const MakeWork& work) {
    Catalog::Making making;
    File& file = making.file;
    file.rendition.id = work.rendition;
    file.rendition.path = path;
    file.rendition.type = "audio/mpeg";
    file.version = version;
    file.audio_key = work.audio_key;
    file.tag_key = work.tag_key;
    core::Made& facts = file.rendition.made;
    facts.sha256 = "hash of " + path;
    facts.bytes = 99;
    facts.duration = 6500ms;
    facts.before = {-23.5, 4.5, -std::numeric_limits<double>::infinity()};
    facts.after = {-16.0, 3.0, -1.2};
    facts.lane = core::Lane::encode;
    facts.explanation = "encode: too soft";
    file.made_at = start;
    return making;
}

inline Keys keys_of(const std::string& recipe, const std::string& show = "show") {
    return {{{core::enclosure_id, recipe}}, show, "vi"};
}

class CatalogTest : public testing::Test {
protected:
    Work claim(Step step, core::Instant now = start) {
        auto work = catalog_.claim_next(step, keys_, now);
        if (!work) throw std::logic_error("nothing to claim");
        return *work;
    }
    ReadWork to_read(core::Instant now = start) { return std::get<ReadWork>(claim(Step::read, now)); }
    DownloadWork to_download(core::Instant now = start) { return std::get<DownloadWork>(claim(Step::download, now)); }
    MakeWork to_make(core::Instant now = start) { return std::get<MakeWork>(claim(Step::make, now)); }
    bool none(Step step, core::Instant now = start) { return !catalog_.claim_next(step, keys_, now); }

    std::size_t list(const std::vector<Found>& links) {
        return catalog_.record_listing({"list", "source", "rules", {}}, links, start);
    }
    void download(const DownloadWork& work, const std::string& sound, core::Instant now = start,
                  std::optional<core::Instant> next_check = std::nullopt) {
        const std::string name = work.article.content.url.substr(std::string("http://example.org/").size());
        catalog_.complete(work, recording("http://example.org/" + name + ".mp3", sound), std::nullopt,
                          {"guid-" + name, "slug-" + name}, next_check, now);
    }
    /// An article all the way to its published file.
    void publish(const std::string& name, const std::string& title) {
        list({page(name)});
        catalog_.complete(to_read(), reading(name, title), std::nullopt, start);
        download(to_download(), "sound " + name);
        const MakeWork work = to_make();
        catalog_.complete(work, made("media/" + name + ".mp3", 1, work), start);
    }

    support::TemporaryFolder folder_;
    Catalog catalog_{folder_ / "catalog.db"};
    Keys keys_ = keys_of("recipe");
};

}  // namespace catalog
