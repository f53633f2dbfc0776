import { makeEvent, processors } from '../datamodel/event.mjs';
import { attribute } from '../document/xml.mjs';
import { ContentError } from './content-error.mjs';
import { compilePayload } from './payload.mjs';

/** `<send>`: every argument is an attribute or, as `...expr`, an expression. */
export function compileSend(element) {
  const argument = (name) => compileArgument(element, name);
  const event = argument('event');
  const target = argument('target');
  const type = argument('type');
  const delay = argument('delay');
  const id = attribute(element, 'id');
  const idLocation = attribute(element, 'idlocation');
  const payload = compilePayload(element);

  return (execution) => {
    const { session } = execution;
    const sendId = id ?? (idLocation && session.nextSendId());
    try {
      if (idLocation) session.assign(idLocation, sendId);
      deliver(execution, target(session), {
        processor: findProcessor(type(session)),
        name: event(session),
        data: payload(execution),
        delay: parseDelay(delay(session)),
        sendId,
      });
    } catch (error) {
      throw new ContentError(element, error, sendId);
    }
  };
}

/** Makes a function that gives an argument of `<send>` or `<invoke>`. */
export function compileArgument(element, name) {
  const expression = attribute(element, `${name}expr`);
  const value = attribute(element, name);
  return (session) => (expression === undefined ? value : session.evaluate(expression));
}

function findProcessor(type = 'scxml') {
  const processor = processors[type];
  if (!processor) throw new TypeError(`${type} is no I/O processor`);
  return processor;
}

function deliver(execution, target, { processor, name, data, delay, sendId }) {
  const { session, enqueue } = execution;
  const options = { id: sendId, delay };
  if (target === '#_internal') {
    enqueue.raise(makeEvent(name, { type: 'internal', data, sendid: sendId }), options);
    return;
  }
  const receiver = findReceiver(session, target);
  if (!receiver) {
    execution.raiseCommunicationError(sendId);
    return;
  }
  const fields = { data, sendid: sendId, origin: session.location, origintype: processor };
  if (receiver === session.parent) fields.invokeid = session.invokeId;
  enqueue.sendTo(receiver.ref, makeEvent(name, { type: 'external', ...fields }), options);
}

/** The session of a target, undefined when it cannot be reached; throws when it is no target. */
function findReceiver(session, target) {
  if (target === undefined) return session;
  if (target === '#_parent') return session.parent;
  if (target.startsWith('#_scxml_')) return session.platform.find(target.slice('#_scxml_'.length));
  if (target.startsWith('#_')) return session.invoked.get(target.slice('#_'.length));
  throw new TypeError(`${target} is no target`);
}

/** Milliseconds of a CSS2 time such as `1.5s` or `200ms`; undefined for none. */
export function parseDelay(delay) {
  if (delay === undefined) return undefined;
  const [, number, unit] = /^(\d*\.?\d+)(ms|s)$/.exec(delay) ?? [];
  if (unit === undefined) throw new TypeError(`${delay} is no delay`);
  return Number(number) * (unit === 's' ? 1000 : 1);
}
