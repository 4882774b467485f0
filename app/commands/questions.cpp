#include "app/commands/questions.h"

#include "config/checks.h"
#include "core/ascii.h"
#include "core/error.h"
#include "core/text.h"
#include "fetch/markup/url.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace app {

namespace {

constexpr std::size_t usual_sources = 3;

/// Those of the numbers and addresses that name no candidate, and those that do.
struct Picked {
    std::vector<std::size_t> candidates;
    std::string unknown;  ///< the first that is none
};

Picked picked(const Beginning& beginning, const std::string& answer) {
    Picked picked;
    std::string words = answer;
    std::ranges::replace(words, ',', ' ');
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t end = std::min(words.find(' ', at), words.size());
        const std::string word = words.substr(at, end - at);
        at = end + 1;
        if (word.empty()) continue;
        std::size_t number = 0;
        const auto [rest, failed] = std::from_chars(word.data(), word.data() + word.size(), number);
        const bool is_number = failed == std::errc() && rest == word.data() + word.size();
        std::vector<std::size_t> meant;
        for (std::size_t i = 0; i < beginning.candidates.size(); ++i)
            if (word == "all" || (is_number && number == i + 1) || beginning.candidates[i].source->url == word)
                meant.push_back(i);
        if (meant.empty() && picked.unknown.empty()) picked.unknown = word;
        for (const std::size_t each : meant)
            if (std::ranges::find(picked.candidates, each) == picked.candidates.end())
                picked.candidates.push_back(each);
    }
    return picked;
}

std::string usual_numbers(const Beginning& beginning) {
    std::vector<std::size_t> numbers;
    for (std::size_t i = 0; i < beginning.candidates.size(); ++i)
        if (numbers.size() < usual_sources && (beginning.candidates[i].recordings() > 0 || i == 0))
            numbers.push_back(i + 1);
    return fmt::format("{}", fmt::join(numbers, " "));
}

Question about_sources(const Beginning& beginning) {
    Question question{.text = "Which of these to take, by number, or all of them"};
    std::size_t number = 0;
    for (const Candidate& each : beginning.candidates) {
        question.choices.push_back(fmt::format("{}. {} {}", ++number, core::name(each.source->kind), each.source->url));
        question.choices.push_back(fmt::format("   {} articles; of {} that were read {} had a recording",
                                               each.source->articles, each.sampled.read, each.sampled.with_recording));
    }
    question.usual = usual_numbers(beginning);
    question.right = [&beginning](const std::string& answer) {
        const Picked picks = picked(beginning, answer);
        if (picks.unknown.empty() && !picks.candidates.empty()) return std::string();
        std::vector<std::string> urls;
        for (const Candidate& each : beginning.candidates) urls.push_back(each.source->url);
        return fmt::format("numbers from 1 to {}, or of {}", urls.size(), fmt::join(urls, ", "));
    };
    return question;
}

void take_sources(Beginning& beginning, const std::string& answer) {
    beginning.draft.sources.clear();
    for (const std::size_t index : picked(beginning, answer).candidates)
        beginning.draft.sources.push_back(beginning.candidates[index].source);
}

std::string right_line(const std::string& answer) {
    return config::plain_line(answer);
}

Question about_title(const Beginning& beginning) {
    const std::string& known = beginning.draft.show.title;
    return {.text = "Title of the podcast",
            .usual = !known.empty()             ? known
                     : !beginning.title.empty() ? beginning.title
                                                : fetch::host_of(beginning.address),
            .right = right_line};
}

/// What else of the show is named after its title, where nothing else is known.
void take_title(Beginning& beginning, const std::string& answer) {
    core::Show& show = beginning.draft.show;
    show.title = answer;
    if (show.description.empty()) show.description = answer;
    if (show.author.empty()) show.author = answer;
}

Question about_language(const Beginning& beginning) {
    const std::string& known = beginning.draft.show.language;
    return {.text = "Language of the articles and the show",
            .usual = !known.empty()                              ? known
                     : core::is_language_tag(beginning.language) ? beginning.language
                                                                 : "en",
            .right = [](const std::string& answer) { return config::language_tag(answer); }};
}

std::string likely_zone(const Beginning& beginning) {
    return core::likely_zone({beginning.draft.show.language, fetch::host_of(beginning.address), beginning.written});
}

Question about_zone(const Beginning& beginning) {
    const std::string likely = likely_zone(beginning);
    return {.text = "Time zone of the newspaper",
            .usual = likely.empty() ? "UTC" : likely,
            .right = [](const std::string& answer) { return config::time_zone(answer); }};
}

void take_zone(Beginning& beginning, const std::string& answer) {
    Draft& draft = beginning.draft;
    draft.show.timezone = answer;
    if (draft.answered.contains("timezone")) return;
    const bool has_times = std::ranges::any_of(beginning.written, [](const core::WrittenTime& time) {
        return time.offset.value_or(std::chrono::minutes(0)) != std::chrono::minutes(0);
    });
    draft.zone_reason = likely_zone(beginning).empty()
                            ? "which nothing that was read tells; until it is set times without a zone are taken as UTC"
                        : has_times ? "by the times that were read"
                                    : "by language and address";
}

std::optional<bool> yes_or_no(const std::string& answer) {
    const std::string word = core::ascii_lower(answer);
    if (word == "yes" || word == "y" || word == "true") return true;
    if (word == "no" || word == "n" || word == "false") return false;
    return std::nullopt;
}

