// Replays a scenario with XState and notes what it does.
import { assign, createActor, createMachine, fromCallback, raise, SimulatedClock } from 'xstate';

const builtIn = (name) => name.startsWith('xstate.');

const unescapeKey = (key) => key.replaceAll('~1', '/').replaceAll('~0', '~');

/** Reads a value of the JSON dialect: a literal, {"$pointer": ...} or {"$add": [...]}. */
function resolve(value, scope) {
  if (typeof value !== 'object' || value === null) return value;
  if ('$add' in value) return value.$add.reduce((sum, term) => sum + resolve(term, scope), 0);
  if (!('$pointer' in value)) return value;
  const keys = value.$pointer.split('/').slice(1).map(unescapeKey);
  return keys.reduce((found, key) => found?.[key], scope);
}

const jsonBuiltIns = {
  'xstate.assign': assign(({ context, event }, params) =>
    Object.fromEntries(
      Object.entries(params).map(([key, value]) => [key, resolve(value, { context, event })]),
    ),
  ),
  'xstate.raise': raise((_, params) => params.event),
};

function* namesIn(config, key) {
  if (typeof config !== 'object' || config === null) return;
  for (const [name, value] of Object.entries(config)) {
    if (name === key) {
      for (const item of [value].flat()) yield typeof item === 'string' ? item : item.type;
    } else if (name !== 'context' && name !== 'meta') {
      yield* namesIn(value, key);
    }
  }
}

/** Collects the names a chart uses in a place such as `guard`, `src` or `actions`. */
export function namesOf(config, ...places) {
  return [...new Set(places.flatMap((place) => [...namesIn(config, place)]))].sort();
}

function implementationsFor(chart, guards, delays, ran) {
  const guardNames = namesOf(chart, 'guard');
  for (const name of guardNames) {
    if (!(name in guards)) throw new Error(`${chart.id}: no result is given for guard '${name}'`);
  }
  const custom = namesOf(chart, 'actions', 'entry', 'exit').filter((name) => !builtIn(name));
  return {
    guards: Object.fromEntries(guardNames.map((name) => [name, () => guards[name]])),
    delays,
    actors: Object.fromEntries(namesOf(chart, 'src').map((name) => [name, fromCallback(() => {})])),
    actions: {
      ...jsonBuiltIns,
      ...Object.fromEntries(custom.map((name) => [name, () => void ran.push(name)])),
    },
  };
}

function note(actor, ran, previous, place) {
  const { value, tags, context, status } = actor.getSnapshot();
  if (status !== 'active') throw new Error(`the actor is in status '${status}' after ${place}`);
  const seen = { value, tags: [...tags].sort(), actions: ran.splice(0) };
  const text = JSON.stringify(context);
  return text === previous ? [seen, text] : [{ ...seen, context }, text];
}

/** Returns the scenario with `start` and every step as XState performs them. */
export function replay(chart, { chart: name, implementations, steps }) {
  const guards = { ...implementations.guards };
  const ran = [];
  const clock = new SimulatedClock();
  const machine = createMachine(
    structuredClone(chart),
    implementationsFor(chart, guards, implementations.delays, ran),
  );
  const actor = createActor(machine, { clock });
  actor.subscribe({ error: () => {} });
  actor.start();
  let [start, context] = note(actor, ran, undefined, `${name}'s start`);
  const recorded = steps.map(({ guards: changed, event, advanceMs }, index) => {
    Object.assign(guards, changed);
    if (event) actor.send(event);
    else clock.increment(advanceMs);
    const stimulus = {
      ...(changed && { guards: changed }),
      ...(event ? { event } : { advanceMs }),
    };
    const [seen, text] = note(actor, ran, context, `${name}'s step ${index}`);
    context = text;
    return { ...stimulus, ...seen };
  });
  actor.stop();
  return { chart: name, implementations, start, steps: recorded };
}
