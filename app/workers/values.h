#pragma once

#include "core/recipe.h"
#include "core/tags.h"
#include "transcode/picture.h"
#include "transcode/prepare.h"

#include <nlohmann/json_fwd.hpp>

namespace app {

/// The values that cross to a worker and back, and the recipe's part of a file's key. The names are those of the
/// members.
nlohmann::json to_json(const core::Recipe& recipe);
nlohmann::json to_json(const core::Tags& tags);
nlohmann::json to_json(const core::Loudness& loudness);
nlohmann::json to_json(const core::Made& made);
nlohmann::json to_json(const transcode::Retagged& retagged);
nlohmann::json to_json(const transcode::Measurement& measurement);
nlohmann::json to_json(const transcode::PictureFacts& picture);

core::Recipe recipe_from(const nlohmann::json& json);
core::Tags tags_from(const nlohmann::json& json);
core::Made made_from(const nlohmann::json& json);
transcode::Retagged retagged_from(const nlohmann::json& json);
transcode::Measurement measurement_from(const nlohmann::json& json);
transcode::PictureFacts picture_from(const nlohmann::json& json);

}  // namespace app
