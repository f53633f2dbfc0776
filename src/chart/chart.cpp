#include "chart/chart.hpp"

#include <utility>

namespace statewarden {

Chart::Chart(ChartData data) : data_(std::move(data)), names_(data_.nodes, data_.texts) {
  descriptors_.reserve(data_.descriptors.size());
  for (DescriptorIndex index = 0; index < data_.descriptors.size(); ++index) {
    descriptors_.try_emplace(data_.descriptors[index].text, index);
  }
}

std::vector<DescriptorIndex> Chart::matchingDescriptors(std::string_view eventType) const {
  std::vector<DescriptorIndex> result;
  if (const auto exact = descriptors_.find(eventType); exact != descriptors_.end()) {
    result.push_back(exact->second);
  }
  const auto addWildcard = [&](std::string_view text) {
    const auto found = descriptors_.find(text);
    if (found != descriptors_.end() && text != eventType &&
        data_.descriptors[found->second].isWildcard) {
      result.push_back(found->second);
    }
  };
  // `a.b` is matched by `a.b.*`, `a.*` and `*`; a prefix ends where the event type has a dot.
  std::string text;
  for (std::size_t end = eventType.size(); end != std::string_view::npos;
       end = end == 0 ? std::string_view::npos : eventType.rfind('.', end - 1)) {
    text.assign(eventType.substr(0, end));
    text += ".*";
    addWildcard(text);
  }
  addWildcard("*");
  return result;
}

}  // namespace statewarden
