// Charts of any size, as JSON text.
#pragma once

#include <cstdint>
#include <string>

namespace statewarden::bench {

/// So many regions with two states each; the event `GO` moves all of them.
[[nodiscard]] std::string regions(std::uint32_t count);
/// Two leaves so many levels down; the event `GO` of the leaves goes to and fro.
[[nodiscard]] std::string nested(std::uint32_t depth);
/// A ring of so many states; the event `GO` leads from each to the next.
[[nodiscard]] std::string ring(std::uint32_t states);
/// One state; the action of the event `CRASH` is to throw.
[[nodiscard]] std::string crashing();

}  // namespace statewarden::bench
