import { dispose } from '../dispose.js';
import { InvalidOptionError } from '../errors/invalid-option-error.js';
import { OptionReader } from '../options/option-reader.js';
import type { CoordinatedShutdown, InstalledHooks } from './coordinated-shutdown.js';

/** How leaving a page runs the shutdown. */
export interface PageHookOptions {
  /**
   * Whether a page is shut down too that goes into the back/forward cache and may be shown again.
   * @default false
   */
  whenCached?: boolean;
  /**
   * The window, for tests.
   * @default globalThis
   */
  target?: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
}

const owner = 'CoordinatedShutdown.installPageHooks';

/** Runs a shutdown when the page is left; see CoordinatedShutdown.installPageHooks. */
export function installPageHooks(
  shutdown: CoordinatedShutdown,
  options: PageHookOptions | undefined,
): InstalledHooks {
  const read = new OptionReader<PageHookOptions>(owner, options, ['whenCached', 'target']);
  const whenCached = read.boolean('whenCached', false);
  const target = read.value<EventTarget>('target', isTarget, 'a window') ?? globalThis;
  if (!isTarget(target)) throw new InvalidOptionError(owner, 'target', target, 'a window');

  const leave = (event: Event) => {
    const isCached = (event as PageTransitionEvent).persisted === true;
    if (isCached && !whenCached) return;
    // Whoever is interested hears of a shutdown that is given up from onTaskError.
    shutdown.run({ type: 'pagehide', isCached }).catch(() => {});
  };
  target.addEventListener('pagehide', leave);
  const remove = () => target.removeEventListener('pagehide', leave);
  return { remove, [dispose]: remove };
}

function isTarget(value: unknown): value is EventTarget {
  const { addEventListener, removeEventListener } = (value ?? {}) as Partial<EventTarget>;
  return typeof addEventListener === 'function' && typeof removeEventListener === 'function';
}
