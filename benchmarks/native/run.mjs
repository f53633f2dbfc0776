// Builds the benchmarks of the core and prints their results as tables: `npm run bench:native`.
// Arguments go to Google Benchmark, such as --benchmark_filter=size.
import { execFileSync } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { main } from '../../scripts/lib/main.mjs';
import { buildDir, root } from '../../scripts/lib/paths.mjs';
import { step } from '../../scripts/lib/step.mjs';
import { setupPackages } from '../../scripts/setup/packages.mjs';
import { benchRequirements, findPrefix } from '../../scripts/setup/requirements.mjs';
import { setup } from '../../scripts/setup.mjs';

async function build() {
  await setup();
  await setupPackages(benchRequirements);
  const prefix = await findPrefix(benchRequirements[0]);
  const folder = join(buildDir, 'bench');
  await step('Building the benchmarks', '1 to 3 minutes', async (run) => {
    await run('cmake', ['--preset', 'bench', `-DCMAKE_PREFIX_PATH=${prefix}`], { cwd: root });
    await run('cmake', ['--build', folder, '--target', 'statewarden_bench', '--parallel', '2']);
  });
  return folder;
}

/** Runs the binary once; resolves to the benchmarks of its report. */
async function measure(folder, args) {
  await mkdir(folder, { recursive: true });
  const report = join(folder, 'report.json');
  const output = [`--benchmark_out=${report}`, '--benchmark_out_format=json'];
  execFileSync(join(folder, 'benchmarks/native/statewarden_bench'), [...output, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return JSON.parse(await readFile(report, 'utf8')).benchmarks;
}

/** "event, plan known, regions/8" -> ["event, plan known, regions", "8"]. */
function splitName(name) {
  const [title, ...sizes] = name.replace(/\/iterations:\d+$/, '').split('/');
  return [title, sizes.map((size) => Number(size).toLocaleString('en')).join(', ')];
}

const perUnit = { ns: 1, us: 1e3, ms: 1e6, s: 1e9 };

function duration(nanoseconds) {
  if (nanoseconds < 1e3) return `${nanoseconds.toFixed(nanoseconds < 100 ? 1 : 0)} ns`;
  if (nanoseconds < 1e6) return `${(nanoseconds / 1e3).toFixed(2)} us`;
  return `${(nanoseconds / 1e6).toFixed(2)} ms`;
}

/** One line for each benchmark; against the first of the same name, so that a bend shows. */
function lines(benchmarks) {
  const first = new Map();
  return benchmarks.map((each) => {
    const [title, size] = splitName(each.name);
    const nanoseconds = each.cpu_time * perUnit[each.time_unit];
    if (!first.has(title)) first.set(title, nanoseconds);
    const notes = [];
    if (each.error_occurred) notes.push(`failed: ${each.error_message}`);
    if (each.items_per_second) notes.push(`${(each.items_per_second / 1e6).toFixed(1)} M/s`);
    const slice = each['longest slice, ms'];
    if (slice !== undefined) notes.push(`longest slice ${slice.toFixed(2)} ms`);
    const bytes = each['bytes per actor'];
    if (bytes !== undefined) notes.push(`${bytes.toFixed(0)} B per actor`);
    const ratio = `x${(nanoseconds / first.get(title)).toFixed(2)}`;
    return [title, size, duration(nanoseconds), ratio, notes.join(', ')];
  });
}

function table(rows) {
  const heads = ['what', 'size', 'time', 'to the first', ''];
  const all = [heads, ...rows];
  const widths = heads.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  return all.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] + 2))
      .join('')
      .trimEnd(),
  );
}

await main(async () => {
  const benchmarks = await measure(await build(), process.argv.slice(2));
  console.log(table(lines(benchmarks)).join('\n'));
});
