import { view } from './view.mjs';

/** Functions of generated machines may be called this often until they refuse. */
const fuel = 400;

let side;
let isSilent = false;

/** Says on whose behalf the functions of the machines, which both sides share, are called now. */
export function enter(next) {
  side = next;
}

/** The side that is on stage. */
export const onStage = () => side;

/** Writes down what happened, in a form that is the same on both sides. */
export function note(kind, ...details) {
  if (isSilent) return;
  let text = kind;
  for (const each of details) text += ` ${view(each, side)}`;
  side.log.push(text);
}

/** Returns what `run` returns, without notes of the functions that it calls, which need no fuel. */
export function silently(run) {
  isSilent = true;
  side.burnt = Number.NEGATIVE_INFINITY;
  try {
    return run();
  } finally {
    isSilent = false;
  }
}

/** Ends endless loops, at the same moment on both sides. */
export function burn() {
  side.burnt++;
  if (side.burnt > fuel) throw new Error('out of fuel');
}
