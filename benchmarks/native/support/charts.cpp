#include "support/charts.hpp"

namespace statewarden::bench {
namespace {

constexpr const char* kToggle =
    R"({"initial":"a","states":{"a":{"on":{"GO":"b"}},"b":{"on":{"GO":"a"}}}})";

std::string name(std::uint32_t number) {
  return "s" + std::to_string(number);
}

}  // namespace

std::string regions(std::uint32_t count) {
  if (count == 1) return kToggle;
  std::string states;
  for (std::uint32_t i = 0; i < count; ++i) {
    states += (i == 0 ? "\"" : ",\"") + name(i) + "\":" + kToggle;
  }
  return R"({"type":"parallel","states":{)" + states + "}}";
}

std::string nested(std::uint32_t depth) {
  std::string chart = kToggle;
  for (std::uint32_t i = 1; i < depth; ++i) {
    chart = R"({"initial":"in","states":{"in":)" + chart + "}}";
  }
  return chart;
}

std::string ring(std::uint32_t states) {
  std::string all;
  for (std::uint32_t i = 0; i < states; ++i) {
    all +=
        (i == 0 ? "\"" : ",\"") + name(i) + R"(":{"on":{"GO":")" + name((i + 1) % states) + "\"}}";
  }
  return R"({"initial":"s0","states":{)" + all + "}}";
}

std::string crashing() {
  return R"({"initial":"a","states":{"a":{"on":{"CRASH":{"actions":"throws"}}}}})";
}

}  // namespace statewarden::bench
