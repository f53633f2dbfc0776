import { eventStream } from '../supervision/telemetry/event-stream.js';
import type { SupervisionEvent } from '../supervision/telemetry/supervision-event.js';
import { handleOf, type ObservationHandle } from './handle.js';

export type { ObservationHandle } from './handle.js';

/** A channel of `node:diagnostics_channel`. */
export interface DiagnosticsChannel {
  readonly hasSubscribers: boolean;
  publish(message: unknown): void;
}

/** What is needed of the module `node:diagnostics_channel`. */
export interface DiagnosticsModule {
  channel(name: string): DiagnosticsChannel;
}

/** Where the events go. */
export interface DiagnosticsOptions {
  /**
   * The module `node:diagnostics_channel`, or something like it.
   * @default Node's own; before Node 20.16, and where there is none, hand it in
   */
  module?: DiagnosticsModule;
}

/** The channel of every event, and those of its families. */
export const diagnosticsChannels = {
  event: 'statewarden:event',
  child: 'statewarden:child',
  supervisor: 'statewarden:supervisor',
  circuit: 'statewarden:circuit',
  deadLetter: 'statewarden:dead-letter',
} as const;

type Family = keyof typeof diagnosticsChannels;

/**
 * Publishes each SupervisionEvent of the process to `statewarden:event` and to the channel of its
 * family, in a microtask, until the handle is stopped. As long as no channel has a subscriber,
 * nothing is recorded; a new subscriber hears of what happens from the next start or failure on.
 *
 * Returns undefined, and publishes nothing, where there are no diagnostics channels.
 */
export function publishDiagnostics(
  options: DiagnosticsOptions = {},
): ObservationHandle | undefined {
  const module = options.module ?? builtIn();
  if (!module) return undefined;
  const names = Object.entries(diagnosticsChannels) as [Family, string][];
  // Channels are found by name only as long as somebody holds them.
  const channels = new Map(names.map(([family, name]) => [family, module.channel(name)]));
  const all = [...channels.values()];
  const isWanted = () => all.some(({ hasSubscribers }) => hasSubscribers);
  const subscription = eventStream.subscribeWhile(isWanted, (event) => {
    for (const family of ['event', familyOf(event)] as const) {
      const channel = channels.get(family);
      if (channel?.hasSubscribers) channel.publish(event);
    }
  });
  return handleOf(() => subscription.unsubscribe());
}

function familyOf({ type }: SupervisionEvent): Family {
  if (type === 'deadLetter') return 'deadLetter';
  if (type.startsWith('circuit')) return 'circuit';
  return type.startsWith('supervisor') || type === 'eventsLost' ? 'supervisor' : 'child';
}

/** Asks Node at run time: an import would break bundles for browsers. */
function builtIn(): DiagnosticsModule | undefined {
  const { process } = globalThis as {
    process?: { getBuiltinModule?: (id: string) => DiagnosticsModule | undefined };
  };
  return process?.getBuiltinModule?.('node:diagnostics_channel');
}
