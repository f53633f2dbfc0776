import { type ChildSpec, InvalidOptionError, StopStrategy, Supervisor } from 'statewarden';
import { crashable } from '../support/machines.js';

/** The error with which a supervisor refuses a child, of which nothing is left. */
function refusal(spec: object): unknown {
  const shop = new Supervisor('shop');
  try {
    shop.startChild({ id: 'till', ...spec } as ChildSpec);
    return undefined;
  } catch (error) {
    return error;
  } finally {
    expect(shop.whichChildren()).toEqual([]);
    void shop.stop();
  }
}

it.each([{ input: 1 }, { options: { strategy: new StopStrategy() } }, { terminate: () => {} }])(
  'refuses %p of a child that is a supervisor instead of passing over it',
  (member) => {
    expect(refusal({ supervisor: {}, ...member })).toMatchObject({
      name: 'InvalidOptionError',
      owner: "child 'till'",
      option: Object.keys(member)[0],
    });
  },
);

it.each([
  { input: 1 },
  { signal: AbortSignal.timeout(1) },
  { supervisor: new Supervisor('other') },
  { strateggy: 'stop' },
])('says of which child the options %p are that it refuses', (options) => {
  const error = refusal({ machine: crashable, options });
  expect(error).toBeInstanceOf(InvalidOptionError);
  expect(error).toMatchObject({ owner: "child 'till': options", option: Object.keys(options)[0] });
});

it('takes undefined for what is not given', () => {
  const shop = new Supervisor('shop');
  const inner = { supervisor: {}, input: undefined, options: undefined, terminate: undefined };
  shop.startChild({ id: 'inner', ...inner });
  shop.startChild({ id: 'till', machine: crashable, options: { input: undefined } as object });
  expect(shop.countChildren()).toMatchObject({ active: 2 });
  void shop.stop();
});
