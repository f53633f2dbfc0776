/**
 * Plays scripts through the package and writes down all that happens. It needs nothing but the
 * package and the scripts, so that Node and a page play the same.
 */

const infinity = (value) => (value === null ? Number.POSITIVE_INFINITY : value);

/** Plays all scripts, one after the other. */
export async function playScripts(statewarden, { chart, scripts }) {
  const parts = [];
  for (const script of scripts) parts.push(await playScript(statewarden, chart, script));
  return parts.join('');
}

async function playScript(statewarden, chart, script) {
  const player = new Player(statewarden, chart, script);
  for (const step of script.steps) await player.step(step);
  player.showHealth();
  const log = player.lines.map((line) => `${line}\n`).join('');
  statewarden.RootSupervisor.resetInstance();
  return log;
}

class Player {
  #statewarden;
  #chart;
  #clock;
  #root;
  #supervisors = new Map();
  /** The supervisors of workers by the workers' ids. */
  #owners = new Map();
  #failing = new Map();

  constructor(statewarden, chart, { name, seed, root }) {
    this.#statewarden = statewarden;
    this.#chart = chart;
    this.lines = [`== ${name}`];
    this.#clock = new statewarden.SimulatedClock();
    const options = { ...this.#options(root), clock: this.#clock, seed };
    this.#root = statewarden.RootSupervisor.getInstance(options);
    this.#supervisors.set('root', this.#root);
    this.#root.onEvent((event) => {
      // The events of actors are the facade's, not the core's.
      if (event.type !== 'deadLetter') this.lines.push(describe(event));
    });
  }

  async step(step) {
    const result = await this[step.do](step);
    // Events are told in a microtask.
    for (let turn = 0; turn < 5; turn++) await undefined;
    const words = [step.do, step.at, step.id ?? step.spec?.id, step.event, step.ms, step.count];
    this.lines.push(`> ${words.filter((word) => word !== undefined).join(' ')}: ${result}`);
  }

  showHealth() {
    for (const id of [...this.#owners.keys()].sort()) {
      const actor = this.#actor(id);
      if (actor) this.lines.push(`${id} ${describeHealth(actor.getHealthMetrics())}`);
    }
  }

  // ---- steps ----------------------------------------------------------------------------------

  send({ id, event }) {
    const actor = this.#actor(id);
    if (!actor) return 'nobody';
    actor.send({ type: event });
    return 'ok';
  }

  fail({ id, count }) {
    this.#failing.set(id, count);
    return 'ok';
  }

  advance({ ms }) {
    if (ms === 0) this.#clock.increment(0);
    for (let passed = 0; passed < ms; passed++) this.#clock.increment(1);
    return this.#clock.now();
  }

  start({ at, spec }) {
    return this.#outcome(at, (supervisor) => {
      supervisor.startChild(this.#spec(spec, at));
      if (spec.supervisor) this.#note(supervisor, spec);
    });
  }

  instance({ at, id }) {
    return this.#outcome(at, (supervisor) => {
      this.#owners.set(id, at);
      supervisor.startChild({ id, input: id });
    });
  }

  terminate({ at, id }) {
    const supervisor = this.#supervisors.get(at);
    if (!supervisor) return 'unknown';
    return supervisor.terminateChild(id).then(() => 'ok', this.#reason);
  }

  restart({ at, id }) {
    return this.#outcome(at, (supervisor) => supervisor.restartChild(id));
  }

  delete({ at, id }) {
    return this.#outcome(at, (supervisor) => supervisor.deleteChild(id));
  }

  retry({ id }) {
    return this.#actor(id)?.retryNow() ?? 'nobody';
  }

  resetCircuit({ at }) {
    return this.#outcome(at, (supervisor) => supervisor.resetCircuitBreaker());
  }

  // ---- children -------------------------------------------------------------------------------

  #actor(id) {
    return this.#supervisors.get(this.#owners.get(id))?.actors.get(id);
  }

  #outcome(at, call) {
    const supervisor = this.#supervisors.get(at);
    if (!supervisor) return 'unknown';
    try {
      call(supervisor);
      return 'ok';
    } catch (error) {
      return this.#reason(error);
    }
  }

  #reason = (error) => {
    if (error instanceof this.#statewarden.SupervisorStoppedError) return 'stopped';
    if (error instanceof this.#statewarden.ChildError) return error.reason;
    throw error;
  };

  /** Remembers the supervisors of a tree that was started. */
  #note(parent, { id, supervisor }) {
    const started = parent.getChildSupervisors().find((each) => each.id === id);
    this.#supervisors.set(id, started);
    for (const child of supervisor.children) if (child.supervisor) this.#note(started, child);
  }

  #spec(spec, at) {
    const { id, restart, significant } = spec;
    const common = { id, restart, significant };
    if (spec.supervisor) {
      const { children, template } = spec.supervisor;
      const inner = this.#options(spec.supervisor);
      if (template) inner.template = this.#template(template);
      else inner.children = children.map((child) => this.#spec(child, id));
      return { ...common, supervisor: inner };
    }
    this.#owners.set(id, at);
    return { ...common, start: () => this.#machine(id), options: this.#workerOptions(spec) };
  }

  #template({ restart, strategy }) {
    const options = this.#workerOptions({ strategy });
    return { restart, start: (id) => this.#machine(id), options };
  }

  #workerOptions({ strategy }) {
    return strategy ? { strategy: this.#strategy(strategy) } : {};
  }

  #machine(id) {
    const begin = () => {
      const left = this.#failing.get(id) ?? 0;
      if (left === 0) return;
      this.#failing.set(id, left - 1);
      throw new Error('cannot begin');
    };
    const crash = () => {
      throw new Error('crash');
    };
    return this.#statewarden.loadMachine(this.#chart, { actions: { begin, crash } });
  }

  #options({ children, template, circuitBreaker, defaultStrategy, maxRestarts, ...rest }) {
    return {
      ...rest,
      maxRestarts: infinity(maxRestarts),
      defaultStrategy: this.#strategy(defaultStrategy),
      ...(circuitBreaker ? { circuitBreaker } : {}),
    };
  }

  #strategy({ type, ...options }) {
    const { RestartStrategy, ResumeStrategy, StopStrategy, EscalateStrategy } = this.#statewarden;
    switch (type) {
      case 'restart': {
        const { hangsInCleanup, maxRestarts, ...rest } = options;
        const cleanup = hangsInCleanup ? { cleanup: () => new Promise(() => {}) } : {};
        return new RestartStrategy({ ...rest, maxRestarts: infinity(maxRestarts), ...cleanup });
      }
      case 'resume': {
        const { fallback, maxErrors, ...rest } = options;
        const fallbackStrategy = this.#strategy(fallback);
        const limit = { maxErrors: infinity(maxErrors), logError: false };
        return new ResumeStrategy({ ...rest, ...limit, fallbackStrategy });
      }
      case 'escalate':
        return new EscalateStrategy(options);
      default:
        return new StopStrategy();
    }
  }
}

function describe({ time, type, supervisorPath, actorId, childSupervisorId, value, escalatedTo }) {
  const subject = actorId ?? childSupervisorId ?? '-';
  return `${time} ${type} ${supervisorPath} ${subject} ${escalatedTo ?? value}`;
}

function describeHealth(health) {
  const { status, childState, errorCount, restartCount, uptime, restartsLeft, retryAfter } = health;
  return [status, childState, errorCount, restartCount, uptime, restartsLeft, retryAfter].join(' ');
}
