// A machine that throws is restarted; takes the package's exports, prints what happened.
module.exports = async function crash({ createSupervisedMachine, RestartStrategy }) {
  const config = {
    id: 'door',
    initial: 'closed',
    states: {
      closed: { on: { OPEN: 'open' } },
      open: { on: { KICK: { actions: 'explode' } } },
    },
  };
  const explode = () => {
    throw new Error('the hinge broke');
  };
  const restarted = Promise.withResolvers?.() ?? withResolvers();
  const actor = createSupervisedMachine('door', config, {
    implementations: { actions: { explode } },
    strategy: new RestartStrategy({ maxRestarts: 3, withinTimeWindow: 1000, initialDelay: 1 }),
    onRestart: () => restarted.resolve(),
  });
  actor.send({ type: 'OPEN' });
  const opened = actor.getSnapshot().value;
  actor.send({ type: 'KICK' });
  await restarted.promise;
  const { restartCount, lastError } = actor.getHealthMetrics();
  console.log([opened, actor.getSnapshot().value, restartCount, lastError.message].join(' '));
  actor.stop();
};

function withResolvers() {
  const result = {};
  result.promise = new Promise((resolve) => {
    result.resolve = resolve;
  });
  return result;
}
