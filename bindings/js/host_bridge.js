// The calls by which the core asks its host: numbers in, numbers out. The host object is the default
// one until Module.setHost sets another, and must not throw from any of these.
addToLibrary({
  $statewardenHost: 'Module.defaultHost',

  sw_ask_guard__deps: ['$statewardenHost'],
  sw_ask_guard: (actor, slot) => statewardenHost.askGuard(actor, slot),
  sw_run_action: (actor, slot) => statewardenHost.runAction(actor, slot),
  sw_start_invocation: (actor, slot) => statewardenHost.startInvocation(actor, slot),
  sw_stop_invocation: (actor, slot) => statewardenHost.stopInvocation(actor, slot),
  sw_compute_delay: (actor, slot) => statewardenHost.computeDelay(actor, slot),
  sw_make_done_event: (actor, node, output) => statewardenHost.makeDoneEvent(actor, node, output),
  sw_compute_output: (actor, node) => statewardenHost.computeOutput(actor, node),
  sw_open_event: (actor, handle) => statewardenHost.openEvent(actor, handle),
  sw_open_delay_event: (actor, delay) => statewardenHost.openDelayEvent(actor, delay),
  sw_drop_event: (handle) => statewardenHost.dropEvent(handle),
  sw_microstep_taken__deps: ['$statewardenHost'],
  sw_microstep_taken: (actor, selected, count, finishes) => {
    const first = selected >>> 2;
    const transitions = Array.from(HEAPU32.subarray(first, first + count));
    statewardenHost.microstepTaken(actor, transitions, finishes !== 0);
  },
  sw_delay_started: (actor, delay, milliseconds) =>
    statewardenHost.delayStarted(actor, delay, milliseconds),
  sw_delay_cancelled: (actor, delay) => statewardenHost.delayCancelled(actor, delay),

  sw_now: (clock) => statewardenHost.now(clock),
  sw_wake_at: (clock, deadline) => statewardenHost.wakeAt(clock, deadline),
  sw_keep_event: () => statewardenHost.keepEvent(),
  sw_committed: (actor, flags) => statewardenHost.committed(actor, flags),
  sw_run_effect: (actor, effect) => statewardenHost.runEffect(actor, effect),
  sw_drop_effect: (effect) => statewardenHost.dropEffect(effect),
  sw_notify: (actor, flags) => statewardenHost.notify(actor, flags),
  sw_failed: (actor, reason) => statewardenHost.failed(actor, reason),
  sw_stopped: (actor) => statewardenHost.stopped(actor),
  sw_deliver: (source, event) => statewardenHost.deliver(source, event),
  sw_dead_letter: (actor, event, reason) => statewardenHost.deadLetter(actor, event, reason),

  sw_halt_actor: (actor, keepsDelays) => statewardenHost.haltActor(actor, keepsDelays),
  sw_decide: (child, at) => statewardenHost.decide(child, at),
  sw_request_restart: (child, mode) => statewardenHost.requestRestart(child, mode),
  sw_request_stop: (child) => statewardenHost.requestStop(child),
  sw_clean_up: (child, strategy, token) => statewardenHost.cleanUp(child, strategy, token),
  sw_cleanup_timed_out: (child, milliseconds) =>
    statewardenHost.cleanupTimedOut(child, milliseconds),
  sw_escalate: (child, from, to) => statewardenHost.escalate(child, from, to),
  sw_gave_up: (child, at) => statewardenHost.gaveUp(child, at),
  sw_ended: (child) => statewardenHost.ended(child),
  sw_overdue: (child, deadline, milliseconds) =>
    statewardenHost.overdue(child, deadline, milliseconds),
  sw_overran: (actor, milliseconds) => statewardenHost.overran(actor, milliseconds),
  sw_is_vital: () => statewardenHost.isVital(),
  sw_overflowed: (actor) => statewardenHost.overflowed(actor),
  sw_start_child: (child) => statewardenHost.startChild(child),
  sw_restart_actor: (actor, mode) => statewardenHost.restartActor(actor, mode),
});
