#include "app/record/run_record.h"

#include <algorithm>

namespace app {

std::string_view name(StepOutcome outcome) {
    switch (outcome) {
        case StepOutcome::done:
            return "done";
        case StepOutcome::unchanged:
            return "unchanged";
        case StepOutcome::no_recording:
            return "no_recording";
        case StepOutcome::duplicate:
            return "duplicate";
        case StepOutcome::left_out:
            return "left_out";
        case StepOutcome::lost:
            return "lost";
        case StepOutcome::failed:
            return "failed";
    }
    return {};
}

StepOutcome ArticleRecord::outcome() const {
    const auto failed = std::ranges::find(steps, StepOutcome::failed, &StepRecord::outcome);
    if (failed != steps.end()) return StepOutcome::failed;
    // That a later step found nothing new does not undo what an earlier one did.
    for (auto step = steps.rbegin(); step != steps.rend(); ++step)
        if (step->outcome != StepOutcome::unchanged) return step->outcome;
    return StepOutcome::unchanged;
}

const core::Made* ArticleRecord::made() const {
    for (auto step = steps.rbegin(); step != steps.rend(); ++step)
        if (step->made && step->rendition.empty()) return &*step->made;
    return nullptr;
}

}  // namespace app
