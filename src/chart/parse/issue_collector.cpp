#include "chart/parse/issue_collector.hpp"

#include <algorithm>

namespace statewarden {

namespace {

constexpr std::size_t kLongestName = 80;
constexpr std::size_t kLongestPlace = 240;

bool isContinuationByte(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::string shorten(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) {
    return std::string(text);
  }
  while (limit > 0 && isContinuationByte(text[limit])) {
    --limit;
  }
  return std::string(text.substr(0, limit)) + "...";
}

ChartIssue describe(ChartIssueCode code, bool isWarning, const ConfigValue& where,
                    std::string_view problem, std::string_view advice) {
  ChartIssue issue;
  issue.code = code;
  issue.isWarning = isWarning;
  issue.pointer = where.pointer();
  issue.message = std::string(problem) + " " + placeName(issue.pointer);
  if (!advice.empty()) {
    issue.message += "; ";
    issue.message += advice;
  }
  return issue;
}

}  // namespace

std::string placeName(std::string_view pointer) {
  return pointer.empty() ? "at the root" : "at " + shorten(pointer, kLongestPlace);
}

std::string quoteName(std::string_view name) {
  return "'" + shorten(name, kLongestName) + "'";
}

void IssueCollector::error(ChartIssueCode code, const ConfigValue& where, std::string_view problem,
                           std::string_view advice) {
  if (wantsError()) {
    add(describe(code, false, where, problem, advice), where.offset());
  } else {
    ++errors_;
  }
}

void IssueCollector::warning(ChartIssueCode code, const ConfigValue& where,
                             std::string_view problem, std::string_view advice) {
  if (wantsWarning()) {
    add(describe(code, true, where, problem, advice), where.offset());
  }
}

void IssueCollector::add(ChartIssue issue, std::size_t offset) {
  const bool hasRoom = issue.isWarning ? wantsWarning() : wantsError();
  // A chart is refused for its errors even when the caller wants to see none of them.
  ++(issue.isWarning ? warnings_ : errors_);
  if (!hasRoom) return;
  bytes_ += issue.pointer.size() + issue.message.size();
  found_.push_back({std::move(issue), offset});
}

std::vector<ChartIssue> IssueCollector::finish() {
  std::stable_sort(found_.begin(), found_.end(),
                   [](const Found& a, const Found& b) { return a.offset < b.offset; });
  locate();
  std::stable_partition(found_.begin(), found_.end(),
                        [](const Found& found) { return !found.issue.isWarning; });
  std::vector<ChartIssue> issues;
  issues.reserve(found_.size());
  for (Found& found : found_) {
    issues.push_back(std::move(found.issue));
  }
  found_.clear();
  return issues;
}

void IssueCollector::locate() {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::size_t at = 0;
  for (Found& found : found_) {
    for (; at < found.offset && at < text_.size(); ++at) {
      if (text_[at] == '\n') {
        ++line;
        column = 1;
      } else if (!isContinuationByte(text_[at])) {
        ++column;
      }
    }
    found.issue.line = line;
    found.issue.column = column;
  }
}

}  // namespace statewarden
