#include "chart/parse/nearest_name.hpp"

#include <algorithm>
#include <array>

#include "chart/parse/issue_collector.hpp"

namespace statewarden {

namespace {

constexpr std::size_t kLongestCompared = 64;

char fold(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

// Optimal string alignment distance; three rows suffice because a swap looks two rows back.
std::size_t editDistance(std::string_view a, std::string_view b) {
  using Row = std::array<std::size_t, kLongestCompared + 1>;
  Row twoBack{};
  Row previous{};
  Row current{};
  for (std::size_t j = 0; j <= b.size(); ++j) {
    previous[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = fold(a[i - 1]) == fold(b[j - 1]);
      current[j] =
          std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (same ? 0u : 1u)});
      if (i > 1 && j > 1 && fold(a[i - 1]) == fold(b[j - 2]) && fold(a[i - 2]) == fold(b[j - 1])) {
        current[j] = std::min(current[j], twoBack[j - 2] + 1);
      }
    }
    twoBack = previous;
    previous = current;
  }
  return previous[b.size()];
}

}  // namespace

void NearestName::offer(std::string_view candidate) {
  if (candidate.empty() || candidate.size() > kLongestCompared || wanted_.empty() ||
      wanted_.size() > kLongestCompared) {
    return;
  }
  const auto [shorter, longer] = std::minmax({wanted_.size(), candidate.size()});
  const std::size_t tolerance = std::max<std::size_t>(1, longer * 2 / 5);
  if (longer - shorter > tolerance) {
    return;
  }
  const std::size_t distance = editDistance(wanted_, candidate);
  if (distance <= tolerance && distance < longer && (best_.empty() || distance < bestDistance_)) {
    best_ = candidate;
    bestDistance_ = distance;
  }
}

std::string NearestName::question() const {
  return best_.empty() ? "" : didYouMean(best_);
}

std::string didYouMean(std::string_view name) {
  return "did you mean " + quoteName(name) + "?";
}

}  // namespace statewarden
