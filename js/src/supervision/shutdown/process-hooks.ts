import { dispose } from '../dispose.js';
import { InvalidOptionError } from '../errors/invalid-option-error.js';
import { OptionReader } from '../options/option-reader.js';
import type { CoordinatedShutdown, InstalledHooks } from './coordinated-shutdown.js';

/** What the hooks need of a Node process. */
export interface ProcessLike {
  on(event: string, listener: (argument: unknown) => void): unknown;
  off(event: string, listener: (argument: unknown) => void): unknown;
  exit(code?: number): unknown;
}

/** How the end of a process runs the shutdown. */
export interface ProcessHookOptions {
  /**
   * The signals that begin it.
   * @default ['SIGTERM', 'SIGINT']
   */
  signals?: readonly string[];
  /**
   * Whether a process that has nothing left to do runs it too (Node: `beforeExit`).
   * @default false
   */
  beforeExit?: boolean;
  /**
   * Whether the process is ended behind it: with code 0 when it was clean, else with 1. Without it
   * the process ends when nothing keeps it alive.
   * @default true
   */
  exit?: boolean;
  /**
   * The process, for tests.
   * @default globalThis.process
   */
  process?: ProcessLike;
}

const owner = 'CoordinatedShutdown.installProcessHooks';

/** The numbers of signals, for the exit code that shells expect of a process ended by one. */
const numbers: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGTERM: 15,
  SIGBREAK: 21,
};

/** Runs a shutdown on signals; see CoordinatedShutdown.installProcessHooks. */
export function installProcessHooks(
  shutdown: CoordinatedShutdown,
  options: ProcessHookOptions | undefined,
): InstalledHooks {
  const read = new OptionReader<ProcessHookOptions>(owner, options, [
    'signals',
    'beforeExit',
    'exit',
    'process',
  ]);
  const areNames = (value: unknown) =>
    Array.isArray(value) && value.every((name) => typeof name === 'string' && /^SIG/.test(name));
  const signals = read.value<string[]>('signals', areNames, "a list of signals such as 'SIGTERM'");
  const beforeExit = read.boolean('beforeExit', false);
  const exits = read.boolean('exit', true);
  const own = (globalThis as { process?: unknown }).process;
  const host: unknown = read.value('process', isProcess, 'a Node process') ?? own;
  if (!isProcess(host)) throw new InvalidOptionError(owner, 'process', host, 'a Node process');

  const end = (code: number) => void (exits && host.exit(code));
  const run = (reason: object) =>
    shutdown.run(reason).then(
      ({ isClean }) => end(isClean ? 0 : 1),
      () => end(1),
    );
  let isEnding = false;
  const onSignal = (signal: unknown) => {
    if (isEnding) {
      host.exit(128 + (numbers[String(signal)] ?? 0));
      return;
    }
    isEnding = true;
    void run({ type: 'signal', signal });
  };
  const onBeforeExit = () => {
    if (!shutdown.isRunning) void run({ type: 'beforeExit' });
  };

  const listeners = new Map((signals ?? ['SIGTERM', 'SIGINT']).map((name) => [name, onSignal]));
  if (beforeExit) listeners.set('beforeExit', onBeforeExit);
  for (const [name, listener] of listeners) host.on(name, listener);
  const remove = () => {
    for (const [name, listener] of listeners) host.off(name, listener);
  };
  return { remove, [dispose]: remove };
}

function isProcess(value: unknown): value is ProcessLike {
  const { on, off, exit } = (value ?? {}) as Partial<ProcessLike>;
  return [on, off, exit].every((method) => typeof method === 'function');
}
