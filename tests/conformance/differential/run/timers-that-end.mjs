/**
 * Mends XState's system: an actor's end is meant to cancel all its timers, but XState loses sight of
 * one whose id has been used again. Such a timer outlives its actor there, and sends in its name.
 */
export function cancelForgottenTimers({ system }) {
  const { scheduler, _clock: clock } = system;
  const { schedule, cancelAll } = scheduler;
  const timers = new Map();
  scheduler.schedule = (source, ...rest) => {
    const { setTimeout } = clock;
    clock.setTimeout = (...args) => {
      const timer = setTimeout.apply(clock, args);
      timers.set(source, [...(timers.get(source) ?? []), timer]);
      return timer;
    };
    schedule(source, ...rest);
    delete clock.setTimeout;
  };
  scheduler.cancelAll = (actor) => {
    cancelAll(actor);
    for (const timer of timers.get(actor) ?? []) clock.clearTimeout(timer);
    timers.delete(actor);
  };
}
