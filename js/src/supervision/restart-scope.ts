import { RestartScope as ScopeCode } from '../core/codes.js';
import { InvalidArgumentError } from './errors/invalid-argument-error.js';

/** Whom a restart concerns: the failed actor, all of its siblings too, or those started after it. */
export type RestartScope = 'one-for-one' | 'one-for-all' | 'rest-for-one';

/** The core's numbers of the scopes. */
export const scopeCodes: Readonly<Record<RestartScope, number>> = {
  'one-for-one': ScopeCode.oneForOne,
  'one-for-all': ScopeCode.oneForAll,
  'rest-for-one': ScopeCode.restForOne,
};

export const scopeNames = Object.keys(scopeCodes) as RestartScope[];

/** Returns a value when it is a restart scope. */
export function requireRestartScope(argument: string, value: unknown): RestartScope {
  if (scopeNames.includes(value as RestartScope)) return value as RestartScope;
  throw new InvalidArgumentError(argument, value, `one of '${scopeNames.join("', '")}'`);
}
