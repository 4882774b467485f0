#include "config/show_detail_keys.h"

#include "config/checks.h"
#include "config/podcast_names.h"
#include "core/ascii.h"
#include "core/hex.h"
#include "core/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>

namespace config {
namespace {

using core::ShowDetails;

/// The longest text of the Podcasting 2.0 namespace that nobody cuts.
constexpr std::size_t max_characters = 128;

std::string short_line(std::string_view text) {
    return plain_line(text).empty() && core::length(text) <= max_characters
               ? ""
               : "a text on one line of at most 128 characters, not empty";
}

std::string optional_short_line(std::string_view text) {
    return text.empty() ? "" : short_line(text);
}

std::string feed_guid(std::string_view text) {
    constexpr std::string_view form = "00000000-0000-0000-0000-000000000000";
    bool fits = text.size() == form.size();
    for (std::size_t at = 0; fits && at < form.size(); ++at)
        fits = form[at] == '-' ? text[at] == '-' : core::hex_value(text[at]) >= 0;
    return fits ? "" : "the podcast:guid of a feed, like \"917393e3-1b1e-5cef-ace4-edaa54e1f810\"";
}

std::string relation(std::string_view text) {
    return text == "subject" || text == "creator" ? ""
                                                  : "\"subject\" (what it is about) or \"creator\" (where it is made)";
}

/// Latitude and longitude of RFC 5870; what may follow these is left as it is.
std::string geo_uri(std::string_view text) {
    constexpr std::string_view scheme = "geo:";
    bool fits = text.starts_with(scheme);
    std::string_view rest = text.substr(fits ? scheme.size() : 0);
    for (const double most : {90.0, 180.0}) {
        double degrees = 0;
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), degrees);
        fits = fits && error == std::errc() && degrees >= -most && degrees <= most;
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
        if (most == 90.0) {
            fits = fits && rest.starts_with(',');
            rest.remove_prefix(std::min<std::size_t>(1, rest.size()));
        }
    }
    fits = fits && (rest.empty() || rest.front() == ',' || rest.front() == ';') &&
           rest.find_first_of(" \t\n\r") == std::string_view::npos;
    return fits ? "" : "latitude and longitude in degrees, like \"geo:10.4549,105.6336\"";
}

std::string osm_object(std::string_view text) {
    const bool fits = text.size() > 1 && text.size() <= 20 && std::string_view("NWR").find(text[0]) < 3 &&
                      std::ranges::all_of(text.substr(1), core::is_ascii_digit);
    return fits ? "" : "N, W or R for a node, way or relation of OpenStreetMap, and its number, like \"R113314\"";
}

std::string country_code(std::string_view text) {
    const bool fits = text.size() == 2 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
    return fits ? "" : "two capital letters of ISO 3166-1, like \"VN\"";
}

std::string proof_purpose(std::string_view text) {
    if (text == "ai-content") return "another purpose; newscast says ai-content itself, by synthetic_voice";
    return short_line(text);
}

std::string proof_text(std::string_view text) {
    return plain_line(text).empty() && core::length(text) <= 4000 ? ""
                                                                  : "one line of at most 4000 characters, not empty";
}

std::string media_type(std::string_view text) {
    const bool fits = text.starts_with("audio/") || text.starts_with("video/");
    return fits && plain_line(text).empty() ? "" : "a MIME type like \"audio/mpeg\" or \"video/mp4\"";
}

std::string comments_uri(std::string_view text) {
    std::string uri(text);
    for (const std::string_view place : {"{link}", "{guid}"})
        if (const std::size_t at = uri.find(place); at != std::string::npos) uri.replace(at, place.size(), "x");
    const bool fits = text.size() <= 2000 && uri.find_first_of("{} \t\n\r\"<>") == std::string::npos &&
                      (text.starts_with("{link}") || uri.find(':') != std::string::npos);
    return fits ? ""
                : "the URI of the post that begins the talk; in its braces stands {link} for an article's URL, or "
                  "{guid} "
                  "for an episode's GUID";
}

