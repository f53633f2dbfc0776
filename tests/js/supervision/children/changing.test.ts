import {
  createSupervisedMachine,
  InvalidArgumentError,
  InvalidOptionError,
  RootSupervisor,
  StopStrategy,
  type Supervisor,
} from 'statewarden';
import { useVirtualTime } from '../support/virtual-time.js';
import {
  actorOf,
  atOnce,
  finishable,
  implementations,
  send,
  states,
  supervisorOf,
  worker,
} from './support.js';

useVirtualTime();

const significant = (id: string) => worker(id, { restart: 'transient', significant: true });
type Mode = 'never' | 'any-significant' | 'all-significant';

/** A supervisor below the root, since one without parent cannot be seen to end. */
function below(autoShutdown: Mode, children: object[]): Supervisor {
  return RootSupervisor.getInstance().startChild({
    id: 'inner',
    restart: 'transient',
    supervisor: { autoShutdown, children: children as never },
  }) as Supervisor;
}

const hasEnded = () => states(RootSupervisor.getInstance())[0] === 'inner stopped';

describe('another autoShutdown rules the next end', () => {
  it.each([
    ['never', 'any-significant', 1, 'O-63'],
    ['never', 'all-significant', 2, 'O-65'],
    ['any-significant', 'all-significant', 2, 'O-67'],
    ['all-significant', 'any-significant', 1, 'O-68'],
  ] as const)('%s to %s: it ends with end number %i (%s)', (before, after, ends, _scenario) => {
    const isRefused = before === 'never';
    const inner = below(before, isRefused ? [] : [significant('a'), significant('b')]);
    if (isRefused) expect(() => inner.startChild(significant('a'))).toThrow(InvalidOptionError);
    inner.changeOptions({ autoShutdown: after });
    if (isRefused) for (const id of ['a', 'b']) inner.startChild(significant(id));
    send(inner, 'a', 'FINISH');
    expect(hasEnded()).toBe(ends === 1);
    if (ends === 2) send(inner, 'b', 'FINISH');
    expect(hasEnded()).toBe(true);
  });

  it.each([
    ['any-significant', 'O-64'],
    ['all-significant', 'O-66'],
  ] as const)(
    '%s to never: no end counts, and significant children are refused (%s)',
    (before, _scenario) => {
      const inner = below(before, [significant('a'), worker('b')]);
      inner.changeOptions({ autoShutdown: 'never', children: [] });
      send(inner, 'a', 'FINISH');
      expect(states(inner)).toEqual(['b running', 'a stopped']);
      expect(() => inner.startChild(significant('c'))).toThrow(InvalidOptionError);
    },
  );
});

