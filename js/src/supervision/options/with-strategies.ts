import { readActorOptions } from '../supervised-actor-options.js';
import type { ResolvedSupervisorOptions, SupervisorOptions } from '../supervisor-options.js';
import { isObject } from './option-reader.js';

/**
 * Copies a supervisor's options as they were given, but with strategies in the place of their names:
 * the options may be read again, and by then a name may be taken away.
 */
export function withStrategies(
  given: SupervisorOptions = {},
  { defaultStrategy }: ResolvedSupervisorOptions,
): SupervisorOptions {
  const { children, template } = given;
  return {
    ...given,
    ...(given.defaultStrategy === undefined ? {} : { defaultStrategy }),
    ...(children === undefined ? {} : { children: children.map(withStrategy) }),
    ...(template === undefined ? {} : { template: withStrategy(template) }),
  };
}

function withStrategy<TSpec extends { options?: object }>(spec: TSpec): TSpec {
  const options: unknown = spec?.options;
  const isNamed = isObject(options) && 'strategy' in options;
  return isNamed ? { ...spec, options: readActorOptions(options) } : spec;
}
