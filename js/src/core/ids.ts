/** The core's id of an actor that it does not hold. */
export const noActorId = -1;

/** Ids are 22 bits of index and 10 of generation, which tells occupants of one place apart. */
const indexMask = (1 << 22) - 1;

/** Returns the place that an id names in a table of actors or of children. */
export function indexOfId(id: number): number {
  return id & indexMask;
}
