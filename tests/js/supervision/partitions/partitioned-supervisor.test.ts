import { availableParallelism } from 'node:os';
import {
  type ChildTemplate,
  createSupervisedMachine,
  InvalidArgumentError,
  InvalidOptionError,
  PartitionError,
  PartitionedSupervisor,
  type PartitionedSupervisorOptions,
  RestartStrategy,
  RootSupervisor,
  type SupervisedActor,
  Supervisor,
  SupervisorStoppedError,
} from 'statewarden';
import { assign, createMachine } from 'xstate';
import { crashable } from '../support/machines.js';
import { pass, settle, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

const template = { machine: crashable };
const at = (partitions: PartitionedSupervisor, n: number) =>
  partitions.partition(n) as SupervisedActor;
const make = (more: Partial<PartitionedSupervisorOptions> = {}) =>
  new PartitionedSupervisor('p', { partitions: 4, template, ...more });
const reasonOf = (call: () => unknown) => {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(PartitionError);
    const { reason, code, partition } = error as PartitionError;
    return { reason, code, partition };
  }
  throw new Error('nothing was thrown');
};

describe('E-9: the partitions', () => {
  it('are children whose ids are their numbers', () => {
    const partitions = make();
    const ids = partitions.whichChildren().map(({ id, state }) => `${id} ${state}`);
    expect(ids).toEqual(['3 running', '2 running', '1 running', '0 running']);
    expect(partitions.countChildren()).toEqual({ specs: 4, active: 4, supervisors: 0, workers: 4 });
    expect([partitions.size, partitions.maxSize]).toEqual([4, 4]);
    expect(partitions.getChildSpec('2')).toMatchObject({ id: '2', restart: 'permanent' });
  });

  it('are as many as there are cores unless something else is wanted', () => {
    const cores = (globalThis as { navigator?: { hardwareConcurrency?: number } }).navigator
      ?.hardwareConcurrency;
    const partitions = new PartitionedSupervisor('p', { template });
    expect(partitions.size).toBe(cores ?? availableParallelism());
  });

  it('may differ by their numbers', () => {
    const echo = createMachine({
      context: ({ input }: { input: number }) => ({ input }),
      initial: 'a',
      states: { a: {} },
    });
    const partitions = make({
      template: (partition) => ({ machine: echo, input: partition * 10 }),
    });
    const inputs = [...partitions].map(([n, actor]) => [n, actor.getSnapshot().context.input]);
    expect(inputs).toEqual([
      [0, 0],
      [1, 10],
      [2, 20],
      [3, 30],
    ]);
  });

  it('may be supervisors', () => {
    const partitions = new PartitionedSupervisor<Supervisor>('p', {
      partitions: 2,
      template: { supervisor: { template: { machine: crashable } } },
    });
    const child = partitions.route(3).startChild({ id: 'x' });
    expect((child as SupervisedActor).supervisor?.path).toBe('p/1');
    expect(partitions.countChildren()).toMatchObject({ supervisors: 2 });
  });

  it('stand in a tree and end with it, the youngest first', async () => {
    const stopped: string[] = [];
    const parent = new Supervisor('top');
    const partitions = make({ parent, onStop: ({ id }) => stopped.push(id) });
    expect(partitions.path).toBe('top/p');
    await parent.stop();
    expect(stopped).toEqual(['3', '2', '1', '0']);
    expect(() => partitions.route(1)).toThrow(SupervisorStoppedError);
    expect([...partitions]).toEqual([]);
    await expect(partitions.resize(1)).rejects.toThrow(SupervisorStoppedError);
  });

  it('are restarted like other children', () => {
    const partitions = make({
      restartScope: 'rest-for-one',
      defaultStrategy: { type: 'restart', backoffType: 'none' },
    });
    for (const [, actor] of partitions) actor.send({ type: 'INC' });
    at(partitions, 2).send({ type: 'CRASH' });
    const counts = [...partitions].map(([, actor]) => actor.getSnapshot().context.count);
    expect(counts).toEqual([1, 1, 0, 0]);
  });
});

