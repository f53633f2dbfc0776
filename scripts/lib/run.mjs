import { spawn } from 'node:child_process';
import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

export class CommandError extends Error {
  constructor(command, status, output) {
    super(`${command} ended with ${status}`);
    this.name = 'CommandError';
    this.output = output;
  }
}

/**
 * Runs a command and resolves to { status, output }, stdout and stderr together.
 * Throws CommandError when it fails, unless `check` is false. Appends the output to `log` if given
 * and kills the command after `timeout` milliseconds.
 */
export async function run(command, args, { cwd, env, log, timeout, check = true } = {}) {
  const child = spawn(command, args, {
    cwd,
    env: env ? { ...process.env, ...env } : process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout,
    killSignal: 'SIGKILL',
  });
  const chunks = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.stderr.on('data', (chunk) => chunks.push(chunk));
  // Grandchildren may outlive a killed command and hold its pipes open.
  child.on(
    'exit',
    () => child.killed && [child.stdout, child.stderr].map((pipe) => pipe.destroy()),
  );
  const status = await new Promise((resolve) => {
    child.on('error', (error) => {
      chunks.push(Buffer.from(`${error.message}\n`));
      resolve(127);
    });
    child.on('close', (code, signal) => resolve(code ?? signal));
  });
  const output = Buffer.concat(chunks).toString();
  const line = [command, ...args].join(' ');
  if (log) {
    await mkdir(dirname(log), { recursive: true });
    await appendFile(log, `$ ${line}\n${output}\n`);
  }
  if (check && status !== 0) throw new CommandError(line, status, output);
  return { status, output };
}

/** Resolves to the command's output, or undefined when it is missing or fails. */
export async function tryRun(command, args, options) {
  const { status, output } = await run(command, args, { ...options, check: false });
  return status === 0 ? output : undefined;
}
