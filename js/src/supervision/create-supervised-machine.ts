import type {
  AnyStateMachine,
  ConditionalRequired,
  IsNotNever,
  RequiredActorOptionsKeys,
} from 'xstate';
import type { ChartMachine } from '../program/chart-machine.js';
import './root-supervisor.js';
import { SupervisedActor } from './supervised-actor.js';
import type { SupervisedActorOptions } from './supervised-actor-options.js';

/** A statechart without XState: a config, its JSON text, or what `loadMachine` made of either. */
export type StatechartSource = string | Record<string, unknown> | ChartMachine;

/** The options, which are required when the machine's input is. */
export type OptionsOf<TMachine extends AnyStateMachine> = ConditionalRequired<
  [
    options?: SupervisedActorOptions<TMachine> & {
      [TKey in RequiredActorOptionsKeys<TMachine>]: unknown;
    },
  ],
  IsNotNever<RequiredActorOptionsKeys<TMachine>>
>;

/**
 * Makes a supervised actor of a machine and starts it.
 *
 * The machine is one made by XState's `createMachine` or `setup`, whose types the actor takes over, or
 * a statechart as a config object or JSON text with `implementations`. A failure in the very first
 * state does not throw: like any other it goes to the strategy.
 *
 * @param id - the actor's name at its supervisor
 * @throws InvalidArgumentError when the id is no non-empty string
 * @throws InvalidOptionError when an option is unknown or of the wrong type
 * @throws ChartError when the machine is no valid statechart
 * @throws ActorStoppedError when the context factory stops the actor
 * @throws AlreadyRegisteredError when the `name` of the options is taken
 * @throws DuplicateIdError when a living actor of the supervisor has this id
 * @throws SupervisorStoppedError when the supervisor was stopped
 *
 * @example
 * const actor = createSupervisedMachine('checkout', machine, {
 *   strategy: new RestartStrategy({ maxRestarts: 3, withinTimeWindow: 10_000 }),
 * });
 */
export function createSupervisedMachine<TMachine extends AnyStateMachine>(
  id: string,
  machine: TMachine,
  ...[options]: OptionsOf<TMachine>
): SupervisedActor<TMachine>;
export function createSupervisedMachine(
  id: string,
  statechart: StatechartSource,
  options?: SupervisedActorOptions,
): SupervisedActor;
export function createSupervisedMachine(
  id: string,
  machine: AnyStateMachine | StatechartSource,
  options?: SupervisedActorOptions,
): SupervisedActor {
  return new SupervisedActor(id, machine as AnyStateMachine, options).start();
}
