import { createRequire } from 'node:module';
import * as imported from 'statewarden';

const required = createRequire(import.meta.url)('statewarden');
const root = imported.RootSupervisor.getInstance();
const names = (exported) => Object.keys(exported).filter((name) => name !== 'default');
const config = { id: 'm', initial: 'a', states: { a: {} } };
required.createSupervisedMachine('shared', config, {});

console.log(
  JSON.stringify({
    oneRoot: required.RootSupervisor.getInstance() === root,
    oneClass: required.RestartStrategy === imported.RestartStrategy,
    seen: root.getActor('shared') !== undefined,
    sameNames: names(imported).sort().join() === names(required).sort().join(),
  }),
);
