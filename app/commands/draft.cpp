#include "app/commands/draft.h"

#include "core/columns.h"
#include "core/login.h"
#include "core/text.h"

#include <fmt/core.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <map>

namespace app {

namespace {

/// A TOML basic string, which JSON's string is but for one escape.
std::string toml(const std::string& text) {
    std::string quoted = nlohmann::json(core::clean_utf8(text)).dump();
    for (std::size_t position = quoted.find("\\/"); position != std::string::npos;
         position = quoted.find("\\/", position))
        quoted.erase(position, 1);
    return quoted;
}

std::string toml(const std::vector<std::string>& texts) {
    std::vector<std::string> quoted;
    quoted.reserve(texts.size());
    for (const std::string& text : texts) quoted.push_back(toml(text));
    return fmt::format("[{}]", fmt::join(quoted, ", "));
}

std::string toml(const std::vector<core::Category>& categories) {
    std::vector<std::string> lists;
    lists.reserve(categories.size());
    for (const core::Category& category : categories)
        lists.push_back(category.sub.empty() ? fmt::format("[{}]", toml(category.name))
                                             : fmt::format("[{}, {}]", toml(category.name), toml(category.sub)));
    return fmt::format("[{}]", fmt::join(lists, ", "));
}

/// A line of the file, where there is something to say.
std::string optional_line(const char* key, const std::string& text) {
    return text.empty() ? std::string() : fmt::format("{} = {}\n", key, toml(text));
}

std::string show_section(const Draft& draft) {
    const core::Show& show = draft.show;
    const bool is_new = show.former_feed.empty();
    std::string text = fmt::format("[show]\nid = {}\n", toml(show.id));
    const bool is_named = draft.answered.contains("title");
    if (is_new && !is_named) text += "# CHECK: the podcast's name and what it is about, for listeners.\n";
    text += fmt::format("title = {}\n", toml(show.title));
    if (is_new && is_named) text += "# CHECK: what it is about, for listeners.\n";
    text += fmt::format("description = {}\nlanguage = {}\nauthor = {}\n", toml(show.description), toml(show.language),
                        toml(show.author));
    if (show.owner.email.empty())
        text += fmt::format(
            "# CHECK: directories write to this address to see that the podcast is yours, and refuse one without.\n"
            "# Fill it in, and take the # away:\n"
            "# owner = {{ name = {}, email = \"\" }}\n",
            toml(show.owner.name.empty() ? show.author : show.owner.name));
    else
        text += fmt::format("owner = {{ name = {}, email = {} }}\n", toml(show.owner.name), toml(show.owner.email));
    text += fmt::format("website = {}\n", toml(show.website));
    const std::string served = fmt::format("{}/{}/", core::one_line(draft.out), show.id);
    text += draft.answered.contains("base-url")
                ? fmt::format("# Where {} is served. Listeners subscribe to it, for years.\n", served)
                : fmt::format(
                      "# CHECK: where {} will be served. Listeners subscribe to it: choose it before the first "
                      "run, for years.\n",
                      served);
    if (!draft.former_address.empty())
        text += fmt::format(
            "# Until now the feed is {}\n"
            "# Apps go on asking there: let it become base_url and feed.xml, or redirect (301) to that.\n",
            draft.former_address);
    text +=
        fmt::format("base_url = {}\n",
                    toml(show.base_url.empty() ? fmt::format("https://podcast.example/{}/", show.id) : show.base_url));
    text += optional_line("image", show.image.string());
    text += fmt::format("categories = {}\nexplicit = {}\n", toml(show.categories), show.explicit_content);
    text += optional_line("copyright", show.copyright);
    text += fmt::format("# {} newspaper's clock{}.\ntimezone = {}\n",
                        draft.answered.contains("timezone") ? "The" : "CHECK: the",
                        draft.zone_reason.empty() ? "" : ", " + draft.zone_reason, toml(show.timezone));
    text += fmt::format("# {}rue where a machine reads the articles aloud{}.\nsynthetic_voice = {}\n",
                        draft.voice_reason.empty() ? "T" : "CHECK: t",
                        draft.voice_reason.empty() ? "" : ", as " + draft.voice_reason, show.synthetic_voice);
    if (!show.former_feed.empty())
        text += fmt::format("# The items of the feed until now: an episode that is one of them takes its GUID.\n{}",
                            optional_line("former_feed", show.former_feed.string()));
    return text;
}

std::string optional_line(const char* key, const std::vector<std::string>& texts) {
    return texts.empty() ? std::string() : fmt::format("{} = {}\n", key, toml(texts));
}

std::string with_login(const std::string& url, const core::Login& login) {
    const std::size_t host = url.find("://") + 3;
    return fmt::format("{}{}:{}@{}", url.substr(0, host), login.user, login.password, url.substr(host));
}

std::string rule_lines(const core::Source& rules) {
    std::string text = rules.ignore_robots ? "ignore_robots = true\n" : "";
    std::vector<std::string> fields;
    fields.reserve(rules.xpath.size());
    for (const auto& [field, expression] : rules.xpath)
        fields.push_back(fmt::format("{} = {}", field, toml(expression)));
    if (!fields.empty()) text += fmt::format("xpath = {{ {} }}\n", fmt::join(fields, ", "));
    return text + optional_line("audio_url", rules.audio_url);
}

std::string header_lines(const std::vector<core::HostHeader>& headers) {
    std::map<std::string, std::vector<std::string>> hosts;
    for (const core::HostHeader& header : headers)
        hosts[header.host].push_back(fmt::format("{}: {}", header.name, header.value));
    std::vector<std::string> lists;
    lists.reserve(hosts.size());
    for (const auto& [host, lines] : hosts) lists.push_back(fmt::format("{} = {}", toml(host), toml(lines)));
    return lists.empty() ? "" : fmt::format("headers = {{ {} }}\n", fmt::join(lists, ", "));
}

std::string fetch_lines(const Draft& draft) {
    const core::Limits& limits = draft.fetch;
    std::string proxy = limits.proxy;
    if (limits.proxy_login) proxy = with_login(proxy, *limits.proxy_login);
    std::string text = optional_line("user_agent", limits.user_agent) + optional_line("proxy", proxy) +
                       optional_line("connect_to", limits.connect_to) + optional_line("ca_file", limits.ca_file) +
                       header_lines(limits.headers);
    if (!limits.allow_hosts.empty())
        text += "# At private addresses, which are asked for only where they are named here.\n" +
                optional_line("allow_hosts", limits.allow_hosts);
    std::vector<std::string> logins = draft.logins;
    for (const core::Login& login : limits.logins) logins.push_back(with_login(login.site, login));
    if (!logins.empty())
        text += "# Users and passwords, as they were given; let nobody else read this file.\n" +
                optional_line("logins", logins);
    return text;
}

}  // namespace

std::string text_of(const Draft& draft) {
    std::string text = fmt::format(
        "# A show of newscast, begun by `{}`. It runs as it is; what stands below CHECK is a guess.\n"
        "# {} explains every key.\n\n",
        core::collapse_space(core::clean_utf8(draft.command)), core::collapse_space(core::clean_utf8(draft.example)));
    text += show_section(draft);
    for (const fetch::FoundSource* source : draft.sources)
        text +=
            fmt::format("\n# {} articles, {}.\n[[source]]\nkind = \"{}\"\nurl = {}\nmax_items = {}\n", source->articles,
                        source->rule, core::name(source->kind), toml(source->url), draft.max_items) +
            rule_lines(draft.rules);
    if (const std::string fetch = fetch_lines(draft); !fetch.empty()) text += "\n[fetch]\n" + fetch;
    text +=
        "\n[audio]\ntarget_lufs = -16.0\ntrue_peak_dbtp = -1.0\nformat = \"mp3\"\nbitrate_kbps = 96\nchannels = "
        "\"mono\"\n"
        "\n# Where it is published. What newscast must remember is beside this file in state/, and for a file under "
        "/etc in\n"
        "# /var/lib/newscast.\n[out]\n";
    text += fmt::format("directory = {}\n", toml(draft.out));
    return text;
}

}  // namespace app
