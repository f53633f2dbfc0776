import { OptionReader } from '../options/option-reader.js';

/** How the health of many actors becomes one. */
export interface HealthRuleOptions {
  /**
   * `worst`: as bad as the worst actor. `quorum`: unhealthy only when fewer than the quorum of the
   * actors are healthy or degraded; degraded when some are not healthy.
   * @default 'worst'
   */
  rule?: 'worst' | 'quorum';
  /**
   * The part of the actors that must serve; from 0 to 1.
   * @default 0.5
   */
  quorum?: number;
}

export type ResolvedHealthRule = Required<HealthRuleOptions>;

export const healthRuleNames: readonly (keyof HealthRuleOptions)[] = ['rule', 'quorum'];

/** Checks a rule and fills in the defaults; throws InvalidOptionError. */
export function readHealthRule(options: unknown): ResolvedHealthRule {
  const read = new OptionReader<HealthRuleOptions>('getHealth', options, healthRuleNames);
  return {
    rule: read.oneOf('rule', 'worst', ['worst', 'quorum']),
    quorum: read.number('quorum', 0.5, { min: 0, max: 1 }),
  };
}
