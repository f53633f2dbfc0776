import { stopUnawaited } from './children/supervisor-stopping.js';
import { setDefaultSupervisor } from './default-supervisor.js';
import { injectEnvironment, restoreEnvironment } from './environment.js';
import { requireFunction } from './errors/invalid-argument-error.js';
import { forgetKeptSnapshots } from './persistence/snapshot-keeper.js';
import { type RootSupervisorOptions, readRootOptions } from './root-options.js';
import { releaseUnusedStrategies } from './strategies/core-strategy.js';
import { Supervisor } from './supervisor.js';
import type { SupervisorOptions } from './supervisor-options.js';
import { type DeadLetter, deadLetters } from './telemetry/dead-letters.js';
import { errorHistory, type SupervisionError } from './telemetry/error-history.js';
import { eventStream } from './telemetry/event-stream.js';
import type { FailureCause } from './telemetry/failure-causes.js';
import type { Subscription } from './telemetry/listeners.js';
import type { SupervisionEvent } from './telemetry/supervision-event.js';

let instance: RootSupervisor | undefined;

/**
 * The supervisor at the top of the process, made when it is first needed. Actors that name no
 * supervisor are its own. It has the error history and the dead letters of the whole process.
 */
export class RootSupervisor extends Supervisor {
  private constructor(options: SupervisorOptions | undefined) {
    super('root', options);
  }

  /** @internal Children that are started first may ask for the root already. */
  protected override prepare(): void {
    instance = this;
  }

  /**
   * Returns the one root supervisor. Options that are given when it is there already are taken over
   * as by `changeOptions`: what it has counted stays, and `children` are known but not started.
   * `clock` and `seed` concern the whole process, supervisors without parent included.
   *
   * @throws InvalidOptionError when an option is unknown or out of its range
   * @throws SupervisorStoppedError when there are options and the root is just being stopped
   */
  static getInstance(options?: RootSupervisorOptions): RootSupervisor {
    if (options === undefined) return instance ?? new RootSupervisor(options);
    const { ofSupervisor, ...environment } = readRootOptions(options);
    injectEnvironment(environment);
    if (instance === undefined) return new RootSupervisor(ofSupervisor);
    instance.changeOptions(ofSupervisor ?? {});
    return instance;
  }

  /**
   * Stops everything below the root supervisor, the youngest first, and forgets it together with the
   * error history, the dead letters, their listeners and the snapshots kept in memory, and returns
   * to real time and a random seed. The next `getInstance` makes a new one. Done when the call returns:
   * the `terminate` of each child is called, but not awaited; `await root.stop()` first to do that.
   */
  static resetInstance(): void {
    const root = instance;
    instance = undefined;
    if (root) stopUnawaited(root);
    eventStream.deliver();
    eventStream.reset();
    deadLetters.reset();
    errorHistory.clear();
    forgetKeptSnapshots();
    releaseUnusedStrategies();
    restoreEnvironment();
  }

  /** @internal A root supervisor that was stopped makes room for a new one. */
  override release(): void {
    super.release();
    if (instance === this) instance = undefined;
  }

  /** Returns the newest failures of all actors of the process, newest first, a hundred at most. */
  getErrorHistory(): SupervisionError[] {
    return errorHistory.newestFirst();
  }

  /**
   * Counts the failures of all actors of the process by their cause, the most frequent first: the
   * error's name and the topmost line of its stack. The hundred causes that were seen last.
   */
  getFailureCauses(): FailureCause[] {
    return errorHistory.causes.list();
  }

  /** Forgets the failures and their causes. */
  clearErrorHistory(): void {
    errorHistory.clear();
  }

  /** Returns the newest events that reached nobody, newest first, a thousand at most. */
  getDeadLetters(): DeadLetter[] {
    return deadLetters.newestFirst();
  }

  clearDeadLetters(): void {
    deadLetters.clear();
  }

  /** Calls a listener with each further dead letter of the process, at once. */
  onDeadLetter(listener: (letter: DeadLetter) => void): Subscription {
    requireFunction('RootSupervisor.onDeadLetter: listener', listener);
    return deadLetters.subscribe(listener);
  }

  /** Calls a listener with each further event of the process, in a microtask. */
  override onEvent(listener: (event: SupervisionEvent) => void): Subscription {
    requireFunction('RootSupervisor.onEvent: listener', listener);
    return eventStream.subscribeFromNow(listener);
  }
}

/** Lists the root supervisor if there is one by now. */
export function presentRoots(): RootSupervisor[] {
  return instance ? [instance] : [];
}

setDefaultSupervisor(() => RootSupervisor.getInstance());