/// A prefix goes before a URL, whose own path and query it may not swallow.
void set_prefix(ShowDetails& details, const Value& value) {
    constexpr std::string_view right =
        "what a download counter wants before the address of a recording, like \"https://op3.dev/e/\": http or https, "
        "ASCII, without query";
    std::string prefix = checked_text(value, nullptr);
    if (!prefix.empty()) {
        const bool is_ascii = std::ranges::all_of(prefix, [](unsigned char c) { return c < 0x80; });
        if (!is_ascii || !web_url(prefix).empty() || prefix.find_first_of("?#\"<>\\^`{|}") != std::string::npos)
            value.refuse(right);
        if (!prefix.ends_with('/')) prefix += '/';
    }
    details.enclosure_prefix = prefix;
}

template <class S>
Setter<S> lower_case(std::string S::*member, Check check) {
    return [=](S& section, const Value& value) { section.*member = core::ascii_lower(checked_text(value, check)); };
}

const Keys<core::Funding>& funding_keys() {
    using core::Funding;
    static const Keys<Funding> keys{
        {"url", Need::required, as_written(&Funding::url, web_url)},
        {"text", Need::required, text(&Funding::text, short_line)},
    };
    return keys;
}

const Keys<core::License>& license_keys() {
    using core::License;
    static const Keys<License> keys{
        {"name", Need::required, text(&License::name, short_line)},
        {"url", Need::required, as_written(&License::url, web_url)},
    };
    return keys;
}

const Keys<core::Location>& location_keys() {
    using core::Location;
    static const Keys<Location> keys{
        {"name", Need::required, text(&Location::name, short_line)},
        {"relation", Need::optional, text(&Location::relation, relation)},
        {"geo", Need::optional, text(&Location::geo, geo_uri)},
        {"osm", Need::optional, text(&Location::osm, osm_object)},
        {"country", Need::optional, text(&Location::country, country_code)},
    };
    return keys;
}

const Keys<core::Person>& person_keys() {
    using core::Person;
    static const Keys<Person> keys{
        {"name", Need::required, text(&Person::name, short_line)},
        {"role", Need::optional, lower_case(&Person::role, person_role)},
        {"group", Need::optional, lower_case(&Person::group, person_group)},
        {"image", Need::optional, as_written(&Person::image, web_url)},
        {"url", Need::optional, as_written(&Person::url, web_url)},
    };
    return keys;
}

const Keys<core::RemoteFeed>& remote_feed_keys() {
    using core::RemoteFeed;
    static const Keys<RemoteFeed> keys{
        {"guid", Need::required, text(&RemoteFeed::guid, feed_guid)},
        {"url", Need::optional, as_written(&RemoteFeed::url, web_url)},
        {"title", Need::optional, text(&RemoteFeed::title, optional_short_line)},
    };
    return keys;
}

const Keys<core::Trailer>& trailer_keys() {
    using core::Trailer;
    static const Keys<Trailer> keys{
        {"title", Need::required, text(&Trailer::title, short_line)},
        {"url", Need::required, as_written(&Trailer::url, web_url)},
        {"day", Need::required, [](Trailer& trailer, const Value& value) { trailer.day = value.day(); }},
        {"bytes", Need::optional, integer(&Trailer::bytes, 1, std::int64_t{1} << 40)},
        {"type", Need::optional, text(&Trailer::type, media_type)},
    };
    return keys;
}

const Keys<core::Season>& season_keys() {
    using core::Season;
    static const Keys<Season> keys{
        {"number", Need::required, integer(&Season::number, 1, 9999)},
        {"name", Need::optional, text(&Season::name, short_line)},
        {"from", Need::required, [](Season& season, const Value& value) { season.from = value.day(); }},
    };
    return keys;
}

const Keys<core::Proof>& proof_keys() {
    using core::Proof;
    static const Keys<Proof> keys{
        {"purpose", Need::required, text(&Proof::purpose, proof_purpose)},
        {"text", Need::required, text(&Proof::text, proof_text)},
    };
    return keys;
}

const Keys<core::Comments>& comments_keys() {
    using core::Comments;
    static const Keys<Comments> keys{
        {"protocol", Need::required, text(&Comments::protocol, comments_protocol)},
        {"uri", Need::optional, as_written(&Comments::uri, comments_uri)},
        {"account", Need::optional, text(&Comments::account, short_line)},
        {"account_url", Need::optional, as_written(&Comments::account_url, web_url)},
    };
    return keys;
}

