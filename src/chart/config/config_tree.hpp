// The parsed config as a flat tree: the syntax, before it means a statechart.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace statewarden {

enum class ConfigKind : std::uint8_t { null, boolean, number, string, array, object };

class ConfigTree;

/// A place in a ConfigTree, or none; valid as long as the tree and the text it was read from.
class ConfigValue {
 public:
  ConfigValue() = default;
  ConfigValue(const ConfigTree* tree, std::uint32_t index) : tree_(tree), index_(index) {}

  [[nodiscard]] bool exists() const { return tree_ != nullptr; }
  [[nodiscard]] ConfigKind kind() const;
  [[nodiscard]] bool is(ConfigKind kind) const { return exists() && this->kind() == kind; }
  [[nodiscard]] bool isTrue() const;
  /// Returns a string's characters.
  [[nodiscard]] std::string_view text() const;
  /// Returns a number, NaN for other kinds.
  [[nodiscard]] double number() const;
  /// Returns the key under which the enclosing object holds this value.
  [[nodiscard]] std::string_view key() const;
  /// Returns the JSON text as it was written.
  [[nodiscard]] std::string_view source() const;
  /// Returns the place of the first byte in the text.
  [[nodiscard]] std::uint32_t offset() const;
  /// Returns the JSON Pointer (RFC 6901) of this place.
  [[nodiscard]] std::string pointer() const;
  /// Finds a member of an object; none for other kinds.
  [[nodiscard]] ConfigValue find(std::string_view key) const;
  /// Counts members or elements; 0 for other kinds.
  [[nodiscard]] std::uint32_t childCount() const;
  /// Lists members or elements as written.
  [[nodiscard]] std::vector<ConfigValue> children() const;
  /// Lists an object's members as JavaScript orders them: array indices ascending, then the rest.
  [[nodiscard]] std::vector<ConfigValue> members() const;
  /// Lists an array's elements, or the value itself when it is no array.
  [[nodiscard]] std::vector<ConfigValue> oneOrMany() const;

 private:
  const ConfigTree* tree_ = nullptr;
  std::uint32_t index_ = 0;
};

/// Holds all values of a text in preorder; one allocation per array, however large the text.
class ConfigTree {
 public:
  struct Entry {
    std::uint32_t parent = 0;
    /// The position among its siblings.
    std::uint32_t ordinal = 0;
    /// One past the last descendant.
    std::uint32_t end = 0;
    std::uint32_t childCount = 0;
    std::uint32_t keyBegin = 0;
    std::uint32_t keySize = 0;
    std::uint32_t textBegin = 0;
    std::uint32_t textSize = 0;
    std::uint32_t sourceBegin = 0;
    std::uint32_t sourceEnd = 0;
    ConfigKind kind = ConfigKind::null;
  };

  [[nodiscard]] ConfigValue root() const { return {this, 0}; }

  std::string_view source;
  /// Decoded keys and strings, end to end.
  std::string text;
  std::vector<Entry> entries;
};

}  // namespace statewarden
