import { view } from './view.mjs';

/** Functions of generated machines may be called this often until they refuse. */
const fuel = 400;

let side;

/** Says on whose behalf the functions of the machines, which both sides share, are called now. */
export function enter(next) {
  side = next;
}

/** The side that is on stage. */
export const onStage = () => side;

/** Writes down what happened, in a form that is the same on both sides. */
export function note(kind, ...details) {
  let text = kind;
  for (const each of details) text += ` ${view(each, side)}`;
  side.log.push(text);
}

/** Ends endless loops, at the same moment on both sides. */
export function burn() {
  side.burnt++;
  if (side.burnt > fuel) throw new Error('out of fuel');
}
