import { randomFrom } from '../conformance/otp/random.mjs';
import {
  circuit,
  escalate,
  options,
  restart,
  resume,
  stop,
  supervisor,
  worker,
} from './vocabulary.mjs';

const restartTypes = ['permanent', 'permanent', 'transient', 'temporary'];

/** Makes trees and what happens to them; the same seed makes the same script. */
export function randomScript(seed) {
  const random = randomFrom(seed);
  const workers = [];
  const supervisors = [{ id: 'root', children: [], isTemplate: false }];
  const root = options(randomPolicy());
  let lastId = 0;

  function randomRestart() {
    return restart({
      maxRestarts: random.pick([2, 5, 20, null]),
      withinTimeWindow: random.pick([50, 500, 5_000]),
      backoffType: random.pick(['none', 'linear', 'exponential', 'random']),
      initialDelay: random.pick([0, 3, 10, 25.5]),
      maxDelay: random.pick([20, 100, 1_000]),
      factor: random.pick([1, 1.7, 2, 3]),
      jitter: random.pick([0, 0.1, 0.5, 1]),
      resetTimeout: random.pick([30, 1_000]),
      preserveState: random.chance(0.2),
      onLimit: random.pick(['stop', 'escalate']),
      hangsInCleanup: random.chance(0.1),
      cleanupTimeout: random.between(1, 40),
    });
  }

  function randomStrategy() {
    if (random.chance(0.7)) return randomRestart();
    if (random.chance(0.4)) {
      const fallback = random.chance(0.5) ? stop() : randomRestart();
      return resume({ maxErrors: random.between(0, 3), withinTimeWindow: 100, fallback });
    }
    return random.chance(0.5) ? stop() : escalate(random.pick(['actor', 'supervisor']));
  }

  function randomPolicy() {
    return {
      restartScope: random.pick(['one-for-one', 'one-for-all', 'rest-for-one']),
      maxRestarts: random.pick([null, null, 3, 8]),
      withinTimeWindow: random.pick([100, 1_000]),
      reviveStopped: random.chance(0.3),
      healthyAfter: random.pick([10, 1_000]),
      circuitBreaker: random.chance(0.35) ? randomCircuit() : null,
      defaultStrategy: random.chance(0.8) ? randomRestart() : escalate('supervisor'),
    };
  }

  function randomCircuit() {
    return circuit({
      failureThreshold: random.between(2, 5),
      windowMs: random.pick([50, 300]),
      resetTimeoutMs: random.pick([20, 55.5]),
      maxResetTimeoutMs: 400,
      factor: random.pick([1, 1.5, 2]),
      jitter: random.pick([0, 0.4, 1]),
      successThreshold: random.between(1, 3),
      maxHalfOpenWaitMs: random.pick([30, 1_000]),
      whenOpen: random.pick(['park', 'park', 'stop']),
      stableAfterMs: random.pick([5, 20]),
    });
  }

  function randomWorker(hasSignificant) {
    const id = `w${++lastId}`;
    workers.push(id);
    const type = random.pick(restartTypes);
    return worker(id, {
      restart: type,
      significant: hasSignificant && type !== 'permanent' && random.chance(0.5),
      strategy: random.chance(0.5) ? randomStrategy() : null,
    });
  }

  function randomSupervisor(depth) {
    const id = `s${++lastId}`;
    if (random.chance(0.2)) {
      supervisors.push({ id, children: [], isTemplate: true });
      const template = { restart: random.pick(restartTypes), strategy: randomRestart() };
      const plain = { restartScope: 'one-for-one', reviveStopped: false };
      return supervisor(id, { ...randomPolicy(), ...plain }, [], template);
    }
    const entry = { id, children: [], isTemplate: false };
    supervisors.push(entry);
    const autoShutdown = random.pick(['never', 'never', 'any-significant', 'all-significant']);
    const children = Array.from({ length: random.between(1, 3) }, () => {
      const isInner = depth < 3 && random.chance(0.3);
      const child = isInner ? randomSupervisor(depth + 1) : randomWorker(autoShutdown !== 'never');
      entry.children.push(child.id);
      return child;
    });
    return supervisor(id, { ...randomPolicy(), autoShutdown }, children);
  }

  function startStep() {
    const at = random.pick(supervisors);
    if (at.isTemplate) {
      const id = random.pick(['i1', 'i2', 'i3']).concat(at.id);
      if (!workers.includes(id)) workers.push(id);
      if (!at.children.includes(id)) at.children.push(id);
      return { do: 'instance', at: at.id, id };
    }
    const spec =
      supervisors.length < 6 && random.chance(0.3) ? randomSupervisor(2) : randomWorker();
    at.children.push(spec.id);
    return { do: 'start', at: at.id, spec };
  }

  function step() {
    const at = random.pick(supervisors);
    const child = { at: at.id, id: random.pick(at.children.length > 0 ? at.children : ['nobody']) };
    const id = random.pick(workers);
    return random.pick([
      () => ({ do: 'send', id, event: 'CRASH' }),
      () => ({ do: 'send', id, event: 'CRASH' }),
      () => ({ do: 'send', id, event: 'CRASH' }),
      () => ({ do: 'send', id, event: random.pick(['FINISH', 'ARM', 'PAUSE']) }),
      () => ({ do: 'advance', ms: random.pick([0, 1, 5, 20, 60, 400]) }),
      () => ({ do: 'advance', ms: random.pick([1, 5, 20, 60]) }),
      () => ({ do: 'fail', id, count: random.between(1, 3) }),
      () => startStep(),
      () => ({ do: 'terminate', ...child }),
      () => ({ do: 'restart', ...child }),
      () => ({ do: 'delete', ...child }),
      () => ({ do: 'retry', id }),
      () => ({ do: 'resetCircuit', at: at.id }),
    ])();
  }

  const first = randomSupervisor(1);
  supervisors[0].children.push(first.id);
  const plain = randomWorker();
  supervisors[0].children.push(plain.id);
  const steps = [
    { do: 'start', at: 'root', spec: first },
    { do: 'start', at: 'root', spec: plain },
  ];
  while (steps.length < 45) steps.push(step());
  steps.push({ do: 'advance', ms: 2_000 });
  return { name: `random ${seed}`, root, steps };
}
