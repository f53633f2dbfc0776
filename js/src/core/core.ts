import type {
  ChildCountsRecord,
  CircuitMetricsRecord,
  CircuitRecord,
  CircuitStateRecord,
  CountsRecord,
  HealthRecord,
  PolicyRecord,
  StrategyRecord,
} from './records.js';

/**
 * One instance of the WebAssembly core. Ids come back as signed 32-bit numbers, in results as in
 * calls of the host; -1 is the absence of one. The `_sw_` functions take and return numbers only.
 */
export interface Core {
  /** Plugs in the host that the core asks. */
  setHost(host: CoreHost): void;

  _sw_add_clock(): number;
  /** Forgets a clock that no actor lives by, whose number may be used again; 1 if it could. */
  _sw_remove_clock(clock: number): number;
  /** Fires what is due; 1 when more is due already. */
  _sw_advance(clock: number, now: number): number;

  _sw_add_actor(program: number, clock: number): number;
  /** Returns 1 when there is a state now, else 0. */
  _sw_initialize(actor: number): number;
  _sw_start(actor: number): void;
  /**
   * Takes an event if the host need not be called for it, else returns 0. Returns CommitFlag bits;
   * when `untold` is among them, `_sw_told` must follow.
   */
  _sw_take(actor: number, eventClass: number, kind: number): number;
  /** Returns CommitFlag bits. */
  _sw_send(actor: number, eventClass: number, kind: number): number;
  /** Ends the turn of the last event taken, whose observers have been told now. */
  _sw_told(): void;
  _sw_raise(actor: number, eventClass: number, event: number): void;
  _sw_defer(actor: number, effect: number): void;
  _sw_schedule(actor: number, milliseconds: number, event: number): void;
  _sw_cancel(actor: number, event: number): number;
  _sw_suspend(actor: number): void;
  _sw_resume(actor: number): void;
  /** Ends an incarnation but not the actor; its events wait until restart. */
  _sw_halt(actor: number): void;
  _sw_restart(actor: number, mode: number): number;
  _sw_stop(actor: number): void;
  _sw_remove(actor: number): void;
  _sw_set_listening(actor: number, isListening: number): void;
  /** Asks for, or does without, the host's calls about microsteps and delays of an actor. */
  _sw_set_inspected(actor: number, isInspected: number): void;
  _sw_requeue(actor: number, eventClass: number, kind: number, payload: number): void;
  /** Infinity for ever. */
  _sw_set_event_deadline(actor: number, milliseconds: number): void;
  /** Returns 0 when there are too many different bounds; rules are numbers of Overflow. */
  _sw_set_bounds(
    actor: number,
    capacity: number,
    overflow: number,
    stashCapacity: number,
    stashOverflow: number,
  ): number;
  _sw_mailbox_size(actor: number): number;
  /** The state's serial, 0 for none; `working` 1 asks for that of the running macrostep. */
  _sw_state_serial(actor: number, working: number): number;

