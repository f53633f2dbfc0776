// The imports of js/host_bridge.js.
#pragma once

#include <cstdint>

extern "C" {
std::int32_t sw_ask_guard(std::uint32_t actor, std::uint32_t slot);
std::int32_t sw_run_action(std::uint32_t actor, std::uint32_t slot);
std::int32_t sw_start_invocation(std::uint32_t actor, std::uint32_t slot);
std::int32_t sw_stop_invocation(std::uint32_t actor, std::uint32_t slot);
double sw_compute_delay(std::uint32_t actor, std::uint32_t slot);
std::int32_t sw_make_done_event(std::uint32_t actor, std::uint32_t node, std::uint32_t output);
std::int32_t sw_compute_output(std::uint32_t actor, std::uint32_t node);
void sw_open_event(std::uint32_t actor, std::uint32_t handle);
void sw_open_delay_event(std::uint32_t actor, std::uint32_t delay);
void sw_drop_event(std::uint32_t handle);
void sw_microstep_taken(std::uint32_t actor, const std::uint32_t* selected, std::uint32_t count,
                        std::int32_t finishes);
void sw_delay_started(std::uint32_t actor, std::uint32_t delay, double milliseconds);
void sw_delay_cancelled(std::uint32_t actor, std::uint32_t delay);

double sw_now(std::uint32_t clock);
void sw_wake_at(std::uint32_t clock, double deadline);
std::uint32_t sw_keep_event();
void sw_committed(std::uint32_t actor, std::uint32_t flags);
std::int32_t sw_run_effect(std::uint32_t actor, std::uint32_t effect);
void sw_drop_effect(std::uint32_t effect);
void sw_notify(std::uint32_t actor, std::uint32_t flags);
void sw_failed(std::uint32_t actor, std::uint32_t reason);
void sw_stopped(std::uint32_t actor);
void sw_deliver(std::uint32_t source, std::uint32_t event);
void sw_dead_letter(std::uint32_t actor, std::uint32_t event, std::uint32_t reason);

void sw_halt_actor(std::uint32_t actor, std::int32_t keepsDelays);
void sw_decide(std::uint32_t child, std::uint32_t at);
void sw_request_restart(std::uint32_t child, std::uint32_t mode);
void sw_request_stop(std::uint32_t child);
void sw_clean_up(std::uint32_t child, std::uint32_t strategy, std::uint32_t token);
void sw_cleanup_timed_out(std::uint32_t child, double milliseconds);
void sw_escalate(std::uint32_t child, std::uint32_t from, std::uint32_t to);
void sw_gave_up(std::uint32_t child, std::uint32_t at);
void sw_ended(std::uint32_t child);
void sw_overdue(std::uint32_t child, std::uint32_t deadline, double milliseconds);
void sw_overran(std::uint32_t actor, double milliseconds);
std::int32_t sw_is_vital();
void sw_overflowed(std::uint32_t actor);
std::int32_t sw_start_child(std::uint32_t child);
std::int32_t sw_restart_actor(std::uint32_t actor, std::uint32_t mode);
}
