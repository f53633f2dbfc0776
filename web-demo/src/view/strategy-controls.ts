import type { LiveSupervisor } from '../system/live-supervisor.js';
import type { Settings } from '../system/settings.js';
import { element } from './dom.js';

type Choices<TValue extends string> = readonly (readonly [TValue, string])[];

const scopes: Choices<Settings['scope']> = [
  ['one-for-one', 'one for one'],
  ['one-for-all', 'one for all'],
  ['rest-for-one', 'rest for one'],
];
const decisions: Choices<Settings['decision']> = [
  ['restart', 'restart'],
  ['resume', 'resume'],
  ['stop', 'stop'],
  ['escalate', 'escalate'],
];
const backoffs: Choices<Settings['backoffType']> = [
  ['none', 'no back-off'],
  ['linear', 'linear'],
  ['exponential', 'exponential'],
  ['random', 'random'],
];
const limits: Choices<string> = ['0', '1', '3', '5', '10'].map((limit) => [
  limit,
  `max ${limit} in 30 s`,
]);

/** Lets one choose how a supervisor treats failures; a choice holds from the next failure on. */
export function strategyControls(live: LiveSupervisor): HTMLElement {
  const { settings } = live;
  const label = `Strategy of ${live.id}`;
  return element(
    'div',
    { class: 'strategy', role: 'group', 'aria-label': label },
    select('On failure', decisions, settings.decision, (decision) => live.change({ decision })),
    select('Scope', scopes, settings.scope, (scope) => live.change({ scope })),
    select('Back-off', backoffs, settings.backoffType, (backoffType) =>
      live.change({ backoffType }),
    ),
    select('Limit', limits, String(settings.maxRestarts), (limit) =>
      live.change({ maxRestarts: Number(limit) }),
    ),
  );
}

function select<TValue extends string>(
  label: string,
  choices: Choices<TValue>,
  chosen: TValue,
  choose: (value: TValue) => void,
): HTMLElement {
  const control = element('select', { 'aria-label': label });
  for (const [value, text] of choices)
    control.append(new Option(text, value, false, value === chosen));
  control.addEventListener('change', () => choose(control.value as TValue));
  return control;
}
