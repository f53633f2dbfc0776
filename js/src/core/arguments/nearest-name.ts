/**
 * Finds the known name that a mistyped one most likely stands for.
 *
 * @returns the nearest name, or undefined when none is near; O(names · length²).
 */
export function nearestName(mistyped: string, names: readonly string[]): string | undefined {
  const limit = Math.max(2, Math.floor(mistyped.length / 3));
  let nearest: string | undefined;
  let distance = limit + 1;
  for (const name of names) {
    if (Math.abs(name.length - mistyped.length) >= distance) continue;
    const candidate = editDistance(mistyped.toLowerCase(), name.toLowerCase());
    if (candidate < distance) {
      nearest = name;
      distance = candidate;
    }
  }
  return nearest;
}

function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const substitution = left[row - 1] === right[column - 1] ? 0 : 1;
      current[column] = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + substitution,
      );
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
