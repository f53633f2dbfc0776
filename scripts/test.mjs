import { isMain, main } from './lib/main.mjs';
import { setup } from './setup.mjs';
import { runSuites } from './test/run-suites.mjs';

/** `npm test [-- NAME...]`: sets up what is missing, then runs all suites or those named. */
if (isMain(import.meta.url)) {
  await main(async () => {
    await setup({ tests: true });
    await runSuites(process.argv.slice(2));
  });
}
