#include "interpreter/state.hpp"

#include "interpreter/microstep.hpp"
#include "interpreter/selection.hpp"

namespace statewarden {

State::State() = default;
State::~State() = default;

}  // namespace statewarden
