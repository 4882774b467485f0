#include "config/documentation.h"

#include "config/audio_keys.h"
#include "config/bulletin_keys.h"
#include "config/fetch_keys.h"
#include "config/keeping_keys.h"
#include "config/monitor_keys.h"
#include "config/rendition_keys.h"
#include "config/section.h"
#include "config/show_keys.h"
#include "config/source_keys.h"

#include <algorithm>

namespace config {
namespace {

std::vector<KeyDocumentation> show_documentation() {
    std::vector<KeyDocumentation> keys = documented(show_keys());
    for (const auto& [table, parts] : tables_of_show())
        std::ranges::find(keys, table, &KeyDocumentation::name)->parts = parts;
    return keys;
}

}  // namespace

std::vector<SectionDocumentation> documentation() {
    return {
        {"show", false, false, "The podcast: what its feed and its pages say of it.", show_documentation()},
        {"source",
         true,
         false,
         "Where articles are found; as many [[source]] as are wanted.",
         documented(source_keys()),
         {{{"kind", R"("feed")"}, {"url", R"("http://baodongthap.com.vn/rss/xa-hoi.rss")"}},
          {{"kind", R"("list")"}, {"path", R"("articles.list")"}},
          {{"kind", R"("files")"}, {"path", R"("article.txt")"}}}},
        {"bulletin", true, true,
         "A bulletin is several articles in one episode, made at fixed times; as many [[bulletin]] as are wanted.",
         documented(bulletin_keys())},
        {"audio", false, false, "How recordings sound, and in which format they are.", documented(audio_keys())},
        {"rendition", true, true,
         "A rendition is a further file of each episode, beside the one that every app plays; as many [[rendition]] as "
         "are wanted. They are made of the recording itself, as loud as [audio] says. The feed and the pages offer "
         "them; one that is taken out of here goes from both.",
         documented(rendition_keys())},
        {"feed", false, false, "How many episodes the feed holds, and which are kept.", documented(feed_keys())},
        {"state", false, false, "What newscast remembers of the show.", documented(state_keys())},
        {"fetch", false, false, "How the web is asked for articles and recordings.", documented(fetch_keys())},
        {"out", false, false, "Where the show is published.", documented(out_keys())},
        {"monitor", false, false, "Who is told how runs end.", documented(monitor_keys())},
    };
}

}  // namespace config
