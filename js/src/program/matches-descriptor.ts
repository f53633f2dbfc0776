/** Says whether an event descriptor (exact, `a.*` or `*`) matches an event type. */
export function matchesDescriptor(descriptor: string, eventType: string): boolean {
  if (descriptor === '*' || descriptor === eventType) return true;
  if (!descriptor.endsWith('.*')) return false;
  const prefix = descriptor.slice(0, -2);
  return eventType === prefix || eventType.startsWith(`${prefix}.`);
}
