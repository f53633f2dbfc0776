import type { CountsRecord } from '../core/records.js';
import { heldByHost, hostedCore } from './host.js';

/** What the core and its host hold at the moment. */
export interface CoreStatistics extends CountsRecord {
  /** Events kept for actors that are busy, suspended or to be sent later. */
  keptEvents: number;
  /** Effects kept for the end of a macrostep or for the start of an actor. */
  keptEffects: number;
  /** Bytes allocated in WebAssembly memory. */
  memoryInUse: number;
}

/** Counts what is alive, for leak tests and dashboards; linear in the number of allocations. */
export function getCoreStatistics(): CoreStatistics {
  const core = hostedCore();
  const { events, effects } = heldByHost();
  return {
    ...core.counts(),
    keptEvents: events,
    keptEffects: effects,
    memoryInUse: core.memoryInUse(),
  };
}
