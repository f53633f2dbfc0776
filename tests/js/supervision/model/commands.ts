import * as fc from 'fast-check';
import type { Supervisor } from 'statewarden';
import * as calls from './calls.js';
import { ModelWorker, type Restart } from './child.js';
import { compare } from './compare.js';
import type { Model } from './model.js';
import { outcomeOf, type Real } from './real.js';
import type { ModelSupervisor } from './supervisor.js';

type Command = fc.Command<Model, Real>;

/** Something that is done to both, after which both must look the same. */
abstract class Step implements Command {
  check(model: Readonly<Model>): boolean {
    return model.top.isRunning && this.isPossible(model);
  }

  run(model: Model, real: Real): void {
    const expected = this.inModel(model);
    const pass = this.milliseconds;
    const result = this.inReal(real, model);
    model.note();
    real.note();
    model.time.pass(pass);
    jest.advanceTimersByTime(pass);
    model.note();
    real.note();
    expect(result).toEqual(expected);
    compare(model, real);
  }

  protected milliseconds = 0;
  protected abstract isPossible(model: Readonly<Model>): boolean;
  protected abstract inModel(model: Model): unknown;
  protected abstract inReal(real: Real, model: Model): unknown;
  abstract toString(): string;
}

class Tell extends Step {
  constructor(
    readonly id: string,
    readonly event: string,
  ) {
    super();
  }
  #event = '';
  /** The failure of an actor that nobody supervises is none of ours. */
  protected isPossible = ({ workers, nobody }: Readonly<Model>) =>
    workers.has(this.id) && (this.event !== 'CRASH' || workers.get(this.id)?.owner !== nobody);
  protected inModel = (model: Model) => {
    this.#event = this.event === 'm' ? `m${++model.messages}` : this.event;
    model.workers.get(this.id)?.tell(this.#event);
  };
  protected inReal = (real: Real) => real.tell(this.id, this.#event);
  toString = () => `${this.event} to ${this.id}`;
}

class Pass extends Step {
  constructor(protected override milliseconds: number) {
    super();
  }
  protected isPossible = () => true;
  protected inModel = () => undefined;
  protected inReal = () => undefined;
  toString = () => `pass ${this.milliseconds} ms`;
}

class FailStarts extends Step {
  constructor(
    readonly id: string,
    readonly count: number,
  ) {
    super();
  }
  protected isPossible = () => true;
  protected inModel = (model: Model) => {
    model.failing.set(this.id, this.count);
  };
  protected inReal = (real: Real) => void real.failing.set(this.id, this.count);
  toString = () => `fail ${this.count} starts of ${this.id}`;
}

class Start extends Step {
  constructor(
    readonly supervisor: string,
    readonly name: string,
    readonly restart: Restart,
  ) {
    super();
  }
  protected isPossible = (model: Readonly<Model>) =>
    mayBegin(model, this.supervisor, this.#traits(undefined).id);
  protected inModel = (model: Model) => {
    const supervisor = model.supervisor(this.supervisor) as ModelSupervisor;
    const traits = this.#traits(supervisor.policy.template);
    return calls.startChild(supervisor, traits, model);
  };
  protected inReal = (real: Real, model: Model) => {
    const template = model.supervisor(this.supervisor)?.policy.template;
    const traits = this.#traits(template);
    return outcomeOf(() => real.startChild(this.supervisor, traits, template !== undefined));
  };
  #traits(template: Restart | undefined) {
    const id = `${this.supervisor}${this.name}`;
    return { id, restart: template ?? this.restart, significant: false };
  }
  toString = () => `start ${this.restart} ${this.supervisor}${this.name}`;
}

/** Says whether a supervisor is up, and nobody of this id lives elsewhere. */
function mayBegin(model: Readonly<Model>, supervisor: string, id: string): boolean {
  const present = model.workers.get(id);
  const owner = model.supervisor(supervisor);
  return owner !== undefined && (!present?.isAlive || present.owner === owner);
}

class Make extends Step {
  constructor(
    readonly supervisor: string,
    readonly name: string,
  ) {
    super();
  }
  get #id(): string {
    return `${this.supervisor}${this.name}`;
  }
  /** The initial context of one that is refused is made all the same, and must not fail. */
  protected isPossible = (model: Readonly<Model>) =>
    mayBegin(model, this.supervisor, this.#id) &&
    !(model.ownerOf(this.#id) && model.failing.get(this.#id));
  protected inModel = (model: Model) =>
    calls.makeActor(model.supervisor(this.supervisor) as ModelSupervisor, this.#id, model);
  protected inReal = (real: Real) =>
    outcomeOf(() => real.makeActor(real.supervisor(this.supervisor) as Supervisor, this.#id));
  toString = () => `make ${this.#id}`;
}

class Unregister extends Step {
  constructor(readonly id: string) {
    super();
  }
  #owner = 'top';
  protected isPossible = (model: Readonly<Model>) =>
    model.ownerOf(this.id)?.find(this.id) instanceof ModelWorker;
  protected inModel = (model: Model) => {
    const owner = model.ownerOf(this.id) as ModelSupervisor;
    this.#owner = owner.id;
    calls.unregister(owner, owner.find(this.id) as ModelWorker, model);
  };
  protected inReal = (real: Real) => real.supervisor(this.#owner)?.unregisterActor(this.id);
  toString = () => `unregister ${this.id}`;
}

class Register extends Step {
  constructor(
    readonly id: string,
    readonly supervisor: string,
  ) {
    super();
  }
  protected isPossible = (model: Readonly<Model>) =>
    model.workers.has(this.id) && model.supervisor(this.supervisor) !== undefined;
  protected inModel = (model: Model) => {
    const worker = model.workers.get(this.id) as ModelWorker;
    return calls.register(model.supervisor(this.supervisor) as ModelSupervisor, worker, model);
  };
  protected inReal = (real: Real) =>
    outcomeOf(() => real.register(real.supervisor(this.supervisor) as Supervisor, this.id));
  toString = () => `register ${this.id} at ${this.supervisor}`;
}

const called = {
  terminateChild: calls.terminateChild,
  restartChild: calls.restartChild,
  deleteChild: calls.deleteChild,
};

class Call extends Step {
  constructor(
    readonly call: 'terminateChild' | 'restartChild' | 'deleteChild',
    readonly id: string,
  ) {
    super();
  }
  #owner = 'top';
  protected isPossible = () => true;
  protected inModel = (model: Model) => {
    const owner = model.ownerOf(this.id) ?? model.top;
    this.#owner = owner.id;
    return called[this.call](owner, this.id);
  };
  protected inReal = (real: Real) => outcomeOf(() => real.call(this.#owner, this.call, this.id));
  toString = () => `${this.call} ${this.id}`;
}

/** Everything that may happen to a tree with these workers and supervisors. */
export function stepsFor(workers: readonly string[], supervisors: readonly string[]) {
  const supervisor = fc.constantFrom(...supervisors);
  const name = fc.constantFrom('+', '*');
  const dynamic = supervisors.flatMap((each) => [`${each}+`, `${each}*`]);
  const worker = fc.constantFrom(...workers, ...workers, ...dynamic);
  const child = fc.constantFrom(...workers, ...supervisors.slice(1), ...dynamic);
  const call = fc.constantFrom('terminateChild', 'restartChild', 'deleteChild' as const);
  const restart = fc.constantFrom<Restart>('permanent', 'transient', 'temporary');
  const event = fc.constantFrom('CRASH', 'CRASH', 'FINISH', 'm', 'm');
  const tell = fc.tuple(worker, event).map(([...args]) => new Tell(...args));
  const pass = fc.constantFrom(5, 10, 20, 50, 200).map((each) => new Pass(each));
  return [
    // Failures and time come more often than the rest.
    ...[tell, tell, tell, pass, pass],
    fc.tuple(worker, fc.nat(3)).map(([...args]) => new FailStarts(...args)),
    fc.tuple(supervisor, name, restart).map(([...args]) => new Start(...args)),
    fc.tuple(supervisor, name).map(([...args]) => new Make(...args)),
    worker.map((id) => new Unregister(id)),
    fc.tuple(worker, supervisor).map(([...args]) => new Register(...args)),
    fc.tuple(call, child).map(([...args]) => new Call(...args)),
  ] as fc.Arbitrary<Command>[];
}