  _sw_add_child(supervisor: number, actor: number, strategy: number): number;
  _sw_remove_child(child: number): void;
  _sw_set_child_strategy(child: number, strategy: number): void;
  /** Returns a FailureVerdict; `counts` 0 says that it is no failure for the circuit. */
  _sw_note_failure(child: number, at: number, counts: number): number;
  _sw_apply(child: number, strategy: number, at: number): void;
  _sw_supervised_restart(child: number, mode: number): number;
  _sw_supervised_stop(child: number): void;
  _sw_cleaned_up(child: number, token: number, succeeded: number): void;
  _sw_finished(child: number): void;
  _sw_retry_now(child: number): number;
  _sw_set_heartbeat(child: number, within: number, startAfter: number): void;
  _sw_beat(child: number): void;
  /** Returns a deadline's number, -1 when there is none. */
  _sw_add_deadline(child: number, milliseconds: number): number;
  _sw_cancel_deadline(deadline: number): void;
  _sw_note_overrun(child: number, milliseconds: number): void;
  _sw_error_count(child: number): number;
  _sw_restart_count(child: number): number;
  /** Returns a ChildState. */
  _sw_child_state(child: number): number;
  /** Takes a CircuitCommand. */
  _sw_circuit_obey(supervisor: number, command: number): void;
  /** Returns a CircuitState, or -1 when there is none; a breaker's or, with 1, a supervisor's. */
  _sw_circuit_state(isSupervisors: number, id: number): number;
  /** Returns a CircuitMode, or -1 when there is none. */
  _sw_circuit_mode(isSupervisors: number, id: number): number;
  /** Returns a CircuitReason, or -1 when there is none. */
  _sw_circuit_reason(isSupervisors: number, id: number): number;
  _sw_circuit_retry_after(isSupervisors: number, id: number): number;
  /** The child id of a supervisor in its parent, -1 without parent. */
  _sw_member(supervisor: number): number;
  /** Restart type 0 permanent, 1 transient, 2 temporary. */
  _sw_set_child_traits(
    child: number,
    restartType: number,
    isSignificant: number,
    isDynamic: number,
  ): void;
  /** Returns a ManagementVerdict, as do the next two. */
  _sw_terminate_child(child: number): number;
  _sw_restart_child(child: number): number;
  _sw_delete_child(child: number): number;
  /** Forgets a child that has ended, for good or until its supervisor begins anew. */
  _sw_retire_child(child: number): void;
  /** Restarts nothing below a supervisor any more, until that begins anew. */
  _sw_close_supervisor(supervisor: number): void;
  /** Returns a ChildPresence. */
  _sw_child_presence(child: number): number;
  _sw_mark_stopped_together(child: number): void;
  _sw_set_child_actor(child: number, actor: number): void;
  /** The youngest child of a supervisor, -1 when it has none. */
  _sw_last_child(supervisor: number): number;
  /** The child that was started before this one, -1 when it is the first. */
  _sw_previous_child(child: number): number;
  _sw_remove_supervisor(supervisor: number): void;
  _sw_release_strategy(strategy: number): void;

  _sw_breaker_allows(breaker: number): number;
  /** Returns a permit's generation, or -1 when there is none to be had. */
  _sw_breaker_acquire(breaker: number): number;
  /** Generation 0, here and in the next two, stands for the current one or for no permit. */
  _sw_breaker_success(breaker: number, generation: number): void;
  _sw_breaker_failure(breaker: number, generation: number): void;
  _sw_breaker_neither(breaker: number, generation: number): void;
  _sw_breaker_release(breaker: number, generation: number): void;
  /** Takes a CircuitCommand. */
  _sw_breaker_obey(breaker: number, command: number): void;
  _sw_remove_breaker(breaker: number): number;

  /** Reads a config; JSON text `{"program":n|-1,"issues":[…],"chart":{…}|null}`. */
  loadChart(json: string): string;
  releaseProgram(program: number): boolean;
  classify(program: number, eventType: string): number;
  /** JSON text `{"value","nodes":[index…],"history":{id:[id…]}}`, '' when there is no state. */
  writeState(actor: number, working: boolean): string;
  /**
   * Returns '' or what is wrong. `orderJson` lists node indexes in the order in which the nodes were
   * entered; '' leaves them in the order of the value.
   */
  restoreState(actor: number, valueJson: string, historyJson: string, orderJson: string): string;
  /** JSON text: the actor's pending timers, `{"isEvent","value","deadline"}` each. */
  writeTimers(actor: number): string;
  defineStrategy(strategy: StrategyRecord): number;
  addSupervisor(parent: number, policy: PolicyRecord): number;
  setPolicy(supervisor: number, policy: PolicyRecord): void;
  addBreaker(options: CircuitRecord, clock: number): number;
  circuitMetrics(isSupervisors: boolean, id: number): CircuitMetricsRecord;
  writeCircuit(isSupervisors: boolean, id: number): CircuitStateRecord;
  readCircuit(isSupervisors: boolean, id: number, record: CircuitStateRecord): void;
  health(child: number): HealthRecord;
  setEventsEnabled(enabled: boolean): void;
  /** JSON text: an array of up to `max` EventLogRecords, oldest first. */
  takeEvents(max: number): string;
  /** Seeds the random numbers of back-offs; a safe integer. */
  seedRandom(seed: number): void;
  /** Bytes that the core has allocated; linear in the number of allocations. */
  memoryInUse(): number;
  counts(): CountsRecord;
  countChildren(supervisor: number): ChildCountsRecord;
}

