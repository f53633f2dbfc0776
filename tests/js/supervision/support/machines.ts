import { assign, createMachine } from 'xstate';

/** Throws whatever the event brings, or an error with the event's type. */
export function fail({ event }: { event: { type: string; error?: unknown } }): never {
  throw 'error' in event ? event.error : new Error(event.type);
}

/**
 * Moves between idle and active, counts, and fails on demand: CRASH in an action, GUARD in a guard,
 * ASSIGN in an assigner, EXIT while it leaves a state, ENTRY while it enters one.
 */
export const crashable = createMachine({
  id: 'crashable',
  types: {} as {
    context: { count: number };
    events:
      | { type: 'START' | 'STOP' | 'INC' | 'GUARD' | 'ASSIGN' | 'EXIT' | 'ENTRY' }
      | { type: 'CRASH'; error?: unknown };
  },
  context: { count: 0 },
  initial: 'idle',
  on: {
    INC: { actions: assign({ count: ({ context }) => context.count + 1 }) },
    CRASH: { actions: fail },
    GUARD: { guard: fail, target: '.active' },
    ASSIGN: { actions: assign(fail) },
    EXIT: '.closing',
    ENTRY: '.broken',
  },
  states: {
    idle: { on: { START: 'active' } },
    active: { on: { STOP: 'idle' } },
    broken: { entry: fail },
    closing: { always: 'closed', exit: fail },
    closed: {},
  },
});

/** Fails in its very first state as long as it is told to. */
export function failingAtStart(isFailing: () => boolean, failure = new Error('cannot start')) {
  return createMachine({
    id: 'failingAtStart',
    initial: 'first',
    states: {
      first: {
        entry: () => {
          if (isFailing()) throw failure;
        },
      },
    },
  });
}
