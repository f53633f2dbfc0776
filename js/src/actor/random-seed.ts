/** Returns a seed that no other process is likely to have, so that their back-offs differ. */
export function randomSeed(): number {
  return Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
}
