import { xstate } from '../oracle.mjs';

/** XState's own creators of actions and guards, for configs with functions. */
export const functions = {
  isJson: false,
  assign: (assignment) => xstate.assign(assignment),
  increment: (by) => xstate.assign({ n: ({ context }) => (context.n ?? 0) + by, constant: 1 }),
  raise: (event, given) => xstate.raise(event, given),
  sendTo: (to, event, given) => xstate.sendTo(to, event, given),
  cancel: (id) => xstate.cancel(id),
  emit: (event) => xstate.emit(event),
  log: (value, label) => xstate.log(value, label),
  spawnChild: (src, given) => xstate.spawnChild(src, given),
  stopChild: (child) => xstate.stopChild(child),
  and: (guards) => xstate.and(guards),
  or: (guards) => xstate.or(guards),
  not: (guard) => xstate.not(guard),
  stateIn: (value) => xstate.stateIn(value),
};

const call =
  (name) =>
  (...args) => ({ method: name, args });

/** Calls of the methods of `enqueue`. */
export const calls = {
  ...functions,
  raise: call('raise'),
  sendTo: call('sendTo'),
  cancel: call('cancel'),
  emit: call('emit'),
  spawnChild: call('spawnChild'),
  stopChild: call('stopChild'),
};

/** What the JSON dialect says, in functions for XState. */
export const jsonTwin = {
  ...functions,
  isJson: true,
  increment: (by) => xstate.assign({ n: ({ context }) => add(context.n, by), constant: 1 }),
  forward: (to) => xstate.sendTo(to, ({ event }) => ({ type: 'A', forwarded: event.type })),
  logContext: (label) => xstate.log(({ context }) => context, label),
  hasPayload:
    (n) =>
    ({ event }) =>
      event.n === n,
};

/** As `$add` does: numbers are added, everything else is joined. */
function add(left, right) {
  return typeof left === 'number' ? left + right : `${left}${right}`;
}

const action = (type, params) => ({ type: `xstate.${type}`, params });

/** The built-in actions and guards that JSON text may use. */
export const json = {
  isJson: true,
  assign: (assignment) => action('assign', assignment),
  increment: (by) =>
    action('assign', { n: { $add: [{ $pointer: '/context/n' }, by] }, constant: 1 }),
  raise: (event, given) => action('raise', { event, ...given }),
  sendTo: (to, event, given) => action('sendTo', { to, event, ...given }),
  forward: (to) =>
    action('sendTo', { to, event: { type: 'A', forwarded: { $pointer: '/event/type' } } }),
  cancel: (sendId) => action('cancel', { sendId }),
  emit: (event) => action('emit', { event }),
  log: (value, label) => action('log', { value, label }),
  logContext: (label) => action('log', { value: { $pointer: '/context' }, label }),
  spawnChild: (src, given) => action('spawnChild', { src, ...given }),
  stopChild: (actorRef) => action('stopChild', { actorRef }),
  and: (guards) => action('and', { guards }),
  or: (guards) => action('or', { guards }),
  not: (guard) => action('not', { guard }),
  stateIn: (state) => action('stateIn', { state }),
  hasPayload: (n) =>
    action('compare', { left: { $pointer: '/event/n' }, operator: '===', right: n }),
};
