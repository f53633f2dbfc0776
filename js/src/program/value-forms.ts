import { nearestName } from '../core/arguments/nearest-name.js';
import { type ChartIssue, makeIssue } from './chart-description.js';

const forms = ['$pointer', '$add', '$literal'];
const sources = ['context', 'event'];
/** As deep as the JSON of charts may be; what is deeper contains itself. */
const deepest = 512;
const escapes = /^(?:[^~]|~[01])*$/;

/** Finds what is wrong with the forms in a value that is computed: `$pointer`, `$add` and `$literal`. */
export function checkValue(value: unknown, pointer: string, depth = 0): ChartIssue[] {
  if (typeof value !== 'object' || value === null) return [];
  if (depth > deepest) {
    const message = `the value at ${pointer.slice(0, 80)}… is too deep; does it contain itself?`;
    return [makeIssue('too-deep', pointer, message)];
  }
  const form = Array.isArray(value) ? undefined : forms.find((each) => Object.hasOwn(value, each));
  if (form) return checkForm(form, value as Record<string, unknown>, pointer, depth);
  return Object.entries(value).flatMap(([key, each]) => {
    const place = inside(pointer, key);
    const unknown = key.startsWith('$') ? [unknownForm(key, place)] : [];
    return unknown.concat(checkValue(each, place, depth + 1));
  });
}

/** Appends a key to a JSON Pointer. */
export function inside(pointer: string, key: string): string {
  return `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function unknownForm(key: string, place: string): ChartIssue {
  const nearest = nearestName(key, forms);
  const advice = nearest ? `did you mean '${nearest}'?` : `known are ${forms.join(', ')}.`;
  const message = `unknown form '${key}' at ${place}; ${advice} Data with such a key goes into {"$literal": …}.`;
  return makeIssue('unknown-form', place, message, { isWarning: true });
}

function checkForm(
  form: string,
  value: Record<string, unknown>,
  pointer: string,
  depth: number,
): ChartIssue[] {
  const other = Object.keys(value).find((key) => key !== form);
  if (other !== undefined) {
    const problem = `'${form}' must be the only key of its object, but '${other}' stands beside it`;
    return [wrong(inside(pointer, other), problem)];
  }
  const [place, operand] = [inside(pointer, form), value[form]];
  if (form === '$literal') return [];
  if (form === '$pointer') return checkPointer(operand, place);
  if (Array.isArray(operand)) return checkValue(operand, place, depth + 1);
  return [wrong(place, `'$add' needs a list of values, such as {"$add": [1, 2]}`)];
}

function checkPointer(operand: unknown, place: string): ChartIssue[] {
  const problem = `'$pointer' must be a JSON Pointer that begins with '/context' or '/event'`;
  if (typeof operand !== 'string') return [wrong(place, problem)];
  const [, first, rest = ''] = /^\/?([^/]*)(.*)$/s.exec(operand) as RegExpExecArray;
  if (!operand.startsWith('/') || !sources.includes(first as string)) {
    const nearest = nearestName(first as string, sources);
    const advice = nearest && `; did you mean '/${nearest}${rest}'?`;
    return [wrong(place, `${problem}, got '${operand}'${advice ?? ''}`)];
  }
  if (escapes.test(rest)) return [];
  return [
    wrong(place, `'~' in '${operand}' must be written '~0', as '/' in a key is written '~1'`),
  ];
}

function wrong(place: string, message: string): ChartIssue {
  return makeIssue('wrong-value', place, `${message}, at ${place}`);
}
