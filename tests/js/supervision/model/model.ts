/** The supervisor of OTP as one page of code: what a supervisor of this package must do. */

export type Scope = 'one-for-one' | 'one-for-all' | 'rest-for-one';
export type Restart = 'permanent' | 'transient' | 'temporary';

export interface Settings {
  readonly scope: Scope;
  /** Restarts granted over the whole time. */
  readonly maxRestarts: number;
  readonly reviveStopped: boolean;
}

interface ModelChild {
  readonly id: string;
  readonly restart: Restart;
  /** `due` is down and about to be started by a restart. */
  state: 'running' | 'stopped' | 'due';
  failingStarts: number;
}

/** Knows its children in start order and logs each start (+), failed start (!) and end (-). */
export class ModelSupervisor {
  readonly log: string[] = [];
  isDown = false;
  readonly #settings: Settings;
  #children: ModelChild[] = [];
  #restarts = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  get ids(): string[] {
    return this.#children.map(({ id }) => id);
  }

  /** Lists the children as whichChildren does, the youngest first. */
  get states(): string[] {
    return this.#children.map(({ id, state }) => `${id} ${state}`).reverse();
  }

  isRunning(id: string): boolean {
    return this.#find(id)?.state === 'running';
  }

  failStarts(id: string, count: number): void {
    const child = this.#find(id);
    if (child) child.failingStarts = count;
  }

  // ---- calls, which return what is thrown -----------------------------------------------------

  start(id: string, restart: Restart, failingStarts: number): string {
    const present = this.#find(id);
    if (present) return present.state === 'running' ? 'already-started' : 'already-present';
    const child: ModelChild = { id, restart, state: 'stopped', failingStarts };
    if (!this.#begin(child)) return 'start-failed';
    this.#children.push(child);
    return 'ok';
  }

  terminate(id: string): string {
    const child = this.#find(id);
    if (!child) return 'not-found';
    this.#end(child);
    child.state = 'stopped';
    this.#dropTemporary();
    return 'ok';
  }

  restart(id: string): string {
    const child = this.#find(id);
    if (!child) return 'not-found';
    if (child.state === 'running') return 'running';
    return this.#begin(child) ? 'ok' : 'start-failed';
  }

  delete(id: string): string {
    const child = this.#find(id);
    if (!child) return 'not-found';
    if (child.state === 'running') return 'running';
    this.#children = this.#children.filter((other) => other !== child);
    return 'ok';
  }

  // ---- what happens to children ---------------------------------------------------------------

  crash(id: string): void {
    const child = this.#find(id) as ModelChild;
    child.state = 'stopped';
    if (child.restart !== 'temporary') this.#restartFor(child);
    this.#dropTemporary();
  }

  finish(id: string): void {
    const child = this.#find(id) as ModelChild;
    this.log.push(`-${id}`);
    child.state = 'stopped';
    if (child.restart === 'permanent') this.#restartFor(child);
    this.#dropTemporary();
  }

  /** Restarts a child and whom its restart concerns, until all are up or the limit is used. */
  #restartFor(failed: ModelChild): void {
    failed.state = 'due';
    let culprit: ModelChild | undefined = failed;
    while (culprit) {
      if (this.#restarts === this.#settings.maxRestarts) {
        this.#goDown();
        return;
      }
      this.#restarts++;
      culprit = this.#restartGroup(this.#group(culprit));
    }
  }

  #group(culprit: ModelChild): ModelChild[] {
    const { scope } = this.#settings;
    if (scope === 'one-for-one') return [culprit];
    return scope === 'one-for-all'
      ? this.#children
      : this.#children.slice(this.#children.indexOf(culprit));
  }

  /** Returns the child that could not start, if there is one. */
  #restartGroup(group: readonly ModelChild[]): ModelChild | undefined {
    for (const child of [...group].reverse()) {
      const isConcerned = child.state !== 'stopped' || this.#settings.reviveStopped;
      if (child.state === 'running') this.log.push(`-${child.id}`);
      child.state = isConcerned && child.restart !== 'temporary' ? 'due' : 'stopped';
    }
    for (const child of group) {
      if (child.state === 'due' && !this.#begin(child)) {
        child.state = 'due';
        return child;
      }
    }
    return undefined;
  }

  #goDown(): void {
    for (const child of [...this.#children].reverse()) this.#end(child);
    this.isDown = true;
  }

  #begin(child: ModelChild): boolean {
    const isGood = child.failingStarts === 0;
    if (!isGood) child.failingStarts--;
    this.log.push(`${isGood ? '+' : '!'}${child.id}`);
    child.state = isGood ? 'running' : 'stopped';
    return isGood;
  }

  #end(child: ModelChild): void {
    if (child.state === 'running') this.log.push(`-${child.id}`);
    child.state = 'stopped';
  }

  #dropTemporary(): void {
    this.#children = this.#children.filter(
      ({ restart, state }) => restart !== 'temporary' || state === 'running',
    );
  }

  #find(id: string): ModelChild | undefined {
    return this.#children.find((child) => child.id === id);
  }
}
