#include "chart/parse/read_config.hpp"

#include <algorithm>
#include <limits>

#include <nlohmann/json.hpp>

#include "chart/parse/token_cursor.hpp"

namespace statewarden {

namespace {

// Receives the parser's events; returning false stops it at once.
class TreeBuilder {
 public:
  TreeBuilder(const ChartLimits& limits, ConfigTree& tree, IssueCollector& issues)
      : limits_(limits), tree_(tree), issues_(issues), cursor_(tree.source) {}

  bool null() { return addScalar(ConfigKind::null); }
  bool boolean(bool) { return addScalar(ConfigKind::boolean); }
  bool number_integer(std::int64_t) { return addScalar(ConfigKind::number); }
  bool number_unsigned(std::uint64_t) { return addScalar(ConfigKind::number); }
  bool number_float(double, const std::string&) { return addScalar(ConfigKind::number); }
  bool binary(const nlohmann::ordered_json::binary_t&) { return false; }

  bool string(const std::string& text) {
    if (!addScalar(ConfigKind::string)) {
      return false;
    }
    ConfigTree::Entry& entry = tree_.entries.back();
    entry.textBegin = static_cast<std::uint32_t>(tree_.text.size());
    entry.textSize = static_cast<std::uint32_t>(text.size());
    tree_.text += text;
    return true;
  }

  bool key(const std::string& text) {
    cursor_.advance();
    keyBegin_ = static_cast<std::uint32_t>(tree_.text.size());
    keySize_ = static_cast<std::uint32_t>(text.size());
    tree_.text += text;
    return true;
  }

  bool start_object(std::size_t) { return open(ConfigKind::object); }
  bool start_array(std::size_t) { return open(ConfigKind::array); }
  bool end_array() { return close(); }
  bool end_object() {
    reportDuplicateKeys(open_.back());
    return close();
  }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::ordered_json::exception& exception) {
    ChartIssue issue;
    issue.code = ChartIssueCode::malformedJson;
    issue.message = "the text is not JSON: " + reason(exception.what());
    issues_.add(std::move(issue), position == 0 ? 0 : position - 1);
    return false;
  }

 private:
  bool addScalar(ConfigKind kind) {
    if (!add(kind)) {
      return false;
    }
    finishEntry(static_cast<std::uint32_t>(tree_.entries.size()) - 1);
    return true;
  }

  bool open(ConfigKind kind) {
    if (!add(kind)) {
      return false;
    }
    const auto index = static_cast<std::uint32_t>(tree_.entries.size()) - 1;
    if (open_.size() >= limits_.maxDepth) {
      issues_.error(ChartIssueCode::tooDeep, {&tree_, index},
                    "more than " + std::to_string(limits_.maxDepth) + " levels of nesting",
                    "split the chart into invoked machines or raise maxDepth");
      return false;
    }
    open_.push_back(index);
    return true;
  }

  bool close() {
    cursor_.advance();
    finishEntry(open_.back());
    open_.pop_back();
    return true;
  }

  bool add(ConfigKind kind) {
    cursor_.advance();
    if (open_.empty() && kind != ConfigKind::object) {
      ChartIssue issue;
      issue.code = ChartIssueCode::wrongType;
      issue.message =
          "expected an object at the root; a config is {\"initial\": ..., \"states\": ...}";
      issues_.add(std::move(issue), cursor_.begin());
      return false;
    }
    if (tree_.entries.size() >= limits_.maxValues) {
      issues_.error(ChartIssueCode::tooLarge, {&tree_, open_.back()},
                    "more than " + std::to_string(limits_.maxValues) + " JSON values, reached",
                    "split the chart or raise maxValues");
      return false;
    }
    ConfigTree::Entry entry;
    entry.kind = kind;
    entry.sourceBegin = cursor_.begin();
    entry.sourceEnd = cursor_.end();
    if (!open_.empty()) {
      ConfigTree::Entry& parent = tree_.entries[open_.back()];
      entry.parent = open_.back();
      entry.ordinal = parent.childCount++;
      if (parent.kind == ConfigKind::object) {
        entry.keyBegin = keyBegin_;
        entry.keySize = keySize_;
      }
    }
    tree_.entries.push_back(entry);
    return true;
  }

  void finishEntry(std::uint32_t index) {
    ConfigTree::Entry& entry = tree_.entries[index];
    entry.end = static_cast<std::uint32_t>(tree_.entries.size());
    entry.sourceEnd = cursor_.end();
  }

  void reportDuplicateKeys(std::uint32_t object) {
    keys_.clear();
    const auto size = static_cast<std::uint32_t>(tree_.entries.size());
    for (std::uint32_t at = object + 1; at < size; at = tree_.entries[at].end) {
      keys_.push_back({&tree_, at});
    }
    std::sort(keys_.begin(), keys_.end(), [](const ConfigValue& a, const ConfigValue& b) {
      const int order = a.key().compare(b.key());
      return order != 0 ? order < 0 : a.offset() < b.offset();
    });
    for (std::size_t i = 1; i < keys_.size(); ++i) {
      if (keys_[i].key() == keys_[i - 1].key()) {
        reportDuplicateKey(keys_[i], {&tree_, object});
      }
    }
  }

  void reportDuplicateKey(const ConfigValue& second, const ConfigValue& object) {
    if (!issues_.wantsError()) {
      issues_.error(ChartIssueCode::duplicateKey, object, {}, {});
      return;
    }
    ChartIssue issue;
    issue.code = ChartIssueCode::duplicateKey;
    issue.pointer = object.pointer();
    issue.message = "key " + quoteName(second.key()) + " appears twice " +
                    placeName(issue.pointer) + "; keep one of them";
    issues_.add(std::move(issue), second.offset());
  }

  // Cuts the library's own prefix off and keeps the rest printable, short and on one line.
  static std::string reason(std::string_view what) {
    constexpr std::size_t kLongest = 160;
    if (const auto prefix = what.find("] "); prefix != std::string_view::npos) {
      what.remove_prefix(prefix + 2);
    }
    if (what.starts_with("parse error at ")) {
      what.remove_prefix(std::min(what.find(": "), what.size() - 2) + 2);
    }
    std::string result(what.substr(0, kLongest));
    std::replace_if(
        result.begin(), result.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return what.size() > kLongest ? result + "..." : result;
  }

  const ChartLimits& limits_;
  ConfigTree& tree_;
  IssueCollector& issues_;
  TokenCursor cursor_;
  std::vector<std::uint32_t> open_;
  std::vector<ConfigValue> keys_;
  std::uint32_t keyBegin_ = 0;
  std::uint32_t keySize_ = 0;
};

}  // namespace

bool readConfig(std::string_view text, const ChartLimits& limits, ConfigTree& tree,
                IssueCollector& issues) {
  const std::size_t addressable = std::numeric_limits<std::uint32_t>::max() - 1;
  const std::size_t maxBytes = std::min(limits.maxBytes, addressable);
  if (text.size() > maxBytes) {
    ChartIssue issue;
    issue.code = ChartIssueCode::tooLarge;
    issue.message = "the text has " + std::to_string(text.size()) + " bytes, more than the " +
                    std::to_string(maxBytes) + " allowed; split the chart or raise maxBytes";
    issues.add(std::move(issue), 0);
    return false;
  }
  tree.source = text;
  TreeBuilder builder(limits, tree, issues);
  return nlohmann::ordered_json::sax_parse(text.data(), text.data() + text.size(), &builder);
}

}  // namespace statewarden
