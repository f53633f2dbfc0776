import { type ActingActor, lookUp } from '../acting-actor.js';
import { type ActionArgs, argsOf } from '../action.js';

/** Evaluates what may be a value or a function of the action's arguments. */
export function evaluate(expression: unknown, args: ActionArgs, params: unknown): unknown {
  return typeof expression === 'function' ? expression(args, params) : expression;
}

/** Evaluates an event; a string is refused, as in XState. */
export function evaluateEvent(
  expression: unknown,
  args: ActionArgs,
  params: unknown,
  creator: string,
): { type: string } {
  if (typeof expression === 'string') {
    throw new Error(
      `Only event objects may be used with ${creator}; use ${creator}({ type: "${expression}" }) instead`,
    );
  }
  return evaluate(expression, args, params) as { type: string };
}

/** Evaluates a delay in milliseconds; undefined when there is none or its name is unknown. */
export function evaluateDelay(
  actor: ActingActor,
  delay: unknown,
  args: ActionArgs,
  params: unknown,
): number | undefined {
  const found =
    typeof delay === 'string' ? lookUp(actor.machine.implementations.delays, delay) : delay;
  const value = evaluate(found, args, params);
  return typeof value === 'number' ? checkDelay(value, delay) : undefined;
}

/** The longest delay, beyond which milliseconds are no longer exact. */
const longestDelay = Number.MAX_SAFE_INTEGER;

/** Refuses delays that no clock can keep. */
export function checkDelay(value: number, name: unknown): number {
  if (value >= 0 && value <= longestDelay) return value;
  const what = typeof name === 'string' ? `The delay '${name}'` : 'A delay';
  throw new RangeError(`${what} is ${value}; it must be from 0 to 2^53 - 1 milliseconds.`);
}

export { argsOf };