describe('E-9: the route of a key', () => {
  it.each([
    [0, 0],
    [5, 1],
    [-7, 3],
    [-0, 0],
    [2 ** 53, 0],
    [7n, 3],
    [-7n, 3],
    [10n ** 30n + 1n, 1],
  ])('%p is its absolute value modulo the partitions: %d', (key, number) => {
    const partitions = make();
    expect(partitions.partitionOf(key)).toBe(number);
    expect(partitions.route(key)).toBe(at(partitions, number));
  });

  // The published test vectors of 32-bit FNV-1a.
  it.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['b', 0xe70c2de5],
    ['foobar', 0xbf9cf968],
  ])('%p is its FNV-1a hash modulo the partitions', (key, hash) => {
    const partitions = make({ partitions: 1000 });
    expect(partitions.partitionOf(key)).toBe(hash % 1000);
  });

  it('hashes texts in UTF-8 and broken numbers by their text', () => {
    const partitions = make({ partitions: 1000 });
    const fnv = (bytes: Uint8Array) =>
      bytes.reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193) >>> 0, 0x811c9dc5);
    expect(partitions.partitionOf('žluťoučký 🐎')).toBe(fnv(Buffer.from('žluťoučký 🐎')) % 1000);
    expect(partitions.partitionOf(1.5)).toBe(partitions.partitionOf('1.5'));
  });

  it('spreads keys over all partitions', () => {
    const partitions = make();
    const hits = [0, 0, 0, 0];
    for (let n = 0; n < 4_000; n++) {
      const number = partitions.partitionOf(`user-${n}`);
      hits[number] = (hits[number] ?? 0) + 1;
    }
    for (const hit of hits) expect(hit).toBeGreaterThan(800);
  });

  it.each([
    undefined,
    null,
    true,
    Symbol('x'),
    {},
    [],
    () => 1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ])('refuses %p', (key) => {
    const partitions = make();
    expect(() => partitions.route(key as never)).toThrow(InvalidArgumentError);
  });

  it('leads to the same actor while it is being restarted, and what is sent to it waits', async () => {
    const partitions = make({ defaultStrategy: { type: 'restart', initialDelay: 100 } });
    const actor = partitions.route(1);
    actor.send({ type: 'CRASH' });
    expect(partitions.whichChildren().find(({ id }) => id === '1')?.state).toBe('restarting');
    expect(partitions.route(1)).toBe(actor);
    partitions.route(1).send({ type: 'INC' });
    await pass(100);
    expect(actor.getSnapshot().context.count).toBe(1);
  });

  it('is refused while the partition is down, until it is started anew', () => {
    const partitions = make({ defaultStrategy: 'stop' });
    const before = partitions.route(6);
    before.send({ type: 'CRASH' });
    expect(reasonOf(() => partitions.route(6))).toEqual({
      reason: 'down',
      code: 'STATEWARDEN_PARTITION_DOWN',
      partition: 2,
    });
    expect(partitions.partition(2)).toBeUndefined();
    expect([...partitions].map(([n]) => n)).toEqual([0, 1, 3]);
    expect(partitions.partitionOf(6)).toBe(2);
    const after = partitions.restartChild('2');
    expect(partitions.route(6)).toBe(after);
    expect(after).not.toBe(before);
  });

  it('is there for a partition that starts, of those before it', () => {
    const seen: unknown[] = [];
    const partitions = make({
      template: (partition): ChildTemplate => ({
        machine: createMachine({
          entry: ({ self }) => {
            const { supervisor } = self as unknown as SupervisedActor;
            const all = supervisor as PartitionedSupervisor;
            seen.push([all.size, partition === 0 || all.route(partition - 1).id]);
          },
        }),
      }),
    });
    expect(seen).toEqual([
      [4, true],
      [4, '0'],
      [4, '1'],
      [4, '2'],
    ]);
    expect(partitions.size).toBe(4);
  });
});

