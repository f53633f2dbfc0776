import {
  createSupervisedMachine,
  EscalateStrategy,
  RestartStrategy,
  RootSupervisor,
  Supervisor,
} from 'statewarden';
import { createMachine } from 'xstate';

afterEach(() => RootSupervisor.resetInstance());

const dbMachine = createMachine({ initial: 'connected', states: { connected: {} } });
const uiMachine = createMachine({ initial: 'shown', states: { shown: {} } });

it('runs the code of "Complex Hierarchies"', () => {
  // Get the root supervisor
  const rootSupervisor = RootSupervisor.getInstance();

  // Create a child supervisor
  const databaseSupervisor = new Supervisor('database', {
    parent: rootSupervisor,
    defaultStrategy: new RestartStrategy(),
  });

  // Create another child supervisor
  const uiSupervisor = new Supervisor('ui', {
    parent: rootSupervisor,
    defaultStrategy: new EscalateStrategy(),
  });

  // Create actors with different supervisors
  const dbActor = createSupervisedMachine('database', dbMachine, {
    supervisor: databaseSupervisor,
  });

  const uiActor = createSupervisedMachine('ui', uiMachine, {
    supervisor: uiSupervisor,
  });

  expect(databaseSupervisor.parent).toBe(rootSupervisor);
  expect(databaseSupervisor.getActor('database')).toBe(dbActor);
  expect(uiSupervisor.actors.get('ui')).toBe(uiActor);
  expect(dbActor.supervisor).toBe(databaseSupervisor);
  expect(uiActor.strategy).toBe(uiSupervisor.defaultStrategy);
  expect(rootSupervisor.getAllActors()).toEqual([dbActor, uiActor]);
});
