import { createActor, loadMachine } from 'statewarden';

const config = { initial: 'a', states: { a: {} } };

it('names loadMachine to those who make an actor of a config or of its text', () => {
  for (const chart of [config, JSON.stringify(config)]) {
    expect(() => createActor(chart as never)).toThrow(/made a machine by `loadMachine`/);
    expect(createActor(loadMachine(chart)).start().getSnapshot().value).toBe('a');
  }
});
