import { RestartStrategy, RootSupervisor, SupervisedActor, Supervisor } from 'statewarden';
import { assign, createMachine } from 'xstate';

afterEach(() => RootSupervisor.resetInstance());

const machine = createMachine({
  context: { parts: 0 },
  initial: 'whole',
  states: {
    whole: {
      on: {
        ADD: { actions: assign({ parts: ({ context }) => context.parts + 1 }) },
        BREAK: {
          actions: () => {
            throw new Error('broken');
          },
        },
      },
    },
  },
});

const atOnce = new RestartStrategy({ backoffType: 'none' });

describe('Actor Supervision', () => {
  it('should restart an actor when it fails', async () => {
    const supervisor = new Supervisor('supervisor', { defaultStrategy: atOnce });
    const actor = new SupervisedActor('actor', machine, { supervisor }).start();
    actor.send({ type: 'ADD' });
    actor.send({ type: 'BREAK' });
    expect(actor.getSnapshot().context).toEqual({ parts: 0 });
    expect(actor.getHealthMetrics().restartCount).toBe(1);
    await supervisor.stop();
  });

  it('should escalate errors to parent supervisors', async () => {
    const parent = new Supervisor('parent', { defaultStrategy: atOnce });
    const supervisor = new Supervisor('supervisor', { parent });
    const actor = new SupervisedActor('actor', machine, {
      supervisor,
      strategy: {
        type: 'escalate',
        handleError: (at, failed, error) => at.escalateError(failed, error),
      },
    }).start();
    actor.send({ type: 'BREAK' });
    expect(actor.getHealthMetrics()).toMatchObject({ childState: 'running', restartCount: 1 });
    await parent.stop();
  });
});
