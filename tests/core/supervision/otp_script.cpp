#include "supervision/otp_script.hpp"

#include <fstream>
#include <map>

#include <nlohmann/json.hpp>

namespace statewarden {
namespace {

using nlohmann::json;

OtpSupervisor readSupervisor(const json& from);

OtpChild readChild(const json& from) {
  static const std::map<std::string, RestartType> kTypes = {{"permanent", RestartType::permanent},
                                                            {"transient", RestartType::transient},
                                                            {"temporary", RestartType::temporary}};
  OtpChild child;
  child.id = from.at(0).get<std::string>();
  child.traits.restartType = kTypes.at(from.at(1).get<std::string>());
  child.traits.isSignificant = from.at(2).get<int>() == 1;
  if (from.size() > 3) child.inner = readSupervisor(from.at(3));
  return child;
}

OtpSupervisor readSupervisor(const json& from) {
  static const std::map<std::string, RestartScope> kScopes = {
      {"one_for_one", RestartScope::oneForOne},
      {"one_for_all", RestartScope::oneForAll},
      {"rest_for_one", RestartScope::restForOne}};
  static const std::map<std::string, AutoShutdown> kModes = {
      {"never", AutoShutdown::never},
      {"any_significant", AutoShutdown::anySignificant},
      {"all_significant", AutoShutdown::allSignificant}};
  OtpSupervisor supervisor;
  supervisor.id = from.at(0).get<std::string>();
  supervisor.policy.scope = kScopes.at(from.at(1).get<std::string>());
  supervisor.policy.maxRestarts = from.at(2).get<std::uint32_t>();
  supervisor.policy.window = from.at(3).get<double>() * 1000;
  supervisor.policy.autoShutdown = kModes.at(from.at(4).get<std::string>());
  supervisor.policy.reviveStopped = true;
  for (const json& child : from.at(5)) supervisor.children.push_back(readChild(child));
  return supervisor;
}

OtpStep readStep(const json& from) {
  OtpStep step;
  step.name = from.at(0).get<std::string>();
  if (step.name == "wait") {
    step.number = from.at(1).get<int>();
    return step;
  }
  step.id = from.at(1).get<std::string>();
  const json& last = from.at(2);
  if (last.is_number()) step.number = last.get<int>();
  if (last.is_string()) step.argument = last.get<std::string>();
  if (step.name == "start") {
    step.child = readChild(last);
  } else if (last.is_array()) {
    step.ids = last.get<std::vector<std::string>>();
  }
  return step;
}

OtpSight readSight(const std::string& line, const std::string& treeBefore) {
  const std::size_t first = line.find('|');
  const std::size_t second = line.find('|', first + 1);
  OtpSight sight{.result = line.substr(0, first),
                 .log = line.substr(first + 1, second - first - 1),
                 .tree = line.substr(second + 1)};
  if (sight.tree == "=") sight.tree = treeBefore;
  return sight;
}

}  // namespace

std::vector<OtpScript> readOtpScripts(const std::string& path) {
  std::vector<OtpScript> scripts;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const json from = json::parse(line);
    OtpScript script;
    script.seed = from.at(0).get<int>();
    script.tree = readSupervisor(from.at(1));
    for (const json& step : from.at(2)) script.steps.push_back(readStep(step));
    std::string tree;
    for (const json& sight : from.at(3)) {
      script.trace.push_back(readSight(sight.get<std::string>(), tree));
      tree = script.trace.back().tree;
    }
    scripts.push_back(std::move(script));
  }
  return scripts;
}

}  // namespace statewarden
