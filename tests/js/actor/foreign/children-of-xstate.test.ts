import { createActor, loadMachine, RootSupervisor, setUnhandledErrorReporter } from 'statewarden';
import {
  assign,
  createMachine,
  fromCallback,
  fromEventObservable,
  fromObservable,
  fromPromise,
  fromTransition,
  raise,
  sendTo,
} from 'xstate';

// biome-ignore lint/suspicious/noExplicitAny: actors of two packages meet here.
type Any = any;

const ticks = async () => {
  for (let i = 0; i < 10; i++) await undefined;
};

afterEach(() => {
  RootSupervisor.resetInstance();
  setUnhandledErrorReporter();
});

describe('actors of XState as children of ours', () => {
  const observable = (values: unknown[]) => ({
    subscribe(observer: Any) {
      for (const value of values) observer.next?.(value);
      observer.complete?.();
      return { unsubscribe() {} };
    },
  });

  it.each([
    ['a promise', fromPromise(async () => 5), 5],
    ['an observable', fromObservable(() => observable([1, 2]) as Any), undefined],
    ['a machine', createMachine({ initial: 'a', states: { a: { type: 'final' } }, output: 7 }), 7],
    ['a chart', loadMachine({ initial: 'a', states: { a: { type: 'final' } }, output: 8 }), 8],
    ['an async function', async () => 9, 9],
  ])('%s is invoked and done', async (_, logic, output) => {
    const machine = loadMachine(
      {
        initial: 'a',
        context: {},
        states: {
          a: {
            invoke: {
              src: 'child',
              onDone: { target: 'b', actions: assign({ out: ({ event }: Any) => event.output }) },
            },
          },
          b: {},
        },
      },
      { actors: { child: logic } },
    );
    const actor = createActor(machine).start();
    await ticks();
    expect(actor.getSnapshot()).toMatchObject({ value: 'b', context: { out: output } });
    actor.stop();
  });

  it('a callback receives, sends back, and is disposed of', () => {
    const log: unknown[] = [];
    const callback = fromCallback(({ sendBack, receive }) => {
      receive((event) => void log.push(event.type));
      sendBack({ type: 'BACK' });
      return () => void log.push('disposed');
    });
    const machine = createMachine({
      invoke: { id: 'cb', src: callback },
      on: {
        BACK: { actions: () => void log.push('BACK') },
        TELL: { actions: sendTo('cb', { type: 'TOLD' }) },
      },
    });
    const actor = createActor(machine).start();
    actor.send({ type: 'TELL' });
    actor.stop();
    expect(log).toEqual(['BACK', 'TOLD', 'disposed']);
  });

  it('an event observable sends its events, a reducer reduces', () => {
    const log: unknown[] = [];
    const machine = createMachine({
      invoke: [
        { src: fromEventObservable(() => observable([{ type: 'TICK' }]) as Any) },
        { id: 'sum', src: fromTransition((n: number, event: Any) => n + (event.by ?? 0), 1) },
      ],
      on: {
        TICK: { actions: () => void log.push('TICK') },
        ADD: { actions: sendTo('sum', { type: 'ADD', by: 4 }) },
      },
    });
    const actor = createActor(machine).start();
    actor.send({ type: 'ADD' });
    expect(log).toEqual(['TICK']);
    expect((actor.getSnapshot().children as Any).sum.getSnapshot().context).toBe(5);
    actor.stop();
  });

  it('a spread copy of a machine runs as a plain logic, its children beneath it', () => {
    const log: string[] = [];
    const inner = createMachine({
      id: 'inner',
      initial: 'a',
      states: {
        a: { invoke: { id: 'leaf', src: fromCallback(() => () => void log.push('leaf stopped')) } },
      },
      after: { 5: '.a' },
      on: { E: { actions: [raise({ type: 'F' }), () => void log.push('E')] }, F: {} },
    });
    const seen: string[] = [];
    const copy = {
      ...inner,
      transition: (snapshot: Any, event: Any, scope: Any) => {
        seen.push(event.type);
        return inner.transition(snapshot, event, scope);
      },
    };
    const actor = createActor(copy as Any).start();
    actor.send({ type: 'E' } as never);
    expect(seen).toEqual(['E']);
    expect(actor.getSnapshot()).toMatchObject({ value: 'a', status: 'active' });
    actor.stop();
    expect(log).toEqual(['E', 'leaf stopped']);
  });

  it("an error of theirs is the parent's unless it is handled", async () => {
    const failing = fromPromise(() => Promise.reject(new Error('no')));
    const reported: unknown[] = [];
    setUnhandledErrorReporter((error) => void reported.push(error));
    const actor = createActor(createMachine({ invoke: { src: failing } })).start();
    await ticks();
    expect(actor.getSnapshot()).toMatchObject({ status: 'error', error: new Error('no') });
    expect(reported).toEqual([new Error('no')]);
  });
});
