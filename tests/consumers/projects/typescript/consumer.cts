import statewarden = require('statewarden');

const actor = statewarden.createSupervisedMachine(
  'plain',
  { id: 'plain', initial: 'a', states: { a: { on: { GO: 'b' } }, b: {} } },
  { strategy: new statewarden.RestartStrategy() },
);

actor.send({ type: 'GO' });
export const id: string = actor.id;
