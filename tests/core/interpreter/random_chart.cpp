#include "interpreter/random_chart.hpp"

#include <array>
#include <memory>

namespace statewarden::testing {
namespace {

constexpr std::array kEvents = {"E0", "E1", "E2", "x.y", "x.z", "x.y.z", "other"};
constexpr std::array kDescriptors = {"E0", "E1", "E2", "x.y", "x.y.*", "x.*", "*"};
constexpr std::array kWaits = {"+1", "+10", "+25", "+100"};
constexpr std::array kKeys = {"a", "b", "c", "7", "3"};
constexpr std::array kDelays = {"10", "25", "d1"};
constexpr std::uint32_t kMaxDepth = 6;
constexpr std::uint32_t kMaxStates = 60;

/// A state to be; children are compound or parallel regions, leaves, final and history states.
struct Draft {
  std::string type;
  std::string key;
  std::string id;
  Draft* parent = nullptr;
  std::vector<std::unique_ptr<Draft>> children;
};

class ChartMaker {
 public:
  explicit ChartMaker(std::uint32_t seed) : random_(seed) {}

  [[nodiscard]] RandomCase make() {
    Draft root;
    root.key = root.id = "m";
    root.type = chance(35) ? "parallel" : "compound";
    grow(root, 1);
    RandomCase result;
    result.chart = write(root);
    for (std::uint32_t count = 15 + below(15); count > 0; --count) {
      result.events.emplace_back(chance(25) ? pick(kWaits) : pick(kEvents));
    }
    return result;
  }

 private:
  // Distributions of the standard library differ between implementations: plain modulus does not.
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(random_()) % bound; }
  bool chance(std::uint32_t percent) { return below(100) < percent; }
  template <typename List>
  const char* pick(const List& list) {
    return list[below(static_cast<std::uint32_t>(list.size()))];
  }

  void grow(Draft& parent, std::uint32_t depth) {
    const std::uint32_t count = 1 + below(4);
    for (std::uint32_t i = 0; i < count; ++i) {
      const bool isLeaf = depth >= kMaxDepth || all_.size() >= kMaxStates || chance(50);
      const bool isFinal = i > 0 && chance(15);
      addChild(parent, kKeys[i],
               isLeaf       ? (isFinal ? "final" : "atomic")
               : chance(40) ? "parallel"
                            : "compound");
      if (!isLeaf) grow(*parent.children.back(), depth + 1);
    }
    if (chance(30)) addChild(parent, "h", "history");
  }

  void addChild(Draft& parent, const std::string& key, const std::string& type) {
    auto child = std::make_unique<Draft>();
    child->key = key;
    child->type = type;
    child->id = parent.id + "." + key;
    child->parent = &parent;
    all_.push_back(child.get());
    parent.children.push_back(std::move(child));
  }

  [[nodiscard]] std::string write(const Draft& state) {
    if (state.type == "history") {
      return chance(50) ? R"({"history": "deep"})" : R"({"history": "shallow"})";
    }
    std::string out = "{\"id\": \"" + state.id + "\"";
    if (state.type == "final" || state.type == "parallel")
      out += ", \"type\": \"" + state.type + "\"";
    if (chance(20)) out += ", \"tags\": \"t\"";
    if (chance(40)) out += ", \"entry\": " + writeActions();
    if (chance(40)) out += ", \"exit\": " + writeActions();
    if (state.type == "compound") {
      out += ", \"initial\": {\"target\": \"" + state.children.front()->key + "\"" +
             (chance(30) ? ", \"actions\": " + writeActions() : "") + "}";
    }
    if (state.type != "final") out += writeTransitions();
    if (state.parent == nullptr) out += ", \"options\": {\"maxIterations\": 30}";
    if (!state.children.empty()) out += ", \"states\": {" + writeChildren(state) + "}";
    return out + "}";
  }

  [[nodiscard]] std::string writeChildren(const Draft& state) {
    std::string out;
    for (const auto& child : state.children) {
      if (!out.empty()) out += ", ";
      out += "\"" + child->key + "\": " + write(*child);
    }
    return out;
  }

  [[nodiscard]] std::string writeTransitions() {
    std::string on;
    for (const char* descriptor : kDescriptors) {
      if (!chance(25)) continue;
      on += std::string(on.empty() ? "" : ", ") + "\"" + descriptor + "\": " + writeTransition(35);
    }
    std::string out = on.empty() ? "" : ", \"on\": {" + on + "}";
    if (chance(15)) out += ", \"always\": " + writeTransition(100);
    if (chance(30)) {
      out += std::string(", \"after\": {\"") + pick(kDelays) + "\": " + writeTransition(30) + "}";
    }
    if (chance(25)) out += ", \"onDone\": " + writeTransition(30);
    if (chance(15))
      out += R"(, "invoke": {"src": "s", "id": "i)" + std::to_string(++names_) + "\"}";
    return out;
  }

  [[nodiscard]] std::string writeTransition(std::uint32_t percentGuarded) {
    std::string out = "{\"reenter\": " + std::string(chance(25) ? "true" : "false");
    if (chance(80)) out += ", \"target\": \"#" + all_[below(allSize())]->id + "\"";
    if (chance(percentGuarded)) out += ", \"guard\": \"g" + std::to_string(below(6)) + "\"";
    if (chance(40)) out += ", \"actions\": " + writeActions();
    return out + "}";
  }

  [[nodiscard]] std::uint32_t allSize() const { return static_cast<std::uint32_t>(all_.size()); }

  [[nodiscard]] std::string writeActions() {
    std::string out;
    for (std::uint32_t count = 1 + below(2); count > 0; --count) {
      const std::uint32_t kind = below(100);
      const std::string name = kind < 10   ? std::string("raise:") + pick(kEvents)
                               : kind < 16 ? std::string("send:") + pick(kEvents)
                               : kind < 25 ? "assign:" + std::to_string(++names_)
                               : kind < 28 ? "throw" + std::to_string(++names_)
                                           : "x" + std::to_string(++names_);
      out += (out.empty() ? "\"" : ", \"") + name + "\"";
    }
    return "[" + out + "]";
  }

  std::mt19937 random_;
  std::vector<Draft*> all_;
  std::uint32_t names_ = 0;
};

}  // namespace

RandomCase makeRandomCase(std::uint32_t seed) {
  return ChartMaker(seed).make();
}

}  // namespace statewarden::testing
