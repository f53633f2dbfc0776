import { dispose } from '../supervision/dispose.js';

/** Something that goes on until it is stopped; `using` stops it at the end of a block. */
export interface ObservationHandle extends Disposable {
  /** Ends it; more than once does nothing. */
  stop(): void;
}

/** Makes a handle of what is to be done in the end. */
export function handleOf(end: () => void): ObservationHandle {
  let isStopped = false;
  const stop = () => {
    if (isStopped) return;
    isStopped = true;
    end();
  };
  return { stop, [dispose]: stop };
}
