/** Sets a member even if it is called `__proto__`, which a plain write would take for the prototype. */
export function setMember(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
