import type { Policy } from './supervisor.js';
import { type ModelTime, SlidingWindow } from './time.js';

export type Restart = 'permanent' | 'transient' | 'temporary';

/** What is said of a child when it is made. */
export interface Traits {
  readonly id: string;
  readonly restart: Restart;
  readonly significant: boolean;
}

/** What happens to an actor, under this id, whichever life it is in. */
export interface Tally {
  errors: number;
  restarts: number;
  /** Lives that have ended; a restart after a failure continues a life. */
  ends: number;
}

/** What happens to all: each start (+), failed start (!), end (-) and processed event (id:event). */
export interface World {
  readonly time: ModelTime;
  readonly log: string[];
  /** Events that nobody has processed, and why. */
  readonly deadLetters: string[];
  /** How many of the next starts of an actor fail. */
  readonly failing: Map<string, number>;
  tallyOf(id: string): Tally;
  /** Of whom a restart was refused because a limit was used up: an actor's own, or a supervisor's. */
  readonly refused: string[];
  /** Whether the restart of an actor is under way: other restarts wait for its end. */
  isRestarting: boolean;
  /** One actor after another: who is to go on when the present one has no event left. */
  readonly turns: ModelWorker[];
}

/** The supervisor of a child. */
export interface Owner {
  readonly policy: Policy;
  /** The child has failed. */
  failed(child: ModelChild): void;
  /** The child has ended in its final state, or shut itself down. */
  finished(child: ModelChild): void;
}

/** What supervision knows of a child, an actor or a supervisor. */
export abstract class ModelChild implements Traits {
  readonly id: string;
  readonly restart: Restart;
  readonly significant: boolean;
  /** Whether it was started by call; then it does not come back with its supervisor. */
  readonly isDynamic: boolean;
  state: 'running' | 'restarting' | 'stopped' = 'stopped';
  /** Down together with others, and to be started with them again. */
  isDue = false;
  isStoppedOnPurpose = false;
  /** Whether its last life is over, and the next has not begun. */
  hasEnded = false;
  /** Gone, but may come back with its supervisor. */
  isForgotten = false;
  /** Restarts in a row, which make the next wait longer. */
  attempts = 0;
  startedAt = 0;
  errors = 0;
  restarts = 0;
  readonly ownLimit: SlidingWindow;
  callOff: () => void = () => {};
  readonly owner: Owner;
  protected readonly world: World;

  constructor(traits: Traits, isDynamic: boolean, owner: Owner, world: World) {
    this.id = traits.id;
    this.restart = traits.restart;
    this.significant = traits.significant;
    this.isDynamic = isDynamic;
    this.owner = owner;
    this.world = world;
    this.ownLimit = new SlidingWindow(owner.policy.childLimit, owner.policy.window);
  }

  get isRunning(): boolean {
    return this.state === 'running';
  }

  /** Begins the next incarnation or the next life; returns whether it began. */
  abstract begin(): boolean;
  /** Ends what runs and what waits for a time. */
  abstract takeDown(comesBack: boolean): void;

  protected become(state: ModelChild['state'], isDue = false): void {
    this.callOff();
    this.state = state;
    this.isDue = isDue;
    if (state === 'stopped') this.hasEnded = true;
    if (state === 'running') this.startedAt = this.world.time.now;
  }

  /** Tries to begin another life, or the next incarnation. */
  protected revive(): void {
    this.hasEnded = false;
    this.isStoppedOnPurpose = false;
    this.isForgotten = false;
  }
}

/** An actor, which takes the events CRASH, FINISH and any other. */
export class ModelWorker extends ModelChild {
  isAlive = false;
  /** Whether it was made by itself: it is gone when it has ended. */
  isRegistered = false;
  #mailbox: string[] = [];

  get tally(): Tally {
    return this.world.tallyOf(this.id);
  }

  begin(): boolean {
    this.revive();
    const failing = this.world.failing.get(this.id) ?? 0;
    const isGood = failing === 0;
    this.isAlive = true;
    this.world.log.push(`${isGood ? '+' : '!'}${this.id}`);
    this.become(isGood ? 'running' : 'restarting');
    if (isGood) return true;
    this.world.failing.set(this.id, failing - 1);
    this.#countError();
    return false;
  }

  /** The same actor elsewhere, where it counts from nothing. */
  moveTo(owner: Owner): ModelWorker {
    const traits = { id: this.id, restart: 'transient', significant: false } as const;
    const moved = new ModelWorker(traits, false, owner, this.world);
    moved.isAlive = true;
    moved.isRegistered = true;
    moved.become('running');
    return moved;
  }

  /** A start by call that failed has begun no life. */
  discard(): string {
    this.become('stopped');
    this.isAlive = false;
    return 'start-failed';
  }

  takeDown(comesBack: boolean): void {
    if (this.isRunning) this.world.log.push(`-${this.id}`);
    this.become(comesBack ? 'restarting' : 'stopped', comesBack);
    if (!comesBack) this.#end();
  }

  /** What was not processed reaches nobody. */
  #end(): void {
    if (!this.isAlive) return;
    this.isAlive = false;
    this.tally.ends++;
    for (const event of this.#mailbox.splice(0)) this.#lose(event, 'stoppedWhileWaiting');
  }

  #countError(): void {
    this.errors++;
    this.tally.errors++;
  }

  /** Takes an event, which waits while the actor does not run. */
  tell(event: string): void {
    if (!this.isAlive) {
      this.#lose(event, 'notRunning');
      return;
    }
    this.#mailbox.push(event);
    this.#goOn();
  }

  /** Goes on with what waited during a restart. */
  resume(): void {
    this.restarts++;
    this.tally.restarts++;
    this.#goOn();
  }

  /** Processes what waits, when nobody else does so. */
  #goOn(): void {
    const { turns } = this.world;
    if (turns.push(this) > 1) return;
    for (let worker = turns[0]; worker; worker = turns[0]) {
      while (worker.isRunning && worker.#mailbox.length > 0) worker.#process();
      turns.shift();
    }
  }

  #process(): void {
    const event = this.#mailbox.shift() as string;
    if (event === 'CRASH') this.#crash();
    else if (event === 'FINISH') this.#finish();
    else this.world.log.push(`${this.id}:${event}`);
  }

  #lose(event: string, reason: string): void {
    this.world.deadLetters.push(`${this.id}:${event} ${reason}`);
  }

  #crash(): void {
    this.#lose('CRASH', 'poisonous');
    this.#countError();
    this.become('restarting');
    this.owner.failed(this);
  }

  #finish(): void {
    this.world.log.push(`-${this.id}`);
    this.become('restarting');
    this.#end();
    this.owner.finished(this);
  }
}
