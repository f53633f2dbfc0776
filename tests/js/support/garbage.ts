import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** The platform runs finalizers when it has time, which a busy machine has late. */
const rest = setTimeout;
jest.setTimeout(60_000);

export const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** Lets finalizers run until a condition holds, or for so many turns. */
export async function collected(condition: () => boolean): Promise<boolean> {
  for (let turn = 0; turn < 200; turn++) {
    // What the condition looks at lives to the end of its turn.
    await nextTurn();
    collectGarbage();
    await nextTurn();
    if (condition()) return true;
    if (turn >= 10) await new Promise((resolve) => rest(resolve, 20));
  }
  return false;
}
