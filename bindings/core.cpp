#include "core.hpp"

namespace statewarden {

Core core;

}  // namespace statewarden
