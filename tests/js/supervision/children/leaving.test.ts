import {
  ActorStoppedError,
  createSupervisedMachine,
  DuplicateIdError,
  RestartStrategy,
  type SupervisedActor,
  Supervisor,
  setUnhandledErrorReporter,
} from 'statewarden';
import { pass, settle, useVirtualTime } from '../support/virtual-time.js';
import {
  actorOf,
  finishable,
  implementations,
  send,
  states,
  supervisorOf,
  worker,
} from './support.js';

useVirtualTime();

function plain(id: string, supervisor: Supervisor) {
  return createSupervisedMachine(id, finishable, { supervisor, implementations });
}

describe('registering an actor that has ended', () => {
  it('throws, and leaves its living namesake where it is', () => {
    const supervisor = supervisorOf();
    const ended = plain('x', supervisor);
    ended.stop();
    const living = plain('x', supervisor);
    expect(() => new Supervisor('t').registerActor(ended)).toThrow(ActorStoppedError);
    expect(living.supervisor).toBe(supervisor);
    expect(supervisor.getActor('x')).toBe(living);
    expect(states(supervisor)).toEqual(['x running']);
  });
});

describe('registering an actor that waits for its restart', () => {
  it('is refused, and leaves it where it is', async () => {
    const defaultStrategy = new RestartStrategy({ backoffType: 'linear', initialDelay: 100 });
    const supervisor = supervisorOf({ defaultStrategy });
    const actor = plain('x', supervisor);
    actor.send({ type: 'CRASH' });
    expect(() => new Supervisor('t').registerActor(actor)).toThrow(
      expect.objectContaining({ reason: 'restarting', supervisorPath: 's' }),
    );
    await pass(100);
    expect(states(supervisor)).toEqual(['x running']);
    expect(supervisor.getActor('x')).toBe(actor);
  });
});

describe('an actor that leaves its supervisor', () => {
  it('takes the spec of its child along', () => {
    const supervisor = supervisorOf({ children: [worker('a'), worker('b')] });
    const actor = actorOf(supervisor, 'a');
    supervisor.unregisterActor('a');
    expect(actor.getSnapshot().status).toBe('active');
    expect(states(supervisor)).toEqual(['b running']);
    expect(() => supervisor.restartChild('a')).toThrow(
      expect.objectContaining({ reason: 'not-found' }),
    );
    expect(supervisor.startChild(worker('a'))).not.toBe(actor);
  });

  it('is not started a second time in a group restart', async () => {
    const start = jest.fn(() => finishable);
    const children = [{ id: 'a', start, options: { implementations } }, worker('b')];
    const supervisor = supervisorOf({ restartScope: 'one-for-all', children });
    supervisor.unregisterActor('a');
    send(supervisor, 'b', 'CRASH');
    await pass(10);
    expect(start).toHaveBeenCalledTimes(1);
    expect(states(supervisor)).toEqual(['b running']);
  });

  it('does not come back when the supervisor begins anew', async () => {
    const start = jest.fn(() => finishable);
    const inner = { children: [{ id: 'a', start, options: { implementations } }, worker('b')] };
    const supervisor = supervisorOf({ children: [{ id: 'inner', supervisor: inner }] });
    const [below] = supervisor.getChildSupervisors() as [Supervisor];
    below.unregisterActor('a');
    await supervisor.terminateChild('inner');
    supervisor.restartChild('inner');
    await settle();
    expect(start).toHaveBeenCalledTimes(1);
    expect(states(below)).toEqual(['b running']);
  });

  it('for another one is a child of that one only', async () => {
    const supervisor = supervisorOf({ children: [worker('a')] });
    const other = new Supervisor('t');
    const actor = actorOf(supervisor, 'a');
    other.registerActor(actor);
    expect(states(supervisor)).toEqual([]);
    expect(states(other)).toEqual(['a running']);
    actor.send({ type: 'FINISH' });
    await settle();
    expect(actor.getSnapshot().status).toBe('done');
    expect(states(other)).toEqual([]);
    expect(other.getAllActors()).toEqual([]);
  });
});

describe('the ids of a supervisor', () => {
  it('are one set for its actors and its supervisors', () => {
    const supervisor = supervisorOf({ children: [worker('spec')] });
    new Supervisor('below', { parent: supervisor });
    plain('actor', supervisor);
    expect(() => plain('below', supervisor)).toThrow(DuplicateIdError);
    expect(() => new Supervisor('actor', { parent: supervisor })).toThrow(DuplicateIdError);
    expect(() => new Supervisor('spec', { parent: supervisor })).toThrow(DuplicateIdError);
    expect(() => plain('spec', supervisor)).toThrow(DuplicateIdError);
    expect(states(supervisor)).toEqual(['actor running', 'below running', 'spec running']);
  });
});

describe('onStop of an actor that has left its supervisor', () => {
  const ends: [string, (actor: SupervisedActor) => void][] = [
    ['is done', (actor) => actor.send({ type: 'FINISH' } as never)],
    ['is stopped', (actor) => void actor.stop()],
    ['fails', (actor) => actor.send({ type: 'CRASH' } as never)],
  ];

  it.each(ends)('hears once of its end when it %s', (_how, end) => {
    setUnhandledErrorReporter(() => {});
    const supervisor = supervisorOf();
    const onStop = jest.fn();
    const options = { supervisor, implementations, onStop };
    const actor = createSupervisedMachine('a', finishable, options);
    supervisor.unregisterActor('a');
    expect(onStop).not.toHaveBeenCalled();
    end(actor as unknown as SupervisedActor);
    setUnhandledErrorReporter(undefined);
    expect(actor.getSnapshot().status).not.toBe('active');
    expect(onStop).toHaveBeenCalledTimes(1);
  });

  it('hears of it when the actor leaves while it waits for its restart, and so ends', () => {
    const defaultStrategy = new RestartStrategy({ backoffType: 'linear', initialDelay: 100 });
    const supervisor = supervisorOf({ defaultStrategy });
    const onStop = jest.fn();
    const options = { supervisor, implementations, onStop };
    const actor = createSupervisedMachine('a', finishable, options);
    actor.send({ type: 'CRASH' });
    supervisor.unregisterActor('a');
    expect(actor.getSnapshot().status).toBe('stopped');
    expect(onStop).toHaveBeenCalledTimes(1);
  });

  it('hears once of the end of one that has found another supervisor', () => {
    const onStop = jest.fn();
    const supervisor = supervisorOf();
    const options = { supervisor, implementations, onStop };
    const actor = createSupervisedMachine('a', finishable, options);
    supervisor.unregisterActor('a');
    new Supervisor('other').registerActor(actor);
    actor.send({ type: 'FINISH' });
    expect(onStop).toHaveBeenCalledTimes(1);
  });
});
