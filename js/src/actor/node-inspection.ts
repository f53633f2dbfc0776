/** What Node's `console.log` and `util.inspect` call; without it they write all that hangs on a thing. */
export const nodeInspection: unique symbol = Symbol.for('nodejs.util.inspect.custom') as never;

/** Node's `util.inspect`, which it hands to those that it calls. */
export type NodeInspect = (value: unknown, options: object) => string;

/** Writes a thing by its name and by the few members that say how it is. */
export function writeForNode(
  thing: object,
  members: object,
  depth: number,
  options: object,
  inspect: NodeInspect,
): string {
  const { name } = thing.constructor;
  return depth < 0 ? `[${name}]` : `${name} ${inspect(members, options)}`;
}
