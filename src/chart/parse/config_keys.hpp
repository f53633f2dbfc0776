// The keys that each kind of object in a config may have.
#pragma once

#include <span>
#include <string_view>

#include "chart/config/config_tree.hpp"
#include "chart/parse/issue_collector.hpp"

namespace statewarden {

/// A version 4 key and what says the same in version 5.
struct OutdatedKey {
  std::string_view key;
  std::string_view advice;
  bool isError = false;
};

/// What an object may contain.
struct KeySet {
  std::span<const std::string_view> known;
  std::span<const OutdatedKey> outdated;
};

extern const KeySet kRootKeys;
extern const KeySet kStateKeys;
extern const KeySet kTransitionKeys;
extern const KeySet kInitialKeys;
extern const KeySet kInvocationKeys;
extern const KeySet kRouteKeys;
extern const KeySet kImplementationKeys;
extern const KeySet kOptionKeys;

/// Warns of each key that is not in the set, with the nearest one that is.
void checkKeys(const ConfigValue& object, const KeySet& keys, IssueCollector& issues);

}  // namespace statewarden