Question about_voice(const Beginning& beginning) {
    return {.text = beginning.machine_voice.empty()
                        ? "Does a machine read them aloud (listeners are told)"
                        : fmt::format("Does a machine read them aloud, as {} (listeners are told)",
                                      beginning.machine_voice),
            .usual = beginning.machine_voice.empty() ? "no" : "yes",
            .right = [](const std::string& answer) {
                return yes_or_no(answer) ? std::string() : std::string("yes or no");
            }};
}

void take_voice(Beginning& beginning, const std::string& answer) {
    beginning.draft.show.synthetic_voice = *yes_or_no(answer);
    if (!beginning.draft.answered.contains("synthetic-voice")) beginning.draft.voice_reason = beginning.machine_voice;
}

Question about_email(const Beginning& beginning) {
    return {.text = "Owner's e-mail address, for directories (Enter: later)",
            .usual = beginning.draft.show.owner.email,
            .right = [](const std::string& answer) { return answer.empty() ? "" : config::email_address(answer); }};
}

Question about_owner(const Beginning& beginning) {
    const core::Show& show = beginning.draft.show;
    return {.text = "Name of the owner",
            .usual = show.owner.name.empty() ? show.author : show.owner.name,
            .right = right_line};
}

Question about_base(const Beginning& beginning) {
    return {.text = fmt::format("Public address at which {}/{}/ will be served, for years (Enter: later)",
                                beginning.draft.out, beginning.draft.show.id),
            .usual = beginning.draft.show.base_url,
            .right = [](const std::string& answer) { return answer.empty() ? "" : config::public_base(answer); }};
}

/// Where a show may be published: neither the system's, nor above what nobody else is to read.
std::string right_out(const std::filesystem::path& folder, const std::string& answer) {
    if (const std::string fault = config::plain_line(answer); !fault.empty()) return fault;
    const auto whole = [&](const std::filesystem::path& path) {
        std::filesystem::path normal = config::resolved((folder / path).lexically_normal());
        return normal.has_filename() ? normal : normal.parent_path();
    };
    const std::filesystem::path out = whole(answer);
    if (config::is_system_folder(out)) return "a folder of newscast's own, like /srv/podcast";
    if (config::is_within(whole(config::usual_state_directory(folder)), out))
        return "a folder without the state in it, which is kept beside the configuration, like out";
    return {};
}

Question about_out(const Beginning& beginning) {
    return {.text = "Folder to publish in",
            .usual = beginning.draft.out,
            .right = [folder = beginning.folder](const std::string& answer) { return right_out(folder, answer); }};
}

bool never(const Beginning& /*unused*/) {
    return false;
}

std::string complaint(const std::string& name, const std::string& answer, const std::string& right) {
    return fmt::format("--{} '{}' will not do; it must be {}", name, answer, right);
}

}  // namespace

const std::vector<Topic>& topics() {
    static const std::vector<Topic> all{
        {"sources", "LIST", "which of what is found to take: numbers, addresses, or all", about_sources,
         [](const Beginning& beginning) { return beginning.candidates.size() < 2; }, take_sources},
        {"title", "TITLE", "the podcast's title; else what the site calls itself", about_title, never, take_title},
        {"language", "TAG", "the articles' language, like vi or en-GB; else what the site says", about_language, never,
         [](Beginning& beginning, const std::string& answer) { beginning.draft.show.language = answer; }},
        {"timezone", "ZONE", "the newspaper's zone (Asia/Ho_Chi_Minh); else what is read tells", about_zone, never,
         take_zone},
        {"synthetic-voice", "yes|no", "whether a machine reads the articles aloud; else by the recordings' names",
         about_voice, never, take_voice},
        {"owner-email", "ADDRESS", "e-mail address that directories write to; else it is left to be filled in",
         about_email, never,
         [](Beginning& beginning, const std::string& answer) { beginning.draft.show.owner.email = answer; }},
        {"owner-name", "NAME", "the podcast's owner; else its author", about_owner,
         [](const Beginning& beginning) { return beginning.draft.show.owner.email.empty(); },
         [](Beginning& beginning, const std::string& answer) { beginning.draft.show.owner.name = answer; }},
        {"out", "DIR", "the folder to publish in (out)", about_out, never,
         [](Beginning& beginning, const std::string& answer) { beginning.draft.out = answer; }},
        {"base-url", "URL", "the public address of what is published; else an example, to be filled in", about_base,
         never,
         [](Beginning& beginning, const std::string& answer) {
             beginning.draft.show.base_url = answer.empty() || answer.ends_with('/') ? answer : answer + '/';
         }},
    };
    return all;
}

void require_right(const Answers& answers, const std::filesystem::path& folder) {
    Beginning nothing;
    nothing.folder = folder;
    for (const Topic& topic : topics()) {
        const auto given = answers.find(topic.name);
        // What is found of sources is known later.
        if (given == answers.end() || topic.take == take_sources) continue;
        if (const std::string right = topic.question(nothing).right(given->second); !right.empty())
            throw core::Error(core::ErrorKind::config, complaint(topic.name, given->second, right));
    }
}

void complete(Beginning& beginning, const Answers& answers, const std::optional<Person>& person) {
    for (const Topic& topic : topics()) {
        const Question question = topic.question(beginning);
        std::string answer = question.usual;
        if (const auto given = answers.find(topic.name); given != answers.end()) {
            answer = given->second;
            if (const std::string right = question.right(answer); !right.empty())
                throw core::Error(core::ErrorKind::config, complaint(topic.name, answer, right));
            beginning.draft.answered.insert(topic.name);
        } else if (person && !topic.is_settled(beginning)) {
            answer = ask(*person, question);
            if (!answer.empty()) beginning.draft.answered.insert(topic.name);
        }
        topic.take(beginning, answer);
    }
}

}  // namespace app
