/** Thrown when a document uses what has no counterpart in XState's semantics. */
export class Unsupported extends Error {
  name = 'Unsupported';
}
