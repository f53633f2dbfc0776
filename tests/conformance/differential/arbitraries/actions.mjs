import fc from 'fast-check';
import { guards } from './guards.mjs';
import { memo } from './memo.mjs';
import { childId, eventType, mostly, rarely, sendId, systemId, weighted } from './vocabulary.mjs';

const style = fc.constantFrom('inline', 'named', 'params', 'dynamic');
const dynamic = fc.boolean();

/** What a custom action does behind the machine's back. */
const effect = fc.record({
  what: fc.constantFrom('sendToSelf', 'sendToSelf', 'sendToSystem', 'stop', 'subscribe'),
  event: eventType,
  systemId,
});

const milliseconds = weighted(
  [4, fc.integer({ min: 1, max: 30 })],
  [1, fc.constantFrom('d0', 'd1')],
  [1, fc.constant('dMissing')],
);

const sent = { event: eventType, delay: rarely(milliseconds, 3), id: rarely(sendId, 2), dynamic };

const receiver = weighted(
  [3, childId],
  [1, fc.constantFrom('#_parent', '#_internal', 'self')],
  [1, childId.map((id) => `#_${id}`)],
);

const logic = fc.nat({ max: 5 });

/** Actions on the actor itself. */
const plain = weighted(
  [8, fc.record({ do: fc.constant('act'), style, effect: rarely(effect, 8) })],
  [5, fc.record({ do: fc.constant('assign'), style, by: fc.integer({ min: 1, max: 3 }) })],
  [1, fc.record({ do: fc.constant('assignNothing') })],
  [3, fc.record({ do: fc.constant('raise'), ...sent })],
  [1, fc.record({ do: fc.constant('cancel'), id: sendId, dynamic })],
  [1, fc.record({ do: fc.constant('emit'), event: eventType, dynamic })],
  [1, fc.record({ do: fc.constant('log'), label: rarely(fc.constant('label'), 2), dynamic })],
  [1, fc.record({ do: fc.constant('unknown') })],
);

/** Actions that concern other actors. */
const social = weighted(
  [2, fc.record({ do: fc.constant('sendTo'), to: receiver, ...sent })],
  [1, fc.record({ do: fc.constant('sendParent'), ...sent })],
  [1, fc.record({ do: fc.constant('forward'), to: childId })],
  [
    2,
    fc.record({
      do: fc.constant('spawnChild'),
      logic,
      id: mostly(childId, 8),
      systemId: rarely(systemId, 8),
      sync: dynamic,
      inline: dynamic,
    }),
  ],
  [
    2,
    fc.record({
      do: fc.constant('spawn'),
      logic,
      id: mostly(childId, 4),
      systemId: rarely(systemId, 8),
      sync: dynamic,
    }),
  ],
  [2, fc.record({ do: fc.constant('stopChild'), child: childId, dynamic })],
);

const faulty = fc.record({ do: fc.constant('throw'), value: fc.nat({ max: 3 }), style });

/** Actions, described as data; `level` says what they may do. */
export const actions = memo((level) => {
  const choices = [[12, plain]];
  if (level.children) choices.push([level.parent ? 4 : 3, social]);
  if (level.faults) choices.push([1, faulty]);
  const single = weighted(...choices);
  const enqueue = fc.record({
    do: fc.constant('enqueue'),
    isDirect: fc.boolean(),
    check: rarely(guards(level), 2),
    actions: fc.array(single, { maxLength: 3 }),
  });
  return fc.array(weighted([20, single], [1, enqueue]), { maxLength: 3 });
});
