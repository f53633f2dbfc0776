import { xstate } from '../oracle.mjs';
import { burn, note } from '../run/stage.mjs';
import { ActionBuilder, childInput } from './actions.mjs';
import { functions, json, jsonTwin } from './dialects.mjs';
import { GuardBuilder } from './guards.mjs';
import { makeLogic } from './logics.mjs';
import { writeTarget } from './targets.mjs';
import { descendants, makeTree, pick } from './tree.mjs';

/**
 * Builds a described machine and those of its children: XState's machine, the same config and
 * implementations, or JSON text.
 */
export function buildAll({ top, logics = [] }, source) {
  const built = [];
  for (const [index, logic] of [...logics.entries()].reverse()) {
    built[index] =
      logic.kind === 'machine'
        ? createMachine(build(logic.machine, `k${index}`, built.slice(index + 1), functions))
        : makeLogic(logic);
  }
  const isText = source === 'text';
  const parts = build(top, 'm', built, isText ? jsonTwin : functions);
  const text = isText ? build(top, 'm', built, json) : undefined;
  return { ...parts, text, machine: createMachine(parts) };
}

/** Makes a config and implementations of a described machine; `logics` are those of its children. */
function build(description, id, logics, dialect) {
  return new MachineBuilder(description, id, logics, dialect).build();
}

/** Says that a list of transitions is as well written as a target. */
function isBrief([first, ...others]) {
  if (others.length > 0 || first?.target.kind !== 'one') return false;
  return (
    !first.guard && first.actions.length === 0 && !first.reenter && first.target.node % 2 === 0
  );
}

/**
 * Says that an action may stop or replace children. Among the initial actions of a state that invokes
 * some, it may make XState crash: it looks for the receivers of entry actions after that.
 */
function replaces(what) {
  return ['stopChild', 'spawnChild', 'spawn', 'enqueue'].includes(what);
}

function createMachine({ config, implementations }) {
  return xstate.createMachine(config, implementations);
}

