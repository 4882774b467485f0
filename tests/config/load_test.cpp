#include "config/load.h"

#include "core/error.h"
#include "tests/config/load_fixture.h"

#include <gmock/gmock.h>

#include <array>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

using config_tests::Load;
using config_tests::show;
using config_tests::source;
using config_tests::valid;

TEST_F(Load, ReadsTheLeastThatIsNeededAndKeepsDefaults) {
    const config::Config config = load(valid);
    const std::filesystem::path folder = std::filesystem::absolute(folder_.path());
    EXPECT_EQ(config.file, folder / "show.toml");
    EXPECT_EQ(config.show.id, "town");
    EXPECT_EQ(config.show.base_url, "https://podcast.example/town/") << "the slash is added";
    ASSERT_EQ(config.show.categories.size(), 2U);
    EXPECT_EQ(config.show.categories[0].sub, "Daily News");
    EXPECT_EQ(config.show.categories[1].sub, "");
    EXPECT_FALSE(config.show.explicit_content);
    EXPECT_TRUE(config.show.image.empty());
    ASSERT_EQ(config.sources.size(), 1U);
    EXPECT_EQ(config.sources[0].kind, core::SourceKind::feed);
    EXPECT_EQ(config.recipe, core::Recipe{});
    EXPECT_EQ(config.limits.concurrency, core::Limits{}.concurrency);
    EXPECT_EQ(config.out_directory, folder / "out");
    EXPECT_EQ(config.state_directory, folder / "state");
    EXPECT_EQ(config.show_folder(), folder / "out" / "town");
    EXPECT_EQ(config.keep_sources, std::chrono::days(90));
}

TEST_F(Load, ReadsEveryKindOfValue) {
    const config::Config config = load(show + R"(
owner = { name = "Newsroom", email = "news@town.example" }
image = "art/../cover.png"
explicit = true
hubs = ["https://hub.example/"]
podping = "https://podping.example/"
podping_key = "keys/podping"
former_feed = "test.former-feed.json"
synthetic_voice = true
locked = false
[[source]]
kind = "page"
url = "https://town.example/news"
max_items = 7
since = 2026-01-31
link_xpath = "//a/@href"
include = ["/news/", "/sport/"]
exclude = ["video$"]
xpath = { title = "//h1", body = "//p", audio = "//b/@data-id" }
audio_url = "https://cdn.example/{id}.mp3"
max_pages = 3
ignore_robots = true
[[source]]
kind = "files"
path = "articles/"
[audio]
target_lufs = -19
true_peak_dbtp = -1.5
format = "opus"
channels = "source"
lane = "encode"
sample_rate_hz = 48000
filters = "highpass=f=80"
[feed]
items = 20
[state]
directory = "/srv/newscast/state"
keep_sources_days = 7
[fetch]
connect_timeout_s = 5
host_delay_ms = 250
recheck_days = 2
max_page_mb = 2
connect_to = ["town.example:443:127.0.0.1:8443"]
allow_hosts = ["127.0.0.1"]
ca_file = "roots.pem"
[out]
directory = "../published/"
)");
    const std::filesystem::path folder = std::filesystem::absolute(folder_.path());
    EXPECT_EQ(config.show.owner.email, "news@town.example");
    EXPECT_EQ(config.show.image, folder / "cover.png");
    EXPECT_TRUE(config.show.explicit_content);
    EXPECT_TRUE(config.show.synthetic_voice);
    EXPECT_FALSE(config.show.locked);
    EXPECT_THAT(config.show.hubs, ElementsAre("https://hub.example/"));
    EXPECT_EQ(config.show.podping, "https://podping.example/");
    EXPECT_EQ(config.show.podping_key, folder / "keys/podping");
    EXPECT_EQ(config.show.former_feed, folder / "test.former-feed.json");
    ASSERT_EQ(config.sources.size(), 2U);
    const core::Source& page = config.sources[0];
    EXPECT_EQ(page.max_items, 7U);
    EXPECT_EQ(page.since, std::chrono::year(2026) / 1 / 31);
    EXPECT_EQ(page.link_xpath, "//a/@href");
    EXPECT_THAT(page.include, ElementsAre("/news/", "/sport/"));
    EXPECT_THAT(page.exclude, ElementsAre("video$"));
    EXPECT_EQ(page.xpath.at("body"), "//p");
    EXPECT_EQ(page.audio_url, "https://cdn.example/{id}.mp3");
    EXPECT_EQ(page.max_pages, 3U);
    EXPECT_TRUE(page.ignore_robots);
    EXPECT_EQ(config.sources[1].path, folder / "articles") << "a slash at the end names the same folder";
    EXPECT_EQ(config.recipe.target_lufs, -19.0) << "a whole number is a number";
    EXPECT_EQ(config.recipe.format, core::Format::opus);
    EXPECT_EQ(config.recipe.channels, core::Channels::source);
    EXPECT_EQ(config.recipe.lane, core::Lane::encode);
    EXPECT_EQ(config.recipe.filters, "highpass=f=80");
    EXPECT_EQ(config.feed.items, 20U);
    EXPECT_EQ(config.state_folder(), "/srv/newscast/state/town");
    EXPECT_EQ(config.keep_sources, std::chrono::days(7));
    EXPECT_EQ(config.limits.connect_timeout, std::chrono::seconds(5));
    EXPECT_EQ(config.limits.host_delay, std::chrono::milliseconds(250));
    EXPECT_EQ(config.limits.recheck, std::chrono::hours(48));
    EXPECT_EQ(config.limits.max_page_bytes, 2U << 20);
    EXPECT_THAT(config.limits.connect_to, ElementsAre("town.example:443:127.0.0.1:8443"));
    EXPECT_EQ(config.limits.ca_file, (folder / "roots.pem").string());
    EXPECT_EQ(config.out_directory, (folder.parent_path() / "published"));
}

