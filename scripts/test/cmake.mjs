import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { buildDir } from '../lib/paths.mjs';
import { countGoogleTest, googleTestFailures } from './counts.mjs';

const configured = new Map();

// Read by the sanitizers' runtime, ignored by every other binary.
export const sanitizers = {
  ASAN_OPTIONS: 'detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1',
  UBSAN_OPTIONS: 'print_stacktrace=1',
};

/** Configures a preset, once per process; resolves to its build folder. */
export function configure(preset, run) {
  if (!configured.has(preset)) {
    const folder = join(buildDir, preset);
    configured.set(
      preset,
      run('cmake', ['--preset', preset]).then(() => folder),
    );
  }
  return configured.get(preset);
}

/** Builds the GoogleTest binary of a preset and runs it; what is not native runs in Node. */
export async function runGoogleTest(preset, run) {
  const folder = await configure(preset, run);
  await run('cmake', ['--build', folder, '--target', 'statewarden_tests', '--parallel', '2']);
  const [command, ...first] = await findBinary(join(folder, 'tests'));
  const args = [...first, '--gtest_color=no'];
  const { status, output } = await run(command, args, { env: sanitizers, check: false });
  return { ...countGoogleTest(output, status), report: googleTestFailures(output) };
}

async function findBinary(folder) {
  for (const suffix of ['.cjs', '.js', '']) {
    const file = join(folder, `statewarden_tests${suffix}`);
    if (
      await access(file).then(
        () => true,
        () => false,
      )
    ) {
      return suffix ? [process.execPath, file] : [file];
    }
  }
  throw new Error(`no statewarden_tests in ${folder}`);
}
