// The host until the facade plugs in its own: enough for JSON charts whose actions do nothing.
// Nobody keeps events here, hence handle 0 throughout.
const ignore = () => {};
const done = () => 0;
const timeouts = new Map();

Module['defaultHost'] = {
  askGuard: () => 2, // GuardReply.threw: there is no such guard
  runAction: done,
  startInvocation: done,
  stopInvocation: done,
  computeDelay: () => NaN, // there is no such delay
  makeDoneEvent: done,
  computeOutput: done,
  openEvent: ignore,
  openDelayEvent: ignore,
  dropEvent: ignore,
  microstepTaken: ignore,
  delayStarted: ignore,
  delayCancelled: ignore,

  now: () => performance.now(),
  wakeAt(clock, deadline) {
    clearTimeout(timeouts.get(clock));
    if (deadline === Infinity) return;
    const wake = () => {
      if (_sw_advance(clock, performance.now())) setTimeout(wake);
    };
    const wait = Math.min(Math.max(Math.ceil(deadline - performance.now()), 0), 0x7fffffff);
    timeouts.set(clock, setTimeout(wake, wait));
  },
  keepEvent: done,
  committed: ignore,
  runEffect: done,
  dropEffect: ignore,
  notify(actor, flags) {
    if (flags & 16) _sw_direct_finished(actor); // CommitFlag.finished
  },
  failed: (actor) => _sw_direct_failed(actor),
  stopped: ignore,
  deliver: ignore,
  deadLetter: ignore,
  overran: ignore,
  isVital: done,
  overflowed: ignore,

  haltActor: ignore,
  restartActor: (actor, mode) => _sw_direct_restart_actor(actor, mode),
  startChild: () => 0, // there is nothing to make it of
  decide: (child, at) => _sw_direct_decide(child, at),
  requestRestart: (child, mode) => _sw_supervised_restart(child, mode),
  requestStop: (child) => _sw_supervised_stop(child),
  cleanUp: (child, _strategy, token) => _sw_cleaned_up(child, token, 1),
  cleanupTimedOut: ignore,
  escalate: (child, _from, to) => _sw_direct_escalate(child, to),
  gaveUp: ignore,
  ended: ignore,
  overdue: ignore,
};

Module['setHost'] = (host) => {
  statewardenHost = host;
};
