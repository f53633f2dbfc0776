/** Work that takes a while and ends with a value; it stops waiting when its actor ends. */
export function takes(milliseconds: number, output: unknown = {}) {
  return ({ signal }: { signal: AbortSignal }): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve(output), milliseconds);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(new DOMException('The work was stopped.', 'AbortError'));
      });
    });
}

/** Work that fails every n-th time. */
export function failsEvery(n: number, milliseconds: number, message: string, output: unknown = {}) {
  let runs = 0;
  return async ({ signal }: { signal: AbortSignal }): Promise<unknown> => {
    const done = await takes(milliseconds, output)({ signal });
    runs += 1;
    if (runs % n === 0) throw new Error(message);
    return done;
  };
}

/** A socket or a stream: lives until its actor ends. */
export const staysOpen = ({ signal }: { signal: AbortSignal }): Promise<unknown> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('Closed.', 'AbortError')));
  });

export const yes = () => true;
export const no = () => false;
