import { inspect } from 'node:util';
import { createActor, createSupervisedMachine, RootSupervisor, Supervisor } from 'statewarden';
import { createMachine } from 'xstate';
import { settle, useVirtualTime } from './support/virtual-time.js';

useVirtualTime();

const machine = {
  initial: 'idle',
  context: { password: 'secret' },
  states: { idle: {}, busy: {} },
};

it('writes an actor by its id and its state, and not its context or its options', () => {
  const actor = createSupervisedMachine('a', machine, { input: { token: 'secret' } });
  expect(inspect(actor)).toBe(
    "SupervisedMachineActor { id: 'a', status: 'active', value: 'idle' }",
  );
  actor.stop();
  expect(inspect(actor)).toContain("status: 'stopped'");
  expect(inspect({ a: { b: { actor } } }, { depth: 1 })).not.toContain('secret');
});

it('writes an actor that initializes itself', () => {
  const seen: string[] = [];
  const context = ({ self }: { self: object }) => {
    seen.push(inspect(self));
    return {};
  };
  createActor(createMachine({ context }), { id: 'young' }).start();
  expect(seen).toEqual([expect.stringContaining("id: 'young'")]);
});

it('writes a supervisor by its path, also as JSON', () => {
  const parent = RootSupervisor.getInstance();
  const supervisor = new Supervisor('s', { parent, children: [{ id: 'a', machine }] });
  expect(inspect(supervisor)).toBe("Supervisor { path: 'root/s' }");
  expect(JSON.stringify({ parent, supervisor })).toBe(
    '{"parent":{"path":"root"},"supervisor":{"path":"root/s"}}',
  );
});

it('lets a log of the console tell nothing of what an actor was given', async () => {
  const lines: string[] = [];
  const write = (...line: unknown[]) => lines.push(line.map((part) => inspect(part)).join(' '));
  const logger = { debug: write, info: write, warn: write, error: write };
  const supervisor = new Supervisor('s', { logger });
  const options = { supervisor, input: { token: 'secret' } };
  createSupervisedMachine('a', machine, options).reportError(new Error('x'));
  await settle();
  expect(lines.some((line) => line.includes('childFailed'))).toBe(true);
  expect(lines.join()).not.toContain('secret');
});
