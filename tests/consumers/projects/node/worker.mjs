import { isMainThread, Worker } from 'node:worker_threads';
import { createSupervisedMachine, RestartStrategy } from 'statewarden';
import crash from './crash.cjs';

if (isMainThread) new Worker(new URL(import.meta.url));
else await crash({ createSupervisedMachine, RestartStrategy });
