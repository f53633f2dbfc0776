// Which of the valid names was meant.
#pragma once

#include <string>
#include <string_view>

namespace statewarden {

/// Keeps the closest of the names offered, by edit distance (a swap of neighbours counts once).
class NearestName {
 public:
  explicit NearestName(std::string_view wanted) : wanted_(wanted) {}

  void offer(std::string_view candidate);
  /// Returns the closest name, or nothing when none is close enough to have been meant.
  [[nodiscard]] std::string_view best() const { return best_; }
  /// Returns "did you mean 'best'?", or nothing.
  [[nodiscard]] std::string question() const;

 private:
  std::string_view wanted_;
  std::string_view best_;
  std::size_t bestDistance_ = 0;
};

/// Returns "did you mean 'name'?".
[[nodiscard]] std::string didYouMean(std::string_view name);

}  // namespace statewarden
