/**
 * Copies plain objects, arrays, maps and sets all the way down; anything else (functions, class
 * instances, actor references) is shared, for nobody could copy it faithfully.
 */
export function cloneContext<TValue>(value: TValue): TValue {
  return clone(value, undefined) as TValue;
}

function clone(value: unknown, seen: Map<object, object> | undefined): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const copies = seen ?? new Map<object, object>();
  const known = copies.get(value);
  if (known) return known;
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    copies.set(value, copy);
    for (const item of value) copy.push(clone(item, copies));
    return copy;
  }
  if (value instanceof Map) {
    const copy = new Map();
    copies.set(value, copy);
    for (const [key, item] of value) copy.set(clone(key, copies), clone(item, copies));
    return copy;
  }
  if (value instanceof Set) {
    const copy = new Set();
    copies.set(value, copy);
    for (const item of value) copy.add(clone(item, copies));
    return copy;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  return cloneFields(value as Record<string, unknown>, prototype, copies);
}

function cloneFields(
  value: Record<string, unknown>,
  prototype: object | null,
  copies: Map<object, object>,
): object {
  const copy: Record<string, unknown> = prototype === null ? Object.create(null) : {};
  copies.set(value, copy);
  for (const key of Object.keys(value)) {
    const item = clone(value[key], copies);
    if (key === '__proto__') Object.defineProperty(copy, key, { ...ownData, value: item });
    else copy[key] = item;
  }
  return copy;
}

const ownData = { configurable: true, enumerable: true, writable: true };
