#include "core/error.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <functional>
#include <new>
#include <stdexcept>

namespace core {
namespace {

using testing::HasSubstr;

Error caught(const std::function<void()>& work) {
    try {
        work();
    } catch (...) {
        return current_error();
    }
    return Error(ErrorKind::gone, "nothing was thrown");
}

TEST(CurrentError, LeavesAnErrorWhatItIs) {
    Error busy(ErrorKind::network, "server: 503");
    busy.set_retry_after(std::chrono::seconds(7));
    const Error error = caught([&] { throw busy; });
    EXPECT_EQ(error.kind(), ErrorKind::network);
    EXPECT_STREQ(error.what(), "server: 503");
    EXPECT_EQ(error.retry_after(), std::chrono::seconds(7));
}

TEST(CurrentError, MakesAFailureOfTheWorkOfAnythingElse) {
    for (const std::function<void()>& work : std::initializer_list<std::function<void()>>{
             [] { throw std::bad_alloc(); },
             [] { throw std::out_of_range("basic_string::substr"); },
             [] { throw 3; },
             [] { static_cast<void>(std::filesystem::file_size("/no/such/file")); },
         }) {
        const Error error = caught(work);
        EXPECT_EQ(error.kind(), ErrorKind::media) << error.what();
        EXPECT_NE(std::string(error.what()), "");
    }
    EXPECT_THAT(caught([] { static_cast<void>(std::filesystem::file_size("/no/such/file")); }).what(),
                HasSubstr("'/no/such/file': No such file"));
}

TEST(CurrentError, AFullDiskIsTheMachines) {
    const Error error = caught([] {
        throw std::filesystem::filesystem_error("cannot copy", "/a/b",
                                                std::make_error_code(std::errc::no_space_on_device));
    });
    EXPECT_EQ(error.kind(), ErrorKind::storage);
    EXPECT_STREQ(error.what(), "cannot use '/a/b': No space left on device");
}

}  // namespace
}  // namespace core
