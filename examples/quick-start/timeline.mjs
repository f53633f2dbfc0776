const colors = { red: 31, green: 32, yellow: 33, magenta: 35, cyan: 36, dim: 2, bold: 1 };

const wordings = {
  childFailed: (event) => ['red', '×', `crashed: ${event.error.message}`],
  restartScheduled: ({ value }) => ['yellow', '…', `backs off for ${Math.round(value)} ms`],
  childRestarted: ({ value }) => ['green', '↻', `restarted (${value})`],
  limitExceeded: ({ value }) => ['red', '!', `used up its ${value} restarts`],
  failureEscalated: ({ supervisorPath, escalatedTo }) => [
    'yellow',
    '↑',
    `failure goes up from ${supervisorPath} to ${escalatedTo}`,
  ],
  childParked: () => ['magenta', '‖', 'parked, its events wait'],
  circuitOpened: ({ value }) => ['magenta', '⊘', `circuit opened for ${Math.round(value)} ms`],
  circuitHalfOpened: () => ['magenta', '◐', 'circuit half-open, one try'],
  circuitClosed: () => ['green', '●', 'circuit closed'],
};

/** Prints what happens, each line with the milliseconds since the start. */
export class Timeline {
  #out;
  #hasColors;
  #start = performance.now();

  constructor(out) {
    this.#out = out;
    this.#hasColors = Boolean(out.isTTY) && !process.env.NO_COLOR;
  }

  title(text, detail) {
    this.#out.write(`\n${this.#paint('bold', text)}\n${this.#paint('dim', detail)}\n\n`);
  }

  /** Prints an event of the supervision, if it belongs to the story. */
  tell(event) {
    const wording = wordings[event.type]?.(event);
    if (!wording) return;
    const [color, mark, text] = wording;
    this.#line(event.actorId ?? event.supervisorId, this.#paint(color, `${mark} ${text}`));
  }

  sent(who, type) {
    this.#line(who, `→ ${type}`);
  }

  note(who, text) {
    this.#line(who, this.#paint('cyan', `· ${text}`));
  }

  /** Prints each further state of an actor, or the part of it that `pick` takes. */
  follow(who, actor, pick) {
    let last;
    const show = (snapshot) => {
      const text = path(pick(snapshot));
      if (text === last) return;
      last = text;
      this.#line(who, this.#paint('dim', `  ${text}`));
    };
    show(actor.getSnapshot());
    actor.subscribe(show);
  }

  /** Prints what was found when the story was checked. */
  findings(findings) {
    this.#out.write('\n');
    for (const { what, holds, detail } of findings) {
      const mark = holds ? this.#paint('green', '✓') : this.#paint('red', '✗');
      this.#out.write(`  ${mark} ${what}${holds ? '' : ` (${detail})`}\n`);
    }
    this.#out.write('\n');
  }

  #line(who, text) {
    const time = `${Math.round(performance.now() - this.#start)} ms`.padStart(8);
    this.#out.write(`${this.#paint('dim', time)}  ${who.padEnd(11)} ${text}\n`);
  }

  #paint(color, text) {
    return this.#hasColors ? `\u001b[${colors[color]}m${text}\u001b[0m` : text;
  }
}

function path(value) {
  if (typeof value === 'string') return value;
  const parts = Object.entries(value).map(([key, child]) => `${key} › ${path(child)}`);
  return parts.join(' + ');
}
