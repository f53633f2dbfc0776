/** The record with other values under its keys. */
export const mapValues = (record, convert) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, convert(value)]));
