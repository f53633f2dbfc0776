import { subscribe } from 'node:diagnostics_channel';
import { createRequire } from 'node:module';
import { createSupervisedMachine, RootSupervisor } from 'statewarden';
import { publishDiagnostics } from 'statewarden/diagnostics';
import { createHealthHandler } from 'statewarden/health';

const require = createRequire(import.meta.url);
const events = [];
subscribe('statewarden:child', ({ type }) => events.push(type));
const publishing = publishDiagnostics();
const health = createHealthHandler();
const required = require('statewarden/health').createHealthHandler({
  root: RootSupervisor.getInstance(),
});
const crash = () => {
  throw new Error('crashed');
};
const options = { implementations: { actions: { crash } } };
const actor = createSupervisedMachine('a', { on: { CRASH: { actions: 'crash' } } }, options);
const ask = (handler) => handler(new Request('http://localhost/readyz')).status;
const before = [ask(health), ask(required)];
actor.send({ type: 'CRASH' });
await Promise.resolve();
console.log(events.join(' '));
console.log([...before, ask(health), ask(required)].join(' '));
publishing.stop();
actor.stop();
try {
  const { instrument } = require('statewarden/opentelemetry');
  const imported = await import('statewarden/opentelemetry');
  instrument().stop();
  console.log(`instrumented ${imported.instrument === instrument}`);
} catch ({ code, message }) {
  console.log(code, message.includes('@opentelemetry/api'));
}
