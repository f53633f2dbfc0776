#include "chart/parse/machine_reader.hpp"

#include <algorithm>
#include <limits>

#include "chart/parse/config_keys.hpp"
#include "chart/parse/config_members.hpp"

namespace statewarden {

namespace {

// JSON.stringify writes null for Infinity; then, too, the finite default protects from hanging.
void readMaxIterations(const ConfigValue& value, ChartDraft& draft) {
  if (!value.exists()) return;
  if (!value.is(ConfigKind::number) || value.number() < 0) {
    reportWrongType(draft.issues(), value, "a number of microsteps, 0 or more,");
    return;
  }
  constexpr double kMost = std::numeric_limits<std::uint32_t>::max();
  draft.data.maxIterations = static_cast<std::uint32_t>(std::min(value.number(), kMost));
}

}  // namespace

void readMachine(const ConfigValue& root, ChartDraft& draft) {
  if (const auto version = readString(findNonNull(root, "version"), draft.issues())) {
    draft.data.version = *version;
  }
  if (const ConfigValue context = root.find("context"); context.exists()) {
    draft.data.context = context.source();
  }
  const ConfigValue options = findNonNull(root, "options");
  if (options.is(ConfigKind::object)) {
    checkKeys(options, kOptionKeys, draft.issues());
    readMaxIterations(findNonNull(options, "maxIterations"), draft);
  } else if (options.exists()) {
    reportWrongType(draft.issues(), options, "an object");
  }
}

}  // namespace statewarden
