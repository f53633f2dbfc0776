// biome-ignore-all lint/suspicious/noExplicitAny: the interfaces stand as they are in the README
import {
  type ActorHealthMetrics,
  CircuitBreaker,
  type CircuitBreakerState,
  createSupervisedMachine,
  EscalateStrategy,
  RestartStrategy,
  ResumeStrategy,
  RootSupervisor,
  type RootSupervisorOptions,
  StopStrategy,
  type SupervisedActor,
  type SupervisedActorOptions,
  type SupervisionError,
  type SupervisionStrategy,
  type SupervisionStrategyType,
  Supervisor,
} from 'statewarden';
import { type Actor, type AnyStateMachine, createMachine, type SnapshotFrom } from 'xstate';

// The interfaces of the API reference. Only the name differs; the assignments below prove the rest.
interface DocumentedActor<TMachine extends AnyStateMachine> {
  id: string;
  strategy: SupervisionStrategy;
  supervisor?: Supervisor;
  getHealthMetrics(): ActorHealthMetrics;
  restart(preserveState?: boolean): Promise<void>;
  getMachine(): TMachine;
  getOptions(): SupervisedActorOptions<TMachine>;
  reportError(error: Error, context?: Record<string, any>): void;
  getPersistedSnapshot(): SnapshotFrom<TMachine> | undefined;
}

interface DocumentedSupervisor {
  id: string;
  parent?: Supervisor;
  actors: Map<string, SupervisedActor<any>>;
  defaultStrategy: SupervisionStrategy;
  registerActor<TMachine extends AnyStateMachine>(actor: SupervisedActor<TMachine>): void;
  unregisterActor(actorId: string): void;
  handleActorError(
    actor: SupervisedActor<any>,
    error: Error,
    context?: Record<string, any>,
  ): Promise<void>;
  escalateError(
    actor: SupervisedActor<any>,
    error: Error,
    context?: Record<string, any>,
  ): Promise<void>;
  stopAllActors(): Promise<void>;
  getAllActors(): SupervisedActor<any>[];
  getActor(actorId: string): SupervisedActor<any> | undefined;
}

interface DocumentedRoot {
  getErrorHistory(): SupervisionError[];
  clearErrorHistory(): void;
  resetCircuitBreaker(): void;
  getCircuitBreakerState(): string | undefined;
}

interface DocumentedRootClass {
  getInstance(options?: RootSupervisorOptions): RootSupervisor;
  resetInstance(): void;
}

interface DocumentedStrategy {
  type: SupervisionStrategyType;
  handleError(supervisor: Supervisor, actor: SupervisedActor<any>, error: Error): Promise<void>;
}

interface DocumentedCircuitBreaker {
  state: CircuitBreakerState;
  recordSuccess(): void;
  recordFailure(error: Error): void;
  isAllowed(): boolean;
  reset(): void;
}

afterEach(() => RootSupervisor.resetInstance());

const machine = createMachine({ initial: 'idle', states: { idle: {} } });

it('offers the documented SupervisedActor, which is an Actor of XState to TypeScript', () => {
  const options = { strategy: new StopStrategy() };
  const actor = createSupervisedMachine('actor', machine, options);
  const asActor: Actor<typeof machine> = actor;
  const documented: DocumentedActor<typeof machine> = actor;
  expect(asActor.getSnapshot().value).toBe('idle');
  expect(documented.id).toBe('actor');
  expect(documented.strategy).toBe(options.strategy);
  expect(documented.supervisor).toBe(RootSupervisor.getInstance());
  expect(documented.getMachine()).toBe(machine);
  expect(documented.getOptions()).toEqual(options);
  expect(documented.getPersistedSnapshot()).toMatchObject({ status: 'active', value: 'idle' });
});

it('offers the documented Supervisor and RootSupervisor', async () => {
  const rootClass: DocumentedRootClass = RootSupervisor;
  const root: DocumentedRoot & DocumentedSupervisor = rootClass.getInstance();
  expect(root).toBe(RootSupervisor.getInstance());
  const supervisor: DocumentedSupervisor = new Supervisor('s', { parent: rootClass.getInstance() });
  expect(supervisor).toMatchObject({ id: 's', parent: root });
  const actor = createSupervisedMachine('actor', machine);
  root.unregisterActor('actor');
  expect(actor.supervisor).toBeUndefined();
  supervisor.registerActor(actor);
  await supervisor.handleActorError(actor, new Error('one'), { where: 'here' });
  expect(root.getErrorHistory()).toHaveLength(1);
  root.clearErrorHistory();
  root.resetCircuitBreaker();
  expect(root.getCircuitBreakerState()).toBeUndefined();
  await supervisor.stopAllActors();
  expect(supervisor.getAllActors()).toEqual([]);
  expect(supervisor.getActor('actor')).toBeUndefined();
});

it('offers the documented strategies', () => {
  const strategies: DocumentedStrategy[] = [
    new RestartStrategy(),
    new StopStrategy(),
    new EscalateStrategy(),
    new ResumeStrategy(),
  ];
  expect(strategies.map(({ type }) => type)).toEqual(['restart', 'stop', 'escalate', 'resume']);
});

it('offers the documented CircuitBreaker', () => {
  const breaker: DocumentedCircuitBreaker = new CircuitBreaker({ failureThreshold: 1 });
  breaker.recordSuccess();
  breaker.recordFailure(new Error('broken'));
  expect([breaker.state, breaker.isAllowed()]).toEqual(['open', false]);
  breaker.reset();
  expect([breaker.state, breaker.isAllowed()]).toEqual(['closed', true]);
});
