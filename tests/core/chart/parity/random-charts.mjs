// Random configs that use every feature of a chart, the odd corners of XState's grammar included.

const PLAIN_KEYS = ['a', 'b', 'c', 'd', 'e', '1', '0', '10', '02'];
const ODD_KEYS = ['a', 'b', 'c', 'x.y', '#k', '', 'é', 'a b', 'back\\slash', '-1', '4294967295'];
const IDS = ['id1', 'id2', 'id3', 'my.id'];
const DELAYS = ['10', '1', '1000', '1e3', '0x10', ' 7', 'slow', '1.5', '.5', '007', ''];
const EVENTS = ['E', 'F', 'a.b', 'a.*', '*', '5', '1', 'constructor', 'xstate.done.state.m'];

/** A source of random choices that gives the same ones for the same seed. */
export function makeRandom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    chance: (probability) => next() < probability,
    below: (limit) => Math.floor(next() * limit),
    pick: (list) => list[Math.floor(next() * list.length)],
  };
}

const escapeKey = (key) => key.replace(/[.\\]/g, '\\$&');

/** Lists the states of a config with what a target needs to know of them, the root first. */
export function listStates(config, path = []) {
  const keys = Object.keys(config.states ?? {});
  const id = config.id ? escapeKey(config.id) : ['m', ...path].map(escapeKey).join('.');
  const self = { config, address: `#${id}`, path, isRoot: path.length === 0 };
  self.isLeaf = keys.length === 0 && !config.history;
  self.isAddressable = Boolean(config.id) || path.every((key) => key && !key.startsWith('#'));
  return [self, ...keys.flatMap((key) => listStates(config.states[key], [...path, key]))];
}

/** Makes states without transitions. */
export function makeSkeleton(random) {
  const keys = random.chance(0.6) ? PLAIN_KEYS : ODD_KEYS;
  const ids = [...IDS];
  const make = (depth) => {
    const state = {};
    const count = depth === 3 ? 0 : depth === 0 ? 2 + random.below(3) : random.below(4);
    if (depth > 0 && ids.length > 0 && random.chance(0.2)) state.id = ids.pop();
    if (count === 0) {
      if (random.chance(0.15)) state.type = 'final';
      return state;
    }
    state.states = {};
    for (let i = 0; i < count; i++) state.states[random.pick(keys)] = make(depth + 1);
    const children = Object.keys(state.states).filter((key) => key !== '');
    if (children.length === 0 || random.chance(0.25)) {
      state.type = 'parallel';
    } else {
      const target = random.pick(children);
      state.initial = random.chance(0.2) ? { target, actions: ['enter'] } : target;
    }
    if (random.chance(0.2)) state.states.hist = { history: random.pick([true, 'deep']) };
    return state;
  };
  return { id: 'm', ...make(0) };
}

/** Makes a target of any form, which need not name a state. */
export function makeTarget(random, states) {
  const keys = states.flatMap((state) => state.path.slice(-1));
  const path = () =>
    Array.from({ length: 1 + random.below(3) }, () =>
      random.chance(0.6) ? escapeKey(random.pick(keys)) : random.pick(keys),
    ).join('.');
  const forms = [
    () => random.pick(states).address,
    () => random.pick(states).path.join('.'),
    () => path(),
    () => `.${path()}`,
    () => `..${path()}`,
    () => `${path()}.`,
    () => `#${path()}`,
    () => `#m.${path()}`,
    () => `#${random.pick(IDS)}.${path()}`,
    () => `a.#${random.pick(IDS)}`,
    () => random.pick(['', '.', '#', '#m', '#my.id', '#my\\.id', 'constructor', '\\#id1']),
  ];
  return random.pick(forms)();
}

/** Makes a whole chart whose targets all exist. */
export function makeChart(random) {
  const root = makeSkeleton(random);
  const states = listStates(root);
  const addressable = states.filter((state) => state.isAddressable);
  const leaves = addressable.filter((state) => state.isLeaf);
  const target = () => random.pick(addressable).address;
  const actions = () => random.pick(['x', ['x', 'y'], [{ type: 'z', params: { n: 1 } }], []]);
  const transition = () => {
    if (random.chance(0.3)) return target();
    const result = {};
    if (random.chance(0.8)) result.target = random.pick([target(), [target()], '']);
    if (random.chance(0.3)) result.guard = random.pick(['g', { type: 'h', params: 1 }, '', null]);
    if (random.chance(0.4)) result.actions = actions();
    if (random.chance(0.2)) result.reenter = random.pick([true, false, null]);
    return result;
  };
  const some = () =>
    random.chance(0.2) ? Array.from({ length: random.below(3) }, transition) : transition();
  const table = (keys, limit) => {
    const result = {};
    for (let i = random.below(limit); i > 0; i--) result[random.pick(keys)] = some();
    return result;
  };
  const invocation = () => ({
    src: random.pick(['load', 'save']),
    ...(random.chance(0.4) && { id: random.pick(['i1', 'i2', '']) }),
    ...(random.chance(0.5) && { onDone: some() }),
    ...(random.chance(0.4) && { onError: some() }),
    ...(random.chance(0.3) && { onSnapshot: some() }),
  });
  for (const { config, isRoot } of states) {
    if (config.history) {
      if (leaves.length > 0 && random.chance(0.5)) config.target = random.pick(leaves).address;
      continue;
    }
    if (random.chance(0.6)) config.on = table(EVENTS, 4);
    if (random.chance(0.2)) config.always = some();
    if (random.chance(0.3)) {
      // In an array below `after`, XState does not read strings as targets.
      config.after = table(DELAYS, 4);
      for (const [delay, value] of Object.entries(config.after)) {
        if (Array.isArray(value)) {
          config.after[delay] = value.map((t) => (typeof t === 'string' ? { target: t } : t));
        }
      }
    }
    if (random.chance(0.2)) config.onDone = some();
    if (random.chance(0.2))
      config.invoke = random.pick([invocation(), [invocation(), invocation()]]);
    if (random.chance(0.2)) config.entry = actions();
    if (random.chance(0.2)) config.exit = actions();
    if (random.chance(0.2)) config.tags = random.pick(['t', ['t', 'u'], []]);
    if (random.chance(0.3) && !isRoot && config.id && !config.id.includes('.')) {
      config.route = random.pick([{}, { guard: 'rg' }, { actions: 'ra' }]);
    }
  }
  return root;
}
