/** Finds the first dotted version number in a text, or undefined. */
export function findVersion(text) {
  return text?.match(/\d+(?:\.\d+)+/)?.[0];
}

/** Compares dotted version numbers: negative, zero or positive as `a` is older, equal or newer. */
export function compareVersions(a, b) {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function isAtLeast(version, minimum) {
  return version !== undefined && compareVersions(version, minimum) >= 0;
}
