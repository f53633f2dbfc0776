// Runs 100 000 supervised actors through 10 million events and a million crashes: `npm run soak`.
// Arguments: actors, events, crashes, rounds.
import { Soak } from './soak.mjs';

const [actors = 1e5, events = 1e7, crashes = 1e6, rounds = 20] = process.argv.slice(2).map(Number);
const megabytes = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
const soak = new Soak(actors);
console.log('round      events   crashes   timers  core in use   JS heap       RSS');
for (let round = 0; round <= rounds; round++) {
  if (round > 0) soak.round(Math.round(events / rounds), Math.round(crashes / rounds));
  const { timers, memoryInUse, heapUsed, rss } = soak.sample();
  const figures = [round, soak.events, soak.crashes, timers].map(String);
  const cells = [...figures, ...[memoryInUse, heapUsed, rss].map(megabytes)];
  console.log(cells.map((cell, i) => cell.padStart([5, 11, 9, 8, 12, 9, 9][i])).join(' '));
}
soak.end();
console.log(`${soak.churned} actors were stopped and replaced. After the end:`, soak.sample());
