import {
  createSupervisedMachine,
  RestartStrategy,
  type SupervisedActor,
  type SupervisedActorOptions,
} from 'statewarden';
import { assign, createMachine } from 'xstate';
import { fail } from '../support/machines.js';

export const atOnce = new RestartStrategy({ initialDelay: 0 });

/** Remembers all that it receives, and fails on CRASH. */
export function watcherOf(id: string, options: SupervisedActorOptions = {}): SupervisedActor {
  const machine = createMachine({
    context: { heard: [] as object[] },
    on: {
      CRASH: { actions: fail },
      '*': {
        actions: assign({ heard: ({ context, event }) => [...context.heard, { ...event }] }),
      },
    },
  });
  return createSupervisedMachine(id, machine, { strategy: atOnce, ...options });
}

export function heardBy(watcher: SupervisedActor): object[] {
  return watcher.getSnapshot().context.heard;
}

/** Ends in its final state on FINISH, and fails on CRASH. */
export function targetOf(id: string, options: SupervisedActorOptions = {}): SupervisedActor {
  const machine = createMachine({
    initial: 'busy',
    states: { busy: { on: { FINISH: 'over' } }, over: { type: 'final' } },
    on: { CRASH: { actions: fail } },
  });
  return createSupervisedMachine(id, machine, { strategy: atOnce, ...options });
}
