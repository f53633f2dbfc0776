const { createSupervisedMachine, RestartStrategy } = require('statewarden');
const crash = require('./crash.cjs');

crash({ createSupervisedMachine, RestartStrategy });