class MachineBuilder {
  nodes;
  dialect;
  guards = new GuardBuilder(this);
  #actions = new ActionBuilder(this);
  #description;
  #logics;
  #id;
  #labels = 0;
  #implementations = {
    actions: { burn },
    guards: {},
    delays: {
      d0: 7,
      d1: ({ context, event }) => {
        burn();
        note('delay', context, event);
        return ((Number(context?.n) || 0) % 4) * 5 + 1;
      },
    },
    actors: {},
  };

  constructor(description, id, logics, dialect) {
    this.#description = description;
    this.#id = id;
    this.#logics = logics;
    this.dialect = dialect;
    this.nodes = makeTree(description.root, id);
    for (const [index, logic] of logics.entries())
      this.#implementations.actors[`l${index}`] = logic;
  }

  build() {
    const { context, output, maxIterations } = this.#description;
    const config = {
      id: this.#id,
      ...this.#state(this.nodes[0]),
      ...this.#context(context),
      options: { maxIterations },
    };
    if (output) config.output = this.#output(output, 'machine');
    return { config, implementations: this.#implementations, nodes: this.nodes };
  }

  // ---- what the builders of actions and guards need ------------------------------------------

  nextLabel(kind) {
    return `${kind}${this.#labels++}`;
  }

  /** Builds with other creators of actions. */
  withDialect(dialect, build) {
    const before = this.dialect;
    this.dialect = dialect;
    const built = build();
    this.dialect = before;
    return built;
  }

  implement(table, implementation) {
    const name = this.nextLabel(table);
    this.#implementations[table][name] = implementation;
    return name;
  }

  /** Writes a function inline, by name, or by name with static or dynamic params. */
  inStyle(table, label, style, implementation) {
    const { isJson } = this.dialect;
    if (style === 'inline' && !isJson) return implementation;
    this.#implementations[table][label] = implementation;
    if (style === 'named' || style === 'inline') return label;
    if (style === 'params' || isJson) return { type: label, params: { label } };
    return { type: label, params: ({ context, event }) => ({ n: context?.n, type: event.type }) };
  }

  logicName(index) {
    return this.#logics.length > 0 ? `l${index % this.#logics.length}` : 'missingActor';
  }

  logic(index) {
    return this.#logics.length > 0 ? pick(this.#logics, index) : undefined;
  }

  // ---- states --------------------------------------------------------------------------------

  #state(node) {
    const { state, type } = node;
    if (type === 'history') return this.#history(node);
    const config = {};
    if (type === 'parallel' || type === 'final') config.type = type;
    if (node.parent && state.id) config.id = node.id;
    const list = (key) => {
      const actions = this.#actions.build(state[key]);
      if (actions?.length > 0) config[key] = actions;
    };
    list('entry');
    if (this.dialect.isJson && state.invoke) config.entry = ['burn', ...(config.entry ?? [])];
    list('exit');
    if (state.tags) config.tags = state.tags;
    if (state.output) config.output = this.#output(state.output, node.id);
    if (type === 'final') return config;
    if (state.meta !== undefined) config.meta = { m: state.meta };
    this.#addTransitions(node, config);
    if (node.children.length > 0) {
      if (type === 'compound') config.initial = this.#initial(node);
      config.states = {};
      for (const child of node.children) config.states[child.key] = this.#state(child);
    }
    return config;
  }

  #addTransitions(node, config) {
    const { on = [], always, after, onDone, invoke, route, id } = node.state;
    if (on.length > 0) config.on = {};
    for (const { descriptor, transitions } of on) {
      if (!(descriptor in config.on)) config.on[descriptor] = this.#handler(transitions, node);
    }
    if (always) config.always = this.#transitions(always, node);
    if (after) config.after = {};
    for (const { delay, transitions } of after ?? []) {
      config.after[delay] ??= this.#transitions(transitions, node);
    }
    if (onDone) config.onDone = this.#transitions(onDone, node);
    if (invoke) config.invoke = invoke.map((each) => this.#invocation(each, node));
    if (route && id && node.parent) {
      config.route = {
        guard: this.guards.build(route.guard),
        actions: this.#actions.build(route.actions),
      };
    }
  }

  #handler(transitions, node) {
    if (transitions === 'forbidden') return this.dialect.isJson ? {} : undefined;
    return this.#transitions(transitions, node);
  }

  #transitions(transitions, node) {
    if (isBrief(transitions)) return writeTarget(transitions[0].target, node, this.nodes);
    return transitions.map(({ target, guard, actions, reenter }) => {
      const config = { target: writeTarget(target, node, this.nodes) };
      if (guard) config.guard = this.guards.build(guard);
      if (actions.length > 0) config.actions = this.#actions.build(actions);
      if (reenter) config.reenter = true;
      return config;
    });
  }

  #initial({ state, children }) {
    const { key } = pick(
      children.filter((child) => child.type !== 'history'),
      state.initial,
    );
    if (!state.initialActions) return key;
    const actions = state.initialActions.filter(
      ({ do: what }) => !(state.invoke && replaces(what)),
    );
    return { target: key, actions: this.#actions.build(actions) };
  }

  #history({ state, parent }) {
    const config = { type: 'history', history: state.deep ? 'deep' : 'shallow' };
    const candidates = descendants(parent).filter((each) => each.type !== 'history');
    if (state.target !== undefined) {
      const target = pick(candidates, state.target);
      config.target = target.path.slice(parent.path.length).join('.');
    }
    return config;
  }

  #invocation({ logic, id, inline, systemId, onDone, onError, onSnapshot }, node) {
    const config = {
      src: this.logicName(logic),
      input: this.dialect.isJson ? { n: 0 } : childInput,
    };
    if (inline && !this.dialect.isJson) config.src = this.logic(logic) ?? config.src;
    if (id) config.id = id;
    if (systemId) config.systemId = systemId;
    if (onDone) config.onDone = this.#transitions(onDone, node);
    if (onError) config.onError = this.#transitions(onError, node);
    if (onSnapshot) config.onSnapshot = this.#transitions(onSnapshot, node);
    return config;
  }

  // ---- data ----------------------------------------------------------------------------------

  #context({ kind, logic, id }) {
    if (kind === 'none') return {};
    if (kind === 'static' || this.dialect.isJson) return { context: { n: 0 } };
    return {
      context: ({ input, spawn, self }) => {
        burn();
        note('context', input, self);
        const ref =
          kind === 'spawning' ? spawn(this.logicName(logic), { id, input: { n: 0 } }) : undefined;
        return { n: input?.n ?? 0, ref };
      },
    };
  }

  #output(kind, label) {
    if (kind === 'static' || this.dialect.isJson) return { from: label };
    return ({ context, event }) => {
      burn();
      note('output', label, context, event);
      return { from: label, n: context?.n };
    };
  }
}
