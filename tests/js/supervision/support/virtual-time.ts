import { RootSupervisor } from 'statewarden';

/** Runs each test in virtual time that begins at 0, and leaves nothing supervised behind. */
export function useVirtualTime(): void {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
  });
  afterEach(() => {
    RootSupervisor.resetInstance();
    jest.useRealTimers();
  });
}

/** Lets time pass, timers fire and promises settle. */
export async function pass(milliseconds: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(milliseconds);
}

/** Lets promises and microtasks settle without any time passing. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}
