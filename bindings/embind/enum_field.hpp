// Enumerations as numbers in Embind's value objects.
#pragma once

#include <type_traits>

namespace statewarden {

template <auto Member>
struct EnumField;

/// Reads and writes an enumeration member as its number.
template <class Object, class Enum, Enum Object::*Member>
struct EnumField<Member> {
  static_assert(std::is_enum_v<Enum>);

  static int get(const Object& object) { return static_cast<int>(object.*Member); }
  static void set(Object& object, int number) { object.*Member = static_cast<Enum>(number); }
};

}  // namespace statewarden
