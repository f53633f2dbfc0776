import { xstate } from '../differential/oracle.mjs';
import { listen, show, thrower } from './support.mjs';

const { createMachine, assign, cancel, fromPromise, raise, spawnChild, emit } = xstate;

/** How actors live, as scripts that run in XState and here; each logs what is to be seen. */
export const living = {
  'children are stopped by nobody but their parent, and a root once': async (create, log) => {
    const m = createMachine({ entry: spawnChild(createMachine({}), { id: 'c' }) });
    const a = create(m).start();
    try {
      a.getSnapshot().children.c.stop();
    } catch (e) {
      log(e.message);
    }
    a.stop();
    a.stop();
    log(a.getSnapshot().status);
    listen(a, log);
  },
  'late observers hear of the end, not of the past': async (create, log) => {
    const m = createMachine({
      initial: 'a',
      states: { a: { on: { E: 'b', X: { actions: thrower('x') } } }, b: { type: 'final' } },
    });
    for (const t of ['E', 'X']) {
      const a = create(m);
      const _s = a.subscribe({ error() {} });
      a.start();
      a.send({ type: t });
      listen(a, log);
      a.subscribe(() => {});
    }
  },
  'an event to a stopped actor is dropped with a warning': async (create, _log) => {
    const a = create(createMachine({ id: 'm' }), { id: 'x' }).start();
    a.stop();
    a.send({ type: 'E', n: 1 });
    const c = { type: 'C' };
    c.self = c;
    a.send(c);
  },
  'send refuses strings': async (create, log) => {
    const a = create(createMachine({})).start();
    try {
      a.send('E');
    } catch (e) {
      log(e.message);
    }
  },
  'actors and snapshots serialise, and an actor is observable': async (create, log) => {
    const a = create(
      createMachine({ id: 'm', tags: ['t'], entry: spawnChild(createMachine({}), { id: 'c' }) }),
      { id: 'a' },
    ).start();
    log(JSON.stringify(a), JSON.stringify(a.getSnapshot()));
    log(a[Symbol.observable ?? '@@observable']?.() === a);
  },
  'a development tool is shown the started actor': async (create, log) => {
    const a = create(createMachine({ id: 'm' }), {
      devTools: (x) => log('attached', x.id),
      id: 'a',
    });
    a.start();
  },
  'an inspector may be an observer': async (create, log) => {
    const a = create(createMachine({}), { inspect: { next: (e) => log(e.type) } });
    a.start();
  },
  'a snapshot has the members of XState and answers alike': async (create, log) => {
    const m = createMachine({
      id: 'm',
      initial: 'a',
      states: {
        a: { meta: { x: 1 }, tags: 't', on: { E: undefined, F: {}, G: { actions: 'g' } } },
      },
    });
    const s = create(m).start().getSnapshot();
    log(
      s.getMeta(),
      s.hasTag('t'),
      s.can({ type: 'E' }),
      s.can({ type: 'F' }),
      s.can({ type: 'G' }),
      s.matches('a'),
      Object.keys(s),
    );
  },
  'implementations are looked up when they are used, replaced ones too': async (create, log) => {
    const m = createMachine({ on: { E: { actions: 'x' } } }, { actions: { x: () => log('old') } });
    const a = create(m).start();
    a.send({ type: 'E' });
    m.implementations = { ...m.implementations, actions: { x: () => log('new') } };
    a.send({ type: 'E' });
    m.implementations.actions.x = assign({ n: 3 });
    a.send({ type: 'E' });
    log(a.getSnapshot().context);
  },
  'state nodes that were edited before the first actor run as edited': async (create, log) => {
    const m = createMachine(
      { initial: 'a', states: { a: { entry: 'e' }, b: {} } },
      { actions: { e: () => log('e') } },
    );
    m.states.a.entry.unshift(() => log('unshifted'));
    m.states.a.exit.push(() => log('exit'));
    m.states.a.transitions.set('GO', [
      {
        target: [m.states.b],
        source: m.states.a,
        actions: [() => log('added')],
        guard: undefined,
        reenter: false,
        eventType: 'GO',
        toJSON: null,
      },
    ]);
    const a = create(m).start();
    a.send({ type: 'GO' });
    log(a.getSnapshot().value);
  },
  'a guard may be another name for a guard, with its params': async (create, log) => {
    const m = createMachine(
      { on: { E: { guard: 'a', actions: () => log('passed') } } },
      {
        guards: {
          a: 'b',
          b: { type: 'c', params: { x: 1 } },
          c: (_, p) => {
            log(p);
            return true;
          },
        },
      },
    );
    create(m).start().send({ type: 'E' });
  },
  'a promise emits, ends and persists': async (create, log) => {
    const p = fromPromise(async ({ emit }) => {
      emit({ type: 'x' });
      return 1;
    });
    const a = create(p);
    a.on('x', () => log('x'));
    a.subscribe({ next: (s) => log(s), complete: () => log('c') });
    a.start();
    await new Promise((r) => setTimeout(r));
    log(a.getSnapshot(), a.getPersistedSnapshot());
  },
  'events before the start wait for it': async (create, log) => {
    const a = create(createMachine({ initial: 'a', states: { a: { on: { E: 'b' } }, b: {} } }));
    a.send({ type: 'E' });
    log(a.getSnapshot().value);
    a.start();
    log(a.getSnapshot().value);
  },
  'a final state with output but a machine without has no output': async (create, log) => {
    const m = createMachine({ initial: 'a', states: { a: { type: 'final', output: 3 } } });
    const a = create(m).start();
    log(show(a.getSnapshot()));
  },
  'the snapshot of an actor cannot be read while it makes its first one': async (create, log) => {
    const read = ({ self }) => {
      try {
        return { status: self.getSnapshot().status };
      } catch (error) {
        return { message: error.message };
      }
    };
    const machine = createMachine({ context: read, entry: assign(({ self }) => read({ self })) });
    log(create(machine).getSnapshot().context);
    const logic = { ...machine, getInitialSnapshot: ({ self }) => read({ self }) };
    log(create(logic).getSnapshot());
  },
  'the system lists what is to be sent later, delayed transitions included': async (
    create,
    log,
  ) => {
    const clock = new xstate.SimulatedClock();
    const machine = createMachine({
      id: 'm',
      initial: 'a',
      states: { a: { after: { 5: 'b', 20: {} }, on: { GO: 'b' } }, b: {} },
      on: {
        LATER: { actions: raise({ type: 'X', n: 1 }, { delay: 7, id: 'later' }) },
        CANCEL: { actions: cancel('later') },
      },
    });
    const actor = create(machine, { clock }).start();
    const list = () => {
      const scheduled = Object.entries(actor.system.getSnapshot()._scheduledEvents);
      for (const [key, { source, target, event, delay, id, startedAt }] of scheduled) {
        log(key, source === actor, target === actor, event, delay, id, typeof startedAt);
      }
      log(scheduled.length);
    };
    list();
    actor.send({ type: 'LATER' });
    list();
    actor.send({ type: 'CANCEL' });
    actor.send({ type: 'LATER' });
    actor.send({ type: 'GO' });
    list();
    clock.increment(7);
    list();
    actor.send({ type: 'LATER' });
    actor.stop();
    list();
  },
  'an output whose members are functions is warned of': async (create, log) => {
    const output = { n: () => 1, m: 2 };
    const machine = createMachine({ initial: 'a', states: { a: { type: 'final' } }, output });
    log(create(machine).start().getSnapshot().output === output);
  },
  'emitted events of the initial step reach listeners at the start': async (create, log) => {
    const m = createMachine({ entry: emit({ type: 'x', n: 1 }) });
    const a = create(m);
    const s = a.on('x', (e) => log(e));
    a.on('*', (e) => log('*', e));
    a.start();
    s.unsubscribe();
  },
};
