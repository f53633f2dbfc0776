import { OptionReader } from '../options/option-reader.js';
import { isSignal } from '../stop-on-signal.js';

/** How a call under a circuit's protection may be ended before it ends by itself. */
export interface ExecuteOptions {
  /** Aborts the call; then it counts neither as success nor as failure. */
  signal?: AbortSignal;
  /**
   * Milliseconds that the call may take; then it counts as a failure. From 0, or Infinity.
   * @default Infinity
   */
  timeoutMs?: number;
}

export interface ResolvedExecuteOptions {
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
}

/** Reads the options of a call; throws InvalidOptionError. */
export function readExecuteOptions(options: unknown): ResolvedExecuteOptions {
  const read = new OptionReader<ExecuteOptions>('CircuitBreaker.execute', options, [
    'signal',
    'timeoutMs',
  ]);
  return {
    signal: read.value<AbortSignal>('signal', isSignal, 'an AbortSignal'),
    timeoutMs: read.number('timeoutMs', Number.POSITIVE_INFINITY, {
      min: 0,
      infinity: true,
    }),
  };
}
