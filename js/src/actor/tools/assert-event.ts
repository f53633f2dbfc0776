import type { EventDescriptor, EventObject, ExtractEvent } from 'xstate';
import { matchesDescriptor } from '../../program/matches-descriptor.js';
import { requireEvent } from '../pure/check-arguments.js';

/**
 * Throws unless an event is of one of these types, which may be descriptors such as `mouse.*`, and
 * narrows its type: XState's `assertEvent`.
 */
export function assertEvent<
  TEvent extends EventObject,
  TDescriptor extends EventDescriptor<TEvent>,
>(
  event: TEvent,
  type: TDescriptor | readonly TDescriptor[],
): asserts event is ExtractEvent<TEvent, TDescriptor> {
  requireEvent('assertEvent', event);
  const types = (Array.isArray(type) ? type : [type]) as string[];
  if (types.some((descriptor) => matchesDescriptor(descriptor, event.type))) return;
  const wanted =
    types.length === 1
      ? `type matching "${types[0]}"`
      : `one of types matching "${types.join('", "')}"`;
  throw new Error(`Expected event ${JSON.stringify(event)} to have ${wanted}`);
}
