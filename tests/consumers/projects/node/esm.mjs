import { createSupervisedMachine, RestartStrategy } from 'statewarden';
import crash from './crash.cjs';

await crash({ createSupervisedMachine, RestartStrategy });
