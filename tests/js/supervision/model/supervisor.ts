import {
  ModelChild,
  ModelWorker,
  type Owner,
  type Restart,
  type Traits,
  type World,
} from './child.js';
import { SlidingWindow } from './time.js';

/** How a supervisor looks after its children; times in milliseconds. */
export interface Policy {
  readonly scope: 'one-for-one' | 'one-for-all' | 'rest-for-one';
  /** Restarts granted within the window: to all children together, and to each of them. */
  readonly limit: number;
  readonly childLimit: number;
  readonly window: number;
  /** The wait before a restart, as often as there were restarts in a row, up to a longest one. */
  readonly delay: number;
  readonly maxDelay: number;
  readonly resetAfter: number;
  readonly reviveStopped: boolean;
  readonly autoShutdown: 'never' | 'any-significant' | 'all-significant';
  /** What its children are, if all are alike and are started by call. */
  readonly template?: Restart | undefined;
}

/** A supervisor with those that it begins with. */
export interface Tree extends Traits {
  readonly policy: Policy;
  readonly children: readonly (Traits | Tree)[];
}

export class ModelSupervisor extends ModelChild implements Owner {
  readonly policy: Policy;
  #children: ModelChild[] = [];
  /** Did not come up when it was its turn, so those behind it wait. */
  #awaited: ModelChild | undefined;
  readonly #limit: SlidingWindow;

  constructor(tree: Tree, owner: Owner, world: World) {
    super(tree, false, owner, world);
    this.policy = tree.policy;
    this.#limit = new SlidingWindow(tree.policy.limit, tree.policy.window);
    this.become('running');
    for (const each of tree.children) this.#add(each);
  }

