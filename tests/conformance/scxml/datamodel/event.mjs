const scxmlProcessor = 'http://www.w3.org/TR/scxml/#SCXMLEventProcessor';
const httpProcessor = 'http://www.w3.org/TR/scxml/#BasicHTTPEventProcessor';

/**
 * The types of I/O processors by the names that they can be called by. All sessions are in one
 * process, so what is sent by HTTP is delivered as any other event.
 */
export const processors = {
  scxml: scxmlProcessor,
  [scxmlProcessor]: scxmlProcessor,
  basichttp: httpProcessor,
  [httpProcessor]: httpProcessor,
};

/**
 * Makes an event for XState. What SCXML wants to know of it travels along: `type` is `internal`,
 * `external` or `platform`, the others are data, sendid, origin, origintype and invokeid.
 */
export const makeEvent = (name, scxml) => ({ type: name, scxml });

/** The first words of the events that XState itself sends, and those of SCXML. */
const ownNames = [
  ['xstate.done.state', 'done.state'],
  ['xstate.done.actor', 'done.invoke'],
  ['xstate.done', 'done'],
];

/** The name that XState gives the events of an SCXML name or of the beginning of one. */
export const toXStateName = (name) => rename(name, 1, 0);

const noFields = {
  sendid: undefined,
  origin: undefined,
  origintype: undefined,
  invokeid: undefined,
  data: undefined,
};

/** The variable `_event` for an event of XState. Before the first event it is not bound. */
export function toScxmlEvent(event) {
  if (event.type === 'xstate.init') return undefined;
  const name = rename(event.type, 0, 1);
  if (name === event.type) return { name, type: 'external', ...noFields, ...event.scxml };
  return { name, type: 'platform', ...noFields, data: event.output, invokeid: event.actorId };
}

function rename(name, from, to) {
  for (const names of ownNames) {
    if (`${name}.`.startsWith(`${names[from]}.`)) return names[to] + name.slice(names[from].length);
  }
  return name;
}
