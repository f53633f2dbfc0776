#include "runtime/load_report.hpp"

#include <nlohmann/json.hpp>

namespace statewarden {
namespace {

nlohmann::ordered_json describeIssue(const ChartIssue& issue) {
  return {{"code", chartIssueName(issue.code)},
          {"isWarning", issue.isWarning},
          {"pointer", issue.pointer},
          {"message", issue.message},
          {"line", issue.line},
          {"column", issue.column}};
}

}  // namespace

std::string writeLoadReport(const LoadedProgram& loaded) {
  nlohmann::ordered_json issues = nlohmann::ordered_json::array();
  for (const ChartIssue& issue : loaded.parsed.issues) issues.push_back(describeIssue(issue));
  std::string text = "{\"program\":";
  text += loaded.program == kNone ? "-1" : std::to_string(loaded.program);
  text += ",\"issues\":";
  // The host's text may hold what is not UTF-8, such as half a surrogate pair.
  text += issues.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  text += ",\"chart\":";
  text += loaded.parsed.chart == nullptr ? "null" : describeChart(*loaded.parsed.chart);
  text += '}';
  return text;
}

}  // namespace statewarden
