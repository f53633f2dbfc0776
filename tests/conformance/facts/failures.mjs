import { xstate } from '../differential/oracle.mjs';
import { listen, show, thrower } from './support.mjs';

const {
  createMachine,
  assign,
  raise,
  sendTo,
  fromPromise,
  fromCallback,
  fromObservable,
  fromTransition,
  spawnChild,
} = xstate;

/** What makes an actor fail, as scripts that run in XState and here; each logs what is to be seen. */
export const failures = {
  'a guard that throws fails the actor with a message that says where; can() throws': async (
    create,
    log,
  ) => {
    const m = createMachine(
      {
        id: 'm',
        on: {
          E: { guard: thrower('g') },
          F: { guard: 'named' },
          G: { guard: { type: 'missing' } },
        },
      },
      { guards: { named: thrower('n') } },
    );
    for (const type of ['E', 'F', 'G']) {
      const a = create(m);
      listen(a, log);
      a.start();
      try {
        log(a.getSnapshot().can({ type }));
      } catch (e) {
        log('can', e.message);
      }
      a.send({ type });
    }
  },
  'the guard of always fails the actor with its own error; value and context roll back': async (
    create,
    log,
  ) => {
    const m = createMachine({
      initial: 'a',
      states: { a: { on: { E: 'b' } }, b: { always: { guard: thrower('g'), target: 'a' } } },
    });
    const a = create(m);
    listen(a, log);
    a.start();
    a.send({ type: 'E' });
    log(show(a.getSnapshot()));
  },
  'a custom entry action that throws fails the actor when it starts': async (create, log) => {
    const m = createMachine({ entry: [() => log('first'), thrower('boom'), () => log('third')] });
    const a = create(m);
    log(a.getSnapshot().status);
    listen(a, log);
    a.start();
    log(a.getSnapshot().status);
  },
  'an assigner that throws in the initial step fails the actor before it starts': async (
    create,
    log,
  ) => {
    const m = createMachine({ entry: assign(thrower('boom')) });
    const a = create(m);
    log(show(a.getSnapshot()));
    listen(a, log);
    a.start();
  },
  'a context factory that throws fails the actor; it is reported at the start': async (
    create,
    log,
  ) => {
    const m = createMachine({ context: thrower('ctx') });
    const a = create(m);
    log(show(a.getSnapshot()));
    a.start();
  },
  'a delay function that throws fails the actor': async (create, log) => {
    const m = createMachine(
      { initial: 'a', states: { a: { on: { E: 'b' } }, b: { after: { d: 'a' } } } },
      { delays: { d: thrower('delay') } },
    );
    const a = create(m);
    listen(a, log);
    a.start();
    a.send({ type: 'E' });
  },
  'an output function that throws fails the actor': async (create, log) => {
    const m = createMachine({
      initial: 'a',
      states: { a: { on: { E: 'b' } }, b: { type: 'final' } },
      output: thrower('out'),
    });
    const a = create(m);
    listen(a, log);
    a.start();
    a.send({ type: 'E' });
    log(show(a.getSnapshot()));
  },
  'an input function that throws fails the actor': async (create, log) => {
    const m = createMachine({
      initial: 'a',
      states: {
        a: { on: { E: 'b' } },
        b: { invoke: { src: fromPromise(async () => 1), input: thrower('inp') } },
      },
    });
    const a = create(m);
    listen(a, log);
    a.start();
    a.send({ type: 'E' });
    log(show(a.getSnapshot()));
  },
  'sendTo without a receiver fails the actor': async (create, log) => {
    const m = createMachine({ id: 'm', on: { E: { actions: sendTo('nobody', { type: 'X' }) } } });
    const a = create(m);
    listen(a, log);
    a.start();
    a.send({ type: 'E' });
  },
  'a rejected promise that nobody handles fails its parent': async (create, log) => {
    const m = createMachine({
      invoke: {
        src: fromPromise(async () => {
          throw new Error('rej');
        }),
      },
    });
    const a = create(m);
    listen(a, log);
    a.start();
    await new Promise((r) => setTimeout(r));
    log(show(a.getSnapshot()));
  },
  'a callback that throws is an error event of its parent': async (create, log) => {
    const m = createMachine({
      invoke: {
        id: 'c',
        src: fromCallback(thrower('cb')),
        onError: { actions: ({ event }) => log(event.type, event.error.message) },
      },
    });
    const a = create(m);
    listen(a, log);
    a.start();
    log(show(a.getSnapshot()));
  },
  'a disposer that throws is an error event of its parent': async (create, log) => {
    const m = createMachine({
      initial: 'a',
      states: {
        a: { invoke: { id: 'c', src: fromCallback(() => thrower('dispose')) }, on: { E: 'b' } },
        b: {},
      },
    });
    const a = create(m);
    listen(a, log);
    a.start();
    try {
      a.send({ type: 'E' });
    } catch (e) {
      log('threw', e.message);
    }
    log(show(a.getSnapshot()));
  },
  'spawn without an implementation fails the actor': async (create, log) => {
    const m = createMachine({
      id: 'm',
      on: { E: { actions: assign({ r: ({ spawn }) => spawn('nope') }) } },
    });
    const a = create(m);
    listen(a, log);
    a.start();
    a.send({ type: 'E' });
  },
  'a system id that is taken fails the actor': async (create, log) => {
    const m = createMachine({
      context: {},
      entry: [
        spawnChild(createMachine({}), { id: 'c', systemId: 's' }),
        spawnChild(createMachine({}), { id: 'd', systemId: 's' }),
      ],
    });
    const a = create(m);
    log(show(a.getSnapshot()));
    listen(a, log);
    a.start();
  },
  'an endless loop fails the actor with the number of its steps': async (create, log) => {
    const m = createMachine({
      options: { maxIterations: 5 },
      context: { n: 0 },
      on: { E: { actions: raise({ type: 'E' }) } },
    });
    const a = create(m);
    listen(a, log);
    a.start();
    a.send({ type: 'E' });
  },
  'raise and sendTo refuse strings': async (create, log) => {
    const m = createMachine({
      on: { E: { actions: raise('X') }, F: { actions: sendTo('a', 'X') } },
    });
    for (const type of ['E', 'F']) {
      const a = create(m);
      listen(a, log);
      a.start();
      a.send({ type });
    }
  },
  'assign without a context makes one': async (create, log) => {
    const m = createMachine({ entry: assign({ n: 1 }) });
    log(show(create(m).start().getSnapshot()));
  },
  'an effect that throws fails the actor after its macrostep': async (create, log) => {
    const m = createMachine({
      on: {
        E: {
          actions: [
            sendTo(() => ({ _send: thrower('bad ref'), sessionId: 'x', id: 'y' }), {
              type: 'Q',
            }),
          ],
        },
      },
    });
    const a = create(m);
    listen(a, log);
    a.start();
    a.send({ type: 'E' });
    log(show(a.getSnapshot()));
  },
  'a reducer that throws fails its actor; it sees xstate.stop and stays active': async (
    create,
    log,
  ) => {
    const r = fromTransition((s, e) => {
      if (e.type === 'X') throw new Error('r');
      return s + 1;
    }, 0);
    const a = create(r);
    listen(a, log);
    a.start();
    a.send({ type: 'A' });
    log(a.getSnapshot(), a.getPersistedSnapshot());
    a.send({ type: 'X' });
    log(a.getSnapshot().status);
    const b = create(r).start();
    b.stop();
    log(b.getSnapshot());
  },
  'an observable that fails fails its actor': async (create, log) => {
    const o = fromObservable(() => ({
      subscribe: (ob) => {
        ob.next(1);
        ob.error(new Error('o'));
        return {
          unsubscribe() {
            log('unsub');
          },
        };
      },
    }));
    const a = create(o);
    listen(a, log);
    a.start();
    log(a.getSnapshot().context, a.getPersistedSnapshot());
  },
};
