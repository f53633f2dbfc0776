import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { isMain, main } from './lib/main.mjs';
import { root } from './lib/paths.mjs';
import { StepError, say } from './lib/step.mjs';
import { setup } from './setup.mjs';
import { readStartOptions } from './start/options.mjs';
import { createStaticServer, listen } from './start/server.mjs';

/** `npm start [-- --no-serve]`: builds what is stale, runs the quick start, serves the web demo. */
if (isMain(import.meta.url)) {
  await main(async () => {
    const { serve, port, fixed } = readStartOptions(process.argv.slice(2), process.env);
    await setup();
    // These import npm packages, which are there only now.
    const { buildPackage } = await import('./build.mjs');
    await buildPackage();
    await runQuickStart();
    if (!serve) return;
    const { buildDemo, demoDir } = await import('./build-demo.mjs');
    await buildDemo();
    const address = await listen(createStaticServer(demoDir), port, { fixed });
    say(`The web demo is at ${address} (Ctrl+C ends it)`);
  });
}

async function runQuickStart() {
  const script = join(root, 'examples/quick-start/run.mjs');
  const [status, signal] = await once(
    spawn(process.execPath, [script], { stdio: 'inherit' }),
    'exit',
  );
  if (status !== 0) throw new StepError(`The quick start ended with ${status ?? signal}.`);
}
