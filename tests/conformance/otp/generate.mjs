// Random supervision trees, and scripts of what happens to them.
import { randomFrom } from './random.mjs';

/**
 * A supervisor is { id, strategy, intensity, period, autoShutdown, children }, a child
 * { id, restart, significant, supervisor? }, a step [name, ...arguments].
 */
export function generateScript(seed) {
  const random = randomFrom(seed);
  const names = { workers: 0, supervisors: 0 };
  const period = random.chance(0.3) ? 2 : 3600;
  const tree = makeSupervisor(random, names, { depth: random.pick([1, 1, 2, 2, 3]), period });
  const known = { workers: [], supervisors: [], parents: new Map() };
  register(known, tree);
  const steps = [];
  let waits = 0;
  const length = random.between(8, 20);
  while (steps.length < length) {
    const isWait = period === 2 && waits < 2 && random.chance(0.15);
    waits += isWait ? 1 : 0;
    steps.push(isWait ? ['wait', 4500] : makeStep(random, names, known));
  }
  return { seed, tree, steps };
}

function makeSupervisor(random, names, { depth, period, most = 6 }) {
  const id = `S${names.supervisors++}`;
  const autoShutdown = random.pick([
    'never',
    'never',
    'never',
    'any_significant',
    'all_significant',
  ]);
  const count = random.between(1, most);
  const children = [];
  for (let i = 0; i < count; i++) {
    const isInner = depth > 1 && random.chance(0.4);
    children.push(makeChild(random, names, autoShutdown, isInner && { depth: depth - 1, period }));
  }
  return {
    id,
    strategy: random.pick(['one_for_one', 'one_for_all', 'rest_for_one']),
    intensity: random.pick([0, 1, 2, 2, 3, 4, 6]),
    period,
    autoShutdown,
    children,
  };
}

function makeChild(random, names, autoShutdown, inner) {
  const restart = random.pick(['permanent', 'permanent', 'transient', 'transient', 'temporary']);
  const maySignify = restart !== 'permanent' && autoShutdown !== 'never';
  const significant = maySignify && random.chance(0.6);
  if (!inner) return { id: `w${names.workers++}`, restart, significant };
  const supervisor = makeSupervisor(random, names, { ...inner, most: 3 });
  return { id: supervisor.id, restart, significant, supervisor };
}

function register(known, supervisor) {
  known.supervisors.push(supervisor);
  for (const child of supervisor.children) {
    known.parents.set(child.id, supervisor.id);
    if (child.supervisor) register(known, child.supervisor);
    else known.workers.push(child.id);
  }
}

function makeStep(random, names, known) {
  const worker = () => random.pick(known.workers);
  const anybody = () => random.pick([...known.parents.keys()]);
  if (known.workers.length === 0) return ['start', known.supervisors[0].id, newWorker()];
  const kinds = {
    crash: () => ['exit', worker(), 'boom'],
    exit: () => ['exit', worker(), random.pick(['normal', 'shutdown'])],
    fail: () => ['fail', worker(), random.between(1, 3)],
    ignore: () => ['ignore', worker(), 1],
    burst: () => makeBurst(random, known) ?? ['exit', worker(), 'boom'],
    start: () => makeStart(),
    terminate: () => call('terminate'),
    restart: () => call('restart'),
    delete: () => call('delete'),
  };
  const weights = ['crash', 'crash', 'crash', 'crash', 'exit', 'exit', 'fail', 'burst', 'start'];
  return kinds[
    random.pick([...weights, 'terminate', 'terminate', 'restart', 'restart', 'delete', 'ignore'])
  ]();

  function call(name) {
    const id = anybody();
    // Sometimes the wrong supervisor is asked.
    const asked = random.chance(0.1) ? random.pick(known.supervisors).id : known.parents.get(id);
    return [name, asked, id];
  }
  function makeStart() {
    const parent = random.pick(known.supervisors);
    if (random.chance(0.25)) {
      const id = anybody();
      const child = { id, restart: 'permanent', significant: false };
      const isWorker = known.workers.includes(id);
      if (isWorker && known.parents.get(id) === parent.id) return ['start', parent.id, child];
    }
    return ['start', parent.id, newWorker(parent)];
  }
  function newWorker(parent = known.supervisors[0]) {
    const child = makeChild(random, names, parent.autoShutdown, false);
    known.workers.push(child.id);
    known.parents.set(child.id, parent.id);
    return child;
  }
}

/** Several workers of one supervisor end before it looks. */
function makeBurst(random, known) {
  const parent = random.pick(known.supervisors);
  const mine = known.workers.filter((id) => known.parents.get(id) === parent.id);
  if (mine.length < 2) return undefined;
  const ids = mine.filter(() => random.chance(0.6));
  return ids.length < 2 ? undefined : ['burst', parent.id, ids];
}
