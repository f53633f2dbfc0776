// Gathers what is wrong with a config while it is read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chart/chart_issue.hpp"
#include "chart/config/config_tree.hpp"

namespace statewarden {

/// Collects issues up to a limit, errors and warnings counted apart, and orders them in the end.
class IssueCollector {
 public:
  IssueCollector(std::string_view text, std::uint32_t limit) : text_(text), limit_(limit) {}

  [[nodiscard]] bool hasErrors() const { return errors_ > 0; }
  /// Says whether another error would be kept, so that its wording is worth the work.
  [[nodiscard]] bool wantsError() const { return errors_ < limit_ && bytes_ < kMostBytes; }
  [[nodiscard]] bool wantsWarning() const { return warnings_ < limit_ && bytes_ < kMostBytes; }

  /// Reports `problem`, then where it is, then `advice` (may be empty).
  void error(ChartIssueCode code, const ConfigValue& where, std::string_view problem,
             std::string_view advice);
  void warning(ChartIssueCode code, const ConfigValue& where, std::string_view problem,
               std::string_view advice);
  /// Reports an issue about `where` whose exact place in the text is `offset`.
  void add(ChartIssue issue, std::size_t offset);

  /// Returns errors before warnings, each in text order, with lines and columns.
  [[nodiscard]] std::vector<ChartIssue> finish();

 private:
  struct Found {
    ChartIssue issue;
    std::size_t offset = 0;
  };

  // A pointer may be as long as the whole text; many of them would not fit into memory.
  static constexpr std::size_t kMostBytes = std::size_t{1024} * 1024;

  void locate();

  std::string_view text_;
  std::uint32_t limit_;
  std::uint32_t errors_ = 0;
  std::uint32_t warnings_ = 0;
  std::size_t bytes_ = 0;
  std::vector<Found> found_;
};

/// Says "at /a/b" or "at the root", shortened when very long.
[[nodiscard]] std::string placeName(std::string_view pointer);

/// Quotes a name for a message, shortened when very long.
[[nodiscard]] std::string quoteName(std::string_view name);

}  // namespace statewarden
