import { isProduction } from '../core/production.js';

/** Warns developers; says nothing in production. */
export function warn(message: string): void {
  if (!isProduction()) console.warn(message);
}
