// Whether the program carries what cmake/hardening.cmake asks for, read from its ELF file as the loader reads it.

#include "core/atomic_file.h"

#include <elf.h>
#include <link.h>

#include <cstddef>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace app {
namespace {

using testing::Contains;
using testing::EndsWith;
using testing::Not;

constexpr std::string_view program = NEWSCAST_PROGRAM;
constexpr std::string_view unhardened = NEWSCAST_UNHARDENED;

/// An ELF file of this machine's own kind.
class ElfFile {
public:
    explicit ElfFile(const std::filesystem::path& path) : bytes_(core::read_file(path)), header_(at<ElfW(Ehdr)>(0)) {
        if (std::memcmp(header_.e_ident, ELFMAG, SELFMAG) != 0) throw std::runtime_error(path.string() + " is no ELF");
    }

    auto type() const { return header_.e_type; }

    std::vector<ElfW(Phdr)> segments(ElfW(Word) type) const {
        std::vector<ElfW(Phdr)> found;
        for (std::size_t i = 0; i < header_.e_phnum; ++i) {
            const auto segment = at<ElfW(Phdr)>(header_.e_phoff + i * header_.e_phentsize);
            if (segment.p_type == type) found.push_back(segment);
        }
        return found;
    }

    /// The flags of the dynamic section's entry; none where it has no such entry.
    ElfW(Xword) dynamic(ElfW(Sxword) tag) const {
        for (const auto& segment : segments(PT_DYNAMIC)) {
            for (std::size_t i = 0; i < segment.p_filesz / sizeof(ElfW(Dyn)); ++i) {
                const auto entry = at<ElfW(Dyn)>(segment.p_offset + i * sizeof(ElfW(Dyn)));
                if (entry.d_tag == tag) return entry.d_un.d_val;
            }
        }
        return 0;
    }

    /// The functions it takes from libraries.
    std::vector<std::string> imports() const {
        std::vector<std::string> names;
        for (std::size_t i = 0; i < header_.e_shnum; ++i) {
            const auto symbols = section(i);
            if (symbols.sh_type != SHT_DYNSYM) continue;
            const auto strings = section(symbols.sh_link);
            for (std::size_t at_symbol = 0; at_symbol < symbols.sh_size; at_symbol += sizeof(ElfW(Sym))) {
                const auto symbol = at<ElfW(Sym)>(symbols.sh_offset + at_symbol);
                if (symbol.st_shndx == SHN_UNDEF)
                    names.emplace_back(bytes_.c_str() + strings.sh_offset + symbol.st_name);
            }
        }
        return names;
    }

private:
    ElfW(Shdr) section(std::size_t number) const {
        return at<ElfW(Shdr)>(header_.e_shoff + number * header_.e_shentsize);
    }

    template <typename Structure>
    Structure at(std::size_t offset) const {
        Structure structure;
        if (offset > bytes_.size() || bytes_.size() - offset < sizeof structure) throw std::runtime_error("a cut ELF");
        std::memcpy(&structure, bytes_.data() + offset, sizeof structure);
        return structure;
    }

    std::string bytes_;
    ElfW(Ehdr) header_;
};

bool may_lie_anywhere(const ElfFile& file) {
    return file.type() == ET_DYN && (file.dynamic(DT_FLAGS_1) & DF_1_PIE) != 0;
}

bool binds_at_once(const ElfFile& file) {
    return (file.dynamic(DT_FLAGS) & DF_BIND_NOW) != 0 || (file.dynamic(DT_FLAGS_1) & DF_1_NOW) != 0;
}

/// Without the segment the kernel would give a stack that can be executed.
bool stack_is_data(const ElfFile& file) {
    const auto stack = file.segments(PT_GNU_STACK);
    return stack.size() == 1 && (stack.front().p_flags & PF_X) == 0;
}

class Hardening : public testing::Test {
protected:
    void SetUp() override {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        GTEST_SKIP() << "built with a sanitizer, which takes the place of these protections";
#endif
    }
};

TEST_F(Hardening, ProgramIsPositionIndependent) {
    EXPECT_TRUE(may_lie_anywhere(ElfFile(program)));
    EXPECT_FALSE(may_lie_anywhere(ElfFile(unhardened)));
}

TEST_F(Hardening, ItsTableOfFunctionsIsReadOnlyOnceItRuns) {
    EXPECT_EQ(ElfFile(program).segments(PT_GNU_RELRO).size(), 1U);
    EXPECT_TRUE(binds_at_once(ElfFile(program)));
    EXPECT_EQ(ElfFile(unhardened).segments(PT_GNU_RELRO).size(), 0U);
    EXPECT_FALSE(binds_at_once(ElfFile(unhardened)));
}

TEST_F(Hardening, ItsStackIsNotExecutable) {
    EXPECT_TRUE(stack_is_data(ElfFile(program)));
    EXPECT_FALSE(stack_is_data(ElfFile(unhardened)));
}

TEST_F(Hardening, ItsStackIsGuarded) {
    EXPECT_THAT(ElfFile(program).imports(), Contains("__stack_chk_fail"));
    EXPECT_THAT(ElfFile(unhardened).imports(), Not(Contains("__stack_chk_fail")));
}

TEST_F(Hardening, ItCallsTheCheckedFunctions) {
    if (std::string_view(NEWSCAST_CONFIG) == "Debug")
        GTEST_SKIP() << "built without optimization, without which glibc checks nothing";
    EXPECT_THAT(ElfFile(program).imports(), Contains(EndsWith("_chk")));
    EXPECT_THAT(ElfFile(unhardened).imports(), Contains("strncat"));
    EXPECT_THAT(ElfFile(unhardened).imports(), Not(Contains(EndsWith("_chk"))));
}

}  // namespace
}  // namespace app