TEST_F(Load, SurvivesAByteOrderMarkAndWindowsLineEnds) {
    std::string content = "\xEF\xBB\xBF";
    for (const char c : valid) content += c == '\n' ? std::string("\r\n") : std::string(1, c);
    EXPECT_EQ(load(content).show.title, "Town news");
}

TEST_F(Load, ComposesVietnamese) {
    std::string content = valid;
    content.replace(content.find("Town news"), 9, "Ti\xCC\x81n");
    EXPECT_EQ(load(content).show.title, "T\xC3\xADn");
}

struct Refusal {
    std::string content;
    std::string expected;  ///< begins with the line and a colon
};

/// Changes one line of the valid file.
std::string with(const std::string& old_line, const std::string& new_line) {
    std::string content = valid;
    const std::size_t at = content.find(old_line);
    EXPECT_NE(at, std::string::npos);
    content.replace(at, content.find('\n', at) - at, new_line);
    return content;
}

TEST_F(Load, LeavesPathsAsTheyAreWrittenUnlessOnlyTheComposedNameIsThere) {
    const std::string apart = "ba\xCC\x80i";
    const std::string together = "b\xC3\xA0i";
    const std::string file = valid + "[fetch]\nca_file = \"" + apart + ".pem\"\n[state]\ndirectory = \"" + apart +
                             "-state\"\n[out]\ndirectory = \"" + apart + "\"\n";
    const auto names = [&] {
        const config::Config config = load(file);
        return std::array{config.out_directory.filename().string(), config.state_directory.filename().string(),
                          std::filesystem::path(config.limits.ca_file).filename().string()};
    };
    EXPECT_EQ(names(), (std::array{apart, apart + "-state", apart + ".pem"}));
    for (const std::string ending : {"", "-state", ".pem"})
        std::filesystem::create_directories(folder_ / (together + ending));
    EXPECT_EQ(names(), (std::array{together, together + "-state", together + ".pem"})) << "as version 0.1.0 made them";
    for (const std::string ending : {"", "-state", ".pem"})
        std::filesystem::create_directories(folder_ / (apart + ending));
    EXPECT_EQ(names(), (std::array{apart, apart + "-state", apart + ".pem"}));
}

TEST_F(Load, LeavesTheAddressOfASourceAsItIsWritten) {
    const config::Config config =
        load(show + "[[source]]\nkind = \"feed\"\nurl = \"http://a.example/ba\xCC\x80i.xml\"\n");
    EXPECT_EQ(config.sources.front().url, "http://a.example/ba\xCC\x80i.xml");
}

