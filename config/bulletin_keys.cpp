#include "config/bulletin_keys.h"

#include "config/checks.h"
#include "config/mistakes.h"
#include "core/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace config {
namespace {

constexpr std::array<std::string_view, 7> day_names{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

/// The value of a key that the file is known to have.
Value value_of(const Value& entry, const std::string& key) {
    return {*entry.table().get(key), entry.name() + '.' + key, entry.file()};
}

bool is_set(const Value& entry, std::string_view key) {
    return entry.table().contains(key);
}

/// Complains of an item that stands in its list before.
template <class Item>
void refuse_second(const Value& item, const std::vector<Item>& before, const Item& taken) {
    if (std::ranges::find(before, taken) != before.end())
        item.complain(fmt::format("{} is there a second time; it must be left out", item.name()));
}

/// Whether each pair of braces holds one of the names, and no brace stands alone.
bool has_only(std::string_view text, std::initializer_list<std::string_view> names) {
    for (std::size_t at = text.find_first_of("{}"); at != std::string_view::npos; at = text.find_first_of("{}")) {
        if (text[at] == '}') return false;
        text.remove_prefix(at + 1);
        const std::size_t end = text.find('}');
        if (end == std::string_view::npos) return false;
        if (std::ranges::find(names, text.substr(0, end)) == names.end()) return false;
        text.remove_prefix(end + 1);
    }
    return true;
}

std::string title_pattern(std::string_view text) {
    const bool fits = plain_line(text).empty() && has_only(text, {"show", "date", "weekday", "time"});
    return fits ? "" : "a text on one line, not empty, in whose braces stand only {show}, {date}, {weekday} and {time}";
}

std::chrono::minutes time_of_day(const Value& value) {
    const std::string text = value.text();
    const auto digit = [&](std::size_t at) { return text[at] - '0'; };
    bool fits = text.size() == 5 && text[2] == ':';
    for (const std::size_t at : {0U, 1U, 3U, 4U}) fits = fits && digit(at) >= 0 && digit(at) <= 9;
    const int hour = fits ? digit(0) * 10 + digit(1) : 0;
    const int minute = fits ? digit(3) * 10 + digit(4) : 0;
    if (!fits || hour > 23 || minute > 59) value.refuse("a time of day from \"00:00\" to \"23:59\", like \"06:30\"");
    return std::chrono::minutes(hour * 60 + minute);
}

void set_at(Bulletin& bulletin, const Value& value) {
    bulletin.at.clear();
    if (value.node().is_string()) {
        bulletin.at.push_back(time_of_day(value));
        return;
    }
    constexpr std::string_view right = "a time of day like \"06:30\", or a list of them";
    if (!value.node().is_array() || value.list().empty()) value.refuse(right);
    Mistakes mistakes(value.file());
    for (const Value& item : value.list())
        mistakes.note([&] {
            const std::chrono::minutes time = time_of_day(item);
            if (!bulletin.at.empty() && time <= bulletin.at.back()) item.refuse("later than the time before it");
            bulletin.at.push_back(time);
        });
    mistakes.tell();
}

void set_days(Bulletin& bulletin, const Value& value) {
    bulletin.days.clear();
    const std::vector<Value> days = value.list();
    if (days.empty()) value.refuse("at least one day, or left out for every day");
    Mistakes mistakes(value.file());
    for (const Value& item : days)
        mistakes.note([&] {
            const auto* const found = std::ranges::find(day_names, item.text());
            if (found == day_names.end())
                item.refuse("\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\" or \"sun\"");
            const std::chrono::weekday day(static_cast<unsigned>(found - day_names.begin()));
            refuse_second(item, bulletin.days, day);
            bulletin.days.push_back(day);
        });
    mistakes.tell();
}

/// A list of names, each once.
Setter<Bulletin> names(std::vector<std::string> Bulletin::*member, Check check) {
    return [=](Bulletin& bulletin, const Value& value) {
        (bulletin.*member).clear();
        Mistakes mistakes(value.file());
        for (const Value& item : value.list())
            mistakes.note([&] {
                const std::string name = checked_text(item, check);
                refuse_second(item, bulletin.*member, name);
                (bulletin.*member).push_back(name);
            });
        mistakes.tell();
    };
}

std::optional<Bulletin::Order> parse_order(std::string_view text) {
    if (text == "newest") return Bulletin::Order::newest;
    if (text == "sections") return Bulletin::Order::sections;
    return std::nullopt;
}

/// Arguments are a program's own affair: spaces and quotes stay as they are, as no shell reads them.
void set_say(Bulletin& bulletin, const Value& value) {
    constexpr std::string_view right =
        "a list of a program and its arguments, like [\"espeak-ng\", \"-v\", \"{language}\", \"--stdin\", \"-w\", "
        "\"{output}\"]";
    bulletin.say.clear();
    if (!value.node().is_array() || value.list().empty()) value.refuse(right);
    Mistakes mistakes(value.file());
    for (const Value& item : value.list())
        mistakes.note([&] {
            const std::string word = item.written();
            if (bulletin.say.empty() && (core::trim(word) != word || !plain_line(word).empty() || !has_only(word, {})))
                item.refuse("a program's name or path, without braces");
            if (!has_only(word, {"language", "output"}))
                item.refuse("a text in whose braces stands {language} or {output}");
            bulletin.say.push_back(word);
        });
    mistakes.tell();
}

/// Whether every article of the source is for a bulletin that leaves the articles themselves out of the show's feed.
bool is_taken(const core::Source& source, const std::vector<Bulletin>& bulletins) {
    return std::ranges::any_of(bulletins, [&](const Bulletin& bulletin) {
        const bool is_named =
            bulletin.sources.empty() || std::ranges::find(bulletin.sources, source.id) != bulletin.sources.end();
        return !bulletin.singles && bulletin.sections.empty() && is_named;
    });
}

void check_sources(const Bulletin& bulletin, const Value& entry, const std::vector<core::Source>& sources) {
    if (bulletin.sources.empty()) return;
    std::vector<std::string> known;
    for (const core::Source& source : sources)
        if (!source.id.empty()) known.push_back(fmt::format("\"{}\"", source.id));
    const std::string right = known.empty() ? "the id of a [[source]], and none has one; give it id = ..."
                                            : fmt::format("the id of a [[source]]: {}", fmt::join(known, ", "));
    Mistakes mistakes(entry.file());
    for (const Value& item : value_of(entry, "sources").list())
        mistakes.note([&] {
            const auto is_it = [&](const core::Source& source) { return source.id == core::trim(item.text()); };
            if (std::ranges::none_of(sources, is_it)) item.refuse(right);
        });
    mistakes.tell();
}

}  // namespace

const Keys<Bulletin>& bulletin_keys() {
    using std::chrono::milliseconds, std::chrono::minutes, std::chrono::hours;
    static const Keys<Bulletin> keys{
        {"id", Need::required, text(&Bulletin::id, show_id),
         as_example(R"("diem-tin")", "A name of your own, by which it stays itself: ASCII letters, digits, - and _.")},
        {"title", Need::required, text(&Bulletin::title, title_pattern),
         as_example(R"("Điểm tin {weekday}, {date}")",
                    "The title of its editions: {show}, {date}, {weekday} and {time} are put in, as the show's "
                    "language writes them.")},
        {"at", Need::required, set_at,
         as_example(R"(["06:00", "18:00"])",
                    "When an edition is due, by the show's timezone: a time of day like \"06:30\", or several, the "
                    "earliest first. An edition whose time has passed while nothing ran is made by the next run, the "
                    "latest one only.")},
        {"days", Need::optional, set_days,
         as_example(
             R"(["mon", "tue", "wed", "thu", "fri"])",
             "On which days: \"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\". Left out: every day.")},
        {"sections", Need::optional, names(&Bulletin::sections, plain_line),
         as_example(R"(["Thời sự", "Xã hội"])",
                    "Only articles of these sections, as `newscast explain URL` names them, in upper or lower case. "
                    "Left out: all.")},
        {"sources", Need::optional, names(&Bulletin::sources, show_id),
         as_example(R"(["xa-hoi"])", "Only articles of these [[source]], by their id. Left out: all.")},
        {"order", Need::optional, choice(&Bulletin::order, parse_order, "\"newest\" or \"sections\""),
         by_default(
             R"("newest")",
             "newest: the newest article first.\nsections: in the order of `sections`, the newest of each first.")},
        {"max_articles", Need::optional, integer(&Bulletin::max_articles, 1, 100),
         by_default("20",
                    "At most so many articles (to 100) and so many minutes (to 1440), of those that were published in "
                    "so many hours (to 87600) before the edition and have not been in one.")},
        {"max_minutes", Need::optional, duration<minutes>(&Bulletin::max_length, 1, 1'440), by_default("60")},
        {"hours", Need::optional, duration<hours>(&Bulletin::window, 1, 87'600), by_default("24")},
        {"opening", Need::optional, path(&Bulletin::opening, optional_line),
         as_example(R"("mo-dau.mp3")",
                    "Recordings of your own that begin and end it, and that stand between two articles. Each is "
                    "brought to the loudness of the rest. Left out or empty: none.")},
        {"closing", Need::optional, path(&Bulletin::closing, optional_line), as_example(R"("ket-thuc.mp3")")},
        {"separator", Need::optional, path(&Bulletin::separator, optional_line), as_example(R"("ngan-cach.mp3")")},
        {"gap_ms", Need::optional, duration<milliseconds>(&Bulletin::gap, 0, 10'000),
         by_default("400", "Silence between two pieces, to 10000.")},
        {"say", Need::optional, set_say,
         as_example(
             R"(["espeak-ng", "-v", "{language}", "--stdin", "-w", "{output}"])",
             "A program of yours that reads aloud what it gets on standard input, and its arguments, each a text of "
             "its own: no shell reads them. {language} is the language's tag (\"vi\", \"en-US\"); {output} is the "
             "path, ending in .wav, of the file that it has to write; where no argument has it, the sound is what it "
             "writes to standard output (WAV, FLAC, MP3, M4A, AAC, AIFF or Ogg). A path of the program counts from "
             "this file; paths in arguments must begin with /. No default: nothing is spoken.")},
        {"headlines", Need::optional, flag(&Bulletin::headlines),
         by_default("true", "With say: each article's title is spoken before it.")},
        {"voice_missing", Need::optional, flag(&Bulletin::voice_missing),
         by_default(
             "false",
             "With say: an article without a recording is read aloud by it too, and is marked as read by a machine.")},
        {"singles", Need::optional, flag(&Bulletin::singles),
         by_default("true", "False: the articles that are for it are no episodes of their own as well.")},
        {"own_feed", Need::optional, flag(&Bulletin::own_feed),
         by_default("false",
                    "True: it has a feed of its own, bulletin-ID.xml, and its editions are not in the show's. An "
                    "edition stays in the feed in which it was first, whatever is said here later.")},
        {"feed_title", Need::optional, text(&Bulletin::feed_title, optional_line),
         by_default(R"("")", "With own_feed: the title of that feed. Left out or empty: the show's title and the id.")},
    };
    return keys;
}

void check_bulletin(const Bulletin& bulletin, const Value& entry) {
    Mistakes mistakes(entry.file());
    const auto refuse = [&](bool is_wrong, const char* key, std::string_view message) {
        if (is_wrong) mistakes.note([&] { value_of(entry, key).complain(message); });
    };
    refuse(bulletin.order == Bulletin::Order::sections && bulletin.sections.empty(), "order",
           "bulletin.order is \"sections\", and there are none; it must be \"newest\", or sections = [...] must say "
           "their order");
    refuse(bulletin.say.empty() && bulletin.headlines && is_set(entry, "headlines"), "headlines",
           "bulletin.headlines is true, and nothing speaks; it must be false, or say = [...] must name a program");
    refuse(bulletin.say.empty() && bulletin.voice_missing, "voice_missing",
           "bulletin.voice_missing is true, and nothing speaks; it must be false, or say = [...] must name a program");
    refuse(!bulletin.own_feed && !bulletin.feed_title.empty(), "feed_title",
           "bulletin.feed_title names a feed of its own, and there is none; it must be left out, or own_feed must be "
           "true");
    mistakes.tell();
}

void check_bulletins(const std::vector<Bulletin>& bulletins, const std::vector<Value>& entries,
                     const std::vector<core::Source>& sources) {
    if (bulletins.empty()) return;
    Mistakes mistakes(entries.front().file());
    for (std::size_t i = 0; i < bulletins.size(); ++i) {
        const auto is_namesake = [&](const Bulletin& before) { return before.id == bulletins[i].id; };
        const auto here = bulletins.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::any_of(bulletins.begin(), here, is_namesake))
            mistakes.note([&] { value_of(entries[i], "id").refuse("another one than the bulletins before it have"); });
        mistakes.note([&] { check_sources(bulletins[i], entries[i], sources); });
    }
    const bool has_editions =
        std::ranges::any_of(bulletins, [](const Bulletin& bulletin) { return !bulletin.own_feed; });
    const bool has_articles =
        std::ranges::any_of(sources, [&](const core::Source& source) { return !is_taken(source, bulletins); });
    if (mistakes.empty() && !has_editions && !has_articles) {
        const auto first = std::ranges::find(bulletins, false, &Bulletin::singles);
        mistakes.note([&] {
            value_of(entries[static_cast<std::size_t>(first - bulletins.begin())], "singles")
                .complain(
                    "bulletin.singles is false and bulletin.own_feed is true, so that the show's own feed has neither "
                    "articles nor editions; one of them must be left out");
        });
    }
    mistakes.tell();
}

}  // namespace config
