import { RootSupervisor, Supervisor, TaskAbortedError, TaskSupervisor } from 'statewarden';
import { crashable } from '../support/machines.js';
import { settle, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

const tasksOf = () => new TaskSupervisor('tasks', { parent: RootSupervisor.getInstance() });

it.each([
  { template: { machine: crashable } },
  { children: [] },
  { defaultStrategy: 'restart' },
  { restartScope: 'one-for-all' },
])(
  '%p is refused for a running task supervisor, whose tasks go on being tasks',
  async (options) => {
    const tasks = tasksOf();
    expect(() => tasks.changeOptions(options as object)).toThrow(Object.keys(options)[0]);
    await expect(tasks.async(() => 1)).resolves.toBe(1);
  },
);

it('takes other options while it runs', () => {
  const tasks = tasksOf();
  tasks.changeOptions({ maxChildren: 1, shutdownTimeout: 10 });
  tasks.async(() => 1);
  expect(() => tasks.async(() => 2)).toThrow('maxChildren');
});

it.each<[string, (tasks: TaskSupervisor, id: string) => void]>([
  ['unregistered', (tasks, id) => tasks.unregisterActor(id)],
  [
    'moved to another supervisor',
    (tasks, id) => {
      const actor = tasks.getActor(id);
      if (actor)
        new Supervisor('other', { parent: tasks.parent as Supervisor }).registerActor(actor);
    },
  ],
])('a task that was %s can be cancelled, although its function never ends', async (_how, take) => {
  const tasks = tasksOf();
  let signal: AbortSignal | undefined;
  const task = tasks.async((context) => {
    signal = context.signal;
    return new Promise(() => {});
  });
  await settle();
  take(tasks, task.id);
  task.cancel();
  await expect(task).rejects.toThrow(TaskAbortedError);
  expect(signal?.aborted).toBe(true);
});
