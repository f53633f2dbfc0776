import { isRecord } from '../../core/arguments/is-record.js';
import { ChartError } from '../../program/chart-error.js';
import { loadMachine, toMachine } from '../../program/load-program.js';
import type { Implementations } from '../../program/machine-types.js';
import { type ChildSpec, readTemplate, type SpecRules } from '../children/child-spec.js';
import { InvalidOptionError } from '../errors/invalid-option-error.js';
import { readPersistOptions } from '../persistence/persist-options.js';
import { readActorOptions } from '../supervised-actor-options.js';
import { readSupervisorOptions, type SupervisorOptions } from '../supervisor-options.js';
import type { CheckMember, MemberReader } from './member-reader.js';
import { pointerTo, type TreeIssues } from './tree-issue.js';
import type { TreeStrategies } from './tree-strategies.js';

type Members = Record<string, unknown>;
type ReadMember = (value: unknown, pointer: string) => unknown;

/** What only code can give. */
const ofSupervisor = ['parent', 'signal'];
const ofActor = ['supervisor', 'input', 'signal', 'clock', 'name', 'implementations', 'inspect'];

/** What the names in a tree may stand for. */
export interface TreeNames {
  readonly machines: Members;
  readonly implementations: Partial<Implementations>;
}

const checkSupervisor: CheckMember = (key, value) => void readSupervisorOptions({ [key]: value });

const checkActor: CheckMember = (key, value) => {
  readActorOptions({ [key]: value });
  if (key === 'persist') readPersistOptions(value as boolean);
};

/** Other members are what they are best with, so that only the one is judged. */
const checkChild: CheckMember = (key, value) => {
  const others = key === 'start' ? {} : { machine: '{}' };
  const rules = { autoShutdown: 'any-significant', shutdownTimeout: 0 };
  readTemplate({ ...others, restart: 'temporary', [key]: value }, rules, 'child');
};

/** Reads a supervisor tree from JSON, and reports all that is wrong with it. */
export class TreeReader {
  readonly #names: TreeNames;
  readonly #members: MemberReader;
  readonly #strategies: TreeStrategies;
  readonly #issues: TreeIssues;

  constructor(
    names: TreeNames,
    members: MemberReader,
    strategies: TreeStrategies,
    issues: TreeIssues,
  ) {
    this.#names = names;
    this.#members = members;
    this.#strategies = strategies;
    this.#issues = issues;
  }

