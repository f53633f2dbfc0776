import * as fc from 'fast-check';
import { ChildError, type Supervisor } from 'statewarden';
import type { ModelSupervisor, Restart } from './model.js';
import type { RealSupervisor } from './real.js';

type Command = fc.Command<ModelSupervisor, RealSupervisor>;

/** Something that is done to both, after which both must look the same. */
abstract class Step implements Command {
  check(model: Readonly<ModelSupervisor>): boolean {
    return !model.isDown && this.isPossible(model);
  }

  run(model: ModelSupervisor, real: RealSupervisor): void {
    const expected = this.inModel(model);
    const result = this.inReal(real);
    jest.advanceTimersByTime(0);
    expect(result).toEqual(expected);
    expect(real.log).toEqual(model.log);
    expect(real.isDown).toBe(model.isDown);
    if (!model.isDown) expect(real.states).toEqual(model.states);
    // No more than one life of each child at a time.
    expect(real.livesAtOnce).toBeLessThanOrEqual(1);
    real.checkBooks();
  }

  protected isPossible(_model: Readonly<ModelSupervisor>): boolean {
    return true;
  }
  protected abstract inModel(model: ModelSupervisor): unknown;
  protected abstract inReal(real: RealSupervisor): unknown;
  abstract toString(): string;
}

class End extends Step {
  constructor(
    readonly id: string,
    readonly kind: 'crash' | 'finish',
  ) {
    super();
  }
  protected override isPossible = (model: Readonly<ModelSupervisor>) => model.isRunning(this.id);
  protected inModel = (model: ModelSupervisor) => model[this.kind](this.id);
  protected inReal = (real: RealSupervisor) => real.end(this.id, this.kind);
  toString = () => `${this.kind} ${this.id}`;
}

class FailStarts extends Step {
  constructor(
    readonly id: string,
    readonly count: number,
  ) {
    super();
  }
  protected override isPossible = (model: Readonly<ModelSupervisor>) => model.ids.includes(this.id);
  protected inModel = (model: ModelSupervisor) => model.failStarts(this.id, this.count);
  protected inReal = (real: RealSupervisor) => void real.failing.set(this.id, this.count);
  toString = () => `fail ${this.count} starts of ${this.id}`;
}

class Start extends Step {
  constructor(
    readonly id: string,
    readonly restart: Restart,
    readonly failing: number,
  ) {
    super();
  }
  protected inModel = (model: ModelSupervisor) => {
    return model.start(this.id, this.restart, this.failing);
  };
  protected inReal = (real: RealSupervisor) => {
    if (!real.knows(this.id)) real.failing.set(this.id, this.failing);
    return outcome(() => real.supervisor.startChild(real.spec(this.id, this.restart)));
  };
  toString = () => `start ${this.restart} ${this.id} (${this.failing} failing)`;
}

class Call extends Step {
  constructor(
    readonly id: string,
    readonly call: 'restart' | 'delete',
  ) {
    super();
  }
  protected inModel = (model: ModelSupervisor) => model[this.call](this.id);
  protected inReal = ({ supervisor }: RealSupervisor) =>
    outcome(() => {
      if (this.call === 'restart') supervisor.restartChild(this.id);
      else supervisor.deleteChild(this.id);
    });
  toString = () => `${this.call} ${this.id}`;
}

class Terminate extends Step {
  constructor(readonly id: string) {
    super();
  }
  protected inModel = (model: ModelSupervisor) => model.terminate(this.id);
  protected inReal = ({ supervisor }: RealSupervisor) => terminated(supervisor, this.id);
  toString = () => `terminate ${this.id}`;
}

/** Without a `terminate` callback the child is down when the call returns. */
function terminated(supervisor: Supervisor, id: string): string {
  const isKnown = supervisor.whichChildren().some((child) => child.id === id);
  void supervisor.terminateChild(id).catch(() => {});
  return isKnown ? 'ok' : 'not-found';
}

function outcome(call: () => unknown): string {
  try {
    call();
    return 'ok';
  } catch (error) {
    if (error instanceof ChildError) return error.reason;
    throw error;
  }
}

const id = fc.constantFrom('a', 'b', 'c', 'd');
const restart = fc.constantFrom<Restart>('permanent', 'transient', 'temporary');

/** Everything that may happen to a supervisor of up to four children. */
export const steps: fc.Arbitrary<Command>[] = [
  fc.tuple(id, fc.constantFrom('crash', 'finish')).map(([...args]) => new End(...args)),
  fc.tuple(id, fc.nat(3)).map(([...args]) => new FailStarts(...args)),
  fc.tuple(id, restart, fc.constantFrom(0, 0, 0, 1)).map(([...args]) => new Start(...args)),
  fc.tuple(id, fc.constantFrom('restart', 'delete')).map(([...args]) => new Call(...args)),
  id.map((each) => new Terminate(each)),
];
