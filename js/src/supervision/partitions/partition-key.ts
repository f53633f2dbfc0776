import { InvalidArgumentError } from '../errors/invalid-argument-error.js';

/** What chooses a partition. */
export type PartitionKey = string | number | bigint;

const encoder = new TextEncoder();

/** Computes the 32-bit FNV-1a hash of a text in UTF-8: the same everywhere and for ever. O(length). */
export function stableHash(text: string): number {
  let hash = 0x811c_9dc5;
  for (const byte of encoder.encode(text)) hash = Math.imul(hash ^ byte, 0x0100_0193);
  return hash >>> 0;
}

/**
 * Returns the number of the partition that a key belongs to: of a whole number its absolute value
 * modulo the partitions, of another number and of a text its hash modulo the partitions.
 */
export function partitionOf(argument: string, key: unknown, partitions: number): number {
  if (typeof key === 'string') return stableHash(key) % partitions;
  if (typeof key === 'bigint') return Number((key < 0n ? -key : key) % BigInt(partitions));
  if (typeof key === 'number' && Number.isFinite(key)) {
    if (Number.isInteger(key)) return Math.abs(key) % partitions;
    return stableHash(String(key)) % partitions;
  }
  throw new InvalidArgumentError(argument, key, 'a text, a finite number or a bigint');
}
