import { type ModelChild, ModelWorker, type Owner, type Tally, type World } from './child.js';
import { ModelSupervisor, type Tree } from './supervisor.js';
import { ModelTime } from './time.js';

/** What a supervision tree of this package must do, after OTP's supervisor and docs/supervision.md. */
export class Model implements World {
  readonly time = new ModelTime();
  readonly log: string[] = [];
  readonly deadLetters: string[] = [];
  readonly failing = new Map<string, number>();
  readonly tallies = new Map<string, Tally>();
  isRestarting = false;
  readonly turns: ModelWorker[] = [];
  /** Events so far that are named for their place, m1, m2 and so on. */
  messages = 0;
  readonly refused: string[] = [];
  /** The owner of those whom nobody supervises. */
  readonly nobody: Owner;
  readonly top: ModelSupervisor;
  /** All workers that there ever were, for events and counts. */
  readonly workers = new Map<string, ModelWorker>();

  constructor(tree: Tree) {
    const end = (child: ModelChild) => child.takeDown(false);
    this.nobody = { policy: tree.policy, failed: end, finished: end };
    this.top = new ModelSupervisor(tree, this.nobody, this);
    this.note();
  }

  tallyOf(id: string): Tally {
    const tally = this.tallies.get(id) ?? { errors: 0, restarts: 0, ends: 0 };
    this.tallies.set(id, tally);
    return tally;
  }

  /** The supervisors that are up, with all above them. */
  get supervisors(): ModelSupervisor[] {
    const list: ModelSupervisor[] = [];
    const collect = (supervisor: ModelChild) => {
      if (!(supervisor instanceof ModelSupervisor) || !supervisor.isRunning) return;
      list.push(supervisor);
      for (const child of supervisor.children) collect(child);
    };
    collect(this.top);
    return list;
  }

  supervisor(id: string): ModelSupervisor | undefined {
    return this.supervisors.find((each) => each.id === id);
  }

  /** Finds the supervisor of a child, if it is up. */
  ownerOf(id: string): ModelSupervisor | undefined {
    return this.supervisors.find((each) => each.find(id));
  }

  /** Remembers workers that are new. */
  note(): void {
    for (const { children } of this.supervisors) {
      for (const child of children) {
        if (child instanceof ModelWorker) this.workers.set(child.id, child);
      }
    }
  }
}
