// Runs this package and XState (or another library that a case names) side by side and prints ratios:
// `npm run bench`. Each case has a process
// of its own, in which no other case has shaped the code of either side.
// Names given on the command line select the cases whose names contain them.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { cases } from './cases/index.mjs';

const wanted = process.argv.slice(2);
const isWanted = (name) => wanted.length === 0 || wanted.some((part) => name.includes(part));

console.log(
  'Medians of 9 alternating rounds, in processor time; the ratio is how many times faster.\n',
);
console.log(row('case', 'statewarden', 'other', 'ratio', 'lowest to highest'));
for (const { name } of cases.filter((each) => isWanted(each.name))) {
  const { our, their, ratio, lowest, highest } = measure('measure-case', name);
  console.log(
    row(
      name,
      duration(our),
      duration(their),
      times(ratio),
      `${times(lowest)} to ${times(highest)}`,
    ),
  );
}
printBytes('bytes per idle actor', 'actor', 'xstateActor');
printBytes('bytes per idle breaker, and opossum', 'breaker', 'opossumBreaker');
if (wanted.length === 0) compareWithOtp();

/** Says so in one line where Erlang is not installed. */
function compareWithOtp() {
  const script = fileURLToPath(new URL('./otp/run.mjs', import.meta.url));
  console.log('');
  spawnSync(process.execPath, ['--expose-gc', script], { stdio: 'inherit' });
}

function printBytes(name, our, their) {
  if (!isWanted(name)) return;
  const [ours, theirs] = [our, their].map((kind) => measure('bytes-each', kind));
  const total = ours.heap + ours.core;
  console.log(row(name, `${total} B`, `${theirs.heap} B`, times(theirs.heap / total), ''));
  console.log(
    `\nOf the ${total} B, ${ours.core} B are WebAssembly memory and ${ours.heap} B JavaScript heap.`,
  );
}

/** Runs a script of its own and returns what it prints. */
function measure(script, argument) {
  const path = fileURLToPath(new URL(`./support/${script}.mjs`, import.meta.url));
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--expose-gc', path, argument], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`measuring ${argument} failed: ${stderr}`);
  return JSON.parse(stdout);
}

function row(...cells) {
  const widths = [36, 14, 14, 10, 0];
  return cells
    .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
    .join('  ');
}

function duration(nanoseconds) {
  if (nanoseconds < 1000) return `${nanoseconds.toFixed(1)} ns`;
  if (nanoseconds < 1e6) return `${(nanoseconds / 1000).toFixed(2)} us`;
  return `${(nanoseconds / 1e6).toFixed(2)} ms`;
}

function times(ratio) {
  return `${ratio.toFixed(ratio < 10 ? 1 : 0)} x`;
}