// What the keys of one table say together.

void complete(core::Person& person, const Value& value) {
    const bool has_group = value.table().contains("group");
    if (!has_group) person.group = group_of(person.role);
    if (!has_role(person.group, person.role))
        value.complain(fmt::format("{0} has no role \"{1}\" in the group \"{2}\"; {0}.group must be \"{3}\"",
                                   value.name(), person.role, person.group, group_of(person.role)));
}

void complete(core::Trailer& trailer, const Value& value) {
    if (!trailer.type.empty()) return;
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> types{{{".mp3", "audio/mpeg"},
                                                                                  {".m4a", "audio/x-m4a"},
                                                                                  {".opus", "audio/ogg"},
                                                                                  {".ogg", "audio/ogg"},
                                                                                  {".mp4", "video/mp4"}}};
    const std::string address = core::ascii_lower(trailer.url.substr(0, trailer.url.find_first_of("?#")));
    for (const auto& [ending, type] : types)
        if (address.ends_with(ending)) trailer.type = type;
    if (trailer.type.empty())
        value.complain(fmt::format("{0}.type is missing, and the url does not tell it; {0} must have type = ..., {1}",
                                   value.name(), media_type({})));
}

void complete(const core::Comments& comments, const Value& value) {
    const bool is_off = comments.protocol == "disabled";
    if (is_off && value.table().size() > 1)
        value.complain(
            fmt::format("{0}.protocol is \"disabled\", and more is said; {0} must have nothing else", value.name()));
    if (!is_off && comments.uri.empty())
        value.complain(fmt::format("{0}.uri is missing; {0} must have uri = ..., {1}", value.name(), comments_uri({})));
}

template <class Entry>
void read_table(const Value& value, const Keys<Entry>& keys, Entry& entry) {
    read_section(value, keys, entry);
    if constexpr (requires { complete(entry, value); }) complete(entry, value);
}

/// A list of tables.
template <class Entry>
Setter<ShowDetails> tables(std::vector<Entry> ShowDetails::*member, const Keys<Entry>& keys) {
    return [member, &keys](ShowDetails& details, const Value& value) {
        (details.*member).clear();
        Mistakes mistakes(value.file());
        for (const Value& item : value.list())
            mistakes.note([&] {
                Entry entry;
                read_table(item, keys, entry);
                (details.*member).push_back(std::move(entry));
            });
        mistakes.tell();
    };
}

void set_license(ShowDetails& details, const Value& value) {
    if (value.node().is_table()) return read_table(value, license_keys(), details.license);
    details.license = {};
    if (value.node().is_string() && value.text().empty()) return;
    details.license.name = checked_text(value, known_license);
    details.license.url = license_url(details.license.name);
}

}  // namespace