  /** Reads the whole. */
  tree(value: unknown): { readonly id: string; readonly options: SupervisorOptions } {
    if (!isRecord(value)) {
      this.#wrong(value, '', 'a supervisor: an object with an id');
      return { id: '', options: {} };
    }
    const { id, $schema: _schema, ...options } = value;
    return { id: this.#id(id, '') ?? '', options: this.#supervisor(options, '') };
  }

  #supervisor(value: unknown, pointer: string): SupervisorOptions {
    if (!isRecord(value)) return this.#wrong(value, pointer, "a supervisor's options") ?? {};
    const rules = {
      autoShutdown: typeof value.autoShutdown === 'string' ? value.autoShutdown : 'never',
      shutdownTimeout: 0,
    };
    const special: Record<string, ReadMember> = {
      defaultStrategy: (given, at) => this.#strategies.read(given, at),
      children: (given, at) => this.#children(given, at, rules),
      template: (given, at) => this.#child(given, at, rules),
    };
    return this.#object(value, pointer, special, checkSupervisor, ofSupervisor, (options) => {
      readSupervisorOptions(options);
    });
  }

  #children(value: unknown, pointer: string, rules: SpecRules): unknown {
    if (!Array.isArray(value)) return this.#wrong(value, pointer, 'a list of child specs');
    const ids = new Set<string>();
    return value.map((each, index) => {
      const at = pointerTo(pointer, index);
      if (!isRecord(each)) return this.#wrong(each, at, 'a child spec: an object with an id');
      const { id, ...spec } = each;
      const known = this.#id(id, at);
      if (known !== undefined && ids.size === ids.add(known).size) {
        const message = `another child has the id '${known}' already`;
        this.#issues.add({ code: 'duplicate-id', pointer: pointerTo(at, 'id'), message });
      }
      return { ...this.#child(spec, at, rules), id: known };
    });
  }

  #child(value: unknown, pointer: string, rules: SpecRules): Partial<ChildSpec> {
    if (!isRecord(value)) return this.#wrong(value, pointer, 'a child spec') ?? {};
    const special: Record<string, ReadMember> = {
      machine: (given, at) => this.#machine(given, at),
      supervisor: (given, at) => this.#supervisor(given, at),
      options: (given, at) => this.#actor(given, at),
      input: (given) => given,
    };
    return this.#object(value, pointer, special, checkChild, [], (spec) => {
      readTemplate(spec, rules, 'child');
    });
  }

  #actor(value: unknown, pointer: string): unknown {
    if (!isRecord(value)) return this.#wrong(value, pointer, "an actor's options");
    const special = { strategy: (given: unknown, at: string) => this.#strategies.read(given, at) };
    return this.#object(value, pointer, special, checkActor, ofActor, () => {});
  }

  /** Reads each member by itself, and if all are sound, what they are together. */
  #object(
    value: Members,
    pointer: string,
    special: Readonly<Record<string, ReadMember>>,
    check: CheckMember,
    codeOnly: readonly string[],
    checkAll: (members: Members) => void,
  ): Members {
    const before = this.#issues.list.length;
    const read: Members = {};
    for (const [key, given] of Object.entries(value)) {
      const at = pointerTo(pointer, key);
      const how = Object.hasOwn(special, key) ? special[key] : undefined;
      if (how) read[key] = how(given, at);
      else if (codeOnly.includes(key)) this.#members.unknownKey(key, at, 'only code can give it');
      else read[key] = this.#members.read(key, given, at, check);
    }
    if (this.#issues.list.length > before) return read;
    try {
      checkAll(read);
    } catch (error) {
      const option = error instanceof InvalidOptionError ? error.option : undefined;
      const isMember = option !== undefined && Object.hasOwn(read, option);
      this.#members.refuse(error, isMember ? pointerTo(pointer, option) : pointer);
    }
    return read;
  }

  #machine(value: unknown, pointer: string): unknown {
    const { machines, implementations } = this.#names;
    try {
      if (isRecord(value)) return loadMachine(value, implementations);
    } catch (error) {
      this.#chartIssues(error, pointer);
      return undefined;
    }
    if (typeof value !== 'string') {
      return this.#wrong(value, pointer, 'the name of a machine, or a statechart');
    }
    const named = this.#members.named('machine', machines, value, pointer);
    if (named === undefined) return undefined;
    try {
      const isText = typeof named === 'string';
      return isText ? loadMachine(named, implementations) : toMachine(named);
    } catch (error) {
      this.#members.refuse(error, pointer);
      return undefined;
    }
  }

  #chartIssues(error: unknown, pointer: string): void {
    if (!(error instanceof ChartError)) {
      this.#members.refuse(error, pointer);
      return;
    }
    for (const issue of error.issues) {
      if (issue.isWarning) continue;
      const { code, message } = issue;
      this.#issues.add({ code, pointer: pointer + issue.pointer, message, cause: error });
    }
  }

  #id(value: unknown, pointer: string): string | undefined {
    if (typeof value === 'string' && value !== '') return value;
    const at = pointerTo(pointer, 'id');
    if (value !== undefined) return this.#wrong(value, at, 'a non-empty string');
    this.#issues.add({ code: 'missing', pointer, message: 'an id is missing' });
    return undefined;
  }

  #wrong(value: unknown, pointer: string, allowed: string): undefined {
    const error = new InvalidOptionError('supervisor tree', undefined, value, allowed);
    this.#members.refuse(error, pointer);
    return undefined;
  }
}
