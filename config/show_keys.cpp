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
        {"id", Need::required, text(&Show::id, show_id)},
        {"title", Need::required, text(&Show::title, plain_line)},
        {"description", Need::required, text(&Show::description, not_empty)},
        {"language", Need::required, text(&Show::language, language_tag)},
        {"author", Need::required, text(&Show::author, plain_line)},
        {"owner", Need::optional,
         [](Show& show, const Value& value) { read_section(value, owner_keys(), show.owner); }},
        {"website", Need::required, text(&Show::website, web_url)},
        {"base_url", Need::required,
         [](Show& show, const Value& value) {
             show.base_url = checked_text(value, public_base);
             if (!show.base_url.ends_with('/')) show.base_url += '/';
         }},
        {"image", Need::optional, path(&Show::image)},
        {"categories", Need::required, set_categories},
        {"explicit", Need::optional, flag(&Show::explicit_content)},
        {"timezone", Need::required, text(&Show::timezone, time_zone)},
        {"copyright", Need::optional, text(&Show::copyright, optional_line)},
        {"synthetic_voice", Need::optional, flag(&Show::synthetic_voice)},
        {"locked", Need::optional, flag(&Show::locked)},
        {"hubs", Need::optional, texts(&Show::hubs, web_url)},
        {"podping", Need::optional, text(&Show::podping, optional_url)},
        {"podping_key", Need::optional, path(&Show::podping_key, optional_line)},
        {"former_feed", Need::optional, path(&Show::former_feed, optional_line)},
    };
    for (const Key<core::ShowDetails>& key : show_detail_keys())
        keys.push_back(
            {key.name, key.need, [set = key.set](Show& show, const Value& value) { set(show.details, value); }});
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
