import {
  createSupervisedMachine,
  type LogRules,
  ResumeStrategy,
  RootSupervisor,
  StopStrategy,
  Supervisor,
  type SupervisorOptions,
} from 'statewarden';
import { crashable } from '../support/machines.js';
import { pass, settle, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

function logged(logging: LogRules = {}, options: SupervisorOptions = {}) {
  const lines: string[] = [];
  const write = (method: string) => (text: string) =>
    lines.push(`${method}: ${text.replace(/\d+ ms/, 'T')}`);
  const logger = {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  };
  const parent = RootSupervisor.getInstance();
  const supervisor = new Supervisor('s', { parent, logger, logging, ...options });
  const strategy = new ResumeStrategy({ logError: false });
  const actor = createSupervisedMachine('a', crashable, { supervisor, strategy });
  const fail = () => actor.reportError(new Error('x'));
  return { lines, supervisor, actor, fail, logger };
}

it('writes a line for each event from a level on, with the method of its level', async () => {
  const { lines, fail } = logged({ from: 'warning' });
  fail();
  await settle();
  expect(lines).toEqual([
    'error: statewarden T root/s/a childFailed 1 Error: x',
    'warn: statewarden T root/s/a childResumed 1',
  ]);
});

it('hands what is critical to fatal, when the logger has it', async () => {
  const { lines, fail, logger, supervisor } = logged({ from: 'error' }, { criticalAfter: 1 });
  fail();
  await settle();
  const fatal = jest.fn();
  supervisor.changeOptions({ logger: { ...logger, fatal } });
  fail();
  await settle();
  expect(lines).toEqual(['error: statewarden T root/s/a childFailed 1 Error: x']);
  expect(fatal.mock.calls).toEqual([
    [expect.stringContaining('childFailed 2'), expect.objectContaining({ level: 'critical' })],
  ]);
});

it('writes no more lines in a second than granted, and how many it left out', async () => {
  const { lines, fail } = logged({ from: 'error', linesPerSecond: 3 });
  for (let times = 0; times < 10; times++) fail();
  await settle();
  expect(lines).toHaveLength(3);
  await pass(1000);
  expect(lines[3]).toBe('warn: statewarden 7 more lines suppressed');
  fail();
  await settle();
  expect(lines).toHaveLength(5);
  await pass(10_000);
  expect(lines).toHaveLength(5);
});

it('says how many it left out when it ends, and leaves no timer behind', async () => {
  const { lines, fail, supervisor } = logged({ from: 'error', linesPerSecond: 1 });
  fail();
  fail();
  await settle();
  await supervisor.stop();
  expect(lines).toEqual([expect.any(String), 'warn: statewarden 1 more lines suppressed']);
  expect(jest.getTimerCount()).toBe(0);
});

it('A-18 logs ten dead letters and pauses for five minutes', async () => {
  const { lines, actor } = logged();
  actor.stop();
  await settle();
  lines.length = 0;
  const warn = jest.spyOn(console, 'warn').mockImplementation();
  for (let times = 0; times < 25; times++) actor.send({ type: 'INC' });
  await settle();
  expect(lines).toHaveLength(10);
  expect(lines[0]).toBe('info: statewarden T root/s/a deadLetter INC (notRunning)');
  await pass(299_999);
  actor.send({ type: 'INC' });
  await settle();
  expect(lines).toHaveLength(10);
  await pass(1);
  actor.send({ type: 'INC' });
  await settle();
  expect(lines.slice(10)).toEqual([
    'info: statewarden 16 more dead letters',
    'info: statewarden T root/s/a deadLetter INC (notRunning)',
  ]);
  expect(RootSupervisor.getInstance().getDeadLetters()).toHaveLength(27);
  warn.mockRestore();
});

it('A-18 the number of logged dead letters and the pause are options', async () => {
  const { lines, actor } = logged({ deadLetters: 1, deadLetterPause: 100 });
  actor.stop();
  const warn = jest.spyOn(console, 'warn').mockImplementation();
  for (let times = 0; times < 4; times++) {
    actor.send({ type: 'INC' });
    actor.send({ type: 'INC' });
    await pass(50);
  }
  expect(lines.filter((line) => line.includes('deadLetter'))).toHaveLength(2);
  warn.mockRestore();
});

it('logs nothing without a logger that somebody hears of otherwise', async () => {
  const written = ['debug', 'info', 'warn', 'error', 'log'].map((name) =>
    jest.spyOn(console, name as 'log').mockImplementation(),
  );
  const supervisor = new Supervisor('s', { parent: RootSupervisor.getInstance() });
  const strategy = new StopStrategy();
  const onError = () => {};
  const actor = createSupervisedMachine('a', crashable, { supervisor, strategy, onError });
  actor.send({ type: 'CRASH' });
  await settle();
  for (const spy of written) {
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  }
});

it('goes on when the logger throws, which is reported', async () => {
  const { fail, actor, supervisor, logger } = logged({ from: 'error' });
  const error = () => {
    throw new Error('disk full');
  };
  supervisor.changeOptions({ logger: { ...logger, error } });
  fail();
  await settle();
  expect(actor.getSnapshot().status).toBe('active');
  expect(() => jest.runOnlyPendingTimers()).toThrow('disk full');
});

it('can be taken away, and the console is a logger', async () => {
  const spy = jest.spyOn(console, 'error').mockImplementation();
  const { fail, supervisor } = logged({ from: 'error' });
  supervisor.changeOptions({ logger: console });
  fail();
  await settle();
  expect(spy).toHaveBeenCalledTimes(1);
  supervisor.changeOptions({ logger: undefined as never });
  fail();
  await settle();
  expect(spy).toHaveBeenCalledTimes(1);
  spy.mockRestore();
});

it.each([
  { logger: {} },
  { logger: 'console' },
  { logging: { from: 'all' } },
  { logging: { linesPerSecond: 0 } },
  { logging: { deadLetters: -1 } },
  { logging: { format: { depth: -1 } } },
  { logging: { color: true } },
])('refuses %p', (options) => {
  expect(() => new Supervisor('s', options as object)).toThrow();
});

it('A-18 says how many dead letters it left out when it ends', async () => {
  const { lines, actor, supervisor } = logged({ deadLetters: 1 });
  actor.stop();
  const warn = jest.spyOn(console, 'warn').mockImplementation();
  for (let times = 0; times < 5; times++) actor.send({ type: 'INC' });
  await settle();
  await supervisor.stop();
  expect(lines.slice(-2)).toEqual([
    'info: statewarden T root/s/a deadLetter INC (notRunning)',
    'info: statewarden 4 more dead letters',
  ]);
  warn.mockRestore();
});

it('writes the stop of the supervisor itself', async () => {
  const { lines, supervisor } = logged();
  await settle();
  await supervisor.stop();
  expect(lines).toEqual([expect.stringContaining('root/s/a childStopped')]);
});

it('hands each event to the logger of its time, and to no other, when options change', async () => {
  const { lines, fail, supervisor, logger } = logged({ from: 'error' });
  const error = jest.fn();
  fail();
  supervisor.changeOptions({ logger: { ...logger, error } });
  fail();
  await settle();
  expect(lines).toEqual(['error: statewarden T root/s/a childFailed 1 Error: x']);
  expect(error.mock.calls).toEqual([[expect.stringContaining('childFailed 2'), expect.anything()]]);
});

it('says after each burst how many lines it left out', async () => {
  const { lines, fail } = logged({ from: 'error', linesPerSecond: 1 });
  for (const burst of [2, 3]) {
    for (let times = 0; times <= burst; times++) fail();
    await pass(2000);
  }
  expect(lines.filter((line) => line.includes('suppressed'))).toEqual([
    'warn: statewarden 2 more lines suppressed',
    'warn: statewarden 3 more lines suppressed',
  ]);
});