describe('E-9: resizing', () => {
  it('down stops the highest and divides the keys anew, at once', async () => {
    const partitions = make();
    const gone = at(partitions, 3);
    const done = partitions.resize(3);
    expect(partitions.size).toBe(3);
    expect(partitions.route(7)).toBe(at(partitions, 1));
    await done;
    expect(gone.getSnapshot().status).toBe('stopped');
    expect(partitions.partition(3)).toBeUndefined();
    expect(partitions.countChildren()).toMatchObject({ specs: 4, active: 3 });
  });

  it('up begins partitions anew', async () => {
    const partitions = make();
    const gone = at(partitions, 3);
    await partitions.resize(1);
    void partitions.resize(4);
    expect(partitions.size).toBe(4);
    expect(at(partitions, 3)).not.toBe(gone);
    expect(at(partitions, 3).getSnapshot()).toMatchObject({ status: 'active', value: 'idle' });
  });

  it('to 0 leaves nowhere to route to', async () => {
    const partitions = make();
    await partitions.resize(0);
    const expected = { reason: 'no-partitions', code: 'STATEWARDEN_NO_PARTITIONS' };
    expect(reasonOf(() => partitions.route('a'))).toMatchObject(expected);
    expect(reasonOf(() => partitions.partitionOf('a'))).toMatchObject(expected);
    expect([...partitions]).toEqual([]);
    await partitions.resize(2);
    expect(partitions.route(3).id).toBe('1');
  });

  it.each([5, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '2', 2n, null, undefined])(
    'to %p is refused, and changes nothing',
    async (size) => {
      const partitions = make();
      await expect(partitions.resize(size as never)).rejects.toThrow(InvalidArgumentError);
      expect(partitions.countChildren().active).toBe(4);
      expect(partitions.size).toBe(4);
    },
  );

  it('to the size that there is does nothing', async () => {
    const partitions = make();
    const before = [...partitions];
    await partitions.resize(4);
    expect([...partitions]).toEqual(before);
  });

  it('waits for terminate, one after the other, and the last call counts', async () => {
    const log: string[] = [];
    const partitions = make({
      template: {
        machine: crashable,
        terminate: async ({ id }) => {
          log.push(`begin ${id}`);
          await new Promise((resolve) => setTimeout(resolve, 100));
          log.push(`end ${id}`);
        },
      },
    });
    const first = partitions.resize(0).then(() => log.push('first'));
    await settle();
    const second = partitions.resize(3).then(() => log.push('second'));
    expect(partitions.size).toBe(3);
    await pass(100);
    await Promise.all([first, second]);
    expect(log).toEqual(['begin 3', 'end 3', 'first', 'second']);
    expect(partitions.size).toBe(3);
    const third = partitions.resize(2);
    await pass(100);
    await third;
    expect(partitions.countChildren().active).toBe(2);
  });

  it('says so when a partition cannot start again, and keeps those that could', async () => {
    let isBroken = false;
    const partitions = make({
      template: (partition) => ({
        start: () => {
          if (isBroken && partition === 2) throw new Error('no room');
          return crashable;
        },
      }),
    });
    await partitions.resize(0);
    isBroken = true;
    await expect(partitions.resize(4)).rejects.toMatchObject({
      reason: 'start-failed',
      childId: '2',
    });
    expect(partitions.size).toBe(2);
    isBroken = false;
    await partitions.resize(4);
    expect(partitions.countChildren().active).toBe(4);
  });

  it('takes a partition that was started by hand as it is', async () => {
    const partitions = make();
    await partitions.resize(3);
    const byHand = partitions.restartChild('3');
    expect(partitions.partition(3)).toBeUndefined();
    await partitions.resize(4);
    expect(partitions.partition(3)).toBe(byHand);
  });

  it('ends with a SupervisorStoppedError when the supervisor is stopped meanwhile', async () => {
    const terminate = () => new Promise<void>((resolve) => setTimeout(resolve, 100));
    const partitions = make({ template: { machine: crashable, terminate } });
    const resized = partitions.resize(1);
    const failure = expect(resized).rejects.toThrow(SupervisorStoppedError);
    const stopped = partitions.stop();
    await pass(1_000);
    await stopped;
    await failure;
  });

  it('lasts when a group is restarted, and when the parent restarts the whole supervisor', async () => {
    const parent = new Supervisor('top', {
      defaultStrategy: { type: 'restart', backoffType: 'none' },
    });
    const partitions = make({
      parent,
      restartScope: 'one-for-all',
      maxRestarts: 1,
      defaultStrategy: { type: 'restart', backoffType: 'none' },
    });
    await partitions.resize(2);
    partitions.route(0).send({ type: 'CRASH' });
    expect(partitions.countChildren().active).toBe(2);
    partitions.route(0).send({ type: 'CRASH' });
    await pass(10);
    expect([partitions.size, partitions.countChildren().active]).toEqual([2, 2]);
    await partitions.resize(4);
    expect(partitions.countChildren().active).toBe(4);
  });
});

