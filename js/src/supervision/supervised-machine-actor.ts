import { type ActorOptions, guarded } from '../actor/base-actor.js';
import { hostedCore, keepEvent, reportDeadLetter } from '../actor/host.js';
import { MachineActor } from '../actor/machine-actor.js';
import type { AnyMachine } from '../actor/snapshot.js';
import type { AnyActorRef } from '../behavior/acting-actor.js';
import { ChildState, DeadLetterReason, HealthStatus, RestartMode } from '../core/codes.js';
import type { HealthRecord } from '../core/records.js';
import type { EventObject } from '../program/machine-types.js';
import { directory } from './directory.js';
import { ActorStoppedError } from './errors/actor-stopped-error.js';
import { InvalidArgumentError } from './errors/invalid-argument-error.js';
import { toError } from './errors/thrown-value-error.js';
import { type ActorHealthMetrics, healthMetrics, unsupervisedHealth } from './health.js';
import { coreIndexOf } from './strategies/core-strategy.js';
import { RestartStrategy } from './strategies/restart-strategy.js';
import {
  isSupervisionStrategy,
  type SupervisionStrategy,
} from './strategies/supervision-strategy.js';
import type { ResolvedActorOptions } from './supervised-actor-options.js';
import type { SupervisedActor } from './supervised-actor.js';
import type { Supervisor } from './supervisor.js';
import { eventStream } from './telemetry/event-stream.js';

/** The core's number of an actor that nobody supervises. */
export const noChild = -1;

/** A failure on its way up. */
interface Escalation {
  readonly error: Error;
  readonly context: Record<string, unknown> | undefined;
  /** Settles when the parent has decided. */
  handled?: Promise<void>;
}
