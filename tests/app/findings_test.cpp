// What is wrong with a recording's sound reaches its owner: in a line of the run, in status, in doctor.

#include "app/commands/doctor.h"
#include "app/commands/run.h"
#include "app/commands/status.h"
#include "core/atomic_file.h"
#include "tests/app/newspaper.h"
#include "tests/app/program.h"
#include "tests/app/publishing_fixture.h"
#include "tests/transcode/sound.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class SoundFindings : public PublishingFixture {
protected:
    void serve(const std::string& name, const sound::Wave& wave) {
        const filesystem::path file = paper.folder / (name + ".wav");
        sound::write_wav(file, wave);
        support::LoopbackServer& server = paper.server;
        server.on("/" + name + ".wav", support::file({core::read_file(file), "audio/wav"}));
    }
    std::pair<ExitCode, std::string> said(ExitCode (*command)(const StatusOptions&), const StatusOptions& options) {
        testing::internal::CaptureStdout();
        const ExitCode code = command(options);
        return {code, testing::internal::GetCapturedStdout()};
    }
    /// What a run of the file says on standard error.
    std::string told(ExitCode expected) {
        testing::internal::CaptureStderr();
        const WithoutPrograms alone;
        EXPECT_EQ(run({.configs = {file()}}), expected);
        return testing::internal::GetCapturedStderr();
    }
    std::pair<ExitCode, std::string> examined() {
        testing::internal::CaptureStdout();
        const ExitCode code = doctor({.configs = {file()}});
        return {code, testing::internal::GetCapturedStdout()};
    }
    filesystem::path file() const { return write_config(paper); }
};

TEST_F(SoundFindings, AreToldOnceAndKeptInStatus) {
    sound::Wave clipped = sound::babble(4.0, 0.9);
    for (float& sample : clipped.samples) sample = std::clamp(sample * 5.0F, -1.0F, 1.0F);
    print_all({"mot", "hai"});
    serve("mot", clipped);
    EXPECT_THAT(told(ExitCode::done),
                AllOf(HasSubstr("article 'Bài mot': published, but its sound: clipped: "), Not(HasSubstr("Bài hai"))));
    EXPECT_THAT(told(ExitCode::done), IsEmpty());
    const StatusOptions table{.configs = {file()}};
    EXPECT_THAT(said(status, table).second, HasSubstr("* its sound is not as it should be"));
    StatusOptions whole = table;
    whole.verbose = true;
    EXPECT_THAT(said(status, whole).second, HasSubstr("its sound: clipped: "));
    StatusOptions data = table;
    data.json = true;
    EXPECT_THAT(said(status, data).second, AllOf(HasSubstr("\"findings\""), HasSubstr("clipped: ")));
    // It is the recording, and what was made of it is as it should be.
    EXPECT_EQ(examined().first, ExitCode::done);
    // A correction of the words is no new sound.
    paper.print({"mot", "Bài một đã sửa"});
    EXPECT_THAT(told(ExitCode::done), Not(HasSubstr("its sound")));
    EXPECT_THAT(said(status, table).second, HasSubstr("* its sound"));
}

TEST_F(SoundFindings, AResultOutsideTheToleranceIsAFindingOfDoctorToo) {
    sound::Wave clicks = sound::babble(5.0, 0.01);
    for (std::size_t i = 40000; i < clicks.samples.size(); i += 50000) clicks.samples[i] = 0.9F;
    serve("mot", clicks);
    EXPECT_THAT(told(ExitCode::done),
                AllOf(HasSubstr("LU below the target of -16 LUFS"), HasSubstr("max_limiting_db")));
    const auto found = examined();
    EXPECT_EQ(found.first, ExitCode::some_failed);
    EXPECT_THAT(found.second,
                AllOf(HasSubstr("media/"), HasSubstr("the target is -16"), HasSubstr("the limiter has taken 12 dB")));
}

}  // namespace
}  // namespace app
