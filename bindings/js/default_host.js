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
  makeDoneEvent: () => 0,
  computeOutput: done,
  openEvent: ignore,
  openDelayEvent: ignore,
  dropEvent: ignore,

  now: () => performance.now(),
  wakeAt(clock, deadline) {
    clearTimeout(timeouts.get(clock));
    if (deadline === Infinity) return;
    const wait = Math.min(Math.max(deadline - performance.now(), 0), 0x7fffffff);
    const wake = () => Module['_sw_advance'](clock, performance.now());
    timeouts.set(clock, setTimeout(wake, Math.ceil(wait)));
  },
  keepEvent: () => 0,
  committed: ignore,
  runEffect: done,
  dropEffect: ignore,
  notify: ignore,
  failed: (actor) => Module['_sw_direct_failed'](actor),
  stopped: ignore,
  deliver: ignore,
  deadLetter: ignore,

  haltActor: ignore,
  decide: (child, at) => Module['_sw_direct_decide'](child, at),
  restartActor: (actor, mode) => Module['_sw_restart'](actor, mode),
  requestRestart: (child, mode) => Module['_sw_direct_restart'](child, mode),
  requestStop: (child) => Module['_sw_supervised_stop'](child),
  cleanUp: (child, _strategy, token) => Module['_sw_cleaned_up'](child, token, 1),
  escalate: (child, _from, to) => Module['_sw_direct_escalate'](child, to),
  gaveUp: ignore,
  ended: ignore,
};

Module['setHost'] = (host) => {
  statewardenHost = host;
};