/** What the core asks of the world around it; nothing may throw, everything may call back in. */
export interface CoreHost {
  /** Returns a GuardReply. */
  askGuard(actor: number, slot: number): number;
  /** Returns an ActionReply, as do the next two. */
  runAction(actor: number, slot: number): number;
  startInvocation(actor: number, slot: number): number;
  stopInvocation(actor: number, slot: number): number;
  /** Returns milliseconds, NaN when the delay has no implementation, -1 when it threw. */
  computeDelay(actor: number, slot: number): number;
  /** Returns the event's handle, or -1 when the output of slot `output` (-1: none) threw. */
  makeDoneEvent(actor: number, node: number, output: number): number;
  computeOutput(actor: number, node: number): number;
  openEvent(actor: number, handle: number): void;
  openDelayEvent(actor: number, delay: number): void;
  dropEvent(handle: number): void;
  /** The next three are about inspected actors only; the first comes after each microstep. */
  microstepTaken(actor: number, selected: number[], finishes: boolean): void;
  /** NaN milliseconds: the delay has no implementation, and its event is raised at once. */
  delayStarted(actor: number, delay: number, milliseconds: number): void;
  delayCancelled(actor: number, delay: number): void;

  /** Returns the monotonic time of a clock in milliseconds. */
  now(clock: number): number;
  /** Returns 1 when the event that is being sent must find room in any case, else 0. */
  isVital(): number;
  /** An event took longer than the actor's event deadline. */
  overran(actor: number, milliseconds: number): void;
  /** There was no room for an event, of which the actor is to fail. */
  overflowed(actor: number): void;
  /** Asks for `_sw_advance` at a time; Infinity cancels. */
  wakeAt(clock: number, deadline: number): void;
  keepEvent(): number;
  committed(actor: number, flags: number): void;
  /** Returns an ActionReply. */
  runEffect(actor: number, effect: number): number;
  dropEffect(effect: number): void;
  notify(actor: number, flags: number): void;
  failed(actor: number, reason: number): void;
  stopped(actor: number): void;
  deliver(source: number, event: number): void;
  deadLetter(actor: number, event: number, reason: number): void;

  /** Ends what an incarnation has started, delays perhaps excepted; its restart or its end follows. */
  haltActor(actor: number, keepsDelays: number): void;
  /** Returns 1 when the incarnation started, else 0. */
  restartActor(actor: number, mode: number): number;
  /** Makes and starts an actor for a child that has none; 1 when it started, else 0. */
  startChild(child: number): number;
  /** Takes the decision for a parked child's last failure again, ending in `_sw_apply`. */
  decide(child: number, at: number): void;
  requestRestart(child: number, mode: number): void;
  requestStop(child: number): void;
  cleanUp(child: number, strategy: number, token: number): void;
  /** A clean-up is not waited for any longer. */
  cleanupTimedOut(child: number, milliseconds: number): void;
  /** `child`, here and in the next two, may also be the member id of a supervisor. */
  escalate(child: number, from: number, to: number): void;
  gaveUp(child: number, at: number): void;
  ended(child: number): void;
  /** A child was silent for too long (deadline -1), or what the deadline was set for takes too long. */
  overdue(child: number, deadline: number, milliseconds: number): void;
}
