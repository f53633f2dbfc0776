// biome-ignore-all lint/suspicious/noExplicitAny: a partition may run any machine.
import { ChildPresence } from '../../core/codes.js';
import { ChildError } from '../errors/child-error.js';
import { InvalidArgumentError } from '../errors/invalid-argument-error.js';
import { PartitionError } from '../errors/partition-error.js';
import { SupervisorStoppedError } from '../errors/supervisor-stopped-error.js';
import type { SupervisedActor } from '../supervised-actor.js';
import { Supervisor } from '../supervisor.js';
import type { SupervisorOptions } from '../supervisor-options.js';
import { type PartitionKey, partitionOf } from './partition-key.js';
import {
  checkPartitionOptions,
  type PartitionedSupervisorOptions,
  readPartitionOptions,
} from './partition-options.js';

/**
 * A supervisor with several children of one kind, the partitions, among which keys are divided:
 * whatever has the same key meets the same partition. Partitions are children with the ids `'0'`,
 * `'1'` and so on.
 *
 * @typeParam TPartition - what the template makes: an actor, or a Supervisor
 *
 * @example
 * const carts = new PartitionedSupervisor('carts', { partitions: 8, template: { machine: cart } });
 * carts.route(userId).send({ type: 'ADD', userId });
 */
export class PartitionedSupervisor<
    TPartition extends SupervisedActor<any> | Supervisor = SupervisedActor<any>,
  >
  extends Supervisor
  implements Iterable<[number, TPartition]>
{
  // These are there before the first partition starts, which no private field would be.
  declare private routed: number;
  declare private started: number;
  declare private wanted: number;
  declare private resizing: Promise<void> | undefined;
  declare private isResizing: boolean | undefined;

  /**
   * @throws InvalidArgumentError, InvalidOptionError, DuplicateIdError, SupervisorStoppedError,
   *   ChildError as a Supervisor's constructor, and what a template function throws
   */
  constructor(id: string, options: PartitionedSupervisorOptions) {
    super(id, readPartitionOptions(options));
  }

  protected override prepare(): void {
    this.routed = this.started = this.wanted = this.maxSize;
  }

  /** How many partitions keys are divided among. */
  get size(): number {
    return this.routed;
  }

  /** How many partitions there were at the start, and can be. */
  get maxSize(): number {
    return this.options.children.length;
  }

  /**
   * Returns the number of the partition that a key belongs to: of a whole number the absolute value
   * modulo `size`, of anything else the 32-bit FNV-1a hash of its text in UTF-8 modulo `size`. The
   * same key has the same number in each process, until `size` changes. O(length).
   *
   * @throws InvalidArgumentError when the key is no text, no finite number and no bigint
   * @throws PartitionError `no-partitions` after `resize(0)`
   */
  partitionOf(key: PartitionKey): number {
    if (this.routed === 0) throw new PartitionError('no-partitions', this.path);
    return partitionOf('PartitionedSupervisor.partitionOf: key', key, this.routed);
  }

  /**
   * Returns the partition that a key belongs to. One that is just being restarted is the same actor
   * as before, and what is sent to it waits; only one that has ended for good is none.
   *
   * @throws InvalidArgumentError as `partitionOf`
   * @throws PartitionError `no-partitions` after `resize(0)`; `down` when the partition has ended
   * @throws SupervisorStoppedError when the supervisor was stopped
   */
  route(key: PartitionKey): TPartition {
    this.checkRunning();
    const number = this.partitionOf(key);
    const partition = this.partition(number);
    if (partition) return partition;
    throw new PartitionError('down', this.path, number);
  }

  /** Returns a partition by its number; undefined when there is none or it has ended. */
  partition(number: number): TPartition | undefined {
    if (!(number >= 0 && number < this.routed)) return undefined;
    const known = this.manager.find(String(number));
    if (!known || this.manager.presenceOf(known) === ChildPresence.stopped) return undefined;
    return this.manager.childOf(known) as TPartition | undefined;
  }

  /** Lists the partitions that have not ended, with their numbers. */
  *[Symbol.iterator](): Generator<[number, TPartition], void, undefined> {
    for (let number = 0; number < this.routed; number++) {
      const partition = this.partition(number);
      if (partition) yield [number, partition];
    }
  }

  /**
   * Changes the number of partitions, from 0 to `maxSize`. From the call on, keys are divided anew:
   * those with higher numbers are out of use at once, and are stopped one after the other, after
   * their `terminate`; partitions that come back begin anew. When it is called again meanwhile, the
   * last call counts, and all calls are done together.
   *
   * @throws InvalidArgumentError (a rejection) when the number is none from 0 to `maxSize`
   * @throws ChildError (a rejection) `start-failed`; then there are as many as could start
   * @throws SupervisorStoppedError (a rejection) when the supervisor was or is being stopped
   */
  async resize(partitions: number): Promise<void> {
    this.checkRunning();
    if (!(Number.isInteger(partitions) && partitions >= 0 && partitions <= this.maxSize)) {
      const words = `a whole number from 0 to ${this.maxSize}, as many as there were at the start`;
      throw new InvalidArgumentError('PartitionedSupervisor.resize: partitions', partitions, words);
    }
    this.wanted = partitions;
    this.routed = Math.min(this.started, partitions);
    if (!this.isResizing) this.resizing = this.reachWanted();
    await this.resizing;
  }

  private async reachWanted(): Promise<void> {
    this.isResizing = true;
    try {
      while (this.started !== this.wanted) {
        this.checkRunning();
        if (this.started > this.wanted) await this.terminateChild(String(--this.started));
        else this.startNext();
      }
    } catch (error) {
      throw this.isGoingAway ? new SupervisorStoppedError(this.path) : error;
    } finally {
      this.isResizing = false;
    }
  }

  private startNext(): void {
    try {
      this.restartChild(String(this.started));
    } catch (error) {
      // Somebody may have started it by hand.
      const reason = error instanceof ChildError ? error.reason : undefined;
      if (reason !== 'running' && reason !== 'restarting') throw error;
    }
    this.started++;
    this.routed = Math.min(this.started, this.wanted);
  }

  /** @internal Refuses supervisors as well, unless they are partitions. */
  override checkNewcomer(id: string): void {
    super.checkNewcomer(id);
    const number = Number(id);
    const isPartition = Number.isInteger(number) && number >= 0 && number < this.maxSize;
    if (isPartition && String(number) === id) return;
    throw new PartitionError('fixed', this.path);
  }

  /** Is refused, as there are the partitions only: throws PartitionError `fixed`. */
  override startChild(): never {
    throw new PartitionError('fixed', this.path);
  }

  /** Is refused, as `startChild` is. */
  override deleteChild(): never {
    throw new PartitionError('fixed', this.path);
  }

  /** Is refused, as `startChild` is. */
  override registerActor(): never {
    throw new PartitionError('fixed', this.path);
  }

  /** Is refused, as `startChild` is. */
  override unregisterActor(): never {
    throw new PartitionError('fixed', this.path);
  }

  /** Changes options as `Supervisor.changeOptions` does, but none that concern single children. */
  override changeOptions(options: Omit<SupervisorOptions, 'parent' | 'signal'>): void {
    checkPartitionOptions('changeOptions', options);
    super.changeOptions(options);
  }
}