describe('other specs', () => {
  it('make a child significant or not from its next end on (O-69)', () => {
    const inner = below('any-significant', [
      worker('a', { restart: 'transient' }),
      significant('b'),
    ]);
    inner.changeOptions({
      children: [significant('a'), worker('b', { restart: 'transient' })] as never,
    });
    send(inner, 'b', 'FINISH');
    expect(hasEnded()).toBe(false);
    send(inner, 'a', 'FINISH');
    expect(hasEnded()).toBe(true);
  });

  it('leave known children running, make new ones known and keep the others (O-83, O-84)', () => {
    const supervisor = supervisorOf({ children: [worker('a'), worker('b')] });
    const before = actorOf(supervisor, 'a');
    supervisor.changeOptions({ children: [worker('a', { shutdown: 77 }), worker('c')] });
    expect(actorOf(supervisor, 'a')).toBe(before);
    expect(supervisor.getChildSpec('a').shutdown).toBe(77);
    expect(states(supervisor)).toEqual(['c stopped', 'b running', 'a running']);
    supervisor.restartChild('c');
    expect(states(supervisor)[0]).toBe('c running');
  });

  it('leave alone the strategy and the scope that were assigned since', () => {
    const supervisor = supervisorOf({ restartScope: 'one-for-all' });
    const strategy = new StopStrategy();
    supervisor.defaultStrategy = strategy;
    supervisor.restartScope = 'rest-for-one';
    supervisor.changeOptions({ maxRestarts: 3 });
    expect(supervisor.defaultStrategy).toBe(strategy);
    expect(supervisor.restartScope).toBe('rest-for-one');
  });

  it('that are wrong change nothing (O-83)', () => {
    const supervisor = supervisorOf({ restartScope: 'one-for-all', children: [worker('a')] });
    for (const options of [
      { restartScope: 'rest-for-one', maxRestarts: -1 },
      { restartScope: 'rest-for-one', children: [worker('a', { shutdown: -1 })] },
      { restartScope: 'rest-for-one', children: [worker('b'), worker('b')] },
      { restartScope: 'rest-for-one', children: [{ id: 'a', supervisor: {} }] },
      { restartScope: 'rest-for-one', template: { machine: finishable } },
      { parent: RootSupervisor.getInstance() },
    ]) {
      expect(() => supervisor.changeOptions(options as never)).toThrow(InvalidOptionError);
    }
    expect(supervisor.restartScope).toBe('one-for-all');
    expect(states(supervisor)).toEqual(['a running']);
  });

  it('of a template rule the next child; the template may not go (O-85, O-86)', () => {
    const template = { machine: finishable, options: { implementations } };
    const supervisor = supervisorOf({ template });
    supervisor.startChild();
    supervisor.changeOptions({ template: { ...template, shutdown: 77 } });
    supervisor.startChild();
    expect(supervisor.getChildSpec('1').shutdown).toBe(5_000);
    expect(supervisor.getChildSpec('2').shutdown).toBe(77);
    expect(() => supervisor.changeOptions({ template: undefined } as never)).toThrow(
      InvalidOptionError,
    );
  });

  it('that take an id anew leave one child of it, however often it was deleted', async () => {
    const start = jest.fn(() => finishable);
    const options = { implementations };
    const inner = { reviveStopped: true, children: [worker('k')] };
    const supervisor = supervisorOf({ children: [{ id: 'inner', supervisor: inner }] });
    const [below] = supervisor.getChildSupervisors() as [Supervisor];
    for (let round = 0; round < 3; round++) {
      below.changeOptions({ children: [{ id: 'x', start, options }] });
      below.deleteChild('x');
    }
    await supervisor.terminateChild('inner');
    supervisor.restartChild('inner');
    expect(start).toHaveBeenCalledTimes(1);
    expect(states(below).sort()).toEqual(['k running', 'x running']);
  });

  it('do not bring back a deleted child whose id an actor has by then', () => {
    const inner = { reviveStopped: true, maxRestarts: 0, defaultStrategy: atOnce };
    const children = [worker('k'), worker('x')];
    const supervisor = supervisorOf({
      children: [{ id: 'inner', supervisor: { ...inner, children } }],
    });
    const [below] = supervisor.getChildSupervisors() as [Supervisor];
    void below.terminateChild('x');
    below.deleteChild('x');
    const options = { supervisor: below, implementations };
    const actor = createSupervisedMachine('x', finishable, options);
    send(below, 'k', 'CRASH');
    jest.advanceTimersByTime(10);
    expect(states(below)).toEqual(['x running', 'k running']);
    expect(below.getActor('x')).toBe(actor);
    expect(below.countChildren().specs).toBe(2);
  });

  it('of a template may not set another restart scope, as the template itself may not', () => {
    const supervisor = supervisorOf({ template: { machine: finishable } });
    expect(() => {
      supervisor.restartScope = 'one-for-all';
    }).toThrow(InvalidArgumentError);
    supervisor.restartScope = 'one-for-one';
    expect(supervisor.restartScope).toBe('one-for-one');
  });

  it('change the limit of restarts, and what was counted stays', () => {
    const supervisor = supervisorOf({ maxRestarts: 1, children: [worker('a')] });
    send(supervisor, 'a', 'CRASH');
    supervisor.changeOptions({ maxRestarts: 2 });
    send(supervisor, 'a', 'CRASH');
    expect(states(supervisor)).toEqual(['a running']);
    send(supervisor, 'a', 'CRASH');
    expect(states(supervisor)).toEqual(['a stopped']);
  });
});
