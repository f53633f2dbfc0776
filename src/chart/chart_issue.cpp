#include "chart/chart_issue.hpp"

namespace statewarden {

std::string_view chartIssueName(ChartIssueCode code) {
  switch (code) {
    case ChartIssueCode::malformedJson:
      return "malformed-json";
    case ChartIssueCode::duplicateKey:
      return "duplicate-key";
    case ChartIssueCode::tooLarge:
      return "too-large";
    case ChartIssueCode::tooDeep:
      return "too-deep";
    case ChartIssueCode::wrongType:
      return "wrong-type";
    case ChartIssueCode::unknownKey:
      return "unknown-key";
    case ChartIssueCode::unknownTarget:
      return "unknown-target";
    case ChartIssueCode::ambiguousTarget:
      return "ambiguous-target";
    case ChartIssueCode::missingInitial:
      return "missing-initial";
    case ChartIssueCode::unknownInitial:
      return "unknown-initial";
    case ChartIssueCode::endlessEntry:
      return "endless-entry";
    case ChartIssueCode::duplicateId:
      return "duplicate-id";
    case ChartIssueCode::invalidDelay:
      return "invalid-delay";
    case ChartIssueCode::invalidDescriptor:
      return "invalid-descriptor";
    case ChartIssueCode::invalidType:
      return "invalid-type";
    case ChartIssueCode::outdatedKey:
      return "outdated-key";
  }
  return "unknown";
}

}  // namespace statewarden
