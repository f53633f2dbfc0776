import { isMain, main } from './lib/main.mjs';
import { setup } from './setup.mjs';
import { runSuites } from './test/run-suites.mjs';

/** `npm run lint`: the checks that need no test. */
if (isMain(import.meta.url)) {
  await main(async () => {
    await setup({ tests: true });
    await runSuites(['clang-format', 'clang-tidy', 'biome', 'types']);
  });
}
