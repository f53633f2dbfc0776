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

const jittered = restart({ backoffType: 'random', initialDelay: 10, jitter: 1, maxRestarts: null });
const atOnce = restart({ backoffType: 'none', maxRestarts: null });
const crash = (id) => ({ do: 'send', id, event: 'CRASH' });
const advance = (ms) => ({ do: 'advance', ms });
const start = (at, spec) => ({ do: 'start', at, spec });
const three = () => [worker('a'), worker('b'), worker('c')];

/** Scripts about one thing each. */
export const handMade = [
  ...['none', 'linear', 'exponential', 'random'].map((backoffType) => ({
    name: `back-off ${backoffType}, jittered`,
    root: options(),
    steps: [
      start(
        'root',
        worker('a', {
          strategy: restart({ backoffType, jitter: 0.7, initialDelay: 7, maxDelay: 90 }),
        }),
      ),
      ...Array.from({ length: 8 }, () => [crash('a'), advance(100)]).flat(),
      advance(300_000),
      crash('a'),
      advance(200),
    ],
  })),
  {
    name: 'a restart window that slides',
    root: options(),
    steps: [
      start(
        'root',
        worker('a', {
          strategy: restart({ backoffType: 'none', maxRestarts: 2, withinTimeWindow: 100 }),
        }),
      ),
      ...[0, 60, 60, 60, 10].flatMap((ms) => [crash('a'), advance(ms)]),
    ],
  },
  ...['one-for-all', 'rest-for-one'].map((restartScope) => ({
    name: `${restartScope} with jitter, ends and management calls`,
    root: options(),
    steps: [
      start('root', supervisor('s', { restartScope, defaultStrategy: jittered }, three())),
      crash('b'),
      advance(50),
      { do: 'send', id: 'c', event: 'FINISH' },
      advance(50),
      { do: 'terminate', at: 's', id: 'a' },
      crash('b'),
      { do: 'restart', at: 's', id: 'a' },
      advance(50),
      { do: 'restart', at: 's', id: 'a' },
      { do: 'fail', id: 'c', count: 3 },
      crash('a'),
      advance(500),
      { do: 'delete', at: 's', id: 'b' },
      { do: 'terminate', at: 's', id: 'b' },
      { do: 'delete', at: 's', id: 'b' },
      crash('a'),
      advance(100),
    ],
  })),
  {
    name: 'a circuit opens, probes, opens for longer and closes',
    root: options(),
    steps: [
      start(
        'root',
        supervisor('s', { circuitBreaker: circuit(), defaultStrategy: atOnce }, three()),
      ),
      ...['a', 'b', 'a'].map(crash),
      crash('c'),
      { do: 'send', id: 'b', event: 'PAUSE' },
      { do: 'fail', id: 'a', count: 2 },
      advance(200),
      advance(400),
      advance(1_000),
      advance(1_000),
      ...['a', 'b', 'c'].map(crash),
      { do: 'resetCircuit', at: 's' },
      advance(100),
    ],
  },
  {
    name: 'a circuit that stops',
    root: options(),
    steps: [
      start(
        'root',
        supervisor(
          's',
          { circuitBreaker: circuit({ whenOpen: 'stop' }), defaultStrategy: jittered },
          three(),
        ),
      ),
      ...['a', 'b', 'c'].map(crash),
      advance(30),
      ...['a', 'b', 'c'].map(crash),
      advance(3_000),
    ],
  },
  {
    name: 'escalation of actors and of supervisors',
    root: options({ defaultStrategy: jittered }),
    steps: [
      start(
        'root',
        supervisor('s', {}, [
          worker('a', { strategy: escalate() }),
          worker('b', { strategy: escalate('supervisor') }),
          supervisor('t', { defaultStrategy: escalate('supervisor') }, [worker('c')]),
        ]),
      ),
      crash('a'),
      advance(40),
      crash('b'),
      advance(40),
      crash('c'),
      advance(100),
      crash('c'),
      advance(100),
    ],
  },
  {
    name: 'the limit of a supervisor fails it into its parent, which begins it anew',
    root: options({ defaultStrategy: restart({ jitter: 0.5, initialDelay: 20 }) }),
    steps: [
      start(
        'root',
        supervisor('s', { maxRestarts: 2, defaultStrategy: atOnce, restartScope: 'one-for-all' }, [
          ...three(),
          supervisor('t', {}, [worker('d')]),
        ]),
      ),
      start('s', worker('dynamic')),
      ...['a', 'b', 'c'].map(crash),
      advance(20),
      ...['d', 'a', 'b', 'c'].map(crash),
      advance(60),
    ],
  },
  {
    name: 'significant children, temporary and transient ones',
    root: options(),
    steps: [
      start(
        'root',
        supervisor('s', { autoShutdown: 'all-significant' }, [
          worker('a', { restart: 'transient', significant: true }),
          worker('b', { restart: 'temporary', significant: true }),
          worker('c', { restart: 'transient' }),
        ]),
      ),
      crash('b'),
      { do: 'send', id: 'c', event: 'FINISH' },
      { do: 'restart', at: 's', id: 'c' },
      crash('a'),
      advance(100),
      { do: 'send', id: 'a', event: 'FINISH' },
      advance(500),
      { do: 'terminate', at: 'root', id: 's' },
      { do: 'restart', at: 'root', id: 's' },
      advance(10),
    ],
  },
  {
    name: 'a template',
    root: options(),
    steps: [
      start(
        'root',
        supervisor('s', {}, [], { restart: 'transient', strategy: restart({ jitter: 1 }) }),
      ),
      ...['a', 'b', 'c'].map((id) => ({ do: 'instance', at: 's', id })),
      crash('a'),
      { do: 'send', id: 'b', event: 'FINISH' },
      { do: 'instance', at: 's', id: 'b' },
      { do: 'instance', at: 's', id: 'c' },
      { do: 'terminate', at: 's', id: 'a' },
      crash('c'),
      advance(200),
    ],
  },
  {
    name: 'resumed errors, a fallback, a clean-up that hangs, an actor that fails by itself',
    root: options(),
    steps: [
      start(
        'root',
        worker('a', { strategy: resume({ maxErrors: 2, fallback: restart({ jitter: 0.3 }) }) }),
      ),
      start(
        'root',
        worker('b', { strategy: restart({ hangsInCleanup: true, cleanupTimeout: 33 }) }),
      ),
      start('root', worker('c', { strategy: stop() })),
      ...['a', 'a', 'b', 'a', 'c'].map(crash),
      { do: 'send', id: 'b', event: 'ARM' },
      advance(140),
      { do: 'send', id: 'b', event: 'ARM' },
      advance(140),
      { do: 'retry', id: 'b' },
      advance(200),
      { do: 'restart', at: 'root', id: 'c' },
      crash('c'),
      crash('a'),
      { do: 'retry', id: 'a' },
    ],
  },
];
