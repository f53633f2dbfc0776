/**
 * What an asynchronous call returns that had nothing to wait for. Whoever gets it may go on at once: a
 * crash and its restart are one turn, without a promise of their own.
 */
export const settled: Promise<void> = Promise.resolve();
