import { xstate } from '../differential/oracle.mjs';
import { listen, show, thrower } from './support.mjs';

const { createMachine, fromCallback, spawnChild, emit, sendParent } = xstate;

/** Who hears of errors, as scripts that run in XState and here; each logs what is to be seen. */
export const errors = {
  'an observer that throws is reported and harms nobody': async (create, log) => {
    const m = createMachine({ on: { E: {} } });
    const a = create(m);
    a.subscribe(() => {
      throw new Error('in next');
    });
    a.start();
    a.send({ type: 'E' });
    log(a.getSnapshot().status);
  },
  'the failure of a root that nobody observes is reported; later events are dropped': async (
    create,
    log,
  ) => {
    const m = createMachine({ on: { E: { actions: thrower('boom') } } });
    const a = create(m).start();
    a.send({ type: 'E' });
    log(show(a.getSnapshot()));
    a.send({ type: 'E' });
    a.stop();
    log(a.getSnapshot().status);
  },
  'a failure is reported if one observer cannot hear it': async (create, log) => {
    const m = createMachine({ on: { E: { actions: thrower('boom') } } });
    const a = create(m);
    a.subscribe(() => {});
    a.subscribe({ error: (e) => log('error', e.message) });
    a.start();
    a.send({ type: 'E' });
  },
  'a complete callback that throws is reported': async (create, _log) => {
    const m = createMachine({
      initial: 'a',
      states: { a: { on: { E: 'b' } }, b: { type: 'final' } },
    });
    const a = create(m);
    a.subscribe({ complete: thrower('in complete') });
    a.start();
    a.send({ type: 'E' });
  },
  'an error callback that throws is reported': async (create, _log) => {
    const m = createMachine({ on: { E: { actions: thrower('boom') } } });
    const a = create(m);
    a.subscribe({ error: thrower('in error') });
    a.start();
    a.send({ type: 'E' });
  },
  'a listener that throws is reported, the others are called': async (create, log) => {
    const m = createMachine({ on: { E: { actions: emit({ type: 'x' }) } } });
    const a = create(m);
    a.on('x', thrower('in on'));
    a.on('*', () => log('star'));
    a.start();
    a.send({ type: 'E' });
    log(a.getSnapshot().status);
  },
  'an xstate.error that is sent becomes an error event of its sender': async (create, log) => {
    const m = createMachine({
      id: 'p',
      on: { '*': { actions: ({ event }) => log(event.type, event.error, event.actorId) } },
      invoke: {
        id: 'c',
        src: createMachine({ entry: sendParent({ type: 'xstate.error', data: 4 }) }),
      },
    });
    const a = create(m);
    listen(a, log);
    a.start();
  },
  'a failed step leaves its children and system ids behind': async (create, log) => {
    const cb = fromCallback(() => () => log('disposed'));
    const m = createMachine({
      invoke: { id: 'c', src: cb },
      on: {
        E: {
          actions: [spawnChild(createMachine({}), { id: 'k', systemId: 'k' }), thrower('boom')],
        },
      },
    });
    const a = create(m);
    listen(a, log);
    a.start();
    a.send({ type: 'E' });
    log(Object.keys(a.system.getAll()), show(a.getSnapshot()));
    a.stop();
  },
  'a child error that nobody handles stops all children and fails the parent': async (
    create,
    log,
  ) => {
    const c = createMachine({ on: { E: { actions: thrower('child') } } });
    const m = createMachine({
      invoke: [
        { id: 'c', src: c },
        { id: 'd', src: fromCallback(() => () => log('d disposed')) },
      ],
    });
    const a = create(m);
    listen(a, log);
    a.start();
    a.getSnapshot().children.c.send({ type: 'E' });
    log(show(a.getSnapshot()));
  },
  'the failure of a child is reported if its observer cannot hear it': async (create, log) => {
    const c = createMachine({ on: { E: { actions: thrower('child') } } });
    const m = createMachine({ invoke: [{ id: 'c', src: c, onError: {} }] });
    const a = create(m).start();
    a.getSnapshot().children.c.subscribe(() => {});
    a.getSnapshot().children.c.send({ type: 'E' });
    log(show(a.getSnapshot()));
  },
};
