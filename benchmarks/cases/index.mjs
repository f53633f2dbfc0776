// Lists the cases of `npm run bench`.
import {
  checkBesideOpossum,
  executeBesideCockatiel,
  executeBesideOpossum,
  permitBesideCockatiel,
} from './circuit-breaker.mjs';
import { crashBesideMany, crashToRestarted } from './crash-to-restarted.mjs';
import { createAndStart } from './create-and-start.mjs';
import { deepLeaf } from './deep-leaf.mjs';
import { guardAndAssign, targetlessAssign } from './guard-and-assign.mjs';
import { manyChildren } from './many-children.mjs';
import { eightRegions, thirtyTwoRegions } from './regions.mjs';
import { toggle, toggleWithSubscriber, unhandledEvent } from './toggle.mjs';

/** Everything that is measured, in the order in which it is printed. */
export const cases = [
  toggle,
  toggleWithSubscriber,
  unhandledEvent,
  guardAndAssign,
  targetlessAssign,
  deepLeaf,
  eightRegions,
  thirtyTwoRegions,
  createAndStart,
  manyChildren,
  crashToRestarted,
  crashBesideMany,
  checkBesideOpossum,
  permitBesideCockatiel,
  executeBesideOpossum,
  executeBesideCockatiel,
];
