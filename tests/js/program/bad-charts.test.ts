import { ChartError, createActor, createSupervisedMachine, loadMachine } from 'statewarden';
import { createMachine } from 'xstate';

function issuesOf(config: string | Record<string, unknown>) {
  try {
    loadMachine(config);
  } catch (error) {
    expect(error).toBeInstanceOf(ChartError);
    return (error as ChartError).issues;
  }
  throw new Error('the chart was accepted');
}

const chart = (states: object) => JSON.stringify({ initial: 'a', states });

describe('what is no chart', () => {
  const none = [null, 5, [], () => {}, Promise.resolve({}), new Map(), createMachine({})];

  it.each(none)('is refused by loadMachine, which says what it takes: %p', (given) => {
    const act = () => loadMachine(given as never);
    expect(act).toThrow(
      /^loadMachine: config: got .*, expected a statechart's JSON text, or a config/,
    );
    expect(act).toThrow(expect.objectContaining({ code: 'STATEWARDEN_INVALID_ARGUMENT' }));
  });

  it.each([null, 5, [], () => {}, Promise.resolve({}), new Map()])(
    'is refused as a machine: %p',
    (given) => {
      const act = () => createSupervisedMachine('none', given as never);
      expect(act).toThrow(/^machine: got .*, expected an XState machine, a statechart config/);
    },
  );
});

describe('a chart that cannot be', () => {
  it('names line and column of malformed JSON', () => {
    const [issue] = issuesOf('{\n  "initial": "a",\n  "states" { }\n}');
    expect(issue).toMatchObject({ code: 'malformed-json', line: 3, column: 12 });
  });

  it('names an unknown target, where it is, and the nearest name', () => {
    const [issue] = issuesOf(chart({ a: { on: { GO: 'actve' } }, active: {} }));
    expect(issue).toMatchObject({ code: 'unknown-target', pointer: '/states/a/on/GO' });
    expect(issue?.message).toContain("did you mean 'active'?");
  });

  it('names a missing initial', () => {
    const [issue] = issuesOf({ initial: 'a', states: { a: { states: { b: {} } } } });
    expect(issue).toMatchObject({ code: 'missing-initial', pointer: '/states/a' });
  });

  it('names duplicate ids', () => {
    const [issue] = issuesOf(chart({ a: { id: 'x' }, b: { id: 'x' } }));
    expect(issue?.code).toBe('duplicate-id');
  });

  it('names targets that cannot be active together', () => {
    const [issue] = issuesOf(chart({ a: { on: { GO: { target: ['b', 'c'] } } }, b: {}, c: {} }));
    expect(issue).toMatchObject({ code: 'ambiguous-target' });
  });

  it.each(['-1', 'Infinity', '1e400'])('names the delay %s', (delay) => {
    const [issue] = issuesOf(chart({ a: { after: { [delay]: 'a' } } }));
    expect(issue?.code).toBe('invalid-delay');
  });

  it('lists several faults at once, and no line for a config that was no text', () => {
    const issues = issuesOf({ initial: 'a', states: { a: { on: { X: 'b', Y: 'c' } } } });
    expect(issues.map((issue) => [issue.code, issue.line])).toEqual([
      ['unknown-target', 0],
      ['unknown-target', 0],
    ]);
  });

  it('is refused 10 000 levels deep, as text and as object', () => {
    const depth = 10_000;
    const text = '{"initial":"a","states":{"a":'.repeat(depth) + '{}' + '}}'.repeat(depth);
    expect(issuesOf(text)[0]?.code).toBe('too-deep');
    let config: Record<string, unknown> = {};
    for (let i = 0; i < depth; i++) config = { initial: 'a', states: { a: config } };
    expect(issuesOf(config)[0]?.code).toBe('too-deep');
  });

  it('is refused when it contains itself', () => {
    const config: Record<string, unknown> = { initial: 'a' };
    config.states = { a: config };
    expect(issuesOf(config)[0]?.code).toBe('too-deep');
  });

  it.each([null, undefined, 5, true, [], Symbol('x'), () => {}])(
    'is refused when it is %p',
    (config) => {
      expect(() => loadMachine(config as never)).toThrow(/chart|config/i);
      expect(() => createSupervisedMachine('a', config as never)).toThrow(TypeError);
    },
  );

  it('is refused by createSupervisedMachine, which leaves no actor behind', () => {
    expect(() => createSupervisedMachine('a', '{')).toThrow(ChartError);
    const actor = createSupervisedMachine('a', '{"initial":"b","states":{"b":{}}}');
    expect(actor.getSnapshot().value).toBe('b');
    actor.stop();
  });
});

describe('a chart that is odd but possible', () => {
  it('warns of an unknown key and names the nearest one', () => {
    const machine = loadMachine({ initial: 'a', states: { a: { entyr: 'x' } } });
    expect(machine.warnings).toHaveLength(1);
    expect(machine.warnings[0]).toMatchObject({ code: 'unknown-key', isWarning: true });
    expect(machine.warnings[0]?.message).toContain("did you mean 'entry'?");
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'has a state, an event and a child called %s',
    (name) => {
      const text = `{"initial":"a","states":{"a":{"on":{"${name}":"${name}"}},"${name}":{}}}`;
      const actor = createActor(loadMachine(text)).start();
      actor.send({ type: 'unrelated' });
      expect(actor.getSnapshot().value).toBe('a');
      actor.send({ type: name });
      expect(actor.getSnapshot().value).toBe(name);
      expect(actor.getSnapshot().matches(name)).toBe(true);
      actor.stop();
    },
  );

  it.each(['__proto__', 'constructor', 'toString'])('names no implementation by %s', (name) => {
    const config = `{"initial":"a","states":{"a":{"entry":"${name}","on":{"GO":{"guard":"${name}"}}}}}`;
    const actor = createActor(loadMachine(config));
    const errors: unknown[] = [];
    actor.subscribe({ error: (error) => void errors.push(error) });
    actor.start();
    expect(errors).toEqual([]);
    actor.send({ type: 'GO' });
    expect(errors).toEqual([
      expect.objectContaining({ message: expect.stringContaining('is not implemented') }),
    ]);
  });

  it('assigns a member called __proto__ without touching the prototype', () => {
    const action = '{"type":"xstate.assign","params":{"__proto__":{"admin":true}}}';
    const text = `{"initial":"a","context":{"n":1},"states":{"a":{"on":{"GO":{"actions":${action}}}}}}`;
    const actor = createActor(loadMachine(text)).start();
    actor.send({ type: 'GO' });
    const context = actor.getSnapshot().context as { admin?: boolean };
    expect(Object.getPrototypeOf(context)).toBe(Object.prototype);
    expect(context.admin).toBeUndefined();
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
    actor.stop();
  });

  it('has 100 000 states', () => {
    const states: Record<string, object> = {};
    for (let i = 0; i < 100_000; i++) states[`s${i}`] = { on: { NEXT: `s${(i + 1) % 100_000}` } };
    const actor = createActor(loadMachine(JSON.stringify({ initial: 's0', states }))).start();
    for (let i = 0; i < 1000; i++) actor.send({ type: 'NEXT' });
    expect(actor.getSnapshot().value).toBe('s1000');
    actor.stop();
  });

  it('is a machine of XState with a duplicate id, which is refused by name', () => {
    const machine = createMachine({
      initial: 'a',
      states: { a: { id: 'x' }, b: { id: 'x' } },
    });
    expect(() => createActor(machine)).toThrow(ChartError);
  });
});
