/** The core's number of an actor that nobody supervises. */
export const noChild = -1;
