import { formatEvent, type SupervisionEvent } from 'statewarden';

const event: SupervisionEvent = {
  type: 'childFailed',
  level: 'error',
  sequence: 1,
  time: 120.4,
  value: 2,
  actorId: 'a',
  supervisorId: 'orders',
  supervisorPath: 'root/orders',
  error: new Error('no stock', { cause: new TypeError('no row', { cause: 'disk' }) }),
};

it('names when, where, what and why', () => {
  expect(formatEvent({ ...event, error: new RangeError('too many') })).toBe(
    'statewarden 120 ms root/orders/a childFailed 2 RangeError: too many',
  );
});

it('names the supervisor that a failure goes to, and the letter that nobody got', () => {
  const { error: _, ...plain } = event;
  const escalated = { ...plain, type: 'failureEscalated', value: 0, escalatedTo: 'root' } as const;
  expect(formatEvent(escalated)).toBe('statewarden 120 ms root/orders/a failureEscalated to root');
  const letter = { ...plain, value: 0, type: 'deadLetter', eventType: 'PAY', reason: 'overflow' };
  expect(formatEvent(letter as SupervisionEvent)).toContain('deadLetter PAY (overflow)');
});

it('O-89 writes as many causes as the depth says, and dots for the rest', () => {
  const texts = [0, 1, 2, 3, 4].map((depth) => formatEvent(event, { depth }).split('2 ')[1]);
  expect(texts).toEqual([
    '...',
    'Error: no stock, caused by ...',
    'Error: no stock, caused by TypeError: no row, caused by ...',
    'Error: no stock, caused by TypeError: no row, caused by disk',
    'Error: no stock, caused by TypeError: no row, caused by disk',
  ]);
});

it('O-90 cuts the text at a length', () => {
  const text = formatEvent({ ...event, error: new Error('x'.repeat(10_000)) }, { maxLength: 80 });
  expect(text).toHaveLength(80);
  expect(text.endsWith('x...')).toBe(true);
  expect(formatEvent({ ...event, error: new Error('x'.repeat(10_000)) })).toHaveLength(500);
});

it('O-90 writes on one line, or the stack on several', () => {
  const error = new Error('first\nsecond\u2028third\r\n\tfourth');
  const one = formatEvent({ ...event, error });
  expect(one).toContain('Error: first second third fourth');
  const several = formatEvent({ ...event, error }, { singleLine: false, maxLength: 10_000 });
  expect(several).toContain('\n    at ');
});

it('writes errors whose fields throw, and causes that go in a circle', () => {
  const circular = new Error('circle');
  circular.cause = circular;
  const text = formatEvent({ ...event, error: circular }, { depth: Infinity });
  expect(text.endsWith('Error: circle, caused by ...')).toBe(true);
  const broken = Object.defineProperty(new Error('x'), 'message', {
    get: () => {
      throw new Error('no message');
    },
  });
  expect(formatEvent({ ...event, error: broken })).toContain('an error that cannot be written');
});

it.each([{ depth: -1 }, { maxLength: 3 }, { singleLine: 1 }, { width: 3 }])(
  'refuses %p',
  (format) => {
    expect(() => formatEvent(event, format as object)).toThrow(Object.keys(format)[0]);
  },
);

it.each([undefined, null, 5, 'childFailed', {}, { type: 'childFailed' }])(
  'refuses %p, which is no event',
  (given) => {
    expect(() => formatEvent(given as SupervisionEvent)).toThrow(
      'expected an event that onEvent told of',
    );
  },
);
