import type { SupervisedActor } from '../supervised-actor.js';
import type { Supervisor } from '../supervisor.js';
import type { ChildCounts, ChildInfo } from './child-info.js';
import type { ChildManager } from './child-manager.js';
import type { ChildSpec, ResolvedChildSpec, TemplateChild } from './child-spec.js';

/** What a supervisor offers to manage its children one by one, as OTP's supervisor does. */
export abstract class ManagedChildren {
  /** @internal */
  abstract readonly manager: ChildManager;
  /** @internal */
  protected abstract checkRunning(): void;

  /**
   * Starts a child behind the others, and keeps its spec until `deleteChild` (a temporary child's
   * only until its end). It does not come back when this supervisor itself is restarted. With a
   * `template` only an `id` and an `input` are given.
   *
   * @returns the actor or the supervisor; undefined when the spec's `start` ignored the start
   * @throws InvalidOptionError when the spec is none
   * @throws ChildError `already-started` with the `child`, `already-present` when it is known but
   *   stopped or being restarted, `max-children`, or `start-failed` with the `cause`: then the spec
   *   is not kept and no strategy is asked
   * @throws SupervisorStoppedError when the supervisor was stopped
   */
  startChild(spec?: ChildSpec | TemplateChild): SupervisedActor | Supervisor | undefined {
    this.checkRunning();
    return this.manager.start(spec);
  }

  /**
   * Stops a child, whatever it does or waits for, after its `terminate`; its spec and its place
   * stay. What has no spec, a temporary child or one of a template is forgotten. Stopping what is
   * stopped does nothing. A child that is a supervisor is stopped with all below it.
   *
   * @throws ChildError (a rejection) `not-found`
   */
  async terminateChild(id: string): Promise<void> {
    await this.manager.terminate(id);
  }

  /**
   * Starts a stopped child anew in its old place; that counts towards no limit. An actor's new life
   * is a new actor, a supervisor remains the same object.
   *
   * @returns as `startChild`
   * @throws ChildError `not-found`, `running`, `restarting`, or `start-failed` with the `cause`: then
   *   the spec is kept
   */
  restartChild(id: string): SupervisedActor | Supervisor | undefined {
    this.checkRunning();
    return this.manager.restart(id);
  }

  /**
   * Forgets a stopped child.
   *
   * @throws ChildError `not-found`, `running` or `restarting`
   */
  deleteChild(id: string): void {
    this.manager.delete(id);
  }

  /** Lists the children of this supervisor itself, the one that was added last first; O(n). */
  whichChildren(): ChildInfo[] {
    this.manager.purge();
    return this.manager.list();
  }

  /** Counts the children of this supervisor itself; O(n). */
  countChildren(): ChildCounts {
    this.manager.purge();
    return this.manager.count();
  }

  /**
   * Returns a child's spec with its defaults filled in.
   *
   * @throws ChildError `not-found`
   */
  getChildSpec(id: string): ResolvedChildSpec {
    return this.manager.spec(id);
  }
}
