import { createSupervisedMachine, RestartStrategy, RootSupervisor, Supervisor } from 'statewarden';

const failure = new Error('crash');
const config = {
  initial: 'working',
  states: { working: { on: { CRASH: { actions: 'crash' } } } },
};
const implementations = {
  actions: {
    crash() {
      throw failure;
    },
  },
};
const event = { type: 'CRASH' };
const strategy = new RestartStrategy({
  backoffType: 'none',
  maxRestarts: Number.POSITIVE_INFINITY,
});

function start(count) {
  const supervisor = new Supervisor('bench', { parent: RootSupervisor.getInstance() });
  const options = { implementations, supervisor, strategy };
  return Array.from({ length: count }, (_, i) => createSupervisedMachine(`${i}`, config, options));
}

const now = () => Number(process.hrtime.bigint());

function crashToRestarted(count) {
  const actor = start(count)[count >> 1];
  const crash = () => {
    const begin = now();
    actor.send(event);
    return now() - begin;
  };
  for (let i = 0; i < 5000; i++) crash();
  const times = Array.from({ length: 2001 }, crash).sort((a, b) => a - b);
  if (actor.getHealthMetrics().restartCount !== 7001) throw new Error('not each was restarted');
  RootSupervisor.resetInstance();
  return times[1000];
}

function together(count) {
  const actors = start(count);
  const begin = now();
  for (const actor of actors) actor.send(event);
  const time = now() - begin;
  const isBack = (actor) => actor.getHealthMetrics().restartCount === 1;
  if (!actors.every(isBack)) throw new Error('not each was restarted');
  RootSupervisor.resetInstance();
  return time;
}

/** Returns the nanoseconds of each case by its name, through the package's own interface. */
export function measureHere() {
  const sizes = [1, 1000, 10_000, 100_000];
  const restarts = sizes.map((count) => [`restart ${count}`, crashToRestarted(count)]);
  return new Map([...restarts, ['together 10000', together(10_000)]]);
}
