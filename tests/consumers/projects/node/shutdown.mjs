import { CoordinatedShutdown, createSupervisedMachine } from 'statewarden';

const machine = { initial: 'open', states: { open: { exit: 'leave' } } };
const actor = createSupervisedMachine('server', machine, {
  implementations: { actions: { leave: () => {} } },
  onStop: () => console.log('stopped'),
});
const shutdown = new CoordinatedShutdown();
shutdown.addTask('service-unbind', 'http', async ({ reason }) => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  console.log(reason.signal, actor.getSnapshot().status);
});
shutdown.installProcessHooks();
setInterval(() => {}, 1000);
process.kill(process.pid, 'SIGTERM');
