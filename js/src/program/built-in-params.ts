import { isRecord } from '../core/arguments/is-record.js';
import { type ChartIssue, makeIssue, type SlotDescription } from './chart-description.js';
import { checkValue, inside } from './value-forms.js';

type Members = Record<string, unknown>;
type Check = (value: unknown) => boolean;
/** What a param must be, in words, and whether it is a value that is computed. */
type Kind = readonly [check: Check, wanted: string, isComputed?: 'computed'];

/** What the params of a built-in are made of; what is `optional` may be missing. */
interface Shape {
  readonly required: Readonly<Record<string, Kind>>;
  readonly optional?: Readonly<Record<string, Kind>>;
}

const isString = (value: unknown) => typeof value === 'string';

const anything: Kind = [() => true, 'a value', 'computed'];
const string: Kind = [isString, 'a string'];
const boolean: Kind = [(value) => typeof value === 'boolean', 'true or false'];
const name: Kind = [
  (value) => isString(value) || isRecord(value),
  'a name or a value that stands for one',
  'computed',
];
const event: Kind = [
  (value) => isRecord(value) && ['type', '$pointer', '$literal'].some((key) => key in value),
  'an event, an object with a `type`',
  'computed',
];
const delay: Kind = [
  (value) => name[0](value) || (typeof value === 'number' && value >= 0),
  'milliseconds, or the name of a delay',
  'computed',
];
const state: Kind = [name[0], 'a state value, a path or an id'];
const operators = ['===', '!==', '<', '<=', '>', '>='];
const operator: Kind = [
  (value) => operators.includes(value as string),
  `one of ${operators.join(' ')}`,
];
const guard: Kind = [name[0], 'a guard'];
const guards: Kind = [Array.isArray, 'a list of guards'];
const sending = { optional: { id: string, delay } };

const actions: Readonly<Record<string, Shape | undefined>> = {
  'xstate.assign': { required: {} },
  'xstate.raise': { required: { event }, ...sending },
  'xstate.sendTo': { required: { to: name, event }, ...sending },
  'xstate.cancel': { required: { sendId: name } },
  'xstate.emit': { required: { event } },
  'xstate.log': { required: { value: anything }, optional: { label: string } },
  'xstate.spawnChild': {
    required: { src: string },
    optional: { id: name, systemId: string, input: anything, syncSnapshot: boolean },
  },
  'xstate.stopChild': { required: { actorRef: name } },
};

const guardShapes: Readonly<Record<string, Shape | undefined>> = {
  'xstate.and': { required: { guards } },
  'xstate.or': { required: { guards } },
  'xstate.not': { required: { guard } },
  'xstate.stateIn': { required: { state } },
  'xstate.compare': { required: { left: anything, operator, right: anything } },
};

/** Finds what is wrong with the built-in actions and guards of a chart, its outputs and inputs. */
export function checkBuiltIns(slots: readonly SlotDescription[]): ChartIssue[] {
  return slots.flatMap(({ kind, definition, pointer }) => {
    switch (kind) {
      case 'action':
        return checkDefinition(definition, pointer, actions);
      case 'guard':
        return checkGuard(definition, pointer);
      case 'output':
        return checkValue(definition, pointer);
      case 'invocation':
        return checkValue((definition as { input?: unknown }).input, `${pointer}/input`);
      default:
        return [];
    }
  });
}

function checkGuard(definition: unknown, pointer: string): ChartIssue[] {
  const issues = checkDefinition(definition, pointer, guardShapes);
  const { type, params } = (definition ?? {}) as { type?: unknown; params?: Members };
  if (issues.length > 0 || !params) return issues;
  if (type === 'xstate.not') return checkGuard(params.guard, `${pointer}/params/guard`);
  if (type !== 'xstate.and' && type !== 'xstate.or') return issues;
  return (params.guards as unknown[]).flatMap((each, index) =>
    checkGuard(each, `${pointer}/params/guards/${index}`),
  );
}

function checkDefinition(
  definition: unknown,
  pointer: string,
  shapes: Readonly<Record<string, Shape | undefined>>,
): ChartIssue[] {
  if (!isRecord(definition)) return [];
  const { type, params } = definition;
  if (typeof type !== 'string' || !type.startsWith('xstate.') || type === 'xstate.route') return [];
  const shape = shapes[type];
  if (!shape) {
    const known = Object.keys(shapes).join(', ');
    const message = `'${type}' is none of ${known}`;
    return [makeIssue('unknown-built-in', `${pointer}/type`, message, { isWarning: true })];
  }
  if (!isRecord(params))
    return [makeIssue('wrong-params', pointer, `${type} needs an object 'params'`)];
  return checkParams(type, params, shape, `${pointer}/params`);
}

function checkParams(type: string, params: Members, shape: Shape, pointer: string): ChartIssue[] {
  const issues: ChartIssue[] = [];
  const known = { ...shape.required, ...shape.optional };
  for (const key of Object.keys(shape.required)) {
    if (!Object.hasOwn(params, key)) {
      issues.push(makeIssue('wrong-params', pointer, `${type} needs '${key}' at ${pointer}`));
    }
  }
  if (type === 'xstate.assign') return checkValue(params, pointer);
  for (const [key, value] of Object.entries(params)) {
    const [check, wanted, isComputed] = known[key as keyof typeof known] ?? [];
    const place = inside(pointer, key);
    if (!check) {
      const message = `unknown key '${key}' in the params of ${type}`;
      issues.push(makeIssue('unknown-key', pointer, message, { isWarning: true }));
    } else if (typeof value !== 'function' && !check(value)) {
      issues.push(makeIssue('wrong-params', place, `'${key}' of ${type} must be ${wanted}`));
    } else if (isComputed) {
      issues.push(...checkValue(value, place));
    }
  }
  return issues;
}