TEST_F(Load, NamesLineMistakeAndRemedy) {
    const std::string after = valid;  // 13 lines; what is appended begins on line 14
    const std::vector<Refusal> refusals{
        // keys and sections
        {with("title", "titel = \"x\""), "3: unknown key show.titel; did you mean title?"},
        {with("title", "bitrate_kbps = 96"), "3: unknown key show.bitrate_kbps; it belongs to [audio]"},
        {with("title", "colour = 1"), "3: unknown key show.colour; show has id, title, "},
        {with("[show]", "title = 1\n[show]"), "1: unknown key title; it belongs to [show]"},
        {after + "[audo]\n", "14: unknown section audo; did you mean audio?"},
        {after + "[audio]\nfoo = 1\n[audio]\n", "16: not valid TOML: "},
        {after + "[audio]\nlane = \"auto\"\nlane = \"gain\"\n", "16: not valid TOML: "},
        {after + "[audio]\n\"a\\nb\" = 1\n", "15: unknown key audio.a b; "},
        {source, "1: there is no [show]; "},
        {show, "1: there is no [[source]]; "},
        {show + "[source]\nkind = \"feed\"\n", "11: [source] must be written [[source]]"},
        {"source = []\n" + show, "1: source is empty; "},
        {with("timezone", ""),
         "1: show.timezone is missing; show must have timezone = ..., a zone like \"Asia/Ho_Chi_Minh\", "},
        {with("base_url", ""),
         "1: show.base_url is missing; show must have base_url = ..., where the show's folder is served, like "
         "\"https://"},
        {with("categories", ""), "1: show.categories is missing; show must have categories = ..., a list "},
        {"show = 3\n" + source, "1: show is 3; it must be a table"},
        // types
        {with("title", "title = 7"), "3: show.title is 7; it must be a text in quotes"},
        {with("title", "title = [\"x\"]"), "3: show.title is a list; it must be a text in quotes"},
        {after + "[show.x]\n", "14: unknown key show.x; "},
        {after + "[audio]\ndual_mono = \"yes\"\n", "15: audio.dual_mono is \"yes\"; it must be true or false"},
        {after + "[audio]\nencoder_quality = 5.0\n",
         "15: audio.encoder_quality is 5.0; it must be a whole number from 0 to 9"},
        {after + "[fetch]\nconnect_to = \"a:1:b:2\"\n", "15: fetch.connect_to is \"a:1:b:2\"; it must be a list"},
        {after + "since = \"2026-01-01\"\n", "14: source.since is \"2026-01-01\"; it must be a day without quotes"},
        {after + "since = 2026-02-30\n", "14: not valid TOML: "},
        // values
        {with("id", "id = \"đồng-tháp\""), "2: show.id is \"đồng-tháp\"; it must be 1 to 64 ASCII letters"},
        {with("id", "id = \"../x\""), "2: show.id is \"../x\"; "},
        {with("title", "title = \" \""), "3: show.title is \"\"; it must be a text on one line"},
        {with("title", "title = \"a\\u0000b\""), "3: show.title is "},
        {with("language", "language = \"vietnamese!\""),
         "5: show.language is \"vietnamese!\"; it must be a language tag"},
        {with("timezone", "timezone = \"Asia/Hanoi\""), "10: show.timezone is \"Asia/Hanoi\"; it must be a zone like"},
        {with("base_url", "base_url = \"podcast.example\""), "8: show.base_url is "},
        {with("base_url", "base_url = \"https://podcast.example/town/feed.xml\""),
         "8: show.base_url is \"https://podcast.example/town/feed.xml\"; it must be the folder that this file is in, "
         "\"https://podcast.example/town/\""},
        {with("website", "website = \"ftp://town.example/\""), "7: show.website is "},
        {with("categories", "categories = [\"News\"]"),
         "9: show.categories[0] is \"News\"; it must be a list of lists"},
        {with("categories", "categories = []"), "9: show.categories is a list; it must be a list of lists"},
        {with("categories", "categories = [[\"a\", \"b\", \"c\"]]"), "9: show.categories[0] is a list; "},
        {with("categories", "categories = [[\"a\", 1]]"), "9: show.categories[0][1] is 1; it must be a text"},
        {with("title", "title = \"x\"\nowner = { name = \"x\", email = \"x\" }"),
         "4: show.owner.email is \"x\"; it must be an e-mail"},
        {with("title", "title = \"x\"\nowner = { name = \"x\" }"), "4: show.owner.email is missing"},
        {with("title", "title = \"x\"\nhubs = [\"hub\"]"), "4: show.hubs[0] is \"hub\"; it must be a URL"},
        {after + "[audio]\ntarget_lufs = nan\n", "15: audio.target_lufs is nan; it must be a number from -40 to -5"},
        {after + "[audio]\ntarget_lufs = -inf\n", "15: audio.target_lufs is -inf; "},
        {after + "[audio]\ntarget_lufs = 16\n", "15: audio.target_lufs is 16; "},
        {after + "[audio]\ntrue_peak_dbtp = 1e99\n", "15: audio.true_peak_dbtp is 1e+99; "},
        {after + "[audio]\nformat = \"ogg\"\n", "15: audio.format is \"ogg\"; it must be \"mp3\", \"m4a\" or \"opus\""},
        {after + "[audio]\nlane = \"fast\"\n", "15: audio.lane is \"fast\"; it must be \"auto\", "},
        {after + "[audio]\nbitrate_kbps = 1000\n", "15: audio.bitrate_kbps is 1000; it must be a whole number"},
        {after + "[audio]\nsample_rate_hz = 44000\n", "15: audio.sample_rate_hz is 44000; it must be one of 8000, "},
        {after + "[fetch]\nconcurrency = 1000000\n",
         "15: fetch.concurrency is 1000000; it must be a whole number from 1 to 64"},
        {after + "[fetch]\nretries = -1\n", "15: fetch.retries is -1; "},
        {after + "[fetch]\nrecheck_days = 9223372036854775807\n", "15: fetch.recheck_days is 9223372036854775807; "},
        {after + "[fetch]\nuser_agent = \"a\\r\\nb\"\n", "15: fetch.user_agent is "},
        {after + "[fetch]\nconnect_to = [\"a:b\"]\n",
         "15: fetch.connect_to[0] is \"a:b\"; it must be HOST1:PORT1:HOST2:PORT2"},
        {after + "[fetch]\nallow_hosts = [\"http://a\"]\n",
         "15: fetch.allow_hosts[0] is \"http://a\"; it must be a host"},
        {after + "[fetch]\nproxy = \"proxy\"\n", "15: fetch.proxy is \"proxy\"; "},
        // sources
        {show + "[[source]]\nkind = \"page\"\n", "12: a source of kind \"page\" must have a url"},
        {show + "[[source]]\nkind = \"rss\"\nurl = \"http://a/\"\n",
         "12: source.kind is \"rss\"; it must be \"page\", "},
        {show + "[[source]]\nkind = \"files\"\n", "12: a source of kind \"files\" must have a path"},
        {after + "path = \"x\"\n", "14: a source of kind \"feed\" has no path; "},
        {show + "[[source]]\nkind = \"files\"\npath = \"a\"\nurl = \"http://a/\"\n",
         "14: a source of kind \"files\" has no url; "},
        {show + "[[source]]\nkind = \"list\"\npath = \"a\"\nurl = \"http://a/\"\n",
         "13: a source of kind \"list\" must have either"},
        {show + "[[source]]\nkind = \"list\"\n", "12: a source of kind \"list\" must have either"},
        {after + "max_pages = 2\n", "14: a source of kind \"feed\" has no max_pages; "},
        {after + "link_xpath = \"//a\"\n", "14: a source of kind \"feed\" has no link_xpath; "},
        {after + "max_items = 0\n", "14: source.max_items is 0; it must be a whole number from 1 to "},
        {after + "xpath = { author = \"//p\" }\n",
         "14: unknown field source.xpath.author; it must be one of url, title, "},
        {after + "audio_url = \"https://cdn.example/{id}.mp3\"\n",
         "14: source.audio_url needs the source's xpath.audio; that must find what stands for {id}"},
        {after + "xpath = { audio = \"//b\" }\naudio_url = \"https://cdn.example/a.mp3\"\n",
         "15: source.audio_url is \"https://cdn.example/a.mp3\"; it must be an http or https URL with {id} in its path "
         "or query, "},
        {after + "xpath = { audio = \"//b\" }\naudio_url = \"https://cdn.example/a.mp3#{id}\"\n",
         "15: source.audio_url is \"https://cdn.example/a.mp3#{id}\"; it must be an http or https URL with {id} in its "
         "path or query, "},
        // folders
        {after + "[out]\ndirectory = \"/\"\n", "15: out.directory '/' belongs to the system; "},
        {after + "[out]\ndirectory = \"/etc\"\n", "15: out.directory '/etc' belongs to the system; "},
        {after + "[out]\ndirectory = \"/srv/../etc/x/\"\n", "15: out.directory '/etc/x' belongs to the system; "},
        {after + "[state]\ndirectory = \"/\"\n", "15: state.directory '/' belongs to the system; "},
        {after + "[state]\ndirectory = \"out/state\"\n", "15: state.directory '"},
        {after + "[state]\ndirectory = \"out\"\n", "15: state.directory '"},
        {after + "[out]\ndirectory = \".\"\n", " state.directory is not set, and its default '"},
        {after + "[[source]]\nkind = \"files\"\npath = \"out\"\n", "16: source.path '"},
        {after + "[[source]]\nkind = \"files\"\npath = \"state/town/x.txt\"\n", "16: source.path '"},
        // the file itself
        {"[show]\ntitle = \"x\xFF\"\n", "2: not valid TOML: "},
        {std::string("[show]\ntitle = \"x\0y\"\n", 22), "2: not valid TOML: "},
        {"[show]\ntitle = \n", "2: not valid TOML: "},
        {"x = " + std::string(10'000, '['), "1: not valid TOML: "},
        {"\n[" + std::string(20'000, 'a') + "]\n", "2: the line is 20002 bytes long; it must have at most 16384"},
    };
    for (const Refusal& refusal : refusals)
        EXPECT_THAT("\n" + complaint(refusal.content), HasSubstr("\n" + refusal.expected))
            << refusal.content.substr(0, 600);
}

TEST_F(Load, SurvivesTheDeepestKeyThatALineCanHold) {
    std::string key = "a";
    while (key.size() < 16'000) key += ".a";
    EXPECT_THAT(complaint(valid + "[audio]\n" + key + " = 1\n"), StartsWith("15: unknown key audio.a; "));
}

TEST_F(Load, RefusesAFileThatIsTooLarge) {
    std::string content = valid;
    while (content.size() <= 1U << 20) content += "# " + std::string(1000, 'x') + "\n";
    const std::filesystem::path file = write(content);
    try {
        config::load(file);
        FAIL() << "a file of " << content.size() << " bytes was read";
    } catch (const core::Error& error) {
        EXPECT_EQ(error.kind(), core::ErrorKind::config);
        EXPECT_THAT(error.what(), HasSubstr(file.string()));
    }
}

TEST_F(Load, SaysThatAFileIsMissingOrNotAFile) {
    for (const std::filesystem::path& file : {folder_ / "missing.toml", folder_.path()}) {
        try {
            config::load(file);
            FAIL() << file << " was read";
        } catch (const core::Error& error) {
            EXPECT_EQ(error.kind(), core::ErrorKind::config);
            EXPECT_THAT(error.what(), HasSubstr(file.string()));
        }
    }
}

TEST_F(Load, IsNotFooledByASymbolicLinkIntoTheOutFolder) {
    std::filesystem::create_directory(folder_ / "out");
    std::filesystem::create_directory_symlink(folder_ / "out", folder_ / "hidden");
    EXPECT_THAT(complaint(valid + "[state]\ndirectory = \"hidden/state\"\n"), HasSubstr("lies under out.directory"));
    std::filesystem::create_directory_symlink("/etc", folder_ / "system");
    EXPECT_THAT(complaint(valid + "[out]\ndirectory = \"system/podcast\"\n"), HasSubstr("belongs to the system"));
}

TEST_F(Load, AsksForTheNamesOfCategories) {
    config::Checks checks;
    checks.category = [](const core::Category& category) {
        return category.name == "Education" ? std::string("\"Arts\"") : std::string();
    };
    EXPECT_THAT(complaint(valid, checks), StartsWith("9: show.categories has \"Education\"; it must be \"Arts\""));
    checks.category = [](const core::Category&) { return std::string(); };
    EXPECT_NO_THROW(config::load(write(valid), checks));
}

TEST_F(Load, AsksWhetherEachXPathIsOne) {
    config::Checks checks;
    checks.xpath = [](const std::string& text) {
        return text.starts_with("//") ? std::string() : std::string("an expression");
    };
    const std::string page = show + "[[source]]\nkind = \"page\"\nurl = \"https://town.example/\"\n";
    EXPECT_EQ(complaint(page + "link_xpath = \"a[\"\n", checks),
              "14: source.link_xpath is \"a[\"; it must be an expression");
    EXPECT_EQ(complaint(page + "[source.xpath]\ntitle = \"//h1\"\nbody = \"p[\"\n", checks),
              "16: source.xpath.body is \"p[\"; it must be an expression");
    EXPECT_EQ(complaint(valid + page.substr(show.size()) + "xpath = { title = \"h1[\" }\n", checks),
              "17: source.xpath.title is \"h1[\"; it must be an expression");
    EXPECT_NO_THROW(config::load(write(page + "link_xpath = \"//a\"\nxpath = { title = \"//h1\" }\n"), checks));
    EXPECT_NO_THROW(config::load(write(page + "link_xpath = \"\"\n"), checks)) << "empty means that there is none";
}

TEST_F(Load, AsksWhetherTheFiltersCanBeMade) {
    config::Checks checks;
    checks.filters = [](const std::string& text) {
        return text == "highpass" ? std::string() : std::string("a chain");
    };
    EXPECT_EQ(complaint(valid + "[audio]\nfilters = \"highpas\"\n", checks),
              "15: audio.filters is \"highpas\"; it must be a chain");
    for (const char* fits : {"", "none", "highpass"})
        EXPECT_NO_THROW(config::load(write(valid + "[audio]\nfilters = \"" + fits + "\"\n"), checks)) << fits;
    EXPECT_NO_THROW(config::load(write(valid), checks));
}

}  // namespace
