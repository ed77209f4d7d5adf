/** Holds where both are the same, also within. */
export function equal(found: unknown, expected: unknown): void {
  const [is, should] = [found, expected].map((value) => JSON.stringify(value));
  if (is !== should) {
    throw new Error(`\n   found ${is}\nexpected ${should}`);
  }
}
