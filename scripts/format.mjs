import { isMain, main } from './lib/main.mjs';
import { root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { setup } from './setup.mjs';
import { listCppFiles } from './test/cpp-lint.mjs';
import { npmProgram } from './test/js-lint.mjs';

/** `npm run format`: formats every C++, JavaScript, TypeScript and JSON file. */
if (isMain(import.meta.url)) {
  await main(async () => {
    await setup({ tests: true });
    await run('clang-format-14', ['-i', ...(await listCppFiles())]);
    const { output } = await run(npmProgram('biome'), ['check', '--write', '.'], { cwd: root });
    console.log(output.trim());
  });
}
