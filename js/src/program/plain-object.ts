/** Says whether a value is an object of no class; those of other realms are none's either. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || !hasMethods(prototype);
}

/** Says whether a prototype is that of a class, which leaves the members of Object to its own. */
function hasMethods(prototype: object): boolean {
  return !Object.hasOwn(prototype, 'hasOwnProperty');
}
