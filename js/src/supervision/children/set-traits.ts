import { hostedCore } from '../../actor/host.js';
import { RestartType } from '../../core/codes.js';
import type { ResolvedChildSpec } from './child-spec.js';

/** Tells the core what a spec says about the ends of a child: an actor's, or a supervisor's. */
export function setTraits(childId: number, spec: ResolvedChildSpec, isDynamic: boolean): void {
  const [restart, significant] = [RestartType[spec.restart], Number(spec.significant)];
  hostedCore()._sw_set_child_traits(childId, restart, significant, Number(isDynamic));
}
