#include "chart/config/config_tree.hpp"

#include <algorithm>
#include <limits>

#include "chart/config/js_number.hpp"
#include "chart/config/json_text.hpp"

namespace statewarden {

namespace {

constexpr std::string_view slice(std::string_view text, std::uint32_t begin, std::uint32_t size) {
  return text.substr(begin, size);
}

}  // namespace

ConfigKind ConfigValue::kind() const {
  return tree_->entries[index_].kind;
}

bool ConfigValue::isTrue() const {
  return is(ConfigKind::boolean) && source() == "true";
}

std::string_view ConfigValue::text() const {
  const auto& entry = tree_->entries[index_];
  return slice(tree_->text, entry.textBegin, entry.textSize);
}

double ConfigValue::number() const {
  if (!is(ConfigKind::number)) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  return parseJsNumber(source()).value_or(std::numeric_limits<double>::quiet_NaN());
}

std::string_view ConfigValue::key() const {
  const auto& entry = tree_->entries[index_];
  return slice(tree_->text, entry.keyBegin, entry.keySize);
}

std::string_view ConfigValue::source() const {
  const auto& entry = tree_->entries[index_];
  return slice(tree_->source, entry.sourceBegin, entry.sourceEnd - entry.sourceBegin);
}

std::uint32_t ConfigValue::offset() const {
  return tree_->entries[index_].sourceBegin;
}

std::string ConfigValue::pointer() const {
  std::vector<std::uint32_t> path;
  for (std::uint32_t at = index_; at != 0; at = tree_->entries[at].parent) {
    path.push_back(at);
  }
  std::reverse(path.begin(), path.end());
  std::string result;
  for (const std::uint32_t at : path) {
    const auto& entry = tree_->entries[at];
    if (tree_->entries[entry.parent].kind == ConfigKind::object) {
      appendPointerToken(result, slice(tree_->text, entry.keyBegin, entry.keySize));
    } else {
      appendPointerToken(result, std::to_string(entry.ordinal));
    }
  }
  return result;
}

ConfigValue ConfigValue::find(std::string_view key) const {
  if (!is(ConfigKind::object)) {
    return {};
  }
  const std::uint32_t end = tree_->entries[index_].end;
  for (std::uint32_t at = index_ + 1; at < end; at = tree_->entries[at].end) {
    const auto& entry = tree_->entries[at];
    if (slice(tree_->text, entry.keyBegin, entry.keySize) == key) {
      return {tree_, at};
    }
  }
  return {};
}

std::uint32_t ConfigValue::childCount() const {
  return exists() ? tree_->entries[index_].childCount : 0;
}

std::vector<ConfigValue> ConfigValue::children() const {
  std::vector<ConfigValue> result;
  if (!exists()) {
    return result;
  }
  const auto& self = tree_->entries[index_];
  result.reserve(self.childCount);
  for (std::uint32_t at = index_ + 1; at < self.end; at = tree_->entries[at].end) {
    result.emplace_back(tree_, at);
  }
  return result;
}

std::vector<ConfigValue> ConfigValue::members() const {
  std::vector<ConfigValue> result = children();
  const auto rest = std::stable_partition(result.begin(), result.end(), [](const ConfigValue& v) {
    return arrayIndexOf(v.key()).has_value();
  });
  std::sort(result.begin(), rest, [](const ConfigValue& a, const ConfigValue& b) {
    return *arrayIndexOf(a.key()) < *arrayIndexOf(b.key());
  });
  return result;
}

std::vector<ConfigValue> ConfigValue::oneOrMany() const {
  if (is(ConfigKind::array)) {
    return children();
  }
  return exists() ? std::vector<ConfigValue>{*this} : std::vector<ConfigValue>{};
}

}  // namespace statewarden
