// The rules of the house, read from the source files themselves: docs/architecture.md says what they are for.

#include "tests/house/source_tree.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>

namespace {

using house::Include;
using house::SourceFile;

const std::filesystem::path root = NEWSCAST_SOURCE_DIR;
const std::vector<std::string> rooms{"core", "config", "fetch", "transcode", "catalog", "feed", "app"};

/// Where each library may be included. The two of any .cpp are left out: fmt, JSON.
const std::map<std::string, std::set<std::string>> homes{
    {"libav", {"transcode"}},  {"libebur128", {"transcode"}},  {"TagLib", {"transcode"}},
    {"libcurl", {"fetch"}},    {"libxml2", {"fetch", "feed"}}, {"zlib", {"fetch"}},
    {"SQLite", {"catalog"}},   {"toml++", {"config"}},         {"CLI11", {"app"}},
    {"cpp-httplib", {"app"}},  {"ICU", {"core", "fetch"}},     {"libcrypto", {"core"}},
    {"libqrencode", {"feed"}}, {"uchardet", {"fetch"}},        {"RE2", {"fetch"}},
    {"Pango", {"transcode"}},  {"libsystemd", {"app"}},
};
const std::set<std::string> of_any_cpp{"fmt", "JSON"};

const std::vector<SourceFile>& sources() {
    static const std::vector<SourceFile> files = house::read_sources(root, rooms);
    return files;
}

/// The rooms' files and the tests'.
std::vector<SourceFile> everything() {
    std::vector<SourceFile> files = house::read_sources(root, {"tests"});
    files.insert(files.end(), sources().begin(), sources().end());
    return files;
}

bool is_room(const std::string& folder) {
    return std::ranges::find(rooms, folder) != rooms.end();
}

std::string first_folder(const std::string& include) {
    return include.substr(0, include.find('/'));
}

std::string at(const SourceFile& file, std::size_t line) {
    return file.path + ":" + std::to_string(line) + ": ";
}

/// Headers that another room includes, and those they include: what a room shows to the others.
std::set<std::string> public_headers() {
    std::map<std::string, const SourceFile*> by_path;
    for (const SourceFile& file : sources()) by_path[file.path] = &file;
    std::set<std::string> shown;
    std::vector<std::string> waiting;
    for (const SourceFile& file : sources()) {
        for (const Include& include : file.includes) {
            if (!include.angle && first_folder(include.name) != file.folder()) waiting.push_back(include.name);
        }
    }
    while (!waiting.empty()) {
        const std::string path = waiting.back();
        waiting.pop_back();
        if (!by_path.contains(path) || !shown.insert(path).second) continue;
        for (const Include& include : by_path[path]->includes) {
            if (!include.angle) waiting.push_back(include.name);
        }
    }
    return shown;
}

TEST(House, HasItsRooms) {
    for (const std::string& room : rooms) {
        EXPECT_TRUE(std::ranges::any_of(sources(), [&](const SourceFile& file) { return file.folder() == room; }))
            << room;
    }
}

TEST(House, IncludesStartAtTheRootAndNameAFile) {
    for (const SourceFile& file : everything()) {
        for (const Include& include : file.includes) {
            if (include.angle) continue;
            EXPECT_TRUE(is_room(first_folder(include.name)) || first_folder(include.name) == "tests")
                << at(file, include.line) << include.name << " does not start at the root";
            EXPECT_TRUE(std::filesystem::exists(root / include.name))
                << at(file, include.line) << include.name << " is missing";
        }
    }
}

TEST(House, ARoomIncludesCoreAndItselfOnlyAndAppEverything) {
    for (const SourceFile& file : sources()) {
        for (const Include& include : file.includes) {
            if (include.angle || file.folder() == "app") continue;
            const std::string from = first_folder(include.name);
            EXPECT_TRUE(from == "core" || from == file.folder())
                << at(file, include.line) << file.folder() << " includes " << include.name;
        }
    }
}

TEST(House, ALibraryIsIncludedInItsOwnRoomOnly) {
    for (const SourceFile& file : sources()) {
        for (const Include& include : file.includes) {
            if (!include.angle) continue;
            const std::string library = house::library_of(include.name);
            if (library.empty() || of_any_cpp.contains(library)) continue;
            ASSERT_TRUE(homes.contains(library)) << at(file, include.line) << "no rule for <" << include.name << ">";
            EXPECT_TRUE(homes.at(library).contains(file.folder()))
                << at(file, include.line) << library << " has no place in " << file.folder();
        }
    }
}

TEST(House, NoLibraryShowsInAPublicHeader) {
    const std::set<std::string> shown = public_headers();
    EXPECT_TRUE(shown.contains("core/error.h")) << "the list of public headers is not right";
    EXPECT_TRUE(shown.contains("config/config.h"));
    for (const SourceFile& file : sources()) {
        if (!shown.contains(file.path)) continue;
        for (const Include& include : file.includes) {
            if (!include.angle) continue;
            EXPECT_EQ(house::library_of(include.name), "") << at(file, include.line) << "<" << include.name << ">";
        }
    }
}

TEST(House, AHeaderIsIncludedOnceAndAFileBeginsWithItsOwn) {
    std::set<std::string> paths;
    for (const SourceFile& file : sources()) paths.insert(file.path);
    for (const SourceFile& file : sources()) {
        if (file.is_header()) {
            EXPECT_NE(file.text.find("#pragma once\n"), std::string::npos) << file.path;
            continue;
        }
        const std::string own = file.path.substr(0, file.path.size() - 3) + "h";
        if (!paths.contains(own)) continue;
        ASSERT_FALSE(file.includes.empty()) << file.path;
        EXPECT_EQ(file.includes.front().name, own) << file.path;
    }
}

bool is_blank(const std::string& line) {
    return line.find_first_not_of(' ') == std::string::npos;
}

TEST(House, ANamespaceIsNamedLikeItsFolder) {
    for (const SourceFile& file : sources()) {
        const bool is_door = std::ranges::all_of(
            file.code, [](const std::string& line) { return is_blank(line) || line.front() == '#'; });
        if (file.path.ends_with("/main.cpp") || is_door) continue;
        EXPECT_THAT(file.text, testing::ContainsRegex("namespace " + file.folder() + "(::[a-z_:]+)? \\{")) << file.path;
    }
}

struct Ban {
    std::string pattern;
    std::string why;
};

/// Looks in code, where comments and strings are gone.
void expect_none(const std::vector<SourceFile>& files, const std::vector<Ban>& bans) {
    for (const Ban& ban : bans) {
        const std::regex pattern(ban.pattern);
        for (const SourceFile& file : files) {
            for (std::size_t i = 0; i < file.code.size(); ++i) {
                if (file.code[i].find("#include") != std::string::npos) continue;
                EXPECT_FALSE(std::regex_search(file.code[i], pattern)) << at(file, i + 1) << ban.why;
            }
        }
    }
}

TEST(House, OwnershipIsNeverByHand) {
    expect_none(everything(), {
                                  {R"(\bgoto\b)", "goto"},
                                  {R"((^|[^:\w])new\b(?!\s*\()|\bnew\s*\()", "new: own it from the start"},
                                  {R"((^|[^=\s])\s*\bdelete\b|^\s*delete\b)", "delete: its owner does that"},
                                  {R"((^|[^\w.>])(std::)?(malloc|calloc|realloc|free)\s*\()", "C allocation"},
                              });
}

/// Every way to change a file that C, C++ or Linux have.
const std::vector<Ban> changes_of_files{
    {R"(\bO_(CREAT|WRONLY|RDWR|TMPFILE|TRUNC)\b)", "opens to write"},
    {R"(\b(creat|mkostemps?|mkstemps?|mkdtemp|tmpfile|openat2?|fopen|freopen|fdopen)\s*\()", "opens to write"},
    {R"(\b(basic_)?(ofstream|fstream|filebuf)\b)", "opens to write"},
    {R"(\b(pwrite|pwritev2?|writev|ftruncate|fallocate|posix_fallocate|copy_file_range|sendfile)\s*\()", "writes"},
    {R"(\b(fsync|fdatasync|syncfs|sync_file_range)\s*\()", "syncs"},
    {R"(\b(unlink|mkdir|symlink|rename|link)at2?\s*\(|\b(unlink|mkdir|rmdir|symlink)\s*\()", "changes names"},
    {R"((^|[^\w>:])::\s*(write|truncate|rename|link|remove)\s*\()", "writes, or changes names"},
    // Methods may have these names; a C function's first argument is a descriptor or a name, and more follow.
    {R"((^\s*|[=(!,;?&|{}]\s*|\breturn\s+)(write|rename|link)\s*\(\s*\w[\w.>-]*(\(\))?\s*,)",
     "writes, or changes names"},
    {R"(\bstd::(rename|remove)\s*\()", "changes names"},
    {R"(\b(filesystem|fs)::(rename|remove|remove_all|create_director(y|ies)|create_\w*link|copy|copy_file)\s*\()",
     "changes names"},
    {R"(\b(filesystem|fs)::(copy_symlink|resize_file|permissions)\s*\()", "changes files"},
    {R"(\bnamespace\s+(?!(filesystem|fs)\b)\w+\s*=\s*(::)?\s*std::filesystem\b)", "a name that hides what it changes"},
};

/// What may change files beside the door, and why.
const std::map<std::string, std::string> beside_the_door{
    {"core/disk.cpp", "it is the door"},
    {"app/workers/memory_file.cpp", "what processes are handed lies in memory, not on a disk"},
    {"app/interrupt.cpp", "its last words go to standard error"},
};

TEST(House, FilesAreChangedThroughOneDoor) {
    std::vector<SourceFile> files;
    std::ranges::copy_if(sources(), std::back_inserter(files),
                         [](const SourceFile& file) { return !beside_the_door.contains(file.path); });
    EXPECT_EQ(files.size() + beside_the_door.size(), sources().size()) << "a file that is let off is not there";
    expect_none(files, changes_of_files);
}

TEST(House, NamesSayWhatAThingIs) {
    expect_none(sources(),
                {
                    {R"(\b(class|struct)\s+\w*(Manager|Helper|Util|Utils)\b)", "no such word in a type's name"},
                    {R"(^\s*#\s*define\s+\w+\()", "no macros of our own"},
                    {R"(^\s*using\s+namespace\s+std\s*;)", "names come one by one"},
                });
}

TEST(House, NothingIsLeftForLater) {
    // Written in two halves, so that this file passes its own rule.
    const std::vector<std::string> marks{
        "TO"
        "DO",
        "FIX"
        "ME",
        "HA"
        "CK:",
        "X"
        "XX:"};
    for (const SourceFile& file : everything()) {
        for (const std::string& mark : marks)
            EXPECT_EQ(file.text.find(mark), std::string::npos) << file.path << ": " << mark;
    }
}

TEST(House, AFileHoldsOneIdea) {
    for (const SourceFile& file : everything()) {
        EXPECT_LE(std::ranges::count(file.text, '\n'), 400) << file.path << " holds more than one";
    }
}

TEST(House, BuildListsItsSources) {
    for (const std::string& room : rooms) {
        std::ifstream file(root / room / "CMakeLists.txt");
        const std::string list{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        EXPECT_EQ(list.find("GLOB"), std::string::npos) << room;
        for (const SourceFile& source : sources()) {
            if (source.folder() != room || source.is_header()) continue;
            EXPECT_NE(list.find(' ' + source.path.substr(room.size() + 1)), std::string::npos)
                << source.path << " is not built";
        }
    }
}

// The reading itself is tested too: a rule that finds nothing because it cannot see is worse than none.

TEST(SourceTree, BlanksCommentsAndStringsOnly) {
    EXPECT_EQ(house::without_comments_and_strings("a /* new */ b // delete\nc"), "a           b          \nc");
    EXPECT_EQ(house::without_comments_and_strings("x = \"a\\\"new\"; y"), "x =         ; y");
    EXPECT_EQ(house::without_comments_and_strings("R\"(new \" x)\" z"), "             z");
    EXPECT_EQ(house::without_comments_and_strings("1'000 '\"' new"), "1'000     new");
    EXPECT_EQ(house::without_comments_and_strings("\"http://a\" b"), "           b");
}

TEST(SourceTree, FindsIncludes) {
    const std::vector<Include> includes =
        house::includes_of("#pragma once\n#include <a/b.h>\n  #  include \"c.h\"\n// #include <d>\n");
    ASSERT_EQ(includes.size(), 2U);
    EXPECT_EQ(includes[0].name, "a/b.h");
    EXPECT_TRUE(includes[0].angle);
    EXPECT_EQ(includes[1].name, "c.h");
    EXPECT_FALSE(includes[1].angle);
    EXPECT_EQ(includes[1].line, 3U);
}

TEST(SourceTree, KnowsLibraries) {
    EXPECT_EQ(house::library_of("vector"), "");
    EXPECT_EQ(house::library_of("sys/mman.h"), "");
    EXPECT_EQ(house::library_of("libavcodec/avcodec.h"), "libav");
    EXPECT_EQ(house::library_of("curl/curl.h"), "libcurl");
    EXPECT_EQ(house::library_of("id3v2tag.h"), "TagLib");
    EXPECT_EQ(house::library_of("boost/asio.hpp"), "?");
}

TEST(SourceTree, BansFindWhatTheyAreFor) {
    const std::regex news(R"((^|[^:\w])new\b(?!\s*\()|\bnew\s*\()");
    EXPECT_TRUE(std::regex_search(std::string("auto* x = new Thing;"), news));
    EXPECT_FALSE(std::regex_search(std::string("renew(x); newest = 1;"), news));
    const std::regex deletes(R"((^|[^=\s])\s*\bdelete\b|^\s*delete\b)");
    EXPECT_TRUE(std::regex_search(std::string("    delete x;"), deletes));
    EXPECT_TRUE(std::regex_search(std::string("if (x) delete x;"), deletes));
    EXPECT_FALSE(std::regex_search(std::string("Http(const Http&) = delete;"), deletes));
}

TEST(SourceTree, SeesEveryChangeOfAFile) {
    const auto is_seen = [](const std::string& line) {
        return std::ranges::any_of(changes_of_files,
                                   [&](const Ban& ban) { return std::regex_search(line, std::regex(ban.pattern)); });
    };
    for (const char* change : {"    FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));",
                               "::open(p, O_RDWR|O_CREAT, 0644)",
                               "open(folder, O_TMPFILE | O_RDWR)",
                               "int f = ::creat(path, 0644);",
                               "creat(path, 0644);",
                               "if (::write(file, bytes.data(), bytes.size()) < 0)",
                               "    write(file.get(), bytes.data(), 3);",
                               "x = write(fd, data, 3);",
                               "return ::pwrite(file, data, size, 0);",
                               "check(ftruncate(file_.get(), 0));",
                               "::fsync(file)",
                               "fdatasync(file)",
                               "syncfs(file)",
                               "::rename(a.c_str(), b.c_str())",
                               "    rename(a.c_str(), b.c_str());",
                               "if (std::rename(a, b) != 0)",
                               "::link(a, b)",
                               "!link(a, b)",
                               "::unlink(name)",
                               "unlinkat(folder, name, 0)",
                               "renameat2(a, b, c, d, 0)",
                               "mkdir(path, 0777)",
                               "::rmdir(path)",
                               "symlink(a, b)",
                               "::mkostemp(name.data(), O_CLOEXEC)",
                               "std::remove(path)",
                               "::remove(path)",
                               "std::filesystem::rename(a, b);",
                               "filesystem::remove(path, failed);",
                               "fs::remove_all(path);",
                               "std::filesystem::create_directory(path)",
                               "filesystem::create_directories(path)",
                               "std::filesystem::copy(a, b)",
                               "filesystem::copy_file(a, b)",
                               "filesystem::create_hard_link(a, b)",
                               "filesystem::create_symlink(a, b)",
                               "filesystem::resize_file(a, 0)",
                               "std::ofstream file(path);",
                               "std::fstream file(path);",
                               "FILE* file = std::fopen(path, mode);",
                               "namespace stdfs = std::filesystem;"})
        EXPECT_TRUE(is_seen(change)) << change;
    for (const char* innocent : {"::open(path.c_str(), O_RDONLY | O_CLOEXEC)",
                                 "core::disk::write(file.get(), bytes, name);",
                                 "disk::rename(from, to);",
                                 "disk::remove(path);",
                                 "core::disk::link(a, b)",
                                 "void write(std::string_view bytes);",
                                 "void Container::write(AVPacket& packet) {",
                                 "output.write(packet, true);",
                                 "writer->write(a, b);",
                                 "    write(text);",
                                 "write(core::clean_utf8(text));",
                                 "fetch::Link link(a, b);",
                                 "page.link(a, b)",
                                 "std::remove_if(a, b, is_mark)",
                                 "std::ifstream file(path);",
                                 "filesystem::remove_filename(x)",
                                 "namespace filesystem = std::filesystem;",
                                 "namespace fs = std::filesystem;",
                                 "std::filesystem::path copy(path);",
                                 "std::ranges::copy(a, b);",
                                 "catalog.unlinked(x)",
                                 "std::fputs(text, stderr);"})
        EXPECT_FALSE(is_seen(innocent)) << innocent;
}

}  // namespace
