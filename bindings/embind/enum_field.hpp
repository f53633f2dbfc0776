// Members of Embind's value objects that need more than their address.
#pragma once

#include <optional>
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

template <auto Member>
struct OptionalField;

/// Lets a member keep its default when the host does not give it.
template <class Object, class Value, Value Object::*Member>
struct OptionalField<Member> {
  using Given = std::conditional_t<std::is_enum_v<Value>, int, Value>;

  static std::optional<Given> get(const Object& object) {
    return static_cast<Given>(object.*Member);
  }
  static void set(Object& object, std::optional<Given> given) {
    if (given) object.*Member = static_cast<Value>(*given);
  }
};

/// Adds a member that need not be given to a value object.
template <auto Member, class Registration>
void optionalField(Registration& object, const char* name) {
  object.field(name, &OptionalField<Member>::get, &OptionalField<Member>::set);
}

/// Adds an enumeration member to a value object.
template <auto Member, class Registration>
void enumField(Registration& object, const char* name) {
  object.field(name, &EnumField<Member>::get, &EnumField<Member>::set);
}

}  // namespace statewarden
