import { StepError } from '../lib/step.mjs';

const defaultPort = 5173;

/** Reads the arguments and the environment of `npm start`: { serve, port, fixed }. */
export function readStartOptions(args, env) {
  const unknown = args.filter((arg) => arg !== '--no-serve');
  if (unknown.length > 0) {
    throw new StepError(`Unknown option ${unknown[0]}; there is only --no-serve.`);
  }
  const serve = !args.includes('--no-serve');
  if (!env.PORT) return { serve, port: defaultPort, fixed: false };
  const port = Number(env.PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new StepError(`PORT must be a number from 0 to 65535, not ${env.PORT}.`);
  }
  return { serve, port, fixed: true };
}
