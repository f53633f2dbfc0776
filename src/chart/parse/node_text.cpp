#include "chart/parse/node_text.hpp"

#include "chart/parse/config_members.hpp"

namespace statewarden {

NodeText readNodeText(const ConfigValue& config, IssueCollector& issues) {
  NodeText text;
  if (const auto id = readString(findTruthy(config, "id"), issues)) text.id = *id;
  if (const ConfigValue meta = config.find("meta"); meta.exists()) text.meta = meta.source();
  if (const auto description = readString(findNonNull(config, "description"), issues)) {
    text.description = *description;
  }
  for (const ConfigValue& tag : config.find("tags").oneOrMany()) {
    if (const auto name = readString(tag, issues)) text.tags.emplace_back(*name);
  }
  return text;
}

}  // namespace statewarden
