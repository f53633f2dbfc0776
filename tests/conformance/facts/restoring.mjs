import { xstate } from '../differential/oracle.mjs';
import { listen, show, thrower } from './support.mjs';

const { createMachine, fromPromise, fromCallback, spawnChild, setup } = xstate;

/** Persisted snapshots, as scripts that run in XState and here; each logs what is to be seen. */
export const restoring = {
  'a state that does not exist is an actor that failed': async (create, log) => {
    const m = createMachine({ initial: 'a', states: { a: {} } });
    const a = create(m, {
      snapshot: { status: 'active', value: 'nope', context: {}, children: {}, historyValue: {} },
    });
    log(a.getSnapshot().status, a.getSnapshot().error?.message);
    listen(a, log);
    a.start();
  },
  'no snapshot is the initial state': async (create, log) => {
    const m = createMachine({ initial: 'a', states: { a: {} } });
    const a = create(m, { snapshot: null });
    log(show(a.getSnapshot()));
  },
  'state is the former name of snapshot': async (create, log) => {
    const m = createMachine({ initial: 'a', states: { a: {}, b: {} } });
    const a = create(m, {
      state: { status: 'active', value: 'b', context: {}, children: {}, historyValue: {} },
    });
    log(show(a.getSnapshot()));
  },
  'a finished actor ends again, without telling its observers anything new': async (
    create,
    log,
  ) => {
    const m = createMachine({
      initial: 'a',
      states: { a: { on: { E: 'b' } }, b: { type: 'final' } },
      output: 4,
    });
    const a = create(m).start();
    a.send({ type: 'E' });
    const p = JSON.parse(JSON.stringify(a.getPersistedSnapshot()));
    log(p);
    const b = create(m, { snapshot: p });
    listen(b, log);
    b.start();
    log(show(b.getSnapshot()));
    b.send({ type: 'E' });
  },
  'a failed actor fails again; with status active it lives on': async (create, log) => {
    const m = createMachine({
      initial: 'a',
      states: { a: { on: { E: { actions: thrower('t') } } } },
    });
    const a = create(m).start();
    listen(a, log);
    a.send({ type: 'E' });
    const p = JSON.parse(JSON.stringify(a.getPersistedSnapshot()));
    log(p);
    const b = create(m, { snapshot: p });
    listen(b, log);
    b.start();
    log(show(b.getSnapshot()));
    const c = create(m, { snapshot: { ...p, status: 'active', error: undefined } }).start();
    log(show(c.getSnapshot()));
  },
  'a snapshot that is not serialised is restored too': async (create, log) => {
    const m = createMachine({
      initial: 'a',
      context: { n: 1 },
      states: { a: { on: { E: 'b' } }, b: {} },
    });
    const a = create(m).start();
    a.send({ type: 'E' });
    const b = create(m, { snapshot: a.getSnapshot() }).start();
    log(show(b.getSnapshot()));
  },
  'unknown children and histories are passed over': async (create, log) => {
    const m = createMachine({ initial: 'a', states: { a: {} } });
    const a = create(m, {
      snapshot: {
        status: 'active',
        value: 'a',
        context: {},
        children: { k: { src: 'unknown', snapshot: {} } },
        historyValue: { x: [{ id: 'gone' }] },
      },
    }).start();
    log(show(a.getSnapshot()), a.getSnapshot().historyValue);
  },
  'a partial value is filled in with initial states': async (create, log) => {
    const m = createMachine({
      type: 'parallel',
      states: {
        a: { initial: 'x', states: { x: {}, y: {} } },
        b: { initial: 'x', states: { x: {}, y: {} } },
      },
    });
    const a = create(m, {
      snapshot: {
        status: 'active',
        value: { b: 'y' },
        context: {},
        children: {},
        historyValue: {},
      },
    }).start();
    log(
      show(a.getSnapshot()),
      a.getSnapshot()._nodes.map((n) => n.id),
    );
  },
  'inline children are refused, unless that is asked for': async (create, log) => {
    const m = createMachine({ context: ({ spawn }) => ({ r: spawn(fromPromise(async () => 1)) }) });
    const a = create(m).start();
    try {
      log(JSON.stringify(a.getPersistedSnapshot()));
    } catch (e) {
      log(e.message);
    }
    try {
      log(Object.keys(a.getPersistedSnapshot({ __unsafeAllowInlineActors: true }).children).length);
    } catch (e) {
      log(e.message);
    }
  },
  'errors and nested values persist as JSON has them': async (create, log) => {
    const m = createMachine({ context: { e: new Error('kept'), d: [1, { x: 1 }] } });
    const a = create(m).start();
    log(JSON.stringify(a.getPersistedSnapshot()));
  },
  'children persist with their sources, system ids and whether they are in sync': async (
    create,
    log,
  ) => {
    const m = setup({ actors: { c: createMachine({ id: 'c' }) } }).createMachine({
      entry: spawnChild('c', { id: 'c', systemId: 's', syncSnapshot: true }),
      invoke: { src: 'c', id: 'd', onSnapshot: {} },
    });
    const a = create(m).start();
    log(JSON.stringify(a.getPersistedSnapshot()));
  },
  'a promise that was under way runs again': async (create, log) => {
    const p = fromPromise(async ({ input }) => input);
    const a = create(p, { input: 4 }).start();
    const per = a.getPersistedSnapshot();
    a.stop();
    log(a.getSnapshot(), per);
    const b = create(p, { snapshot: per });
    b.subscribe({ complete: () => log('c') });
    b.start();
    await new Promise((r) => setTimeout(r));
    log(b.getSnapshot());
  },
  'a callback is called again with its input': async (create, log) => {
    const p = fromCallback(({ input }) => {
      log('run', input);
    });
    const a = create(p, { input: 4 }).start();
    const per = a.getPersistedSnapshot();
    log(per);
    a.stop();
    log(a.getSnapshot());
    create(p, { snapshot: per }).start();
  },
};
