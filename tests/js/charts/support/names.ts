/** Collects the names that a chart uses under some keys, such as `guard` or `entry`. */
export function namesUnder(config: unknown, keys: readonly string[]): string[] {
  const names = new Set<string>();
  visit(config, (key, value) => {
    if (!keys.includes(key)) return;
    for (const item of [value].flat()) {
      const name = typeof item === 'string' ? item : (item as { type: string }).type;
      if (!name.startsWith('xstate.')) names.add(name);
    }
  });
  return [...names].sort();
}

/** Collects every event type that a chart names exactly. */
export function eventTypesOf(config: unknown): string[] {
  const types = new Set<string>();
  visit(config, (key, value) => {
    if (key !== 'on') return;
    for (const type of Object.keys(value as object)) if (!type.includes('*')) types.add(type);
  });
  return [...types].sort();
}

function visit(config: unknown, see: (key: string, value: unknown) => void): void {
  if (typeof config !== 'object' || config === null) return;
  for (const [key, value] of Object.entries(config)) {
    if (key === 'context' || key === 'meta') continue;
    see(key, value);
    visit(value, see);
  }
}
