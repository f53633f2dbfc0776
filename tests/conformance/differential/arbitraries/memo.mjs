/** Remembers what a function of objects and numbers makes: arbitraries are costly, and made of others. */
export function memo(make) {
  const known = new Map();
  return (...keys) => {
    const key = JSON.stringify(keys);
    if (!known.has(key)) known.set(key, make(...keys));
    return known.get(key);
  };
}
