interface Environment {
  navigator?: { hardwareConcurrency?: number };
  process?: { getBuiltinModule?(name: string): { availableParallelism?(): number } | undefined };
}

/** How much is done at a time where nobody knows what the machine can do. */
const unknown = 4;

/** Returns how many things the machine can do at a time, in browsers and in Node. */
export function availableParallelism(): number {
  const { navigator, process } = globalThis as Environment;
  const known =
    navigator?.hardwareConcurrency ??
    process?.getBuiltinModule?.('node:os')?.availableParallelism?.();
  return known && known >= 1 ? Math.floor(known) : unknown;
}