Keys<ShowDetails> show_detail_keys() {
    return {
        {"enclosure_prefix", Need::optional, set_prefix,
         by_default(R"("")",
                    "What a download counter (OP3, Podtrac, Blubrry) wants before the address of each recording, like "
                    "\"https://op3.dev/e/\". The feed then sends apps there, which leads them to the file; the pages "
                    "play the file itself. Empty: nobody counts.")},
        {"complete", Need::optional, flag(&ShowDetails::complete),
         by_default("false", "True says that no further episode will come.")},
        {"block", Need::optional, texts(&ShowDetails::block, service_name),
         by_default(
             "[]",
             "Directories that must not show it, by their names in the Podcasting 2.0 namespace (serviceslugs.txt), as "
             "\"apple\" or \"youtube\"; \"all\" is any. And those that may all the same.")},
        {"allow", Need::optional, texts(&ShowDetails::allow, service_name), by_default("[]")},
        {"license", Need::optional, set_license,
         behind_mark(R"({ name = "Tòa soạn 1.0", url = "https://podcast.example/giay-phep.html" })",
                     "Under which license the recordings are: \"ARR\" (all rights reserved), one of Creative Commons "
                     "like \"CC-BY-NC-4.0\", or any other by its name and address. Empty: nothing is said.")},
        {"funding", Need::optional, tables(&ShowDetails::funding, funding_keys()),
         behind_mark(R"([{ url = "https://podcast.example/ung-ho", text = "Ủng hộ tòa soạn" }])",
                     "Where listeners can support it, and what the link says. This list and those below may have "
                     "several entries; docs/feed.md says what apps make of them.")},
        {"locations", Need::optional, tables(&ShowDetails::locations, location_keys()),
         behind_mark("[{ name = \"Đồng Tháp\", relation = \"subject\", geo = \"geo:10.4549,105.6336\", osm = "
                     "\"R1877252\", country = \"VN\" }]",
                     "Where it is about (relation = \"subject\") or made (\"creator\"): a name, and if you like "
                     "latitude and longitude, the number of OpenStreetMap's object, and the country.")},
        {"persons", Need::optional, tables(&ShowDetails::persons, person_keys()),
         behind_mark("[{ name = \"Nguyễn Thị Mai\", role = \"narrator\", group = \"cast\", image = "
                     "\"https://podcast.example/mai.jpg\", url = \"https://podcast.example/mai\" }]",
                     "Who is in every episode, by a role of the Podcast Taxonomy (\"host\" where none is said) and its "
                     "group. An article's authors come before them.")},
        {"publisher", Need::optional,
         [](ShowDetails& details, const Value& value) { read_table(value, remote_feed_keys(), details.publisher); },
         behind_mark("{ guid = \"003af0a0-6a45-55cf-b765-68e3d349551a\", url = "
                     "\"https://podcast.example/nha-xuat-ban.xml\", title = \"Báo Đồng Tháp\" }",
                     "The feed of the house that publishes it, and podcasts that you recommend: by their podcast:guid, "
                     "with address and title.")},
        {"podroll", Need::optional, tables(&ShowDetails::podroll, remote_feed_keys()),
         behind_mark("[{ guid = \"917393e3-1b1e-5cef-ace4-edaa54e1f810\", url = "
                     "\"https://feeds.podcastindex.org/pc20.xml\", title = \"Podcasting 2.0\" }]")},
        {"trailers", Need::optional, tables(&ShowDetails::trailers, trailer_keys()),
         behind_mark("[{ title = \"Nghe thử\", url = \"https://podcast.example/nghe-thu.mp3\", day = 2026-01-31, bytes "
                     "= 1234567, type = \"audio/mpeg\" }]",
                     "Recordings that make one curious, which stand on the web already; the type where the address "
                     "does not tell it.")},
        {"seasons", Need::optional, tables(&ShowDetails::seasons, season_keys()),
         behind_mark(R"([{ number = 1, name = "Mùa nước nổi", from = 2026-01-01 }])",
                     "For a serial, which is heard from its first episode on: its seasons, each with the day on which "
                     "it begins. Apps then show the oldest episode first.")},
        {"proofs", Need::optional, tables(&ShowDetails::proofs, proof_keys()),
         behind_mark(R"([{ purpose = "applepodcastsverify", text = "05124" }])",
                     "What a directory asks you to put into the feed to see that it is yours: Apple's purpose is "
                     "\"applepodcastsverify\", others say \"verify\".")},
        {"comments", Need::optional, tables(&ShowDetails::comments, comments_keys()),
         behind_mark("[{ protocol = \"activitypub\", uri = \"{link}\", account = \"@toasoan@podcast.example\", "
                     "account_url = \"https://podcast.example/@toasoan\" }]",
                     "Where people talk about it: activitypub (Mastodon), atproto (Bluesky), twitter, matrix, nostr, "
                     "lightning, hive, or disabled. In the URI of an episode's talk {link} is the article's URL, as "
                     "where the newspaper's articles are ActivityPub posts themselves, and {guid} the episode's GUID; "
                     "a URI without these is the whole show's.")},
    };
}

std::vector<SectionNames> tables_of_details() {
    return {{"license", names_of(license_keys())},       {"funding", names_of(funding_keys())},
            {"locations", names_of(location_keys())},    {"persons", names_of(person_keys())},
            {"publisher", names_of(remote_feed_keys())}, {"podroll", names_of(remote_feed_keys())},
            {"trailers", names_of(trailer_keys())},      {"proofs", names_of(proof_keys())},
            {"comments", names_of(comments_keys())},     {"seasons", names_of(season_keys())}};
}

}  // namespace config
