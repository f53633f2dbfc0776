import { ChartError, createActor, loadMachine } from 'statewarden';

const assigning = (value: unknown) => ({
  context: { n: 1 },
  on: { 'a/b': { actions: { type: 'xstate.assign', params: { 'x~y': value } } } },
});
const place = '/on/a~1b/actions/params/x~0y';

function issuesOf(config: Record<string, unknown>) {
  for (const given of [config, JSON.stringify(config)]) {
    try {
      loadMachine(given);
    } catch (error) {
      expect(error).toBeInstanceOf(ChartError);
      if (typeof given === 'string') return (error as ChartError).issues;
      continue;
    }
    throw new Error('the chart was accepted');
  }
  return [];
}

describe('a value of a JSON chart that is wrong', () => {
  it.each([
    [{ $pointer: '/contxt/x' }, '/$pointer', "did you mean '/context/x'?"],
    [{ $pointer: 'context/x' }, '/$pointer', "did you mean '/context/x'?"],
    [{ $pointer: '/Event' }, '/$pointer', "did you mean '/event'?"],
    [{ $pointer: '' }, '/$pointer', "begins with '/context' or '/event'"],
    [{ $pointer: 5 }, '/$pointer', "begins with '/context' or '/event'"],
    [{ $pointer: '/context/~2' }, '/$pointer', "must be written '~0'"],
    [{ $pointer: '/context/x', a: 1 }, '/a', "'$pointer' must be the only key"],
    [{ $add: 5 }, '/$add', "'$add' needs a list"],
    [{ a: [0, { $add: [{ $pointer: '/x' }] }] }, '/a/1/$add/0/$pointer', "begins with '/context'"],
  ])('is refused when it is %j, by the place of the fault', (value, inside, message) => {
    const issues = issuesOf(assigning(value));
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ code: 'wrong-value', pointer: `${place}${inside}` });
    expect(issues[0]?.message).toContain(message);
  });

  it.each([
    [{ $pointr: '/context/n' }, '/$pointr', "did you mean '$pointer'?"],
    [{ $sum: [1] }, '/$sum', 'known are $pointer, $add, $literal'],
    [{ a: { $ref: 1 } }, '/a/$ref', '{"$literal": …}'],
  ])(
    'is warned of when its form is unknown: %j, and is taken as it stands',
    (value, inside, message) => {
      const machine = loadMachine(assigning(value));
      expect(machine.warnings).toHaveLength(1);
      expect(machine.warnings[0]).toMatchObject({
        code: 'unknown-form',
        pointer: `${place}${inside}`,
      });
      expect(machine.warnings[0]?.message).toContain(message);
      const actor = createActor(machine).start();
      actor.send({ type: 'a/b' });
      expect(actor.getSnapshot().context).toEqual({ n: 1, 'x~y': value });
      actor.stop();
    },
  );

  it('is found in outputs and inputs, of configs with functions, too', () => {
    const wrong = { $pointer: '/n' };
    const pointers = issuesOf({
      initial: 'a',
      states: {
        a: { invoke: [{ src: 's', input: { a: wrong } }] },
        b: { type: 'final', output: wrong },
      },
      output: [wrong],
    }).map((issue) => issue.pointer);
    expect(pointers.sort()).toEqual([
      '/output/0/$pointer',
      '/states/a/invoke/0/input/a/$pointer',
      '/states/b/output/$pointer',
    ]);
    const live = { invoke: { src: () => {}, input: { now: Date.now, wrong } } };
    expect(() => loadMachine(live as never)).toThrow(ChartError);
  });

  it('is refused when it contains itself', () => {
    const value: Record<string, unknown> = {};
    value.again = [value];
    expect(() => loadMachine(assigning(value))).toThrow(ChartError);
  });
});
