import type { EventObject } from '../program/machine-types.js';
import type { AnySnapshot } from './actor-options.js';
import type { AnyLogic, LogicScope } from './logic-actor.js';

/** What an async function that implements an actor is called with; as XState's fromPromise. */
export interface PromiseArgs {
  input: unknown;
  self: LogicScope['self'];
  system: LogicScope['system'];
  /** Is aborted when the actor is stopped. */
  signal: AbortSignal;
  emit: (event: EventObject) => void;
}

interface PromiseSnapshot extends AnySnapshot {
  input: unknown;
}

type Settled = EventObject & { data: unknown };

/** Makes the logic of an async function, for charts that do without XState's `fromPromise`. */
export function promiseLogic(create: (args: PromiseArgs) => unknown): AnyLogic {
  const controllers = new WeakMap<object, AbortController>();
  return {
    getInitialSnapshot: (_scope, input): PromiseSnapshot => ({
      status: 'active',
      output: undefined,
      error: undefined,
      input,
    }),
    transition(snapshot, event, { self }) {
      if (snapshot.status !== 'active') return snapshot;
      const { data } = event as Settled;
      switch (event.type) {
        case 'xstate.promise.resolve':
          return { ...snapshot, status: 'done', output: data, input: undefined } as AnySnapshot;
        case 'xstate.promise.reject':
          return { ...snapshot, status: 'error', error: data, input: undefined } as AnySnapshot;
        case 'xstate.stop':
          controllers.get(self)?.abort();
          return { ...snapshot, status: 'stopped', input: undefined } as AnySnapshot;
        default:
          return snapshot;
      }
    },
    start(snapshot, { self, system, emit }) {
      if (snapshot.status !== 'active') return;
      const controller = new AbortController();
      controllers.set(self, controller);
      const { input } = snapshot as PromiseSnapshot;
      const relay = (type: string) => (data: unknown) => {
        if (self.getSnapshot().status !== 'active') return;
        controllers.delete(self);
        system._relay(self, self, { type, data } as Settled);
      };
      const args = { input, self, system, signal: controller.signal, emit };
      Promise.resolve(create(args)).then(
        relay('xstate.promise.resolve'),
        relay('xstate.promise.reject'),
      );
    },
    getPersistedSnapshot: (snapshot) => snapshot,
    restoreSnapshot: (snapshot) => snapshot as AnySnapshot,
  };
}