  #add(each: Traits | Tree): void {
    if ('children' in each) {
      this.#children.push(new ModelSupervisor(each, this, this.world));
      return;
    }
    const worker = new ModelWorker(each, false, this, this.world);
    this.#children.push(worker);
    worker.begin();
  }

  /** The children that are known, the oldest first. */
  get children(): ModelChild[] {
    return this.#children.filter(({ isForgotten }) => !isForgotten);
  }

  // ---- its own life ---------------------------------------------------------------------------

  /** Begins anew: with those that it began with, and no memory of restarts. */
  begin(): boolean {
    this.revive();
    this.become('running');
    this.#limit.clear();
    this.#awaited = undefined;
    this.#takeDown(this.#children, (child) => this.#comesBackAnew(child));
    this.#children = this.#children.filter(({ isDynamic }) => !isDynamic);
    this.#startDue();
    return true;
  }

  takeDown(comesBack: boolean): void {
    this.#takeDown(this.#children, (child) => comesBack && this.#comesBackAnew(child));
    this.become(comesBack ? 'restarting' : 'stopped', comesBack);
  }

  #takeDown(children: readonly ModelChild[], comesBack: (child: ModelChild) => boolean): void {
    for (const child of [...children].reverse()) {
      child.takeDown(comesBack(child));
      this.settle(child);
    }
  }

  /** Those that were stopped on purpose stay so, other than in OTP. */
  #comesBackAnew(child: ModelChild): boolean {
    return !child.isDynamic && (this.policy.reviveStopped || !child.isStoppedOnPurpose);
  }

  /** Fails as a whole, into its own supervisor; a transient one shuts down. */
  #exceed(): void {
    this.world.refused.push(this.id);
    const comesBack = this.restart === 'permanent';
    this.takeDown(comesBack);
    this.become('restarting');
    if (comesBack) this.owner.failed(this);
    else this.owner.finished(this);
  }

  #shutDownIfDue(): void {
    const isAlive = (child: ModelChild) => child.significant && child.state !== 'stopped';
    const { autoShutdown } = this.policy;
    if (autoShutdown === 'never' || !this.isRunning) return;
    if (autoShutdown === 'all-significant' && this.#children.some(isAlive)) return;
    this.takeDown(false);
    this.become('restarting');
    this.owner.finished(this);
  }

  // ---- the ends of children -------------------------------------------------------------------

  failed(child: ModelChild): void {
    const hasRun = this.world.time.now - child.startedAt >= this.policy.resetAfter;
    if (hasRun) child.attempts = 0;
    this.#restartLater(child);
  }

  finished(child: ModelChild): void {
    if (child.restart === 'permanent') this.failed(child);
    else this.#ended(child);
  }

  #restartLater(child: ModelChild, couldNotStart = false): void {
    const { time } = this.world;
    const isRefused = child.restart !== 'temporary' && child.ownLimit.isFull(time.now);
    if (isRefused) this.world.refused.push(child.id);
    if (isRefused || child.restart === 'temporary') {
      this.#ended(child);
      return;
    }
    if (this.#limit.isFull(time.now)) {
      this.#exceed();
      return;
    }
    const { delay, maxDelay } = this.policy;
    const wait = Math.min(delay * (child.attempts + 1), maxDelay);
    child.state = 'restarting';
    child.hasEnded = false;
    if (wait === 0 && !couldNotStart && !this.world.isRestarting) {
      this.#restart(child);
      return;
    }
    child.callOff = time.after(wait, () => this.#restart(child));
  }

  /** A child has ended by itself, for good. */
  #ended(child: ModelChild): void {
    child.takeDown(false);
    this.settle(child);
    if (child.significant) this.#shutDownIfDue();
  }

  /** Forgets who is not kept, and goes on with those who waited for one that is stopped. */
  settle(child: ModelChild): void {
    if (child.state !== 'stopped') return;
    const isPassing = child instanceof ModelWorker && child.isRegistered;
    if (isPassing || child.restart === 'temporary' || this.policy.template) this.forget(child);
    this.#release(child);
  }

  /** What it began with comes back when it begins anew, unless that is a supervisor. */
  forget(child: ModelChild): void {
    child.isForgotten = true;
    const isRegistered = child instanceof ModelWorker && child.isRegistered;
    if (child.isDynamic || isRegistered || child instanceof ModelSupervisor) this.remove(child);
  }

  #release(child: ModelChild): void {
    if (this.#awaited !== child) return;
    this.#awaited = undefined;
    this.world.time.after(Number.NEGATIVE_INFINITY, () => this.#startDue());
  }

  // ---- restarts -------------------------------------------------------------------------------

  #restart(culprit: ModelChild): void {
    const { now } = this.world.time;
    if (this.#limit.isFull(now)) {
      this.#exceed();
      return;
    }
    this.#limit.add(now);
    culprit.ownLimit.add(now);
    culprit.attempts++;
    const group = this.#group(culprit);
    if (this.#awaited && group.includes(this.#awaited)) this.#awaited = undefined;
    this.#takeDown(group, (child) => child === culprit || this.#comesBack(child));
    this.#startDue();
  }

  #group(culprit: ModelChild): ModelChild[] {
    const { scope } = this.policy;
    if (scope === 'one-for-one') return [culprit];
    const children = this.#children.filter(({ isForgotten, isDue }) => !isForgotten || isDue);
    return scope === 'one-for-all' ? children : children.slice(children.indexOf(culprit));
  }

  #comesBack({ restart, isDue, hasEnded }: ModelChild): boolean {
    if (isDue) return true;
    return restart !== 'temporary' && (!hasEnded || this.policy.reviveStopped);
  }

  /** Starts those that are due, in order, until one is not up when its turn is over. */
  #startDue(): void {
    while (this.isRunning && !this.#awaited) {
      const child = this.#children.find(({ isDue }) => isDue);
      if (!child) return;
      const isContinued = child instanceof ModelWorker && child.isAlive;
      const hasBegun = child.begin();
      this.world.isRestarting = hasBegun || isContinued;
      if (!hasBegun) this.#restartLater(child, true);
      else if (child instanceof ModelWorker) child.resume();
      this.world.isRestarting = false;
      const isWaiting = child.state === 'restarting' && !child.isDue;
      if (!isWaiting || this.policy.scope === 'one-for-one') continue;
      this.#awaited = child;
    }
  }

  // ---- for calls ------------------------------------------------------------------------------

  find(id: string): ModelChild | undefined {
    return this.children.find((child) => child.id === id);
  }

  add(child: ModelChild): void {
    this.#children.push(child);
  }

  /** Takes in an actor that was made by itself; if it cannot start, it is tried again. */
  introduce(worker: ModelWorker): void {
    this.add(worker);
    if (!worker.begin()) this.#restartLater(worker, true);
  }

  /** A child that runs on elsewhere, or that nobody is to know any more. */
  remove(child: ModelChild): void {
    this.#children = this.#children.filter((other) => other !== child);
    this.#release(child);
  }
}
