import type { ChartIssue, SlotDescription } from './chart-description.js';

type Members = Record<string, unknown>;
type Check = (value: unknown) => boolean;

/** What the params of a built-in are made of; what is `optional` may be missing. */
interface Shape {
  readonly required: Readonly<Record<string, [Check, string]>>;
  readonly optional?: Readonly<Record<string, [Check, string]>>;
}

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isString = (value: unknown) => typeof value === 'string';

const anything: [Check, string] = [() => true, 'a value'];
const string: [Check, string] = [isString, 'a string'];
const boolean: [Check, string] = [(value) => typeof value === 'boolean', 'true or false'];
const name: [Check, string] = [
  (value) => isString(value) || isObject(value),
  'a name or a value that stands for one',
];
const event: [Check, string] = [
  (value) => isObject(value) && ['type', '$pointer', '$literal'].some((key) => key in value),
  'an event, an object with a `type`',
];
const delay: [Check, string] = [
  (value) => name[0](value) || (typeof value === 'number' && value >= 0),
  'milliseconds, or the name of a delay',
];
const operators = ['===', '!==', '<', '<=', '>', '>='];
const operator: [Check, string] = [
  (value) => operators.includes(value as string),
  `one of ${operators.join(' ')}`,
];
const guard: [Check, string] = [name[0], 'a guard'];
const guards: [Check, string] = [Array.isArray, 'a list of guards'];
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
  'xstate.stateIn': { required: { state: name } },
  'xstate.compare': { required: { left: anything, operator, right: anything } },
};

/** Finds what is wrong with the built-in actions and guards of a chart. */
export function checkBuiltIns(slots: readonly SlotDescription[]): ChartIssue[] {
  return slots.flatMap(({ kind, definition, pointer }) => {
    if (kind === 'action') return checkDefinition(definition, pointer, actions);
    return kind === 'guard' ? checkGuard(definition, pointer) : [];
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
  if (!isObject(definition)) return [];
  const { type, params } = definition;
  if (typeof type !== 'string' || !type.startsWith('xstate.') || type === 'xstate.route') return [];
  const shape = shapes[type];
  if (!shape) {
    const known = Object.keys(shapes).join(', ');
    return [issue('unknown-built-in', `${pointer}/type`, `'${type}' is none of ${known}`, true)];
  }
  if (!isObject(params))
    return [issue('wrong-params', pointer, `${type} needs an object 'params'`)];
  return checkParams(type, params, shape, `${pointer}/params`);
}

function checkParams(type: string, params: Members, shape: Shape, pointer: string): ChartIssue[] {
  const issues: ChartIssue[] = [];
  const known = { ...shape.required, ...shape.optional };
  for (const key of Object.keys(shape.required)) {
    if (!Object.hasOwn(params, key)) {
      issues.push(issue('wrong-params', pointer, `${type} needs '${key}' at ${pointer}`));
    }
  }
  if (type === 'xstate.assign') return issues;
  for (const [key, value] of Object.entries(params)) {
    const [check, wanted] = known[key as keyof typeof known] ?? [];
    const place = `${pointer}/${key}`;
    if (!check) {
      const message = `unknown key '${key}' in the params of ${type}`;
      issues.push(issue('unknown-key', pointer, message, true));
    } else if (typeof value !== 'function' && !check(value)) {
      issues.push(issue('wrong-params', place, `'${key}' of ${type} must be ${wanted}`));
    }
  }
  return issues;
}

function issue(code: string, pointer: string, message: string, isWarning = false): ChartIssue {
  return { code, pointer, message, isWarning, line: 0, column: 0 };
}
