import { compileGuard, type GuardRunner } from './guard.js';

/** Compiles the guard of an event's transition; what it throws says where it was asked. */
export function compileEventGuard(definition: unknown, nodeId: string): GuardRunner {
  const guard = compileGuard(definition);
  return (actor) => {
    try {
      return guard(actor);
    } catch (error) {
      throw wrapGuardError(error, definition, actor.event.type, nodeId);
    }
  };
}

function wrapGuardError(
  error: unknown,
  definition: unknown,
  eventType: string,
  nodeId: string,
): Error {
  const type =
    typeof definition === 'string' ? definition : (definition as { type?: string } | null)?.type;
  const isNamed = typeof definition !== 'function' && type && type !== 'xstate.route';
  const name = isNamed ? `'${type}' ` : '';
  const message = (error as { message?: unknown } | undefined)?.message;
  return new Error(
    `Unable to evaluate guard ${name}in transition for event '${eventType}' in state node '${nodeId}':\n${message}`,
    { cause: error },
  );
}
