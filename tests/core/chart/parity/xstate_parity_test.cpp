// The chart reader against what XState itself makes of the same configs; generate.mjs asked it.
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "chart/chart_support.hpp"

namespace statewarden::testing {
namespace {

using Json = nlohmann::ordered_json;

std::vector<Json> readLines(const std::string& name) {
  std::ifstream file(std::string(STATEWARDEN_CHART_PARITY_DIR) + "/" + name);
  std::vector<Json> result;
  for (std::string line; std::getline(file, line);) result.push_back(Json::parse(line));
  EXPECT_FALSE(result.empty()) << "no fixtures in " << name;
  return result;
}

/// Describes a chart in the form of the fixtures.
class FixtureForm {
 public:
  explicit FixtureForm(const Chart& chart)
      : chart_(chart), description_(Json::parse(describeChart(chart))) {}

  [[nodiscard]] Json nodes() const {
    Json result = Json::array();
    for (NodeIndex index = 0; index < chart_.nodeCount(); ++index) result.push_back(node(index));
    return result;
  }

 private:
  [[nodiscard]] Json node(NodeIndex index) const {
    const StateNode& node = chart_.node(index);
    const Json& described = description_["nodes"][index];
    Json result;
    for (const char* member : {"key", "id", "type", "parent"}) result[member] = described[member];
    const bool isCompound = node.type == NodeType::compound;
    result["initial"] = isCompound ? transition(node.initial) : Json();
    result["entry"] = namesOf(chart_, node.entry);
    result["exit"] = namesOf(chart_, node.exit);
    result["tags"] = described["tags"];
    result["always"] = transitions(node.always);
    result["on"] = Json::array();
    for (std::uint32_t at = node.on.begin; at < node.on.end; ++at) {
      const DescriptorTransitions& group = chart_.data().descriptorTransitions[at];
      result["on"].push_back({descriptor(group.descriptor), transitions(group.transitions)});
    }
    result["after"] = Json::array();
    for (DelayIndex at = node.delays.begin; at < node.delays.end; ++at) {
      result["after"].push_back(descriptor(chart_.data().delays[at].descriptor));
    }
    result["invoke"] = Json::array();
    for (const SlotIndex slot : chart_.slotList(node.invocations)) {
      result["invoke"].push_back({chart_.data().slots[slot].name, chart_.data().slots[slot].id});
    }
    return result;
  }

  [[nodiscard]] Json transitions(IndexRange range) const {
    Json result = Json::array();
    for (TransitionIndex at = range.begin; at < range.end; ++at) result.push_back(transition(at));
    return result;
  }

  [[nodiscard]] Json transition(TransitionIndex index) const {
    const Transition& transition = chart_.transition(index);
    const Json guard =
        transition.guard == kNone ? Json() : Json(chart_.data().slots[transition.guard].name);
    return Json::array({description_["transitions"][index]["targets"], guard,
                        namesOf(chart_, transition.actions), transition.reenter});
  }

  [[nodiscard]] std::string descriptor(DescriptorIndex index) const {
    return chart_.data().descriptors[index].text;
  }

  const Chart& chart_;
  Json description_;
};

TEST(XStateParity, ReadsWholeChartsAsXStateDoes) {
  for (const Json& fixture : readLines("xstate_charts.jsonl")) {
    const auto config = fixture["config"].get<std::string>();
    SCOPED_TRACE(config);
    const Json nodes = FixtureForm(*parsed(config)).nodes();
    ASSERT_EQ(nodes.size(), fixture["nodes"].size());
    for (std::size_t i = 0; i < nodes.size(); ++i) EXPECT_EQ(nodes[i], fixture["nodes"][i]);
  }
}

std::string resolve(Json config, const Json& path, const Json& target) {
  Json* source = &config;
  for (const auto& key : path) source = &(*source)["states"][key.get<std::string>()];
  (*source)["on"] = {{"E", target}};
  const auto chart = parseChart(config.dump()).chart;
  if (chart == nullptr) return "refused";
  NodeIndex node = 0;
  for (const auto& key : path) node = chart->findChild(node, key.get<std::string>());
  const auto ids = targetsOf(*chart, chart->data().texts[node].id, "E");
  return ids.empty() ? "" : ids.front();
}

TEST(XStateParity, ResolvesTargetsAsXStateDoes) {
  for (const Json& fixture : readLines("xstate_targets.jsonl")) {
    for (const Json& test : fixture["cases"]) {
      SCOPED_TRACE(fixture["config"].dump() + " " + test.dump());
      const std::string expected = test["id"].is_null() ? "refused" : test["id"].get<std::string>();
      EXPECT_EQ(resolve(fixture["config"], test["path"], test["target"]), expected);
    }
  }
}

}  // namespace
}  // namespace statewarden::testing