describe('E-9: what a PartitionedSupervisor refuses', () => {
  it.each([
    ['autoShutdown', 'never'],
    ['children', []],
    ['maxChildren', 5],
    ['reviveStopped', true],
  ])('the option %s', (option, value) => {
    const refused = () => make({ [option]: value } as never);
    expect(refused).toThrow(InvalidOptionError);
    expect(refused).toThrow('nothing, as all partitions are alike');
    expect(() => make().changeOptions({ [option]: value })).toThrow(InvalidOptionError);
  });

  it.each([undefined, null, 5, 'x', {}, { partitions: 2 }])('the options %p', (options) => {
    expect(() => new PartitionedSupervisor('p', options as never)).toThrow(InvalidOptionError);
  });

  it.each([0, -1, 1.5, 65_537, Number.NaN, Number.POSITIVE_INFINITY, '4', null])(
    '%p partitions',
    (partitions) => {
      const refused = () => make({ partitions: partitions as never });
      expect(refused).toThrow(InvalidOptionError);
    },
  );

  it.each([
    5,
    null,
    {},
    { id: 'x', machine: crashable },
    { machin: crashable },
    { machine: crashable, significant: true, restart: 'transient' },
    () => undefined,
    () => ({ id: 'x', machine: crashable }),
  ])('the template %p', (wrong) => {
    expect(() => make({ template: wrong as never })).toThrow(InvalidOptionError);
    expect(RootSupervisor.getInstance().getAllActors()).toEqual([]);
  });

  it('a mistyped option, naming the nearest', () => {
    expect(() => make({ partition: 3 } as never)).toThrow("did you mean 'partitions'?");
  });

  it('a template that changes, but no other option', () => {
    const partitions = make();
    expect(() => partitions.changeOptions({ template: { machine: crashable } })).toThrow(
      InvalidOptionError,
    );
    partitions.changeOptions({ defaultStrategy: 'stop' });
    expect(partitions.defaultStrategy.type).toBe('stop');
    expect(partitions.countChildren().active).toBe(4);
  });

  it('other children', () => {
    const partitions = make();
    const stray = createSupervisedMachine('stray', crashable);
    for (const call of [
      () => (partitions as Supervisor).startChild({ id: 'x', machine: crashable }),
      () => (partitions as Supervisor).deleteChild('0'),
      () => (partitions as Supervisor).registerActor(stray),
      () => (partitions as Supervisor).unregisterActor('0'),
      () => createSupervisedMachine('x', crashable, { supervisor: partitions }),
      () => new Supervisor('x', { parent: partitions }),
      () => new Supervisor('1.5', { parent: partitions }),
    ]) {
      expect(reasonOf(call)).toMatchObject({
        reason: 'fixed',
        code: 'STATEWARDEN_PARTITIONS_FIXED',
      });
    }
    expect(partitions.countChildren().specs).toBe(4);
    expect(stray.supervisor).toBe(RootSupervisor.getInstance());
  });

  it('what a template function throws goes to the caller, before anything starts', () => {
    const fault = new Error('no');
    let starts = 0;
    const machine = createMachine({ entry: () => void starts++ });
    const refused = () =>
      make({
        template: (partition) => {
          if (partition === 2) throw fault;
          return { machine };
        },
      });
    expect(refused).toThrow(fault);
    expect(starts).toBe(0);
  });
});

it('the example of the documentation counts by user', () => {
  const cart = createMachine({
    types: {} as { context: Record<string, number>; events: { type: 'ADD'; user: string } },
    context: {},
    on: {
      ADD: {
        actions: assign(({ context, event }) => ({
          [event.user]: (context[event.user] ?? 0) + 1,
        })),
      },
    },
  });
  const carts = new PartitionedSupervisor<SupervisedActor<typeof cart>>('carts', {
    parent: RootSupervisor.getInstance(),
    partitions: 8,
    template: { machine: cart },
  });
  for (const user of ['ann', 'bob', 'ann']) carts.route(user).send({ type: 'ADD', user });
  expect(carts.route('ann').getSnapshot().context).toMatchObject({ ann: 2 });
});

it('a resize from the start of a partition rules over the one under way', async () => {
  let isGrowing = false;
  let shrunk: Promise<void> | undefined;
  const partitions = make({
    template: (partition) => ({
      start: () => {
        if (isGrowing && partition === 2) shrunk = partitions.resize(1);
        return crashable;
      },
    }),
  });
  await partitions.resize(1);
  isGrowing = true;
  await partitions.resize(4);
  await shrunk;
  expect(partitions.size).toBe(1);
  expect([...partitions].map(([number]) => number)).toEqual([0]);
  expect(partitions.partition(2)).toBeUndefined();
});

it('growing is content with a partition that somebody started and that waits for its restart', async () => {
  const defaultStrategy = new RestartStrategy({ initialDelay: 100 });
  const partitions = make({ defaultStrategy });
  await partitions.resize(1);
  const early = partitions.restartChild('1') as SupervisedActor;
  early.send({ type: 'CRASH' });
  expect(partitions.whichChildren().find(({ id }) => id === '1')?.state).toBe('restarting');
  await partitions.resize(3);
  expect(partitions.size).toBe(3);
  await pass(100);
  expect([...partitions].map(([number]) => number)).toEqual([0, 1, 2]);
});
