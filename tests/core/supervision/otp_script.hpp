// Scripts that were run on real OTP, and what it did.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "supervision/supervision.hpp"

namespace statewarden {

struct OtpChild;

struct OtpSupervisor {
  std::string id;
  SupervisorPolicy policy;
  std::vector<OtpChild> children;
};

struct OtpChild {
  std::string id;
  ChildTraits traits;
  /// The supervisor that the child is, unless it is a worker.
  std::optional<OtpSupervisor> inner;
};

struct OtpStep {
  std::string name;
  /// A worker or the supervisor that is asked.
  std::string id;
  /// A reason or the child that a call is about.
  std::string argument;
  std::vector<std::string> ids;
  int number = 0;
  std::optional<OtpChild> child;
};

/// What was seen after a step.
struct OtpSight {
  std::string result;
  std::string log;
  std::string tree;
};

struct OtpScript {
  int seed = 0;
  OtpSupervisor tree;
  std::vector<OtpStep> steps;
  /// One more than steps: the first is of the start.
  std::vector<OtpSight> trace;
};

/// Reads the scripts of a file, one a line.
[[nodiscard]] std::vector<OtpScript> readOtpScripts(const std::string& path);

}  // namespace statewarden
