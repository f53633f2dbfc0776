export type { ChildCounts, ChildInfo, ChildStanding } from './children/child-info.js';
export type {
  ChildSource,
  ChildSpec,
  ChildTemplate,
  ResolvedChildSpec,
  RestartType,
  ShutdownTime,
  TemplateChild,
} from './children/child-spec.js';
export type { Circuit } from './circuit/circuit.js';
export { CircuitBreaker } from './circuit/circuit-breaker.js';
export type {
  CircuitBreakerOptions,
  CircuitRule,
  ResolvedCircuitBreakerOptions,
} from './circuit/circuit-breaker-options.js';
export type { CircuitIsolation } from './circuit/circuit-isolation.js';
export type { CircuitMetrics } from './circuit/circuit-metrics.js';
export type { CircuitPermit } from './circuit/circuit-permit.js';
export type {
  CircuitBreakerState,
  CircuitChangeReason,
  CircuitMode,
} from './circuit/circuit-state.js';
export type { CircuitStateChange } from './circuit/circuit-watch.js';
export type { ExecuteOptions } from './circuit/execute-options.js';
export type { ExportedCircuit } from './circuit/exported-circuit.js';
export type { SupervisorCircuit } from './circuit/supervisor-circuit.js';
export type { SupervisorCircuitOptions } from './circuit/supervisor-circuit-options.js';
export { createSupervisedMachine, type StatechartSource } from './create-supervised-machine.js';
export type {
  DetectionOptions,
  HeartbeatOptions,
  MailboxOptions,
  OverflowRule,
  StashOptions,
} from './detection/detection-options.js';
export * from './errors/index.js';
export type {
  ActorChildState,
  ActorHealthMetrics,
  HealthReason,
  HealthStatus,
} from './health/actor-health.js';
export type { HealthOptions } from './health/health-options.js';
export type { HealthRuleOptions } from './health/health-rule.js';
export type { SupervisorHealth } from './health/subtree-health.js';
export type { PartitionKey } from './partitions/partition-key.js';
export type { PartitionedSupervisorOptions } from './partitions/partition-options.js';
export { PartitionedSupervisor } from './partitions/partitioned-supervisor.js';
export type { PersistOptions } from './persistence/persist-options.js';
export type { SnapshotStorage, WebStorage } from './persistence/storage.js';
export type { LockOptions } from './registry/key-locks.js';
export { RegisteredName } from './registry/registered-name.js';
export { Registry } from './registry/registry.js';
export type { NamedActor, RegistryEntry, RegistryEvent } from './registry/registry-entry.js';
export type { RegistryOptions } from './registry/registry-options.js';
export type { RestartScope } from './restart-scope.js';
export type { RootSupervisorOptions } from './root-options.js';
export { RootSupervisor } from './root-supervisor.js';
export {
  CoordinatedShutdown,
  type CoordinatedShutdownOptions,
  type InstalledHooks,
  type ShutdownTaskHandle,
} from './shutdown/coordinated-shutdown.js';
export type { PageHookOptions } from './shutdown/page-hooks.js';
export type { ShutdownPhaseOptions } from './shutdown/phases.js';
export type { ProcessHookOptions } from './shutdown/process-hooks.js';
export type { ShutdownContext, ShutdownTask } from './shutdown/run-phase.js';
export type {
  ShutdownPhaseReport,
  ShutdownReport,
  ShutdownTaskReport,
} from './shutdown/shutdown-report.js';
export * from './strategies/index.js';
export { SupervisedActor } from './supervised-actor.js';
export type { SupervisedActorOptions, SupervisionOptions } from './supervised-actor-options.js';
export { Supervisor } from './supervisor.js';
export type {
  AutoShutdown,
  SupervisorOptions,
} from './supervisor-options.js';
export { Task } from './tasks/task.js';
export type { TaskContext, TaskFunction } from './tasks/task-context.js';
export type { TaskOptions, TaskSupervisorOptions } from './tasks/task-options.js';
export type { SettledTask, TaskStreamFunction, TaskStreamOptions } from './tasks/task-stream.js';
export { TaskSupervisor } from './tasks/task-supervisor.js';
export type { DeadLetter, DeadLetterReason } from './telemetry/dead-letters.js';
export type { SupervisionError } from './telemetry/error-history.js';
export type { EventLevel } from './telemetry/event-levels.js';
export type { FailureCause } from './telemetry/failure-causes.js';
export type { FailureLevelOptions } from './telemetry/failure-level.js';
export { type EventFormat, formatEvent } from './telemetry/format-event.js';
export type { LoggingOptions, LogRules, SupervisionLogger } from './telemetry/logging-options.js';
export type { SupervisionEvent, SupervisionEventType } from './telemetry/supervision-event.js';
export { createSupervisorTree, type SupervisorTreeOptions } from './tree/create-supervisor-tree.js';
export type { TreeIssue } from './tree/tree-issue.js';
export type {
  Ending,
  TerminatedEvent,
  Termination,
  TerminationReason,
  WatchableActor,
  WatchTarget,
} from './watch/termination.js';
export { countWatches, watch } from './watch/watch.js';
export type { WatchOptions } from './watch/watching-actor.js';
