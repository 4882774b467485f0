#include "config/show_keys.h"

#include "config/checks.h"
#include "config/show_detail_keys.h"

namespace config {
namespace {

const Keys<core::Owner>& owner_keys() {
    using core::Owner;
    static const Keys<Owner> keys{
        {"name", Need::required, text(&Owner::name, plain_line)},
        {"email", Need::required, text(&Owner::email, email_address)},
    };
    return keys;
}

void set_categories(core::Show& show, const Value& value) {
    constexpr std::string_view right =
        "a list of lists of one or two names, like [[\"News\", \"Daily News\"], [\"Education\"]]";
    show.categories.clear();
    const std::vector<Value> categories = value.list();
    if (categories.empty()) value.refuse(right);
    for (const Value& category : categories) {
        if (!category.node().is_array()) category.refuse(right);
        const std::vector<Value> names = category.list();
        if (names.empty() || names.size() > 2) category.refuse(right);
        const std::string sub = names.size() == 2 ? checked_text(names[1], plain_line) : "";
        show.categories.push_back({checked_text(names[0], plain_line), sub});
    }
}

Keys<core::Show> all_keys() {
    using core::Show;
    Keys<Show> keys{
        {"id", Need::required, text(&Show::id, show_id),
         as_example(R"("dong-thap")",
                    "The folder under out/, and part of every path: ASCII letters, digits, - and _.")},
        {"title", Need::required, text(&Show::title, plain_line),
         as_example(R"("Đồng Tháp nghe báo")", "The podcast's name, without slogans or episode numbers.")},
        {"description", Need::required, text(&Show::description, not_empty),
         as_example(R"("""
Tin tức Đồng Tháp, mỗi ngày vài bài, đọc thành tiếng.
Phát hành lại từ báo điện tử của tỉnh.""")",
                    "What it is about; directories show the first 4000 bytes.")},
        {"language", Need::required, text(&Show::language, language_tag),
         as_example(R"("vi")", "BCP 47: \"vi\", \"en\", \"pt-BR\".")},
        {"author", Need::required, text(&Show::author, plain_line),
         as_example(R"("Tòa soạn")", "Who makes it; also the artist of an episode whose article names no author.")},
        {"owner", Need::optional, [](Show& show, const Value& value) { read_section(value, owner_keys(), show.owner); },
         as_example(R"({ name = "Tòa soạn", email = "toasoan@podcast.example" })",
                    "Whom directories write to when they want to know that the podcast is yours. It is public. Without "
                    "it the feed names nobody.")},
        {"website", Need::required, text(&Show::website, web_url),
         as_example(R"("http://baodongthap.com.vn/")",
                    "The newspaper's own site: the link of the podcast, and of episodes whose article has no page.")},
        {"base_url", Need::required,
         [](Show& show, const Value& value) {
             show.base_url = checked_text(value, public_base);
             if (!show.base_url.ends_with('/')) show.base_url += '/';
         },
         as_example(R"("https://podcast.example/dong-thap/")",
                    "Where out/ID/ is served. The feed is this and \"feed.xml\". Listeners subscribe to it, so choose "
                    "it for years: a changed one is refused until `newscast run --moved` says that it is meant.")},
        {"image", Need::optional, path(&Show::image),
         as_example(R"("cover.jpg")",
                    "The cover, any picture; it is cropped to a square and scaled. Left out, a plain one is made from "
                    "the title.")},
        {"categories", Need::required, set_categories,
         as_example(R"([["News", "Daily News"], ["Society & Culture"]])",
                    "Names from Apple's list, each with a sub-category or without; the first one counts most.")},
        {"explicit", Need::optional, flag(&Show::explicit_content),
         by_default("false", "Does it hold what is not for children?")},
        {"timezone", Need::required, text(&Show::timezone, time_zone),
         as_example(
             R"("Asia/Ho_Chi_Minh")",
             "The newspaper's clock: for times that a page gives without a zone, and for dates shown to people.")},
        {"copyright", Need::optional, text(&Show::copyright, optional_line),
         by_default(R"("")", "One line, or empty.")},
        {"synthetic_voice", Need::optional, flag(&Show::synthetic_voice),
         by_default("false", "True where a machine reads the articles aloud: the feed then says so, as Apple asks.")},
        {"locked", Need::optional, flag(&Show::locked),
         by_default("true", "Tells other podcast hosts not to import the feed.")},
        {"hubs", Need::optional, texts(&Show::hubs, web_url),
         by_default("[]", "WebSub hubs that are told of a change, like \"https://pubsubhubbub.appspot.com/\".")},
        {"podping", Need::optional, text(&Show::podping, optional_url),
         by_default(R"("")",
                    "A Podping service that is told of a change, like \"https://podping.cloud/\", and a file that "
                    "holds the key it gave you, which nobody else may read (chmod 600).")},
        {"podping_key", Need::optional, path(&Show::podping_key, optional_line), by_default(R"("")")},
        {"former_feed", Need::optional, path(&Show::former_feed, optional_line),
         by_default(R"("")",
                    "For a podcast that had a feed before: the file in which `newscast init --from-feed` noted its "
                    "items. An episode whose recording, link, or title and day are those of one of them takes its "
                    "GUID, so that apps do not show it as a new one.")},
    };
    for (const Key<core::ShowDetails>& key : show_detail_keys())
        keys.push_back({key.name, key.need,
                        [set = key.set](Show& show, const Value& value) { set(show.details, value); }, key.shown});
    return keys;
}

}  // namespace

const Keys<core::Show>& show_keys() {
    static const Keys<core::Show> keys = all_keys();
    return keys;
}

std::vector<SectionNames> tables_of_show() {
    std::vector<SectionNames> tables{{"owner", names_of(owner_keys())}};
    for (SectionNames& table : tables_of_details()) tables.push_back(std::move(table));
    return tables;
}

}  // namespace config
