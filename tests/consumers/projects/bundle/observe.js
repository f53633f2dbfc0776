import { createSupervisedMachine } from 'statewarden';
import { publishDiagnostics } from 'statewarden/diagnostics';
import { createHealthHandler } from 'statewarden/health';

const handle = publishDiagnostics({
  module: { channel: () => ({ hasSubscribers: false, publish() {} }) },
});
const actor = createSupervisedMachine('lamp', { id: 'lamp' });
const response = createHealthHandler()(new Request('http://localhost/readyz'));
console.log(response.status, typeof handle.stop);
actor.stop();
