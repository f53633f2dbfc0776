#include "runtime/load_report.hpp"

#include "chart/config/json_text.hpp"

namespace statewarden {
namespace {

void appendIssue(std::string& text, const ChartIssue& issue) {
  text += R"({"code":)";
  appendJsonString(text, chartIssueName(issue.code));
  text += issue.isWarning ? R"(,"isWarning":true,"pointer":)" : R"(,"isWarning":false,"pointer":)";
  appendJsonString(text, issue.pointer);
  text += R"(,"message":)";
  appendJsonString(text, issue.message);
  text += R"(,"line":)" + std::to_string(issue.line);
  text += R"(,"column":)" + std::to_string(issue.column) + '}';
}

}  // namespace

std::string writeLoadReport(const LoadedProgram& loaded) {
  std::string text = R"({"program":)";
  text += loaded.program == kNone ? "-1" : std::to_string(loaded.program);
  text += R"(,"issues":[)";
  const char* separator = "";
  for (const ChartIssue& issue : loaded.parsed.issues) {
    text += separator;
    appendIssue(text, issue);
    separator = ",";
  }
  text += R"(],"chart":)";
  text += loaded.parsed.chart == nullptr ? "null" : describeChart(*loaded.parsed.chart);
  text += '}';
  return text;
}

}  // namespace statewarden
